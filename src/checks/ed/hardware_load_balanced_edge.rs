use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{LoadBalancing, Place, field};

rule! {
    /// An Edge pool is balanced by hardware.
    ///
    /// ## Why it matters
    /// It takes more public addresses than DNS load balancing and a balancer that leaves the source of audio and video
    /// alone. One that is set up as for web traffic breaks calls.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED024
    ///     computers 2
    ///     load-balancing hardware
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     computers 2
    ///     load-balancing dns
    /// ```
    /// ## Source
    /// `L:port-summary-scaled-consolidated-edge-with-hardware-load-balancers`
    /// `L:hardware-load-balancer-requirements`
    /// `S:edge-environmental-requirements`
    code: "ED024", name: "hardware-load-balanced-edge", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools().filter(|edge| edge.pool.load_balancing == Some(LoadBalancing::Hardware)) {
        let n_addresses = edge.settings.n_names();
        let message = message!(
            "Behind a load balancer Edge pool {pool} needs {n_virtual} virtual and {n_own} further public addresses.",
            pool = edge.name(),
            n_virtual = n_addresses,
            n_own = n_addresses * edge.n_computers()
        );
        out.report(&RULE, Place::from(edge.id).field(field::LOAD_BALANCING), message).help(message!(
            "Check that the balancer does not translate the source of A/V traffic and does no direct server return."
        ));
    }
}
