use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, VoiceFailover, field};

use super::with_failover;

rule! {
    /// A branch appliance or server does not fail over by itself.
    ///
    /// ## Why it matters
    /// When its Registrar fails, nobody notices for the users: they stay signed out instead of moving to the pool of
    /// the central site, until somebody moves them.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford
    ///     survivable-branch ox-sba              #! BR007
    ///       registrar lon-fe
    ///       voice-failover none
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford
    ///     survivable-branch ox-sba
    ///       registrar lon-fe
    /// ```
    /// ## Source
    /// `TB:registrar-settings-expander`
    code: "BR007", name: "branch-failover-off", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for branch in cx.branch_pools().filter(|branch| !branch.settings.voice_failover.automatic) {
        let on = VoiceFailover { automatic: true, ..branch.settings.voice_failover };
        out.report(
            &RULE,
            Place::from(branch.id).field(field::VOICE_FAILOVER),
            message!("Failover and failback of {branch} are off.", branch = branch.name()),
        )
        .help(message!("Enable automatic failover and failback."))
        .fix(message!("Enable failover and failback"), with_failover(&branch, on));
    }
}
