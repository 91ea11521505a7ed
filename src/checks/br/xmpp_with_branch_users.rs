use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Place;

rule! {
    /// XMPP federation is on, and users are homed on a branch appliance or server.
    ///
    /// ## Why it matters
    /// Those users see no XMPP contacts. Nothing tells them or the help desk why.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   edge lon-edge
    ///     xmpp
    ///   branch-site Oxford
    ///     survivable-branch ox-sba              #! BR012
    ///       registrar lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   edge lon-edge
    ///   branch-site Oxford
    ///     survivable-branch ox-sba
    ///       registrar lon-fe
    /// ```
    /// ## Source
    /// `L:branch-site-resiliency-features`
    /// `S:enterprise-voice-resiliency`
    code: "BR012", name: "xmpp-with-branch-users", severity: Info, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    if !cx.edge_pools().any(|edge| edge.settings.xmpp) {
        return;
    }
    for branch in cx.branch_pools().filter(|branch| branch.pool.users != Some(0)) {
        out.report(
            &RULE,
            Place::from(branch.id),
            message!("The users of {branch} have no XMPP contacts.", branch = branch.name()),
        )
        .help(message!("Home users who need XMPP contacts on a Front End pool."));
    }
}
