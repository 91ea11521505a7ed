use std::collections::BTreeSet;

rule! {
    /// Active Directory has to be prepared for the product before the topology is published.
    ///
    /// ## Why it matters
    /// Schema, forest and domain are extended once for each product. Before that there are neither the groups that own
    /// the deployment nor the objects that publishing writes.
    ///
    /// ## Example
    /// ```sketch to xml
    /// deployment contoso.com                    #! PB005
    /// site EMEA
    ///   standard-edition lon-se
    /// ```
    /// ## Use instead
    /// ```sketch published
    /// site EMEA
    ///   standard-edition lon-se
    /// ```
    /// ```sketch
    /// site EMEA
    ///   standard-edition lon-se
    ///     users 500
    /// ```
    /// ## Source
    /// `L:requirements-to-publish-a-topology`
    ///
    /// ## Notes
    /// Silent where each product of the design is published already.
    code: "PB005", name: "active-directory-to-prepare", severity: Info,
    products: [ALL], since: "0.1.0", when: Publishing,
}

use super::is_to_be_deployed;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Deployment;

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    if !is_to_be_deployed(cx) {
        return;
    }
    let prepared: BTreeSet<_> =
        cx.published().into_iter().flat_map(|topology| topology.pools.iter()).map(|(_, pool)| pool.product).collect();
    let products: BTreeSet<_> = cx.pools().map(|(_, pool)| cx.product_of(pool)).collect();
    for product in products.difference(&prepared) {
        let message = message!(
            "Schema, forest and domain have to be prepared for {product} before this is published.",
            product = product.title()
        );
        out.report(&RULE, Deployment::ID, message).help(message!("Run the three steps of the preparation first."));
    }
}
