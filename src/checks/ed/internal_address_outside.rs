use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Address, Computer, Interface, Place, field};
use crate::vendor::InterfaceSide;

rule! {
    /// The internal address of an Edge server is one of its external addresses.
    ///
    /// ## Why it matters
    /// An Edge server separates two networks. With one address for both, what comes from outside reaches the internal
    /// services without a firewall between, and replies take the wrong way out.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED017
    ///     addresses lon-edge internal 203.0.113.1 external 203.0.113.1 203.0.113.2 203.0.113.3
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     addresses lon-edge internal 10.1.0.1 external 203.0.113.1 203.0.113.2 203.0.113.3
    /// ```
    /// ## Source
    /// `L:hardware-load-balancer-requirements`
    /// `L:additional-server-support-and-requirements`
    code: "ED017", name: "internal-address-outside", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools() {
        for (id, computer) in cx.computers_of(edge.id) {
            let mut internal = addresses(computer, InterfaceSide::Internal);
            let is_outside =
                |address: &Address| addresses(computer, InterfaceSide::External).any(|other| other.is_same(address));
            let Some(shared) = internal.find(|address| is_outside(address)) else { continue };
            let message = message!(
                "{server} has the address {address} both inside and outside.",
                server = computer.fqdn.as_str(),
                address = shared.0.as_str()
            );
            out.report(&RULE, Place::from(id).field(field::ADDRESS), message)
                .help(message!("Give the internal interface an address in another network."));
        }
    }
}

fn addresses(computer: &Computer, side: InterfaceSide) -> impl Iterator<Item = &Address> {
    computer.interfaces.iter().filter(move |interface| interface.side == side).flat_map(Interface::addresses)
}
