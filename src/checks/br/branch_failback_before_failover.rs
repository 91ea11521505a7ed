use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, VoiceFailover, field};

use super::{usual_failover, with_failover};

rule! {
    /// A branch appliance or server fails back sooner than it fails over.
    ///
    /// ## Why it matters
    /// On a line that comes and goes, users return before it has proved to be well, and are thrown out again.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford
    ///     survivable-branch ox-sba              #! BR009
    ///       registrar lon-fe
    ///       voice-failover detect 120 failback 60
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford
    ///     survivable-branch ox-sba
    ///       registrar lon-fe
    ///       voice-failover detect 120 failback 240
    /// ```
    /// ## Source
    /// (inferred)
    code: "BR009", name: "branch-failback-before-failover", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let usual = usual_failover();
    for branch in cx.branch_pools().filter(|branch| branch.settings.voice_failover.automatic) {
        let VoiceFailover { failure_detection_secs, failback_secs, .. } = branch.settings.voice_failover;
        if failback_secs == 0 || failback_secs >= failure_detection_secs {
            continue;
        }
        let message = message!(
            "{branch} fails over after {failover} s and back after {failback} s.",
            branch = branch.name(),
            failover = failure_detection_secs,
            failback = failback_secs
        );
        let title = message!(
            "Use {failover} s and {failback} s",
            failover = usual.failure_detection_secs,
            failback = usual.failback_secs
        );
        out.report(&RULE, Place::from(branch.id).field(field::VOICE_FAILOVER), message)
            .help(message!("Let failback wait longer than failover."))
            .suggest(title, with_failover(&branch, usual));
    }
}
