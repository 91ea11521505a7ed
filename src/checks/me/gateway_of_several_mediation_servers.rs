use crate::checks::{Cx, Findings, rule};
use crate::message;

use super::{mediating_pools, place_of_ports};

rule! {
    /// The trunks of a pool lead to several Mediation Servers.
    ///
    /// ## Why it matters
    /// A trunk goes to the pool, not to a server. The gateway, PBX or session border controller at its other end has to
    /// take calls from each server of the pool and to spread its own over all of them. One that knows a single peer
    /// sends everything to one server, and nothing when that one is down.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! ME013
    ///     computers 2
    ///     mediation default-trunk lon-gw
    ///   gateway lon-gw
    ///     trunk lon-gw to lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 2
    ///     mediation none
    ///   mediation lon-med
    ///     next-hop lon-fe
    ///     ports default-trunk lon-gw
    ///   gateway lon-gw
    ///     trunk lon-gw to lon-med
    /// ```
    /// ## Source
    /// `L:m-n-trunk`
    /// `L:deployment-guidelines-for-mediation-server`
    /// `S:mediation-server`
    code: "ME013", name: "gateway-of-several-mediation-servers", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in mediating_pools(cx).filter(|pool| pool.n_computers() > 1) {
        let trunks = cx.survey().trunks_to(pool.id);
        if trunks.is_empty() {
            continue;
        }
        let message = message!(
            "What is at the other end of the trunks of {pool} has to work with all {n} servers of the pool.",
            pool = pool.name(),
            n = pool.n_computers()
        );
        out.report(&RULE, place_of_ports(&pool), message).help(message!(
            "See that each gateway takes calls from all servers and spreads its own over them; one that cannot needs a \
             Mediation pool of one server."
        ));
    }
}
