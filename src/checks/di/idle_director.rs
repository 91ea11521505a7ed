use std::collections::{BTreeMap, BTreeSet};

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Id, Pool, Site};

rule! {
    /// A Director has nothing to do.
    ///
    /// ## Why it matters
    /// It is there to authenticate requests from outside and to send users to their pool. Where no Edge pool asks it
    /// and the site has one pool to send users to, it is a server to update and to renew certificates for, and no more.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///   director lon-dir.contoso.com          #! DI006
    ///     computers 2
    ///   edge lon-edge.contoso.com
    ///     next-hop lon-fe.contoso.com
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///   director lon-dir.contoso.com
    ///     computers 2
    ///   edge lon-edge.contoso.com
    ///     next-hop lon-dir.contoso.com
    /// ```
    /// ## Source
    /// `L:overview-of-the-director`; that it is then idle (inferred)
    code: "DI006", name: "idle-director", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let mut directors = cx.director_pools().peekable();
    if directors.peek().is_none() {
        return;
    }
    let topology = cx.topology();
    let asked: BTreeSet<Id<Pool>> = cx.edge_pools().filter_map(|edge| edge.settings.next_hop).collect();
    let mut n_pools: BTreeMap<Id<Site>, usize> = BTreeMap::new();
    for site in cx.user_pools().filter_map(|pool| topology.central_site(pool.pool.site)) {
        *n_pools.entry(site).or_default() += 1;
    }
    for director in directors.filter(|director| !asked.contains(&director.id)) {
        let Some(site) = topology.central_site(director.pool.site) else { continue };
        let federates = |route: Option<Id<Pool>>| route == Some(director.id);
        let is_route = federates(topology.deployment().federation_route)
            || topology.sites.get(site).is_some_and(|site| federates(site.federation_route));
        if is_route || n_pools.get(&site) != Some(&1) {
            continue;
        }
        let message = message!(
            "{pool} is the next hop of no Edge pool, and its site has one Front End pool.",
            pool = director.name()
        );
        out.report(&RULE, director.id, message).help(message!("Make it the next hop of the Edge pool, or remove it."));
    }
}
