use super::{Ports, signalling_ports};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Edge, Field, MediaRange, Place, Pool, PortRange, Role, field};
use crate::text::Message;
use crate::vendor::names::{
    CHAT_PORT, EDGE_MEDIA_COUNT, EDGE_MEDIA_FROM, EDGE_SINGLE_FQDN, EDGE_SINGLE_FQDN_BY_HELP, EDGE_THREE_FQDNS,
    EdgePorts, MEDIATION_TCP_PORT, MEDIATION_TLS_PORT,
};

rule! {
    /// A port is not the one that the vendor's wizard offers.
    ///
    /// ## Why it matters
    /// Firewalls, load balancers, gateways and partners are set up by the vendor's tables. Whoever does that for this
    /// pool has to know, or the port stays closed.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! IP008
    ///     external sip:4443 webcon av
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     external sip:443 webcon av
    /// ```
    /// ## Source
    /// (inferred)
    ///
    /// ## Notes
    /// The ports of gateways are the gateways' own, those of SQL Server have rules of their own, and what a trusted
    /// application or a Video Interop pool uses has no default. With a single Edge name both sets of the vendor's pages
    /// count as usual.
    code: "IP008", name: "unusual-port", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, pool) in cx.pools() {
        for ports in signalling_ports(id, pool) {
            let Some(usual) = ports.place.field.and_then(|field| usual_port(pool, field)) else { continue };
            if ports.range == PortRange::single(usual) || ports.range.first == 0 {
                continue;
            }
            report(out, pool, &ports, &usual.to_string());
        }
        if let Role::Edge(Edge { media: MediaRange { start, count }, .. }) = &pool.role {
            let (first, usual_count) = (EDGE_MEDIA_FROM.value, EDGE_MEDIA_COUNT.value);
            // Fewer ports are too few, which is another fault.
            if *start == first && *count <= usual_count {
                continue;
            }
            let message = message!(
                "The media ports of {pool} are {count} from {start} on, not {usual_count} from {first} on.",
                pool = pool.fqdn.as_str(),
                count = *count,
                start = *start,
                usual_count,
                first
            );
            out.report(&RULE, Place::from(id).field(field::MEDIA), message).help(confirm());
        }
    }
}

fn report(out: &mut Findings<'_>, pool: &Pool, ports: &Ports<'_>, usual: &str) {
    let message = message!(
        "The {what} of {pool} is {ports}, not {usual}.",
        what = ports.what.title(),
        pool = pool.fqdn.as_str(),
        ports = ports.spelled(),
        usual
    );
    out.report(&RULE, ports.place, message).help(confirm());
}

fn confirm() -> Message {
    message!("Use the default, or tell those who run firewalls, load balancers and the other end.")
}

/// The port that the vendor's wizard offers for a field.
fn usual_port(pool: &Pool, field: Field) -> Option<u16> {
    if let Role::Edge(edge) = &pool.role {
        return Some(usual_edge_port(edge, field));
    }
    match field {
        field::TLS_PORTS => Some(MEDIATION_TLS_PORT.value),
        field::TCP_PORTS => Some(MEDIATION_TCP_PORT.value),
        field::PORT => Some(CHAT_PORT.value),
        _ => None,
    }
}

/// That of an external service: of the set that the Access port belongs to.
fn usual_edge_port(edge: &Edge, field: Field) -> u16 {
    let by_help = EDGE_SINGLE_FQDN_BY_HELP.value;
    let EdgePorts { access, web_conferencing, av } = match edge.single_fqdn {
        true if edge.access.port == by_help.access => by_help,
        true => EDGE_SINGLE_FQDN.value,
        false => EDGE_THREE_FQDNS.value,
    };
    match field {
        field::ACCESS => access,
        field::WEB_CONFERENCING => web_conferencing,
        _ => av,
    }
}
