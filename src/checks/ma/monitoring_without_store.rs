use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Features, Place, field};

use super::with_features;

rule! {
    /// Monitoring is on in a pool that has no monitoring store.
    ///
    /// ## Why it matters
    /// Call detail and quality records have nowhere to go. Topology Builder does not let its wizard end like this.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! MA001
    ///     features conferencing monitoring
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     features conferencing monitoring
    ///     monitoring-store sql4\mon
    /// ```
    /// ## Source
    /// `L:define-and-configure-a-front-end-pool-or-standard-edition-server`
    code: "MA001", name: "monitoring-without-store", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.user_pools() {
        let features = pool.settings.features;
        if !features.monitoring || pool.settings.monitoring_store.primary.is_some() {
            continue;
        }
        let place = Place::from(pool.id).field(field::MONITORING_STORE);
        out.report(
            &RULE,
            place,
            message!("Monitoring is on in {pool}, which has no monitoring store.", pool = pool.name()),
        )
        .help(message!("Choose the SQL Server instance that keeps the records."))
        .suggest(message!("Turn monitoring off"), with_features(&pool, Features { monitoring: false, ..features }));
    }
}
