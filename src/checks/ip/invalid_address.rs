use std::net::IpAddr;

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Address, AnyId, Place, field};
use crate::text::Message;

rule! {
    /// An address is none that a host can have.
    ///
    /// ## Why it matters
    /// The service that is bound to the address does not start, and every sheet and record made of it is wrong.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! IP001
    ///     addresses lon-edge internal 10.1.0.256
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     addresses lon-edge internal 10.1.0.25
    /// ```
    /// ## Source
    /// (inferred)
    ///
    /// ## Notes
    /// `0.0.0.0` stands for all addresses of a server or gateway, as in the vendor's documents.
    code: "IP001", name: "invalid-address", severity: Error, products: [ALL], since: "0.1.0",
}

/// What may be typed in a field.
#[derive(Clone, Copy)]
struct Wanted {
    v4: bool,
    v6: bool,
    /// The address may be "all addresses".
    any: bool,
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    const V4: Wanted = Wanted { v4: true, v6: false, any: true };
    const V6: Wanted = Wanted { v4: false, v6: true, any: true };
    const EITHER: Wanted = Wanted { v4: true, v6: true, any: true };
    let only_one = |wanted: Wanted| Wanted { any: false, ..wanted };
    let topology = cx.topology();
    for (id, computer) in topology.computers.iter() {
        for interface in &computer.interfaces {
            report(cx, out, id, &interface.address, V4);
            report(cx, out, id, &interface.address_v6, V6);
            report(cx, out, id, &interface.public_address, only_one(V4));
            report(cx, out, id, &interface.public_address_v6, only_one(V6));
        }
    }
    for (id, gateway) in topology.gateways.iter() {
        report(cx, out, id, &gateway.address, EITHER);
    }
    for (id, service) in topology.network_services.iter() {
        report(cx, out, id, &service.address, only_one(EITHER));
    }
}

fn report(cx: &Cx<'_>, out: &mut Findings<'_>, row: impl Into<AnyId>, address: &Address, wanted: Wanted) {
    let row = row.into();
    let Some(fault) = fault_of(address, wanted) else { return };
    let message = message!(
        "{address} of {name} is {fault}.",
        address = address.0.as_str(),
        name = cx.topology().name(row),
        fault
    );
    out.report(&RULE, Place::from(row).field(field::ADDRESS), message).help(message!("Enter the address of one host."));
}

fn fault_of(address: &Address, wanted: Wanted) -> Option<Message> {
    if address.is_empty() {
        return None;
    }
    let fault = match address.parse() {
        None => message!("no IP address"),
        Some(IpAddr::V6(_)) if !wanted.v6 => message!("no IPv4 address"),
        Some(IpAddr::V4(_)) if !wanted.v4 => message!("no IPv6 address"),
        Some(address) if address.is_unspecified() => {
            return (!wanted.any).then(|| message!("not the address of one host"));
        }
        Some(address) if address.is_multicast() => message!("a multicast address"),
        Some(address) if address.is_loopback() => message!("a loopback address"),
        Some(IpAddr::V4(address)) if address.is_broadcast() => message!("the broadcast address"),
        Some(_) => return None,
    };
    Some(fault)
}
