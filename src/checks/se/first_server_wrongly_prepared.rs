use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Deployment, Place, PrepareFirstServer, Role, field};

rule! {
    /// "Prepare first Standard Edition server" is planned where it does not belong, or not planned where it does.
    ///
    /// ## Why it matters
    /// The step puts the Central Management store on a Standard Edition server before there is a topology. Without it
    /// the first publication of such a deployment has no database to write to; where a pool with an SQL server holds
    /// the store, the step makes a second one that nobody uses.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                    #! SE007
    ///   central-management lon-se
    ///   prepare-first-server no
    /// site EMEA
    ///   standard-edition lon-se
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   central-management lon-se
    ///   prepare-first-server planned
    /// site EMEA
    ///   standard-edition lon-se
    /// ```
    /// ## Source
    /// `L:install-standard-edition-server-database`
    /// `L:deploying-lync-server-2013-standard-edition-into-an-existing-lync-server-2013-enterprise`
    /// `S:create-and-publish-new-topology`; that the first pool is the one with the Central Management store (inferred)
    code: "SE007", name: "first-server-wrongly-prepared", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let deployment = cx.topology().deployment();
    let Some(first) = deployment.central_management else { return };
    let pool = cx.pool(first);
    let name = pool.fqdn.as_str();
    let (message, help, title, right) = match (&pool.role, deployment.prepare_first_server) {
        (Role::StandardEdition(_), Some(PrepareFirstServer::No)) => (
            message!(
                "The deployment starts with Standard Edition server {name}, which is not going to be prepared.",
                name
            ),
            message!("Run \"Prepare first Standard Edition server\" once before the first publication."),
            message!("Plan to prepare it"),
            PrepareFirstServer::Planned,
        ),
        (Role::FrontEnd(_), Some(PrepareFirstServer::Planned)) => (
            message!(
                "A first Standard Edition server is going to be prepared, but the deployment starts with {name}.",
                name
            ),
            message!("Leave the step out: the back end of the pool holds the Central Management store."),
            message!("Leave the step out"),
            PrepareFirstServer::No,
        ),
        _ => return,
    };
    let amended = Command::amend(cx.topology(), Deployment::ID, |row| row.prepare_first_server = Some(right));
    out.report(&RULE, Place::from(Deployment::ID).field(field::PREPARE_FIRST_SERVER), message)
        .related(first, message!("holds the Central Management store"))
        .help(help)
        .suggest(title, amended);
}
