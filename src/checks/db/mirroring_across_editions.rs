use crate::checks::{Cx, Findings, StorePart, rule};
use crate::message;

use super::mirrored;

rule! {
    /// The primary and the mirror of a store run different editions of SQL Server.
    ///
    /// ## Why it matters
    /// Setup refuses the pair. The edition also decides what the databases may use and how much memory they get; after
    /// a failover to a lesser edition the pool would not have what it had before. The witness holds no data and may be
    /// of any edition.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com          #! DB015
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    ///   sql sql1\rtc
    ///     edition enterprise
    ///   sql sql2\rtc
    ///     edition standard
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    ///   sql sql1\rtc
    ///     edition standard
    ///   sql sql2\rtc
    ///     edition standard
    ///   sql sql3\wit
    ///     edition express
    /// ```
    /// ## Source
    /// `L:deploying-sql-mirroring-for-back-end-server-high-availability`
    /// `S:sql-mirroring-for-high-availability`
    code: "DB015", name: "mirroring-across-editions", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (store, mirror) in mirrored(cx) {
        let Some(primary) = store.store.primary else { continue };
        let (Some(edition), Some(other)) = (cx.sql(primary).edition, cx.sql(mirror).edition) else { continue };
        if edition == other {
            continue;
        }
        let message = message!(
            "The {store} of {pool} runs on SQL Server {edition}, its mirror on {other}.",
            store = store.of.title(),
            pool = store.pool_name(),
            edition = edition.title(),
            other = other.title()
        );
        out.report(&RULE, store.place(StorePart::Mirror), message)
            .related(primary, message!("{edition}", edition = edition.title()))
            .related(mirror, message!("{edition}", edition = other.title()))
            .help(message!("Use one edition for primary and mirror; the witness may have another."));
    }
}
