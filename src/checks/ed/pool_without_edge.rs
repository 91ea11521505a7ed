use super::{MOST_CHOICES, by_site, central_site, first_edge_pools, with_edge};
use crate::checks::{Cx, Findings, PoolOf, rule};
use crate::message;
use crate::model::{Features, FrontEnd, Place, field};

rule! {
    /// A pool with conferencing or voice uses no Edge pool, though there is one.
    ///
    /// ## Why it matters
    /// Users of the pool who are outside sign in and chat, and have no audio, no video and no web conferencing: nobody
    /// relays their media.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                          #! ED026
    ///     features conferencing
    ///   edge lon-edge
    ///     next-hop lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     features conferencing
    ///     edge lon-edge
    ///   edge lon-edge
    ///     next-hop lon-fe
    /// ```
    /// ## Source
    /// `L:define-your-edge-topology`; severity (inferred)
    ///
    /// ## Notes
    /// The Edge pools of the site are offered, or some of the others where it has none.
    code: "ED026", name: "pool-without-edge", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let has_media = |features: &Features| features.conferencing || features.voice;
    let lacks_edge =
        |pool: &PoolOf<'_, FrontEnd>| pool.settings.edge_pool.is_none() && has_media(&pool.settings.features);
    let lacking: Vec<_> = cx.user_pools().filter(lacks_edge).collect();
    let others: Vec<_> = match lacking.is_empty() {
        true => Vec::new(),
        false => first_edge_pools(cx).map(|edge| (edge.id, edge.pool)).collect(),
    };
    if others.is_empty() {
        return;
    }
    let edges_of = by_site(cx, cx.edge_pools().map(|edge| (edge.id, edge.pool)), |_| true);
    for user_pool in lacking {
        let message = message!(
            "{pool} uses no Edge pool: its users outside have no audio, video or web conferencing.",
            pool = user_pool.name()
        );
        let mut found = out
            .report(&RULE, Place::from(user_pool.id).field(field::EDGE_POOL), message)
            .help(message!("Associate an Edge pool with it."));
        let local = central_site(cx, user_pool.pool).map(|site| edges_of.of(site));
        let local = local.filter(|local| !local.is_empty()).unwrap_or(&others);
        for &(edge, row) in local.iter().take(MOST_CHOICES) {
            found = found.suggest(
                message!("Use {edge} for media", edge = row.fqdn.as_str()),
                with_edge(user_pool.id, user_pool.pool, edge),
            );
        }
    }
}
