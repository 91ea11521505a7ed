use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, VoiceFailover, field};

use super::{usual_failover, with_failover};

rule! {
    /// The failover of a branch appliance or server has no interval.
    ///
    /// ## Why it matters
    /// Topology Builder wants both intervals. With none every short hiccup of the line counts as a failure, and users
    /// are thrown back and forth.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford
    ///     survivable-branch ox-sba              #! BR008
    ///       registrar lon-fe
    ///       voice-failover detect 0 failback 240
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
    /// `TB:registrar-settings-expander`; the lower bound (inferred)
    ///
    /// ## Fix
    /// The missing interval is set to what Topology Builder offers.
    code: "BR008", name: "branch-failover-without-interval", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let usual = usual_failover();
    for branch in cx.branch_pools().filter(|branch| branch.settings.voice_failover.automatic) {
        let VoiceFailover { failure_detection_secs, failback_secs, .. } = branch.settings.voice_failover;
        let (name, or_usual) = (branch.name(), |secs: u32, usual| if secs == 0 { usual } else { secs });
        let message = match (failure_detection_secs, failback_secs) {
            (0, 0) => message!("{branch} has no interval for failover nor for failback.", branch = name),
            (0, _) => message!("{branch} has no interval for the detection of a failure.", branch = name),
            (_, 0) => message!("{branch} has no interval for failback.", branch = name),
            _ => continue,
        };
        let whole = VoiceFailover {
            automatic: true,
            failure_detection_secs: or_usual(failure_detection_secs, usual.failure_detection_secs),
            failback_secs: or_usual(failback_secs, usual.failback_secs),
        };
        out.report(&RULE, Place::from(branch.id).field(field::VOICE_FAILOVER), message)
            .help(message!("Enter both intervals."))
            .fix(
                message!(
                    "Use {failover} s and {failback} s",
                    failover = whole.failure_detection_secs,
                    failback = whole.failback_secs
                ),
                with_failover(&branch, whole),
            );
    }
}
