use super::{Ports, other_ports, signalling_ports};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{MediaRange, Place, field};

rule! {
    /// A port is 0, or a range holds no ports.
    ///
    /// ## Why it matters
    /// Port 0 means "any": a service that listens there is somewhere else after every restart, and nobody can be let
    /// through to it.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! IP006
    ///     external sip:0 webcon av
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     external sip:443 webcon av
    /// ```
    /// ## Source
    /// (inferred)
    code: "IP006", name: "invalid-port", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let help = || message!("Use ports from 1 to {last}, the first of a range before the last.", last = u16::MAX);
    let of_pools = cx.pools().flat_map(|(id, pool)| signalling_ports(id, pool));
    for ports in of_pools.chain(other_ports(cx)).filter(is_invalid) {
        let message = message!(
            "The {what} of {row} is {ports}.",
            what = ports.what.title(),
            row = cx.topology().name(ports.place.entity),
            ports = ports.spelled()
        );
        out.report(&RULE, ports.place, message).help(help());
    }
    for edge in cx.edge_pools() {
        let MediaRange { start, count } = edge.settings.media;
        if start > 0 && count > 0 && start.checked_add(count - 1).is_some() {
            continue;
        }
        let message = message!(
            "The media ports of {pool} are {count} from {start} on; there are none such.",
            pool = edge.name(),
            count,
            start
        );
        out.report(&RULE, Place::from(edge.id).field(field::MEDIA), message).help(help());
    }
}

const fn is_invalid(ports: &Ports<'_>) -> bool {
    ports.range.first == 0 || ports.range.last < ports.range.first
}
