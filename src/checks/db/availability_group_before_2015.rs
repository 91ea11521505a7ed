use crate::checks::{Cx, Findings, StorePart, rule};
use crate::message;
use crate::model::SqlHa;

rule! {
    /// A store of Lync Server 2013 is in an availability group.
    ///
    /// ## Why it matters
    /// The product knows mirroring and failover clusters. It does not follow an availability group to its other
    /// replica, so that the databases are gone with the first one.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com
    ///   product 2013
    /// site EMEA
    ///   front-end lon-fe                        #! DB028
    ///     back-end lon-ag\rtc
    ///   sql lon-ag\rtc
    ///     availability-group lon-ag
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   product 2013
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc mirror sql2\rtc
    /// ```
    /// ## Source
    /// `L:back-end-server-high-availability`
    /// `S:server-requirements`
    code: "DB028", name: "availability-group-before-2015", severity: Error, products: [L13], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for store in cx.stores() {
        let in_group = |(_, sql): &(StorePart, _)| matches!(cx.sql(*sql).ha, SqlHa::AvailabilityGroup(_));
        let Some((part, sql)) = store.parts().find(in_group) else { continue };
        let message = message!(
            "The {what} of {pool} is in an availability group, which {product} does not support.",
            what = store.title(part),
            pool = store.pool_name(),
            product = cx.product_of(store.pool).title()
        );
        out.report(&RULE, store.place(part), message)
            .related(sql, message!("the availability group"))
            .help(message!("Use mirroring or a failover cluster."));
    }
}
