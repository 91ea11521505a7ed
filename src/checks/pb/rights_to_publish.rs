use super::is_to_be_deployed;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Deployment;

rule! {
    /// Publishing takes rights that few accounts have.
    ///
    /// ## Why it matters
    /// The tool writes to Active Directory, to the file stores and to the SQL servers. With an account that lacks one
    /// of the three it stops half-way, and has to be run again by somebody else.
    ///
    /// ## Example
    /// ```sketch to xml
    /// deployment contoso.com                    #! PB002
    /// site EMEA
    ///   standard-edition lon-se
    /// ```
    /// ## Use instead
    /// Nothing is published by writing Linchpin's own file.
    /// ```sketch to ron
    /// deployment contoso.com
    /// site EMEA
    ///   standard-edition lon-se
    /// ```
    /// ## Source
    /// `L:publish-the-topology`
    /// `L:deployment-permissions-for-sql-server`
    code: "PB002", name: "rights-to-publish", severity: Info, products: [ALL], since: "0.1.0", when: Publishing,
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    if !is_to_be_deployed(cx) {
        return;
    }
    out.report(
        &RULE,
        Deployment::ID,
        message!(
            "Publishing takes a member of Domain Admins and RTCUniversalServerAdmins who is sysadmin on the SQL servers."
        ),
    )
    .help(message!("Use such an account, have the rights delegated, or let an SQL administrator make the databases."));
}
