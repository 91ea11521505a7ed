use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::{exchange_servers, product_pools_beside};

rule! {
    /// Exchange Unified Messaging stands on a server of the product.
    ///
    /// ## Why it matters
    /// Both open the same SIP ports and bring their own version of the media and unified communications libraries.
    /// Whichever is installed second breaks the first.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   exchange-um "Exchange" fqdn lon-fe1     #! CO004
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   exchange-um "Exchange" fqdn exch1
    /// ```
    /// ## Source
    /// `L:server-collocation-in-an-enterprise-edition-front-end-pool-deployment`
    code: "CO004", name: "exchange-on-product-server", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, exchange) in exchange_servers(cx) {
        let Some(&(pool_id, pool)) = product_pools_beside(cx, id).first() else { continue };
        let message = message!(
            "{exchange} runs on {machine}, a server of {pool}.",
            exchange = exchange.name.as_str(),
            machine = exchange.fqdn.as_str(),
            pool = pool.fqdn.as_str()
        );
        out.report(&RULE, Place::from(id).field(field::FQDN), message)
            .related(pool_id, message!("the pool"))
            .help(message!("Move Exchange to a server of its own."));
    }
}
