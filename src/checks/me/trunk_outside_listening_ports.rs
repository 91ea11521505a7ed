use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Place, Transport, Trunk, field};

use super::{attached_trunks, listening};

rule! {
    /// A trunk leads to a port on which its pool does not listen.
    ///
    /// ## Why it matters
    /// The gateway calls a port where nobody answers: outgoing calls work, incoming ones do not.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     mediation tls 5067-5069
    ///   gateway lon-gw
    ///     trunk lon-gw to lon-fe:5070           #! ME009
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     mediation tls 5067-5069
    ///   gateway lon-gw
    ///     trunk lon-gw to lon-fe:5069
    /// ```
    /// ## Source
    /// `L:define-a-gateway-in-topology-builder`
    ///
    /// ## Notes
    /// A trunk over TCP to a pool that does not listen for TCP is a matter of ME010.
    code: "ME009", name: "trunk-outside-listening-ports", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, trunk, pool) in attached_trunks(cx).filter(|(_, trunk, _)| trunk.pool_port != 0) {
        let ports = listening(pool.settings, trunk.transport);
        let (name, place) = (trunk.name.as_str(), Place::from(id).field(field::PORT));
        match (trunk.transport, ports) {
            (Transport::Tcp, None) => {}
            (Transport::Tls, None) => {
                let message = message!(
                    "The trunk {trunk} uses TLS, and {pool} does not listen for TLS.",
                    trunk = name,
                    pool = pool.name()
                );
                out.report(&RULE, place, message)
                    .related(pool.id, message!("the pool"))
                    .help(message!("Give the pool a TLS listening port, or choose the transport it listens for."));
            }
            (_, Some(ports)) if ports.contains(trunk.pool_port) => {}
            (_, Some(ports)) => {
                let message = message!(
                    "The trunk {trunk} leads to port {port} of {pool}, which does not listen there.",
                    trunk = name,
                    port = trunk.pool_port,
                    pool = pool.name()
                );
                let moved = Trunk { pool_port: ports.first, ..trunk.clone() };
                out.report(&RULE, place, message)
                    .related(pool.id, message!("the pool"))
                    .help(message!("Use a port of the pool's listening range, or widen the range."))
                    .suggest(message!("Use port {port}", port = ports.first), Command::Put((id, moved).into()));
            }
        }
    }
}
