use crate::checks::{Cx, Findings, StoreOf, StorePart, rule};
use crate::message;
use crate::model::{Fqdn, Place, StoreUse, field};

rule! {
    /// The servers of an Enterprise pool and its back end are in different Active Directory domains.
    ///
    /// ## Why it matters
    /// The servers of a pool act under accounts of one domain and trust each other and their databases by it. Setup
    /// does not finish on a server of another domain, and a back end there cannot be reached with the rights that it
    /// takes.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com            #! ST009
    ///     computers lon-fe1.contoso.com lon-fe2.fabrikam.com
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     computers lon-fe1.contoso.com lon-fe2.contoso.com
    /// ```
    /// ## Source
    /// `L:supported-topologies`
    /// `S:topology-basics`; that the domain follows from the name (inferred)
    ///
    /// ## Notes
    /// The domain of the first server counts as the pool's.
    code: "ST009", name: "front-end-pool-across-domains", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.enterprise_pools() {
        let [(first, own), others @ ..] = cx.survey().domains_of(pool.id) else { continue };
        let (first, own) = (*first, *own);
        if let Some(&(computer, other)) = others.first() {
            let message = message!(
                "The servers of pool {pool} are in different domains, {own} and {other}.",
                pool = pool.name(),
                own,
                other
            );
            out.report(&RULE, Place::from(pool.id).field(field::COMPUTERS), message)
                .related(first, message!("in {domain}", domain = own))
                .related(computer, message!("in {domain}", domain = other))
                .help(message!("Use servers of one domain."));
        }
        let store = StoreOf { id: pool.id, pool: pool.pool, of: StoreUse::BackEnd, store: &pool.settings.back_end };
        for (part, sql) in store.parts().filter(|(part, _)| *part != StorePart::Witness) {
            let Some(other) = domain(&cx.sql(sql).fqdn).filter(|other| !other.eq_ignore_ascii_case(own)) else {
                continue;
            };
            let message = message!(
                "The {what} of {pool} is in the domain {other}, the servers of the pool are in {own}.",
                what = store.title(part),
                pool = pool.name(),
                other,
                own
            );
            out.report(&RULE, store.place(part), message)
                .related(sql, message!("in {domain}", domain = other))
                .help(message!("Use an SQL server of the domain of the pool."));
        }
    }
}

/// The domain of a full name.
fn domain(fqdn: &Fqdn) -> Option<&str> {
    Some(fqdn.domain()).filter(|domain| !domain.is_empty())
}
