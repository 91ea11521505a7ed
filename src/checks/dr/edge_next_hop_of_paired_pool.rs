use super::is_paired;
use crate::checks::{Cx, Findings, PoolOf, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// The next hop of an Edge pool is a pool that is paired.
    ///
    /// ## Why it matters
    /// Before that pool can be failed over, the next hop of the Edge pool has to be changed to another pool and
    /// published; until then the cmdlet stops. In a disaster this is one more step that somebody has to know of.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   edge lon-edge                           #! DR019
    ///     next-hop lon-fe
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   director lon-dir
    ///   edge lon-edge
    ///     next-hop lon-dir
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// `L:failing-over-a-pool`; that a Director avoids it (inferred)
    code: "DR019", name: "edge-next-hop-of-paired-pool", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools() {
        let Some(id) = edge.settings.next_hop else { continue };
        let pool = cx.pool(id);
        let Some(settings) = pool.role.front_end() else { continue };
        if !is_paired(&PoolOf { id, pool, settings }) {
            continue;
        }
        let message = message!(
            "The next hop of {edge} is {pool}, which cannot be failed over before that is changed.",
            edge = edge.name(),
            pool = pool.fqdn.as_str()
        );
        out.report(&RULE, Place::from(edge.id).field(field::NEXT_HOP), message)
            .related(id, message!("the next hop"))
            .help(message!("Plan the change for the day of the failover, or use a Director as next hop."));
    }
}
