use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Fqdn, Place, field};

rule! {
    /// The name of a pool is in another domain than its servers.
    ///
    /// ## Why it matters
    /// Nothing makes the record of the pool by itself then, and a certificate of the servers' domain does not cover it.
    /// Whoever renews certificates in a year has to know.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.fabrikam.com             #! NA020
    ///     computers lon-fe1 lon-fe2 lon-fe3
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     computers lon-fe1 lon-fe2 lon-fe3
    /// ```
    /// ## Source
    /// (inferred)
    code: "NA020", name: "pool-outside-domain-of-servers", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, pool) in cx.pools().filter(|(_, pool)| pool.multi_server && !pool.fqdn.domain().is_empty()) {
        let domain = pool.fqdn.domain();
        let others = cx.survey().domains_of(id);
        let Some(&(_, other)) = others.first() else { continue };
        let is_short = |name: &Fqdn| name.domain().is_empty();
        if others.iter().any(|(_, other)| other.eq_ignore_ascii_case(domain))
            || cx.computers_of(id).any(|(_, computer)| is_short(&computer.fqdn))
        {
            continue;
        }
        let message = message!(
            "Pool {pool} has its name in {domain}, its servers are in {other}.",
            pool = pool.fqdn.as_str(),
            domain,
            other
        );
        out.report(&RULE, Place::from(id).field(field::FQDN), message)
            .help(message!("Use one domain, or plan the DNS record and the certificates of the pool."));
    }
}
