use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Deployment, Place, Role, field};

use super::{central_management, offer_pools};

rule! {
    /// The Central Management store is on an unpaired Standard Edition server, though there is an Enterprise pool.
    ///
    /// ## Why it matters
    /// When that one server is lost, nothing can be changed in the whole deployment: no user moved, no pool failed
    /// over with its configuration, until the store is rebuilt from a backup.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                    #! CM004
    ///   central-management lon-se
    /// site EMEA
    ///   standard-edition lon-se
    ///   front-end lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   central-management lon-fe
    /// site EMEA
    ///   standard-edition lon-se
    ///   front-end lon-fe
    /// ```
    /// ## Source
    /// (inferred)
    code: "CM004", name: "central-management-on-unprotected-server", severity: Warning, products: [ALL],
    since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let Some((id, pool)) = central_management(cx) else { return };
    let is_unpaired_server = matches!(pool.role, Role::StandardEdition(_)) && pool.backup_pool.is_none();
    if !is_unpaired_server || cx.enterprise_pools().next().is_none() {
        return;
    }
    let message = message!(
        "The Central Management store is on {pool}, a Standard Edition server without a partner.",
        pool = pool.fqdn.as_str()
    );
    let found = out
        .report(&RULE, Place::from(Deployment::ID).field(field::CENTRAL_MANAGEMENT), message)
        .related(id, message!("the server"))
        .help(message!("Move it to a paired pool or to an Enterprise pool."));
    offer_pools(found, cx, |pool| {
        matches!(pool.role, Role::FrontEnd(_)) || (pool.role.front_end().is_some() && pool.backup_pool.is_some())
    });
}
