use super::report_too_many_users;
use crate::checks::{Cx, Findings, rule};

rule! {
    /// An Enterprise pool of 2019 has more users than the product supports in one pool.
    ///
    /// ## Why it matters
    /// The limit is that of the pool, whatever the number of its servers: the back end serves all of them.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com
    ///   product 2019
    /// site EMEA
    ///   front-end lon-fe                        #! CP004
    ///     computers 16
    ///     users 106001
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   product 2019
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 16
    ///     users 106000
    /// ```
    /// ## Source
    /// `S:user-model-2019`
    code: "CP004", name: "more-than-106000-users", severity: Error, products: [S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    report_too_many_users(&RULE, cx, out);
}
