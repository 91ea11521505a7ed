use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, Transport, field};

use super::trunks;

rule! {
    /// A trunk uses TCP.
    ///
    /// ## Why it matters
    /// Over TCP who calls whom is readable by everybody on the way, and neither side proves who it is: whoever reaches
    /// the port can place calls.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     mediation tcp 5068
    ///   gateway lon-gw
    ///     trunk lon-gw to lon-fe tcp            #! ME008
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   gateway lon-gw
    ///     trunk lon-gw to lon-fe tls
    /// ```
    /// ## Source
    /// `L:define-a-gateway-in-topology-builder`
    ///
    /// ## Notes
    /// Video gateways are left out: TCP is what they were tested with, see VI005.
    code: "ME008", name: "trunk-over-tcp", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, trunk, _) in trunks(cx).filter(|(_, trunk, _)| trunk.transport == Transport::Tcp) {
        let message = message!("The trunk {trunk} uses TCP.", trunk = trunk.name.as_str());
        out.report(&RULE, Place::from(id).field(field::TRANSPORT), message)
            .help(message!("Use TLS if the gateway supports it."));
    }
}
