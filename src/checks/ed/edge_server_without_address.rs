use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Address, Computer, Edge, Place, field};
use crate::vendor::InterfaceSide;

rule! {
    /// An Edge server has no address of a family that its pool uses.
    ///
    /// ## Why it matters
    /// The services of an Edge server listen on the addresses that the topology names, and on no others. A service
    /// without address does not start, and the vendor's tool does not leave the page until there is one.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED039
    ///     addresses lon-edge internal 10.1.0.1 external 203.0.113.1 203.0.113.2
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     addresses lon-edge internal 10.1.0.1 external 203.0.113.1 203.0.113.2 203.0.113.3
    /// ```
    /// ## Source
    /// `L:define-your-edge-topology`
    code: "ED039", name: "edge-server-without-address", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools() {
        for (id, computer) in cx.computers_of(edge.id) {
            let missing = missing_addresses(edge.settings, computer);
            if missing.is_empty() {
                continue;
            }
            let message = message!("{server} lacks addresses: {missing}.", server = computer.fqdn.as_str(), missing);
            out.report(&RULE, Place::from(id).field(field::ADDRESS), message)
                .help(message!("Enter an address for each interface and family that the pool uses."));
        }
    }
}

/// Which addresses are wanted and not there: "internal IPv4, A/V IPv6"; empty where none is missing.
fn missing_addresses(edge: &Edge, computer: &Computer) -> String {
    let mut missing = String::new();
    let mut want = |is_used: bool, what: &str, family: &str, address: Option<&Address>| {
        if is_used && address.is_none_or(Address::is_empty) {
            let comma = if missing.is_empty() { "" } else { ", " };
            missing.extend([comma, what, " ", family]);
        }
    };
    let internal = computer.interface(InterfaceSide::Internal, 1);
    want(edge.ip.internal_v4, "internal", "IPv4", internal.map(|interface| &interface.address));
    want(edge.ip.internal_v6, "internal", "IPv6", internal.map(|interface| &interface.address_v6));
    for (service, _) in edge.services().into_iter().take(edge.n_names()) {
        let what = if edge.single_fqdn { "external" } else { service.title() };
        let external = computer.interface(InterfaceSide::External, edge.interface_number(service));
        want(edge.ip.external_v4, what, "IPv4", external.map(|interface| &interface.address));
        want(edge.ip.external_v6, what, "IPv6", external.map(|interface| &interface.address_v6));
    }
    missing
}
