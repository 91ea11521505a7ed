use super::on_one_machine;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// A pool keeps its files and its databases on one server, with nothing behind either.
    ///
    /// ## Why it matters
    /// When that one machine fails the pool has lost both, and restoring the one has to wait for the other.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com          #! FS012
    ///     back-end sql1\rtc
    ///     file-store \\sql1\lync
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc
    ///     file-store \\fs1\lync
    /// ```
    /// ## Source
    /// (inferred)
    code: "FS012", name: "files-and-database-on-one-server", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, store) in cx.topology().file_stores.iter() {
        for (pool, sql) in on_one_machine(cx, id, store) {
            let message = message!(
                "{pool} keeps its files and its databases on one server, {server}.",
                pool = cx.pool(pool).fqdn.as_str(),
                server = store.server.as_str()
            );
            out.report(&RULE, Place::from(pool).field(field::FILE_STORE), message)
                .related(id, message!("the files"))
                .related(sql, message!("the databases"))
                .help(message!("Keep the files on another server."));
        }
    }
}
