use std::collections::BTreeMap;
use std::net::IpAddr;

use super::is_public;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Address, Computer, Edge, EdgeServiceKind, Id, Place, field};
use crate::vendor::InterfaceSide;

rule! {
    /// A translated Edge server has no public address of its own for audio and video.
    ///
    /// ## Why it matters
    /// The server tells every caller the public address at which media reaches it. Without one, with a private one, or
    /// with that of another server, calls from outside connect and stay silent.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED020
    ///     nat
    ///     addresses lon-edge internal 10.1.0.1 external 10.2.0.1 10.2.0.2 10.2.0.3
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     nat
    ///     addresses lon-edge internal 10.1.0.1 external 10.2.0.1 10.2.0.2 10.2.0.3 public 203.0.113.3
    /// ```
    /// ## Source
    /// `L:define-your-edge-topology`
    /// `TB:add-edge-server-nat-ip`; uniqueness (inferred)
    code: "ED020", name: "translated-without-public-address", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let mut servers = Vec::new();
    let mut users_of: BTreeMap<IpAddr, Vec<Id<Computer>>> = BTreeMap::new();
    for edge in cx.edge_pools().filter(|edge| edge.settings.nat) {
        for (id, computer) in cx.computers_of(edge.id) {
            let public = public_address(edge.settings, computer);
            if let Some(address) = public.and_then(Address::parse) {
                users_of.entry(address).or_default().push(id);
            }
            servers.push((id, computer, public));
        }
    }
    for (id, computer, public) in servers {
        let server = computer.fqdn.as_str();
        let place = Place::from(id).field(field::ADDRESS);
        let Some(public) = public else {
            out.report(&RULE, place, message!("{server} is translated and has no public address for A/V.", server))
                .help(message!("Enter the public address behind which its A/V service stands."));
            continue;
        };
        let Some(address) = public.parse() else { continue };
        if !is_public(address) {
            let message = message!(
                "The public A/V address of {server}, {address}, is a private one.",
                server,
                address = public.0.as_str()
            );
            out.report(&RULE, place, message).help(message!("Enter an address that is reached from the Internet."));
            continue;
        }
        let mut others = users_of[&address].iter().filter(|other| **other != id);
        if let Some(&other) = others.next() {
            let message = message!(
                "The public A/V address of {server}, {address}, is that of another server too.",
                server,
                address = public.0.as_str()
            );
            out.report(&RULE, place, message)
                .related(other, message!("has the same public address"))
                .help(message!("Give each server a public address of its own."));
        }
    }
}

/// The address behind which the A/V service of a server stands, if any has been typed.
fn public_address<'a>(edge: &Edge, computer: &'a Computer) -> Option<&'a Address> {
    let av = computer.interface(InterfaceSide::External, edge.interface_number(EdgeServiceKind::Av))?;
    [&av.public_address, &av.public_address_v6].into_iter().find(|address| !address.is_empty())
}
