use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// A Mediation pool has no Edge pool, though there is one.
    ///
    /// ## Why it matters
    /// The media of a call between a gateway and somebody at home go through an Edge server. Without one users outside
    /// cannot be connected to the telephone network through this pool.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     mediation none
    ///   mediation lon-med                       #! ME003
    ///     next-hop lon-fe
    ///   edge lon-edge
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     mediation none
    ///   mediation lon-med
    ///     next-hop lon-fe
    ///     edge lon-edge
    ///   edge lon-edge
    /// ```
    /// ## Source
    /// `L:define-a-mediation-server-in-topology-builder`
    code: "ME003", name: "mediation-without-edge-pool", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    if cx.edge_pools().next().is_none() {
        return;
    }
    for mediation in cx.mediation_pools().filter(|mediation| mediation.settings.edge_pool.is_none()) {
        let message = message!(
            "{pool} has no Edge pool, so that users outside have no calls to the telephone network through it.",
            pool = mediation.name()
        );
        out.report(&RULE, Place::from(mediation.id).field(field::EDGE_POOL), message)
            .help(message!("Choose an Edge pool if users outside make such calls."));
    }
}
