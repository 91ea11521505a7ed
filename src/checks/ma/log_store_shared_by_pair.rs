use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, Pool, StoreUse};

rule! {
    /// Two paired pools of different sites keep their archiving or monitoring data on one SQL instance.
    ///
    /// ## Why it matters
    /// The loss of the site of that instance stops recording in both: the pool that takes over has no store either, and
    /// archiving in critical mode then stops messages everywhere.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! MA008
    ///     features conferencing monitoring
    ///     monitoring-store sql4\mon
    /// site APAC
    ///   front-end sin-fe
    ///     features conferencing monitoring
    ///     monitoring-store sql4\mon
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     features conferencing monitoring
    ///     monitoring-store sql4\mon
    /// site APAC
    ///   front-end sin-fe
    ///     features conferencing monitoring
    ///     monitoring-store sql8\mon
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// (inferred)
    code: "MA008", name: "log-store-shared-by-pair", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pair in cx.pairs().iter().filter(|pair| pair.pool.pool.site != pair.backup.pool.site) {
        for of in [StoreUse::Archiving, StoreUse::Monitoring] {
            let primary_of = |pool: &Pool| pool.store(of).and_then(|store| store.primary);
            let (Some(one), Some(other)) = (primary_of(pair.pool.pool), primary_of(pair.backup.pool)) else { continue };
            if !cx.are_one_instance(one, other) {
                continue;
            }
            let message = message!(
                "{pool} and its partner {backup} in another site share the {store} on {sql}.",
                pool = pair.pool.name(),
                backup = pair.backup.name(),
                store = of.title(),
                sql = cx.sql(one).path()
            );
            out.report(&RULE, Place::from(pair.pool.id).field(of.field()), message)
                .related(pair.backup.id, message!("the partner"))
                .help(message!("Give each site a store of its own."));
        }
    }
}
