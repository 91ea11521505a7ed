use super::with;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// XMPP federation is enabled on an Edge pool of a product that has none.
    ///
    /// ## Why it matters
    /// The XMPP gateway and proxy went after 2015. Contacts at XMPP partners stay offline for good once their users
    /// have moved.
    ///
    /// ## Example
    /// ```sketch
    /// deployment
    ///   product 2019
    /// site EMEA
    ///   edge lon-edge                             #! ED008
    ///     xmpp
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment
    ///   product 2019
    /// site EMEA
    ///   edge lon-edge
    /// ```
    /// ## Source
    /// `S:deprecated`
    code: "ED008", name: "xmpp-after-2015", severity: Error, products: [S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools().filter(|edge| edge.settings.xmpp) {
        let message = message!(
            "XMPP federation is on for {pool}; {product} has none.",
            pool = edge.name(),
            product = cx.product_of(edge.pool).title()
        );
        out.report(&RULE, Place::from(edge.id).field(field::XMPP), message)
            .help(message!("Turn XMPP federation off, and tell the users who have XMPP contacts."))
            .fix(message!("Turn XMPP federation off"), with(&edge, |settings| settings.xmpp = false));
    }
}
