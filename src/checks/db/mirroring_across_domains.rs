use crate::checks::{Cx, Findings, StorePart, rule};
use crate::message;

use super::mirrored;

rule! {
    /// Primary, mirror and witness of a store are in different Active Directory domains.
    ///
    /// ## Why it matters
    /// The vendor's tool and cmdlets set mirroring up with accounts of one domain. Across domains it takes certificates
    /// on the endpoints, which only SQL Server's own means can set up and keep.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com          #! DB016
    ///     back-end sql1.contoso.com\rtc mirror sql2.fabrikam.com\rtc witness sql3.contoso.com\wit
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1.contoso.com\rtc mirror sql2.contoso.com\rtc witness sql3.contoso.com\wit
    /// ```
    /// ## Source
    /// `L:deploying-sql-mirroring-for-back-end-server-high-availability`
    /// `S:sql-mirroring-for-high-availability`
    code: "DB016", name: "mirroring-across-domains", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (store, mirror) in mirrored(cx) {
        let domain_of = |sql| Some(cx.sql(sql).fqdn.domain()).filter(|domain| !domain.is_empty());
        let Some(domain) = domain_of(mirror) else { continue };
        let other = store.parts().find_map(|(part, sql)| {
            let other = domain_of(sql)?;
            (!other.eq_ignore_ascii_case(domain)).then_some((part, sql, other))
        });
        let Some((part, sql, other)) = other else { continue };
        let message = message!(
            "The {store} of {pool} is mirrored across domains: the mirror is in {domain}, the {part} in {other}.",
            store = store.of.title(),
            pool = store.pool_name(),
            domain,
            part = part.title(),
            other
        );
        out.report(&RULE, store.place(StorePart::Mirror), message)
            .related(mirror, message!("in {domain}", domain))
            .related(sql, message!("in {domain}", domain = other))
            .help(message!("Use servers of one domain, or mirror by means of SQL Server, outside the topology."));
    }
}
