use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, Role, field};

rule! {
    /// A pool uses the Director of another site.
    ///
    /// ## Why it matters
    /// A Director works for the pools of its own site. Requests that a pool sends to one elsewhere depend on the line
    /// between the sites and on a combination that nobody has tested.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   director lon-dir
    /// site APAC
    ///   front-end sin-fe
    ///   edge sin-edge                           #! ST014
    ///     next-hop lon-dir
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   director lon-dir
    /// site APAC
    ///   front-end sin-fe
    ///   director sin-dir
    ///   edge sin-edge
    ///     next-hop sin-dir
    /// ```
    /// ## Source
    /// `L:supported-topologies`; that the next hop is such a use (inferred)
    code: "ST014", name: "director-of-other-site", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, pool) in cx.pools() {
        let Some(next_hop) = pool.role.next_hop() else { continue };
        let director = cx.pool(next_hop);
        let site_of = |site| cx.topology().central_site(site);
        let (Some(own), Some(other)) = (site_of(pool.site), site_of(director.site)) else { continue };
        if !matches!(director.role, Role::Director(_)) || own == other {
            continue;
        }
        let message = message!(
            "The next hop of {pool} is {director}, a Director of another site, {site}.",
            pool = pool.fqdn.as_str(),
            director = director.fqdn.as_str(),
            site = cx.topology().name(other.into())
        );
        out.report(&RULE, Place::from(id).field(field::NEXT_HOP), message)
            .related(next_hop, message!("the Director"))
            .help(message!("Deploy a Director in the site of the pool, or choose a Front End pool as next hop."));
    }
}
