use super::{fixed_ports, overlap, signalling_ports};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Edge, MediaRange, Place, Pool, PortRange, Role, field};
use crate::vendor::names::{EDGE_MEDIA_COUNT, FEDERATION_PORT, XMPP_PORT};

rule! {
    /// There are fewer media ports than usual, or a signalling port is among them.
    ///
    /// ## Why it matters
    /// Each call takes ports of its own. When they run out, or a port is somebody else's, calls fail one by one at busy
    /// hours, which nobody can repeat at others.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! IP009
    ///     media 50000 2000
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     media 50000 10000
    /// ```
    /// ## Source
    /// `L:ports-and-protocols-for-internal-servers`; that fewer are too few, and that signalling must not be among them
    /// (inferred)
    ///
    /// ## Notes
    /// Only Edge pools have a media range that can be chosen. Those of Front End and Mediation servers are fixed;
    /// the ports for gateways can lie in them.
    code: "IP009", name: "too-few-media-ports", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, pool) in cx.pools() {
        let name = pool.fqdn.as_str();
        if let Role::Edge(Edge { media: MediaRange { count, .. }, .. }) = &pool.role
            && *count < EDGE_MEDIA_COUNT.value
        {
            let usual = EDGE_MEDIA_COUNT.value;
            let message =
                message!("{pool} has {count} media ports; the default is {usual}.", pool = name, count = *count, usual);
            out.report(&RULE, Place::from(id).field(field::MEDIA), message).help(message!("Use the default range."));
        }
        let media = media_ranges(cx, pool);
        for ports in signalling_ports(id, pool) {
            if media.iter().any(|range| overlap(*range, ports.range)) {
                let message = message!(
                    "The {what} of {pool}, {ports}, is among its media ports.",
                    what = ports.what.title(),
                    pool = name,
                    ports = ports.spelled()
                );
                out.report(&RULE, ports.place, message).help(message!("Choose a port outside the media range."));
            }
        }
        if let Role::Edge(edge) = &pool.role {
            let fixed = [(edge.federation, FEDERATION_PORT.value), (edge.xmpp, XMPP_PORT.value)];
            for (_, port) in
                fixed.into_iter().filter(|(is_on, port)| *is_on && media.iter().any(|it| it.contains(*port)))
            {
                let message =
                    message!("Port {port} for partners is among the media ports of {pool}.", port, pool = name);
                out.report(&RULE, Place::from(id).field(field::MEDIA), message)
                    .help(message!("Use the default range."));
            }
        }
    }
}

/// The ports that media of the pool's servers may take.
fn media_ranges(cx: &Cx<'_>, pool: &Pool) -> Vec<PortRange> {
    if let Role::Edge(Edge { media: MediaRange { start, count }, .. }) = pool.role {
        let last = start.saturating_add(count.saturating_sub(1));
        return (count > 0).then_some(PortRange { first: start, last }).into_iter().collect();
    }
    // The pages name one port more than the documents count: 49152 to 57500 is a range of 8348.
    let rows = fixed_ports(pool, cx.product_of(pool));
    rows.filter_map(|row| Some(PortRange { first: row.port, last: row.port + row.range? })).collect()
}
