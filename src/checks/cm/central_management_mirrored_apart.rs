use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, Role, field};

use super::central_management;

rule! {
    /// The Central Management store is mirrored with the back end of its pool, and fails over apart from it.
    ///
    /// ## Why it matters
    /// Its databases xds and lis stand on the same two servers as those of the users. A failover of the user databases
    /// by hand leaves them where they were: users work, and nothing can be administered.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com
    ///   central-management lon-fe
    /// site EMEA
    ///   front-end lon-fe                        #! CM008
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   central-management lon-fe
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    /// ```
    /// ## Source
    /// `L:back-end-server-high-availability`
    /// `L:failing-over-a-mirrored-database`
    code: "CM008", name: "central-management-mirrored-apart", severity: Info, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let Some((id, pool)) = central_management(cx) else { return };
    let Role::FrontEnd(settings) = &pool.role else { return };
    let Some(mirror) = settings.back_end.mirror else { return };
    let message = message!(
        "The Central Management databases of {pool} are mirrored too and fail over apart from those of the users.",
        pool = pool.fqdn.as_str()
    );
    out.report(&RULE, Place::from(id).field(field::BACK_END_MIRROR), message)
        .related(mirror, message!("the mirror"))
        .help(message!("Fail over the databases of type CentralMgmt as well as those of type User."));
}
