use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// An Enterprise pool has no back end.
    ///
    /// ## Why it matters
    /// The pool keeps its users' data in databases on an SQL server of its own. Without one it cannot be published.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DB001
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    /// ```
    /// ## Source
    /// `L:supported-topologies`
    code: "DB001", name: "enterprise-pool-without-back-end", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.enterprise_pools().filter(|pool| pool.settings.back_end.primary.is_none()) {
        out.report(
            &RULE,
            Place::from(pool.id).field(field::BACK_END),
            message!("Pool {pool} has no back end.", pool = pool.name()),
        )
        .help(message!("Choose an SQL store, or define one."));
    }
}
