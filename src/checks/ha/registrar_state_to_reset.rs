use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::Product;

rule! {
    /// An Enterprise pool changes its size in a way that needs a reset of its registrar state.
    ///
    /// ## Why it matters
    /// A pool of two servers, from 2015 on also one of three, keeps its registrar state in another way than a larger
    /// one. After a change over that border the servers do not agree on the state, and the pool does not start until it
    /// is reset.
    ///
    /// ## Example
    /// ```sketch published
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 2
    /// ```
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! HA015
    ///     computers 4
    /// ```
    /// ## Use instead
    /// ```sketch published
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 4
    /// ```
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 5
    /// ```
    /// ## Source
    /// `L:add-or-remove-a-front-end-server`
    /// `S:add-or-remove-a-front-end-server`; 2019 (inferred)
    code: "HA015", name: "registrar-state-to-reset", severity: Warning, products: [ALL], since: "0.1.0", when: Compared,
}

use super::republished_pools;

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in republished_pools(cx) {
        let (before, after) = (pool.published.computers.len(), pool.pool.computers.len());
        let product = cx.product_of(pool.pool);
        if !needs_reset(before, after, product) {
            continue;
        }
        let message = message!(
            "Pool {pool} goes from {before} to {after} servers and needs a full reset of its registrar state.",
            pool = pool.pool.fqdn.as_str(),
            before,
            after
        );
        let help = match product {
            Product::L13 if after > 2 => message!(
                "After publishing run Reset-CsPoolRegistrarState -ResetType FullReset while at least three servers run."
            ),
            _ => message!("After publishing run Reset-CsPoolRegistrarState -ResetType FullReset."),
        };
        out.report(&RULE, Place::from(pool.id).field(field::COMPUTERS), message).help(help);
    }
}

fn needs_reset(before: usize, after: usize, product: Product) -> bool {
    let is_from_or_to = |n| before != after && (before == n || after == n);
    match product {
        Product::L13 => is_from_or_to(2) && before >= 2 && after >= 2,
        _ => is_from_or_to(2) || is_from_or_to(3),
    }
}
