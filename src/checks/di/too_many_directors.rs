use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::{Figure, capacity};

rule! {
    /// A Director pool has more servers than are supported.
    ///
    /// ## Why it matters
    /// A larger pool is outside what the vendor supports: whoever runs it is alone with its faults.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   director lon-dir.contoso.com          #! DI001
    ///     computers 11
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   director lon-dir.contoso.com
    ///     computers 10
    /// ```
    /// ## Source
    /// `L:supported-topologies`
    /// `S:topology-basics`
    code: "DI001", name: "too-many-directors", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for director in cx.director_pools() {
        let Some(max) = capacity(Figure::DirectorsPerPool, cx.product_of(director.pool)) else { continue };
        if director.n_computers() <= max.value as usize {
            continue;
        }
        let message = message!(
            "{pool} has {n} Directors; {max} is the maximum.",
            pool = director.name(),
            n = director.n_computers(),
            max = max.value
        );
        out.report(&RULE, Place::from(director.id).field(field::COMPUTERS), message)
            .help(message!("Split the pool, or remove some of them."));
    }
}
