use super::report_too_many_users;
use crate::checks::{Cx, Findings, rule};

rule! {
    /// An Enterprise pool has more users than the product supports in one pool.
    ///
    /// ## Why it matters
    /// The limit is that of the pool, whatever the number of its servers: the back end serves all of them.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! CP003
    ///     computers 12
    ///     users 80001
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 12
    ///     users 40000
    ///   front-end ber-fe
    ///     computers 12
    ///     users 40001
    /// ```
    /// ## Source
    /// `S:user-model`
    code: "CP003", name: "more-than-80000-users", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    report_too_many_users(&RULE, cx, out);
}
