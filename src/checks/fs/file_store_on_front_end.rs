use super::{pool_on, servers};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, Role, field};

rule! {
    /// A file store stands on a Front End server of an Enterprise pool.
    ///
    /// ## Why it matters
    /// The vendor does not support it: all servers of the pool need the share, and it is gone whenever that one server
    /// is restarted for an update.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     computers lon-fe1 lon-fe2 lon-fe3
    ///     file-store \\lon-fe1\lync
    ///   file-store \\lon-fe1\lync             #! FS002
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     computers lon-fe1 lon-fe2 lon-fe3
    ///     file-store \\fs1\lync
    /// ```
    /// ## Source
    /// `L:define-and-configure-a-front-end-pool-or-standard-edition-server`
    /// `TB:add-front-end-file-store`; the targets of a DFS namespace (inferred)
    code: "FS002", name: "file-store-on-front-end", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, store) in cx.topology().file_stores.iter() {
        for server in servers(store) {
            let Some(pool) = pool_on(cx, &server, |role| matches!(role, Role::FrontEnd(_))) else { continue };
            let message = message!(
                "{store} is on {server}, a Front End server of {pool}.",
                store = store.path(),
                server = server.as_str(),
                pool = cx.pool(pool).fqdn.as_str()
            );
            out.report(&RULE, Place::from(id).field(field::SERVER), message)
                .related(pool, message!("the Front End pool"))
                .help(message!("Use a file server, or the share of a Standard Edition server."));
        }
    }
}
