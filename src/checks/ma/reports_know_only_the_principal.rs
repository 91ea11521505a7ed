use crate::checks::{Cx, Findings, StorePart, rule};
use crate::message;
use crate::model::StoreUse;

use super::log_stores;

rule! {
    /// A monitoring store is mirrored, and its reports know the principal only.
    ///
    /// ## Why it matters
    /// Setup writes the principal into the data sources of the monitoring reports. After a failover records are still
    /// written, and every report fails.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! MA006
    ///     features conferencing monitoring
    ///     monitoring-store sql4\mon mirror sql5\mon witness sql6\wit
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     features conferencing monitoring
    ///     monitoring-store sql4\mon
    /// ```
    /// ## Source
    /// `L:associating-monitoring-reports-with-a-mirror-database`
    code: "MA006", name: "reports-know-only-the-principal", severity: Info, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for store in log_stores(cx).filter(|store| store.of == StoreUse::Monitoring) {
        let (Some(primary), Some(mirror)) = (store.store.primary, store.store.mirror) else { continue };
        let message = message!(
            "The monitoring reports of {pool} know {principal} only and not its mirror.",
            pool = store.pool_name(),
            principal = cx.sql(primary).path()
        );
        out.report(&RULE, store.place(StorePart::Mirror), message).related(mirror, message!("the mirror")).help(message!(
            "Add the mirror as failover partner to the connection strings of both data sources, call detail and quality."
        ));
    }
}
