use crate::checks::{Cx, Findings, StorePart, rule};
use crate::message;
use crate::model::SqlHa;

use super::log_stores;

rule! {
    /// An archiving or monitoring store is on one SQL server.
    ///
    /// ## Why it matters
    /// While that server is down nothing is recorded. Archiving in critical mode then stops the messages of all users,
    /// however well the pool itself is protected.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! MA005
    ///     features conferencing monitoring
    ///     monitoring-store sql4\mon
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     features conferencing monitoring
    ///     monitoring-store sql4\mon mirror sql5\mon witness sql6\wit
    /// ```
    /// ## Source
    /// `L:database-software-support`; severity (inferred)
    code: "MA005", name: "log-store-without-redundancy", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for store in log_stores(cx).filter(|store| store.store.mirror.is_none()) {
        let Some(primary) = store.store.primary.filter(|id| cx.sql(*id).ha == SqlHa::None) else { continue };
        let message = message!(
            "The {store} of {pool} is not known to be mirrored, clustered or in an availability group.",
            store = store.of.title(),
            pool = store.pool_name()
        );
        out.report(&RULE, store.place(StorePart::Primary), message)
            .related(primary, message!("keeps the databases"))
            .help(message!("Protect the databases; if something does, say so at the store or its instance."));
    }
}
