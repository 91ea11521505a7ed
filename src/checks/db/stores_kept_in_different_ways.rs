use crate::checks::{Cx, Findings, StoreHa, rule};
use crate::message;
use crate::model::{Place, StoreUse};

rule! {
    /// The stores of a pool are kept available in different ways.
    ///
    /// ## Why it matters
    /// On the night when an SQL server fails, somebody has to know which of the databases fail over by themselves,
    /// which by a cluster and which by a cmdlet. One way for all is one page in the runbook.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DB039
    ///     back-end sql1\rtc mirror sql2\rtc
    ///     monitoring-store lon-cluster\mon
    ///   sql lon-cluster\mon
    ///     cluster
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc mirror sql2\rtc
    ///     monitoring-store sql3\mon mirror sql4\mon
    /// ```
    /// ## Source
    /// (inferred)
    ///
    /// ## Notes
    /// A store that nothing keeps available is the subject of other rules.
    code: "DB039", name: "stores-kept-in-different-ways", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    const USES: [StoreUse; 3] = [StoreUse::BackEnd, StoreUse::Archiving, StoreUse::Monitoring];
    for (id, pool) in cx.pools() {
        let mut ways = pool.role.stores().filter(|(of, _)| USES.contains(of)).filter_map(|(of, store)| {
            let way = cx.ha_of(store).filter(|way| *way != StoreHa::None)?;
            Some((of, way))
        });
        let Some((of, way)) = ways.next() else { continue };
        let Some((other, other_way)) = ways.find(|(_, other)| *other != way) else { continue };
        let message = message!(
            "The {store} of {pool} is {way}, the {other} is {other_way}.",
            store = of.title(),
            pool = pool.fqdn.as_str(),
            way = way.phrase(),
            other = other.title(),
            other_way = other_way.phrase()
        );
        out.report(&RULE, Place::from(id).field(other.field()), message)
            .help(message!("Use one way for all stores of the pool."));
    }
}
