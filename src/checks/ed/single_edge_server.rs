use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// An Edge pool has one server only.
    ///
    /// ## Why it matters
    /// While that server is down or restarted for an update, nobody outside can sign in, no meeting has guests, and
    /// federation is silent.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED003
    ///     computers 1
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     computers 2
    /// ```
    /// ## Source
    /// `S:edge-environmental-requirements`
    code: "ED003", name: "single-edge-server", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools().filter(|edge| edge.n_computers() == 1) {
        let message = message!("Edge pool {pool} has one server; nothing takes over for it.", pool = edge.name());
        let help = if edge.pool.multi_server {
            message!("Add a second Edge server.")
        } else {
            message!("Define the pool anew as a multiple-computer pool with two servers.")
        };
        out.report(&RULE, Place::from(edge.id).field(field::COMPUTERS), message).help(help);
    }
}
