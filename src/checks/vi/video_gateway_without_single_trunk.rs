use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{GatewayKind, Place};

rule! {
    /// A video gateway has no trunk, or more than one.
    ///
    /// ## Why it matters
    /// The product makes exactly one trunk with each video gateway. A second pool for failover is reached through a
    /// second gateway with a name of its own, not through a second trunk.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   video-interop lon-vis
    ///     next-hop lon-fe
    ///   gateway lon-cucm video                  #! VI004
    ///     trunk lon-cucm to lon-vis:6001
    ///     trunk lon-cucm-2 to lon-vis:6002
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   video-interop lon-vis
    ///     next-hop lon-fe
    ///   gateway lon-cucm video
    ///     trunk lon-cucm to lon-vis:6001
    /// ```
    /// ## Source
    /// `S:create-a-vis-pool`
    /// `S:video-interop-server`
    code: "VI004", name: "video-gateway-without-single-trunk", severity: Error, products: [S15, S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, gateway) in cx.topology().gateways.iter().filter(|(_, gateway)| gateway.kind == GatewayKind::Video) {
        let name = gateway.fqdn.as_str();
        let message = match cx.survey().trunks_of(id).len() {
            1 => continue,
            0 => message!("The video gateway {gateway} has no trunk.", gateway = name),
            n => message!("The video gateway {gateway} has {n} trunks.", gateway = name, n),
        };
        out.report(&RULE, Place::from(id), message)
            .help(message!("Give it one trunk, and define a second gateway with another name for failover."));
    }
}
