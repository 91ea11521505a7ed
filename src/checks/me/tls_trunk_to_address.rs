use std::net::IpAddr;

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, Transport, field};

rule! {
    /// A trunk over TLS leads to a gateway that is known by its IP address.
    ///
    /// ## Why it matters
    /// TLS compares the name on the gateway's certificate with the name that was called. An address is on no
    /// certificate, so no connection comes about.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   gateway 10.0.0.40
    ///     trunk lon-gw to lon-fe tls            #! ME007
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   gateway lon-gw address 10.0.0.40
    ///     trunk lon-gw to lon-fe tls
    /// ```
    /// ## Source
    /// `L:define-a-gateway-in-topology-builder`
    code: "ME007", name: "tls-trunk-to-address", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let topology = cx.topology();
    for (id, trunk) in topology.trunks.iter().filter(|(_, trunk)| trunk.transport == Transport::Tls) {
        let gateway = topology.gateways.get(trunk.gateway);
        let Some(gateway) = gateway.filter(|gateway| gateway.fqdn.as_str().parse::<IpAddr>().is_ok()) else {
            continue;
        };
        let message = message!(
            "The trunk {trunk} uses TLS, and its gateway is known as {address} only.",
            trunk = trunk.name.as_str(),
            address = gateway.fqdn.as_str()
        );
        out.report(&RULE, Place::from(id).field(field::TRANSPORT), message)
            .related(trunk.gateway, message!("the gateway"))
            .help(message!("Enter the gateway by the name on its certificate."));
    }
}
