use super::with;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// An Edge pool has XMPP federation but no federation.
    ///
    /// ## Why it matters
    /// In every reference design XMPP runs on the Access Edge of the pool that federates. On another pool nobody has
    /// tried it.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED009
    ///     xmpp
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     federation
    ///     xmpp
    /// ```
    /// ## Source
    /// (inferred)
    code: "ED009", name: "xmpp-without-federation", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools().filter(|edge| edge.settings.xmpp && !edge.settings.federation) {
        let message = message!("XMPP federation is on for {pool}, and federation is off.", pool = edge.name());
        out.report(&RULE, Place::from(edge.id).field(field::XMPP), message)
            .help(message!("Enable both on one pool, or confirm that partners reach this one."))
            .suggest(message!("Turn federation on"), with(&edge, |settings| settings.federation = true))
            .suggest(message!("Turn XMPP federation off"), with(&edge, |settings| settings.xmpp = false));
    }
}
