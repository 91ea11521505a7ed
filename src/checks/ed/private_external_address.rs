use super::{is_public, with};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Computer, LoadBalancing, Place, field};
use crate::vendor::InterfaceSide;

rule! {
    /// An external address of an Edge server is private, and is not translated.
    ///
    /// ## Why it matters
    /// Nobody on the Internet can reach a private address. The pool is not reachable at all, or, behind a translation
    /// that the topology does not know, its calls stay silent.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED021
    ///     addresses lon-edge internal 10.1.0.1 external 10.2.0.1 10.2.0.2 10.2.0.3
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     addresses lon-edge internal 10.1.0.1 external 203.0.113.1 203.0.113.2 203.0.113.3
    /// ```
    /// ## Source
    /// `S:edge-environmental-requirements`; ranges beyond RFC 1918 (inferred)
    code: "ED021", name: "private-external-address", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools().filter(|edge| !edge.settings.nat) {
        for (id, computer) in cx.computers_of(edge.id) {
            let private = private_addresses(computer);
            if private.is_empty() {
                continue;
            }
            let message = message!(
                "{server} has private external addresses, {addresses}, and no NAT.",
                server = computer.fqdn.as_str(),
                addresses = private.join(", ")
            );
            let found = out
                .report(&RULE, Place::from(id).field(field::ADDRESS), message)
                .help(message!("Use public addresses, or say that the pool is translated by NAT."));
            if edge.pool.load_balancing != Some(LoadBalancing::Hardware) {
                let title = message!("{pool} is translated by NAT", pool = edge.name());
                found.suggest(title, with(&edge, |settings| settings.nat = true));
            }
        }
    }
}

/// The private external IPv4 addresses of a server.
fn private_addresses(computer: &Computer) -> Vec<&str> {
    let external = computer.interfaces.iter().filter(|interface| interface.side == InterfaceSide::External);
    let private = external.filter(|interface| interface.address.parse().is_some_and(|address| !is_public(address)));
    private.map(|interface| interface.address.0.as_str()).collect()
}
