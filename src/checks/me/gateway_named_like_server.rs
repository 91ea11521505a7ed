use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, RoleKind, field};

rule! {
    /// A gateway has the name of a pool or a server of the product.
    ///
    /// ## Why it matters
    /// A gateway is a machine of another maker. Under the name of a server the calls meant for one reach the other, and
    /// the product does not take the name twice.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   gateway lon-fe1                         #! ME023
    ///     trunk lon-fe1 to lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   gateway lon-gw
    ///     trunk lon-gw to lon-fe
    /// ```
    /// ## Source
    /// (inferred)
    ///
    /// ## Notes
    /// A Survivable Branch Appliance is both a server and a gateway.
    code: "ME023", name: "gateway-named-like-server", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, gateway) in cx.topology().gateways.iter() {
        let survey = cx.survey();
        let pools =
            survey.pools_named(gateway.fqdn.as_str()).iter().copied().chain(survey.pools_of_computer(&gateway.fqdn));
        let product_pools = pools
            .map(|id| (id, cx.pool(id)))
            .filter(|(_, pool)| !matches!(pool.role.kind(), RoleKind::SurvivableBranch | RoleKind::Foreign));
        let first = product_pools.min_by(|(_, a), (_, b)| a.fqdn.cmp(&b.fqdn));
        let Some((pool_id, pool)) = first else { continue };
        let message = if pool.fqdn.is(&gateway.fqdn) {
            message!("The gateway {gateway} has the name of a pool.", gateway = gateway.fqdn.as_str())
        } else {
            message!(
                "The gateway {gateway} has the name of a server of {pool}.",
                gateway = gateway.fqdn.as_str(),
                pool = pool.fqdn.as_str()
            )
        };
        out.report(&RULE, Place::from(id).field(field::FQDN), message)
            .related(pool_id, message!("the pool"))
            .help(message!("Enter the gateway under its own name."));
    }
}
