use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// An Enterprise pool of 2019 has two Front End servers.
    ///
    /// ## Why it matters
    /// Two servers cannot outvote each other, so a pool of two was never robust. Since 2019 the product refuses to
    /// publish one.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com
    ///   product 2019
    /// site EMEA
    ///   front-end lon-fe                        #! HA004
    ///     computers 2
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   product 2019
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 3
    /// ```
    /// ## Source
    /// `S:high-availability`
    code: "HA004", name: "unpublishable-two-server-pool", severity: Error, products: [S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.enterprise_pools().filter(|pool| pool.n_computers() == 2) {
        let message = message!(
            "Pool {pool} has two Front End servers, and {product} refuses to publish such a pool.",
            pool = pool.name(),
            product = cx.product_of(pool.pool).title(),
        );
        out.report(&RULE, Place::from(pool.id).field(field::COMPUTERS), message)
            .help(message!("Use one server, three or more, or two paired Standard Edition servers."));
    }
}
