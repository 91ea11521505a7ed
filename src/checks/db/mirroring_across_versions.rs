use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::vendor::SqlVersion;

use super::mirrored;

rule! {
    /// Primary, mirror and witness of a store run different versions of SQL Server.
    ///
    /// ## Why it matters
    /// The partners of a mirroring session speak one version. A database that was once open on the newer one cannot go
    /// back to the older, so a failover would be for good. Service packs and updates may differ for the time of
    /// patching; the version may not.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com          #! DB014
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    ///   sql sql1\rtc
    ///     version 2012
    ///   sql sql2\rtc
    ///     version 2014
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    ///   sql sql1\rtc
    ///     version 2014
    ///   sql sql2\rtc
    ///     version 2014
    /// ```
    /// ## Source
    /// `L:deploying-sql-mirroring-for-back-end-server-high-availability`
    /// `S:sql-mirroring-for-high-availability`
    /// `S:back-end-server`
    code: "DB014", name: "mirroring-across-versions", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (store, _) in mirrored(cx) {
        let known = || store.parts().filter_map(|(part, sql)| Some((part, sql, cx.sql(sql).version?)));
        let Some((part, sql, version)) = known().next() else { continue };
        let Some((other_part, other_sql, other)) = known().find(|(.., other)| *other != version) else { continue };
        let message = message!(
            "The {store} of {pool} is mirrored across versions: the {part} runs {version}, the {other_part} {other}.",
            store = store.of.title(),
            pool = store.pool_name(),
            part = part.title(),
            version = SqlVersion::title(version),
            other_part = other_part.title(),
            other = SqlVersion::title(other)
        );
        out.report(&RULE, store.place(other_part), message)
            .related(sql, message!("runs {version}", version = version.title()))
            .related(other_sql, message!("runs {version}", version = other.title()))
            .help(message!("Bring primary, mirror and witness to one version of SQL Server."));
    }
}
