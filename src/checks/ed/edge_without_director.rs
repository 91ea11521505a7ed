use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Deployment;

rule! {
    /// There are Edge pools and no Director.
    ///
    /// ## Why it matters
    /// Requests from outside are authenticated by the Front End servers that home users. An attack that floods them
    /// with sign-ins slows down everybody; a Director would take it.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                      #! ED038
    /// site EMEA
    ///   front-end lon-fe
    ///   edge lon-edge
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    /// site EMEA
    ///   front-end lon-fe
    ///   director lon-dir
    ///   edge lon-edge
    /// ```
    /// ## Source
    /// `L:supported-topologies`
    /// `L:overview-of-the-director`
    /// `L:changes-in-lync-server-that-affect-edge-server-planning`
    code: "ED038", name: "edge-without-director", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    if cx.edge_pools().next().is_none() || cx.director_pools().next().is_some() {
        return;
    }
    let message = message!("There are Edge pools and no Director: Front End pools authenticate users outside.");
    out.report(&RULE, Deployment::ID, message)
        .help(message!("Consider a Director; it is optional, for a Front End pool does its work as well."));
}
