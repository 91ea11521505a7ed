use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Place;

rule! {
    /// No gateway is attached to a branch appliance or server.
    ///
    /// ## Why it matters
    /// It is there so that the branch can telephone when the line to the central site is cut. Without a gateway of its
    /// own it keeps users signed in, and there is nowhere to call.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford
    ///     survivable-branch ox-sba              #! BR004
    ///       registrar lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford
    ///     survivable-branch ox-sba
    ///       registrar lon-fe
    ///     gateway ox-gw
    ///       trunk ox-gw to ox-sba
    /// ```
    /// ## Source
    /// `L:define-a-survivable-branch-appliance-or-server`
    code: "BR004", name: "branch-server-without-gateway", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for branch in cx.branch_pools().filter(|branch| cx.survey().trunks_to(branch.id).is_empty()) {
        out.report(&RULE, Place::from(branch.id), message!("{branch} has no gateway.", branch = branch.name()))
            .help(message!("Define the gateway of the branch, with a trunk to it."));
    }
}
