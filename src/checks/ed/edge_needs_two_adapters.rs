use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// Each Edge server needs two network adapters, and static routes to the internal networks.
    ///
    /// ## Why it matters
    /// With two default gateways, or without routes inside, replies to internal servers leave by the external adapter
    /// and are lost. The topology has no fields for either.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED034
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    /// ```
    /// ## Source
    /// `L:dns-summary-scaled-consolidated-edge-dns-load-balancing-with-public-ip-addresses`
    code: "ED034", name: "edge-needs-two-adapters", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools() {
        let message = message!("Each server of {pool} needs an internal and an external adapter.", pool = edge.name());
        out.report(&RULE, edge.id, message).help(message!(
            "Set the default gateway on the external adapter only, and static routes to the internal networks."
        ));
    }
}
