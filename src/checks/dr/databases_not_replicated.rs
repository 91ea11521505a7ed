use super::is_paired;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, StoreUse};

rule! {
    /// Monitoring and archiving data of a paired pool are not replicated.
    ///
    /// ## Why it matters
    /// The Backup Service leaves these databases alone. What was recorded before a disaster is lost with their SQL
    /// server, and archiving is often there because the law asks for it.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DR032
    ///     features archiving
    ///     archiving-store sql1\arch
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// Nothing is wrong with such a pair.
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// `L:backup-prerequisites-for-abc-pool-failover`
    code: "DR032", name: "databases-not-replicated", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.user_pools().filter(is_paired) {
        for of in [StoreUse::Archiving, StoreUse::Monitoring] {
            if pool.pool.store(of).is_none_or(|store| store.primary.is_none()) {
                continue;
            }
            let message =
                message!("The {store} of {pool} is not copied to its partner.", store = of.title(), pool = pool.name());
            out.report(&RULE, Place::from(pool.id).field(of.field()), message)
                .help(message!("Back the databases up by means of SQL Server."));
        }
    }
}
