use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Features, Place, field};

use super::with_features;

rule! {
    /// Archiving is on in a pool that has no archiving store.
    ///
    /// ## Why it matters
    /// What is said is kept nowhere, and in critical mode users cannot send messages at all. Where Exchange keeps the
    /// messages, archiving is switched on by its policies, and the feature of the pool stays off.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! MA002
    ///     features conferencing archiving
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     features conferencing archiving
    ///     archiving-store sql4\arch
    /// ```
    /// ## Source
    /// `L:components-and-topologies-for-archiving`
    code: "MA002", name: "archiving-without-store", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.user_pools() {
        let features = pool.settings.features;
        if !features.archiving || pool.settings.archiving_store.primary.is_some() {
            continue;
        }
        let place = Place::from(pool.id).field(field::ARCHIVING_STORE);
        out.report(
            &RULE,
            place,
            message!("Archiving is on in {pool}, which has no archiving store.", pool = pool.name()),
        )
        .help(message!("Choose the SQL Server instance that keeps the messages, or leave it to Exchange."))
        .suggest(message!("Turn archiving off"), with_features(&pool, Features { archiving: false, ..features }));
    }
}
