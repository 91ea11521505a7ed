use super::{is_enterprise_back_end, sharers};
use crate::checks::{Cx, Findings, StorePart, rule};
use crate::message;

rule! {
    /// The back ends of two Enterprise pools stand on one SQL server.
    ///
    /// ## Why it matters
    /// A database server is sized and supported for the back end of one Enterprise pool. Instances share its memory,
    /// its disks and its restarts: one pool in trouble slows the other, and maintenance of the server stops both. The
    /// mirror counts as well, for after a failover it carries the pool.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com          #! DB004
    ///     back-end sql1\rtc
    ///   front-end ber-fe.contoso.com          #! DB004
    ///     back-end sql1\rtcber
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc
    ///   front-end ber-fe.contoso.com
    ///     back-end sql2\rtc
    /// ```
    /// ## Source
    /// `L:server-collocation-in-an-enterprise-edition-front-end-pool-deployment`
    /// `S:topology-basics`
    /// `S:server-requirements`; mirror role (inferred)
    code: "DB004", name: "sql-server-shared-by-pools", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for store in cx.stores().filter(is_enterprise_back_end) {
        for (part, sql) in store.parts().filter(|(part, _)| *part != StorePart::Witness) {
            let on_other_instance = |other| !cx.are_one_instance(other, sql);
            let Some((other, other_part)) = sharers(cx, &store, sql, on_other_instance).next() else { continue };
            let message = message!(
                "The {what} of {pool} stands on {server}, as does the {other_what} of {other}.",
                what = store.title(part),
                pool = store.pool_name(),
                server = cx.sql(sql).fqdn.as_str(),
                other_what = other.title(other_part),
                other = other.pool_name()
            );
            let mut reported = out.report(&RULE, store.place(part), message);
            for (other, _) in sharers(cx, &store, sql, on_other_instance) {
                reported = reported.related(other.id, message!("shares the server"));
            }
            reported.help(message!("Keep the back end of each pool on an SQL server of its own."));
        }
    }
}
