use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Deployment, Place, field};

use super::{central_management, offer_pools};

rule! {
    /// The Central Management store is kept by a pool that is no Front End pool.
    ///
    /// ## Why it matters
    /// Its master copy runs on Front End servers and Standard Edition servers only. On any other pool there is no
    /// service that could hand the configuration to the rest.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                    #! CM002
    ///   central-management lon-dir
    /// site EMEA
    ///   front-end lon-fe
    ///   director lon-dir
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   central-management lon-fe
    /// site EMEA
    ///   front-end lon-fe
    ///   director lon-dir
    /// ```
    /// ## Source
    /// `L:central-management-store-failover`
    /// `S:create-and-publish-new-topology`
    code: "CM002", name: "central-management-on-other-role", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let Some((id, pool)) = central_management(cx).filter(|(_, pool)| pool.role.front_end().is_none()) else { return };
    let message =
        message!("The Central Management store is on {pool}, which is no Front End pool.", pool = pool.fqdn.as_str());
    let found = out
        .report(&RULE, Place::from(Deployment::ID).field(field::CENTRAL_MANAGEMENT), message)
        .related(id, message!("the pool"))
        .help(message!("Choose a Front End pool or a Standard Edition server."));
    offer_pools(found, cx, |pool| pool.role.front_end().is_some());
}
