use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// An Edge pool uses one external name and address for all services.
    ///
    /// ## Why it matters
    /// With one name the services are told apart by port, and two of them leave port 443. Guests behind a firewall that
    /// lets out nothing else cannot sign in, or hear nothing.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED013
    ///     external sip
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     external sip webcon av
    /// ```
    /// ## Source
    /// `S:edge-environmental-requirements`
    code: "ED013", name: "single-external-name", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools().filter(|edge| edge.settings.single_fqdn) {
        let message = message!(
            "Edge pool {pool} has one external name; firewalls elsewhere may block its ports.",
            pool = edge.name()
        );
        out.report(&RULE, Place::from(edge.id).field(field::SINGLE_FQDN), message)
            .help(message!("Use three names and three addresses, each service on port 443."));
    }
}
