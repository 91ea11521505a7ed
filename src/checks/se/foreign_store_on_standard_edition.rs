use crate::checks::{Cx, Findings, StoreOf, StorePart, rule};
use crate::message;
use crate::model::{Role, StoreUse};

rule! {
    /// Databases that have no place on a Standard Edition server are kept there.
    ///
    /// ## Why it matters
    /// The server keeps its own users, and the rooms of a chat pool that shares it. Archiving, monitoring and the back
    /// end of another pool are not supported beside them: the local edition of SQL Server is small, and the server is
    /// sized for its own users.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   standard-edition lon-se
    ///     features monitoring
    ///     monitoring-store lon-se\mon           #! SE006
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   standard-edition lon-se
    ///     features monitoring
    ///     monitoring-store sql1\mon
    /// ```
    /// ## Source
    /// `L:server-collocation-in-a-standard-edition-server-deployment`
    /// `S:topology-basics`
    code: "SE006", name: "foreign-store-on-standard-edition", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for store in cx.stores().filter(has_no_place_there) {
        for (part, sql) in store.parts().filter(|(part, _)| *part != StorePart::Witness) {
            let mut pools = cx.survey().pools_beside(sql);
            let Some(server) = pools.find(|&pool| matches!(cx.pool(pool).role, Role::StandardEdition(_))) else {
                continue;
            };
            let message = message!(
                "The {what} of {pool} is on a Standard Edition server, {server}.",
                what = store.title(part),
                pool = store.pool_name(),
                server = cx.pool(server).fqdn.as_str()
            );
            out.report(&RULE, store.place(part), message)
                .related(sql, message!("the instance"))
                .help(message!("Use a separate SQL server."));
        }
    }
}

/// Own back ends are the subject of another rule.
fn has_no_place_there(store: &StoreOf<'_>) -> bool {
    match store.of {
        StoreUse::Archiving | StoreUse::Monitoring => true,
        StoreUse::BackEnd => matches!(store.pool.role, Role::FrontEnd(_)),
        StoreUse::Chat | StoreUse::ChatBackup | StoreUse::ChatCompliance | StoreUse::ChatComplianceBackup => false,
    }
}
