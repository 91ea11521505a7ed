use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// A pair spans two sites and the deployment has one Edge pool.
    ///
    /// ## Why it matters
    /// When the site with the Edge pool is lost, the users are failed over and the door to the outside is not: nobody
    /// works from home or calls a partner until an Edge pool has been built.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DR027
    ///   edge lon-edge
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   edge lon-edge
    /// site APAC
    ///   front-end sin-fe
    ///   edge sin-edge
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// `L:edge-server-disaster-recovery`
    code: "DR027", name: "only-edge-pool-of-pair", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let mut edges = cx.edge_pools();
    let (Some(edge), None) = (edges.next(), edges.next()) else { return };
    for pair in cx.pairs().iter().filter(|pair| pair.pool.pool.site != pair.backup.pool.site) {
        let message = message!(
            "{pool} and {backup} are in two sites, and {edge} is the only Edge pool.",
            pool = pair.pool.name(),
            backup = pair.backup.name(),
            edge = edge.name()
        );
        out.report(&RULE, pair.place(), message)
            .related(edge.id, message!("the only Edge pool"))
            .help(message!("Deploy an Edge pool in each site."));
    }
}
