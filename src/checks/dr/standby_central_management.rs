use super::is_paired;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Deployment, Place, field};

rule! {
    /// The pool with the Central Management store has a partner.
    ///
    /// ## Why it matters
    /// Publishing makes a standby of the store in the partner. In a disaster it goes first: until the Central
    /// Management store has been failed over, no pool can be.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                    #! DR017
    ///   central-management lon-fe
    /// site EMEA
    ///   front-end lon-fe
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// Nothing is wrong with such a deployment.
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// `L:central-management-store-failover`
    /// `S:disaster-recovery`
    code: "DR017", name: "standby-central-management", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let central_management = cx.topology().deployment().central_management;
    let Some(pool) = cx.user_pools().find(|pool| Some(pool.id) == central_management).filter(is_paired) else { return };
    let Some(backup) = pool.pool.backup_pool else { return };
    let message = message!(
        "The standby of the Central Management store is in {backup}, the partner of {pool}.",
        backup = cx.pool(backup).fqdn.as_str(),
        pool = pool.name()
    );
    out.report(&RULE, Place::from(Deployment::ID).field(field::CENTRAL_MANAGEMENT), message)
        .related(pool.id, message!("holds the active store"))
        .related(backup, message!("holds the standby"))
        .help(message!("In a failover move the Central Management store first."));
}
