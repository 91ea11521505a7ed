use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, PortRange, Transport, field};
use crate::vendor::names;

use super::{attached_trunks, with_ports};

rule! {
    /// A trunk uses TCP, and its pool does not listen for TCP.
    ///
    /// ## Why it matters
    /// The TCP port of a Mediation Server is closed until somebody opens it. Calls from the gateway are refused.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   gateway lon-gw
    ///     trunk lon-gw to lon-fe tcp            #! ME010
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     mediation tcp 5068
    ///   gateway lon-gw
    ///     trunk lon-gw to lon-fe tcp
    /// ```
    /// ## Source
    /// `L:define-a-mediation-server-in-topology-builder`
    code: "ME010", name: "tcp-trunk-to-tls-only-pool", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, trunk, pool) in attached_trunks(cx) {
        if trunk.transport != Transport::Tcp || pool.settings.tcp.is_some() {
            continue;
        }
        let message = message!(
            "The trunk {trunk} uses TCP, and {pool} does not listen for TCP.",
            trunk = trunk.name.as_str(),
            pool = pool.name()
        );
        let port = if trunk.pool_port == 0 { names::MEDIATION_TCP_PORT.value } else { trunk.pool_port };
        out.report(&RULE, Place::from(id).field(field::TRANSPORT), message)
            .related(pool.id, message!("the pool"))
            .help(message!("Enable the TCP port of the pool, or use TLS."))
            .suggest(
                message!("Enable TCP port {port} of {pool}", port, pool = pool.name()),
                with_ports(&pool, |ports| ports.tcp = Some(PortRange::single(port))),
            );
    }
}
