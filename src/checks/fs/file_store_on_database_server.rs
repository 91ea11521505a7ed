use super::{database_on, on_one_machine, servers};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// A file store stands on a database server.
    ///
    /// ## Why it matters
    /// It is supported, and both work with the same disks and memory: the upload of a large meeting slows the
    /// databases of every pool on that server down.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    ///     file-store \\sql1\lync
    ///   file-store \\sql1\lync                #! FS003
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    ///     file-store \\fs1\lync
    /// ```
    /// ## Source
    /// `S:topology-basics`
    /// `L:server-collocation-in-an-enterprise-edition-front-end-pool-deployment`
    /// ## Notes
    /// A server that keeps witnesses only is no database server here.
    code: "FS003", name: "file-store-on-database-server", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, store) in cx.topology().file_stores.iter() {
        for server in servers(store) {
            let Some(sql) = database_on(cx, &server).filter(|_| on_one_machine(cx, id, store).is_empty()) else {
                continue;
            };
            let message =
                message!("{store} is on {server}, a database server.", store = store.path(), server = server.as_str());
            out.report(&RULE, Place::from(id).field(field::SERVER), message)
                .related(sql, message!("keeps databases on the server"))
                .help(message!("Keep files on a file server."));
        }
    }
}
