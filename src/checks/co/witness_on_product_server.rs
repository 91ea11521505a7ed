use crate::checks::{Cx, Findings, StorePart, rule};
use crate::message;
use crate::model::Role;

use super::product_pools_beside;

rule! {
    /// A witness stands on a Front End or Edge server.
    ///
    /// ## Why it matters
    /// A witness is to stay when everything else fails. On a server of the product it goes down with every update of
    /// that server, and then the loss of one partner stops the databases.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! CO008
    ///     back-end sql1\rtc mirror sql2\rtc witness lon-fe1\wit
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    /// ```
    /// ## Source
    /// (inferred)
    code: "CO008", name: "witness-on-product-server", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for store in cx.stores() {
        let Some(witness) = store.store.witness else { continue };
        let pools = product_pools_beside(cx, witness);
        let is_meant = |role: &Role| role.front_end().is_some() || matches!(role, Role::Edge(_));
        let Some(&(pool_id, pool)) = pools.iter().find(|(_, pool)| is_meant(&pool.role)) else { continue };
        let message = message!(
            "The {witness} of {pool} stands on a server of {other}.",
            witness = store.title(StorePart::Witness),
            pool = store.pool_name(),
            other = pool.fqdn.as_str()
        );
        let found = out
            .report(&RULE, store.place(StorePart::Witness), message)
            .related(witness, message!("the witness"))
            .help(message!("Use an SQL server that does nothing else for the product."));
        if pool_id != store.id {
            found.related(pool_id, message!("the pool"));
        }
    }
}
