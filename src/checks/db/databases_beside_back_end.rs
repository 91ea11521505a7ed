use std::collections::BTreeSet;

rule! {
    /// Archiving, monitoring or chat databases are on the SQL server of a back end.
    ///
    /// ## Why it matters
    /// They grow with every call and every message, and their clean-up at night reads all of it. On the same disks the
    /// back end waits, and with it everybody who signs in. It is supported, and it is a bottleneck.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    ///     monitoring-store sql1\mon             #! DB007
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    ///     monitoring-store sql2\mon
    /// ```
    /// ## Source
    /// `L:server-collocation-in-an-enterprise-edition-front-end-pool-deployment`
    /// `L:components-and-topologies-for-monitoring`
    code: "DB007", name: "databases-beside-back-end", severity: Warning, products: [ALL], since: "0.1.0",
}

use super::{is_enterprise_back_end, kept_on};
use crate::checks::{Cx, Findings, StoreOf, rule};
use crate::message;
use crate::model::StoreUse;

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql) in cx.topology().sql_instances.iter() {
        let uses: BTreeSet<StoreUse> =
            kept_on(cx, id).map(|used| used.store.of).filter(|of| *of != StoreUse::BackEnd).collect();
        if uses.is_empty() {
            continue;
        }
        let kept_there = cx.survey().instances_with(id).flat_map(|other| kept_on(cx, other)).map(|used| used.store);
        let back_ends = kept_there.filter(is_enterprise_back_end);
        let Some(back_end) = back_ends.min_by_key(StoreOf::pool_name) else { continue };
        let uses: Vec<&str> = uses.into_iter().map(StoreUse::title).collect();
        let message = message!(
            "{sql} holds other databases on the server of the back end of {pool}: {uses}.",
            sql = sql.path(),
            uses = uses.join(", "),
            pool = back_end.pool_name()
        );
        out.report(&RULE, id, message)
            .related(back_end.id, message!("has its back end there"))
            .help(message!("Use a separate SQL server."));
    }
}
