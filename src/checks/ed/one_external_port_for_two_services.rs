use super::with;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Edge, EdgeServiceKind, Place};
use crate::vendor::names::{EDGE_SINGLE_FQDN, EdgePorts};

rule! {
    /// Two services of an Edge pool share a name, an address and a port.
    ///
    /// ## Why it matters
    /// With one name and address the port alone tells the services apart. The one that starts second does not get the
    /// port, and is not there.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED012
    ///     external sip:443 sip:444 sip:443 single-name
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     external sip:5061 sip:444 sip:443 single-name
    /// ```
    /// ## Source
    /// `L:define-your-edge-topology`
    /// `TB:add-edge-server-options`
    code: "ED012", name: "one-external-port-for-two-services", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let EdgePorts { access, web_conferencing, av } = EDGE_SINGLE_FQDN.value;
    for edge in cx.edge_pools().filter(|edge| edge.settings.single_fqdn) {
        let Some((first, second)) = services_on_one_port(edge.settings) else { continue };
        let message = message!(
            "{first} and {second} of {pool} share a name and port {port}.",
            first = first.title(),
            second = second.title(),
            pool = edge.name(),
            port = edge.settings.service(second).port
        );
        out.report(&RULE, Place::from(edge.id).field(second.field()), message)
            .help(message!("Give each service a port of its own, or a name and address of its own."))
            .suggest(
                message!("Use ports {access}, {web_conferencing} and {av}", access, web_conferencing, av),
                with(&edge, Edge::set_default_ports),
            );
    }
}

fn services_on_one_port(edge: &Edge) -> Option<(EdgeServiceKind, EdgeServiceKind)> {
    EdgeServiceKind::pairs().find(|&(a, b)| edge.service(a).port == edge.service(b).port)
}
