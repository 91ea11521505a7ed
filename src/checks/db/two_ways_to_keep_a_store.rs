use crate::checks::{Cx, Findings, StorePart, rule};
use crate::edit::{Command, StoreCommand};
use crate::message;
use crate::model::SqlHa;

rule! {
    /// A store has a mirror or a witness and is in an availability group or cluster as well.
    ///
    /// ## Why it matters
    /// Each way has its own idea of which copy is the right one. The product follows one of them per store; the other
    /// fails over at a time of its own, and then the databases are where nobody looks.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DB038
    ///     back-end lon-cluster\rtc mirror sql2\rtc
    ///   sql lon-cluster\rtc
    ///     cluster
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end lon-cluster\rtc
    ///   sql lon-cluster\rtc
    ///     cluster
    /// ```
    /// ## Source
    /// (inferred)
    code: "DB038", name: "two-ways-to-keep-a-store", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for store in cx.stores() {
        let Some(primary) = store.store.primary else { continue };
        let way = match cx.sql(primary).ha {
            SqlHa::None => continue,
            SqlHa::FailoverCluster => message!("a failover cluster"),
            SqlHa::AvailabilityGroup(_) => message!("an availability group"),
        };
        let Some((part, sql)) = store.parts().find(|(part, _)| *part != StorePart::Primary) else { continue };
        let message = message!(
            "The {store} of {pool} is {way} and has a {part} too.",
            store = store.of.title(),
            pool = store.pool_name(),
            way,
            part = part.title()
        );
        out.report(&RULE, store.place(part), message)
            .related(sql, message!("the {part}", part = part.title()))
            .help(message!("Choose one of the two."))
            .suggest(
                message!("Stop mirroring"),
                Command::Store(StoreCommand::Unmirror { pool: store.id, of: store.of }),
            );
    }
}
