use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// The pools of a pair run different products.
    ///
    /// ## Why it matters
    /// The data that the Backup Service copies and the cmdlets of failover are made for one release. With pools of two
    /// releases a failover stops half way, at the moment it is needed. Upgrade both pools, or part them until both are.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe product 2015
    /// site APAC
    ///   front-end hkg-fe product 2019           #! DR005
    /// pair lon-fe hkg-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe product 2019
    /// site APAC
    ///   front-end hkg-fe product 2019
    /// pair lon-fe hkg-fe
    /// ```
    /// ## Source
    /// `L:failing-over-a-pool`; that the products have to be the same (inferred)
    code: "DR005", name: "pair-of-two-products", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pair in cx.pairs() {
        let (product, other) = (cx.product_of(pair.pool.pool), cx.product_of(pair.backup.pool));
        // No vendor document tells Subscription Edition from 2019.
        if product.service_version() == other.service_version() {
            continue;
        }
        let message = message!(
            "{pool} runs {product}, its backup pool {backup} runs {other}.",
            pool = pair.pool.name(),
            product = product.title(),
            backup = pair.backup.name(),
            other = other.title(),
        );
        let (title, unpair) = pair.unpair();
        out.report(&RULE, pair.place(), message)
            .related(pair.backup.id, message!("the backup pool"))
            .help(message!("Pair pools of one product."))
            .suggest(title, unpair);
    }
}
