use super::{MOST_CHOICES, by_site, central_site, with_edge};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// A pool uses an Edge pool of another site, though its own site has one.
    ///
    /// ## Why it matters
    /// Every call of a user outside goes through the other site: a longer way, over a link that was perhaps not built
    /// for it, and gone when that site is.
    ///
    /// ## Example
    /// ```sketch
    /// site London
    ///   front-end lon-fe                          #! ED027
    ///     edge ber-edge
    ///   edge lon-edge
    /// site Berlin
    ///   edge ber-edge
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site London
    ///   front-end lon-fe
    ///     edge lon-edge
    ///   edge lon-edge
    /// site Berlin
    ///   edge ber-edge
    /// ```
    /// ## Source
    /// (inferred)
    code: "ED027", name: "edge-of-other-site", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let edges_of = by_site(cx, cx.edge_pools().map(|edge| (edge.id, edge.pool)), |_| true);
    for (id, pool) in cx.pools() {
        let Some(edge) = pool.role.edge_pool() else { continue };
        let (Some(site), Some(other)) = (central_site(cx, pool), central_site(cx, cx.pool(edge))) else { continue };
        let local = edges_of.of(site);
        if site == other || local.is_empty() {
            continue;
        }
        let message = message!(
            "{pool} uses {edge} of site {other}, though its own site has an Edge pool.",
            pool = pool.fqdn.as_str(),
            edge = cx.pool(edge).fqdn.as_str(),
            other = cx.topology().name(other.into())
        );
        let mut found = out
            .report(&RULE, Place::from(id).field(field::EDGE_POOL), message)
            .related(edge, message!("the Edge pool of another site"))
            .help(message!("Use the Edge pool of the site."));
        for &(edge, row) in local.iter().take(MOST_CHOICES) {
            found =
                found.suggest(message!("Use {edge} for media", edge = row.fqdn.as_str()), with_edge(id, pool, edge));
        }
    }
}
