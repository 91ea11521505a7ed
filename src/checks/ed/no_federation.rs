use super::{first_edge_pools, with};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Deployment, Place, field};

rule! {
    /// There are Edge pools, and none has federation.
    ///
    /// ## Why it matters
    /// Without federation there are no partners and no public instant messaging, and phones get no push notifications:
    /// those arrive over federation with the vendor.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                      #! ED010
    /// site EMEA
    ///   edge lon-edge
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    /// site EMEA
    ///   edge lon-edge
    ///     federation
    /// ```
    /// ## Source
    /// `L:dns-summary-sip-xmpp-federation-and-public-instant-messaging`
    /// `S:edge-environmental-requirements`; severity (inferred)
    code: "ED010", name: "no-federation", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let mut edges = cx.edge_pools().peekable();
    if edges.peek().is_none() || edges.any(|edge| edge.settings.federation) {
        return;
    }
    let message = message!("No Edge pool has federation: no partners, and no push notifications for phones.");
    let mut found = out
        .report(&RULE, Place::from(Deployment::ID).field(field::FEDERATION_ROUTE), message)
        .help(message!("Enable federation on one Edge pool if it is wanted."));
    for edge in first_edge_pools(cx) {
        let title = message!("Turn federation on for {pool}", pool = edge.name());
        found = found.suggest(title, with(&edge, |settings| settings.federation = true));
    }
}
