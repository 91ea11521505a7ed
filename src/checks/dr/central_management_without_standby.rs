use super::is_paired;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Deployment, Place, field};

rule! {
    /// The pool with the Central Management store has no partner.
    ///
    /// ## Why it matters
    /// When that pool is lost, the store is lost with it: nothing can be changed or published, and no other pool can be
    /// failed over, until the store has been restored from a backup.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                    #! DR018
    ///   central-management lon-fe
    /// site EMEA
    ///   front-end lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   central-management lon-fe
    /// site EMEA
    ///   front-end lon-fe
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// `L:central-management-store-failover`; severity (inferred)
    code: "DR018", name: "central-management-without-standby", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let central_management = cx.topology().deployment().central_management;
    let Some(pool) = cx.user_pools().find(|pool| Some(pool.id) == central_management) else { return };
    if is_paired(&pool) {
        return;
    }
    let message = message!("The Central Management store is in {pool}, a pool without a partner.", pool = pool.name());
    out.report(&RULE, Place::from(Deployment::ID).field(field::CENTRAL_MANAGEMENT), message)
        .related(pool.id, message!("holds the store"))
        .help(message!("Pair that pool, or move the store to a paired pool."));
}
