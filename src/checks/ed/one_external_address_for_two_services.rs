use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Address, Computer, Edge, EdgeServiceKind, Place, field};
use crate::vendor::InterfaceSide;

rule! {
    /// Two services of an Edge server share an address and a port.
    ///
    /// ## Why it matters
    /// Only one service can listen on a port of an address. The other does not start on this server.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED015
    ///     external sip webcon av
    ///     addresses lon-edge external 203.0.113.1 203.0.113.1 203.0.113.3
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     external sip webcon av
    ///     addresses lon-edge external 203.0.113.1 203.0.113.2 203.0.113.3
    /// ```
    /// ## Source
    /// `TB:add-edge-server-options`
    /// `S:edge-environmental-requirements`
    code: "ED015", name: "one-external-address-for-two-services", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools().filter(|edge| !edge.settings.single_fqdn) {
        for (id, computer) in cx.computers_of(edge.id) {
            let Some((first, second, address)) = services_at_one_address(edge.settings, computer) else { continue };
            let message = message!(
                "{first} and {second} of {server} share the address {address} and port {port}.",
                first = first.title(),
                second = second.title(),
                server = computer.fqdn.as_str(),
                address = address.0.as_str(),
                port = edge.settings.service(second).port
            );
            out.report(&RULE, Place::from(id).field(field::ADDRESS), message)
                .help(message!("Give each service an address of its own on every server."));
        }
    }
}

fn services_at_one_address<'a>(
    edge: &Edge,
    computer: &'a Computer,
) -> Option<(EdgeServiceKind, EdgeServiceKind, &'a Address)> {
    EdgeServiceKind::pairs().filter(|&(a, b)| edge.service(a).port == edge.service(b).port).find_map(|(a, b)| {
        let interface = |service| computer.interface(InterfaceSide::External, edge.interface_number(service));
        let (one, other) = (interface(a)?, interface(b)?);
        let pairs = [(&one.address, &other.address), (&one.address_v6, &other.address_v6)];
        let (_, shared) = pairs.into_iter().find(|(one, other)| one.is_same(other))?;
        Some((a, b, shared))
    })
}
