use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// One of several Edge pools carries federation.
    ///
    /// ## Why it matters
    /// When that pool is lost, requests from partners move to another by the priority of SRV records. What goes out
    /// does not: the route, and that of XMPP, is changed by hand.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED011
    ///     federation
    ///   edge ber-edge
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     federation
    /// ```
    /// ## Source
    /// `L:edge-server-disaster-recovery`
    /// `L:failing-over-the-edge-pool-used-for-lync-server-federation`
    code: "ED011", name: "federation-on-one-of-several-edge-pools", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let edges: Vec<_> = cx.edge_pools().collect();
    let mut federated = edges.iter().filter(|edge| edge.settings.federation);
    let (Some(edge), None) = (federated.next(), federated.next()) else { return };
    if edges.len() < 2 {
        return;
    }
    let message = message!(
        "{pool} alone of {n} Edge pools carries federation; outgoing federation moves to another by hand only.",
        pool = edge.name(),
        n = edges.len()
    );
    out.report(&RULE, Place::from(edge.id).field(field::FEDERATION), message).help(message!(
        "Publish federation SRV records of lower priority for the other pools, and keep the change of the route in the \
         runbook."
    ));
}
