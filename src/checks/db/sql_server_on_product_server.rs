use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, RoleKind, field};

rule! {
    /// An SQL server is also a server of the product.
    ///
    /// ## Why it matters
    /// A back end is a machine of its own. On a Front End, Director, Edge, Mediation, chat or Video Interop server the
    /// two fight for memory and are patched and restarted together; the vendor does not support it.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end lon-fe1\rtc                  #! DB002
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    /// ```
    /// ## Source
    /// `L:supported-topologies`; roles other than Front End (inferred)
    ///
    /// ## Notes
    /// A Standard Edition server keeps its own databases, also those of a chat pool that shares it.
    code: "DB002", name: "sql-server-on-product-server", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql) in cx.topology().sql_instances.iter() {
        let role_of = |pool| cx.pool(pool).role.kind();
        let pools = || cx.survey().pools_beside(id);
        if pools().any(|pool| role_of(pool) == RoleKind::StandardEdition) {
            continue;
        }
        let Some(pool) = pools().find(|&pool| is_apart(role_of(pool))) else { continue };
        let message = message!(
            "{sql} is on a server of {role} {pool}.",
            sql = sql.path(),
            role = role_of(pool).facts().title,
            pool = cx.pool(pool).fqdn.as_str()
        );
        out.report(&RULE, Place::from(id).field(field::FQDN), message)
            .related(pool, message!("its server is the same machine"))
            .help(message!("Use a dedicated SQL server."));
    }
}

/// Whether no SQL store stands on a server of that role.
fn is_apart(role: RoleKind) -> bool {
    matches!(
        role,
        RoleKind::FrontEnd
            | RoleKind::Director
            | RoleKind::Edge
            | RoleKind::Mediation
            | RoleKind::PersistentChat
            | RoleKind::VideoInterop
    )
}
