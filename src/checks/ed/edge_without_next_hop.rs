use super::{MOST_CHOICES, by_site, central_site, with};
use crate::checks::{Cx, Findings, PoolOf, rule};
use crate::message;
use crate::model::{Edge, Place, Role, field};

rule! {
    /// An Edge pool has no next hop, or one that is no Director and homes no users.
    ///
    /// ## Why it matters
    /// Every request from outside goes on to the next hop. Without one the Edge servers turn everybody away, and the
    /// vendor's tool does not publish the pool.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   edge lon-edge                             #! ED004
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   edge lon-edge
    ///     next-hop lon-fe
    /// ```
    /// ## Source
    /// `L:define-your-edge-topology`
    ///
    /// ## Notes
    /// Pools of the same site are offered, Directors first.
    code: "ED004", name: "edge-without-next-hop", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let is_director = |role: &Role| matches!(role, Role::Director(_));
    let takes_sip = |role: &Role| is_director(role) || role.front_end().is_some();
    let has_next_hop = |edge: &PoolOf<'_, Edge>| edge.settings.next_hop.is_some_and(|id| takes_sip(&cx.pool(id).role));
    let mut edges = cx.edge_pools().filter(|edge| !has_next_hop(edge)).peekable();
    if edges.peek().is_none() {
        return;
    }
    let next_hops = by_site(cx, cx.pools().filter(|(_, pool)| takes_sip(&pool.role)), |pool| is_director(&pool.role));
    for edge in edges {
        let place = Place::from(edge.id).field(field::NEXT_HOP);
        let pool = edge.name();
        let mut found = match edge.settings.next_hop {
            Some(id) => {
                let message = message!(
                    "The next hop of {pool}, {next}, is neither a Director nor a pool that homes users.",
                    pool,
                    next = cx.pool(id).fqdn.as_str()
                );
                out.report(&RULE, place, message).related(id, message!("the next hop"))
            }
            None => out.report(&RULE, place, message!("Edge pool {pool} has no next hop.", pool)),
        };
        found = found.help(message!("Choose a Director, a Front End pool or a Standard Edition server."));
        let of_site = central_site(cx, edge.pool).map(|site| next_hops.of(site));
        for &(id, pool) in of_site.into_iter().flatten().take(MOST_CHOICES) {
            let title = message!("Use {pool} as the next hop", pool = pool.fqdn.as_str());
            found = found.suggest(title, with(&edge, |settings| settings.next_hop = Some(id)));
        }
    }
}
