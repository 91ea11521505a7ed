use crate::checks::{Cx, Findings, Groups, rule};
use crate::message;
use crate::model::{Place, Trunk, field};

rule! {
    /// Two trunks join the same pool and gateway at the same ports.
    ///
    /// ## Why it matters
    /// The two ends and the two ports are what a trunk is known by. When a call arrives, nothing else says which of the
    /// two it belongs to, and the product does not take the document.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   gateway lon-gw
    ///     trunk lon-gw to lon-fe                #! ME006
    ///     trunk lon-gw-2 to lon-fe              #! ME006
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   gateway lon-gw
    ///     trunk lon-gw to lon-fe
    ///     trunk lon-gw-2 to lon-fe port 5068
    /// ```
    /// ## Source
    /// `L:define-additional-trunks-in-topology-builder`
    code: "ME006", name: "trunks-of-same-ends", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let topology = cx.topology();
    // A file may leave a port out; two that are unknown are not the same.
    let are_known = |trunk: &Trunk| trunk.pool_port != 0 && trunk.gateway_port != 0;
    let ends_of = |trunk: &Trunk| Some((trunk.pool?, trunk.pool_port, trunk.gateway, trunk.gateway_port));
    let known = topology.trunks.iter().filter(|(_, trunk)| are_known(trunk));
    let by_ends: Groups<_, _> = known.filter_map(|(id, trunk)| Some((ends_of(trunk)?, id))).collect();
    for ((pool, pool_port, gateway, gateway_port), ids) in by_ends.shared() {
        for &id in ids {
            let message = message!(
                "{n} trunks join {pool}, port {pool_port}, and {gateway}, port {gateway_port}.",
                n = ids.len(),
                pool = topology.name(pool.into()),
                pool_port,
                gateway = topology.name(gateway.into()),
                gateway_port
            );
            out.report(&RULE, Place::from(id).field(field::GATEWAY_PORT), message)
                .help(message!("Give the trunks different ports, or delete all but one."))
                .related_to_others(id, ids.iter().copied(), &message!("has the same ends"));
        }
    }
}
