use crate::checks::{Cx, Findings, StorePart, rule};
use crate::edit::{Command, StoreCommand};
use crate::message;

rule! {
    /// A store of a product that has no SQL mirroring has a mirror or a witness.
    ///
    /// ## Why it matters
    /// Mirroring ended with 2015: the setup of 2019 and of Subscription Edition cannot create it, so the store would
    /// run without its second copy. An availability group or a failover cluster instance takes its place and has to be
    /// built before or after publishing by other steps.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com
    ///   product 2019
    /// site EMEA
    ///   front-end lon-fe.contoso.com          #! DB010
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   product 2019
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql-cluster\rtc
    ///   sql sql-cluster\rtc
    ///     cluster
    /// ```
    /// ## Source
    /// `S:deprecated`
    /// `S:back-end-server`
    code: "DB010", name: "mirroring-after-2015", severity: Error, products: [S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for store in cx.stores() {
        let Some((part, sql)) = store.parts().find(|(part, _)| *part != StorePart::Primary) else { continue };
        let message = message!(
            "{product} cannot deploy the {what} of {pool}.",
            product = cx.product_of(store.pool).title(),
            what = store.title(part),
            pool = store.pool_name()
        );
        out.report(&RULE, store.place(part), message)
            .related(sql, message!("the {part}", part = part.title()))
            .help(message!(
                "Use an availability group, which needs SQL Server Enterprise, or a failover cluster instance."
            ))
            .suggest(
                message!("Stop mirroring"),
                Command::Store(StoreCommand::Unmirror { pool: store.id, of: store.of }),
            );
    }
}
