use std::collections::HashSet;

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::SiteRef;

rule! {
    /// A central site has neither a Front End pool nor a Standard Edition server.
    ///
    /// ## Why it matters
    /// A central site is where users are homed. An Edge, Director or Mediation pool alone has no registrar to work for;
    /// a place with gateways or an appliance only is a branch site.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    /// site APAC                                 #! ST003
    ///   mediation sin-med
    ///     next-hop lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Singapore
    ///     mediation sin-med
    ///       next-hop lon-fe
    /// ```
    /// ## Source
    /// `L:supported-topologies`
    /// `S:topology-basics`
    code: "ST003", name: "site-without-front-end-pool", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let served: HashSet<SiteRef> = cx.user_pools().map(|pool| pool.pool.site).collect();
    for (id, site) in cx.topology().sites.iter().filter(|(id, _)| !served.contains(&SiteRef::Central(*id))) {
        let site = site.name.as_str();
        out.report(
            &RULE,
            id,
            message!("Site {site} has neither a Front End pool nor a Standard Edition server.", site),
        )
        .help(message!("Add a Front End pool or a Standard Edition server, or turn the site into a branch site."));
    }
}
