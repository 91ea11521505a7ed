use crate::checks::{Cx, Findings, StorePart, rule};
use crate::edit::{Command, StoreCommand};
use crate::message;
use crate::model::StoreRef;

rule! {
    /// A store has a witness but no mirror.
    ///
    /// ## Why it matters
    /// A witness decides which of two partners serves. With one partner there is nothing to decide: the store is as
    /// fragile as without it, and whoever reads the topology believes it to be mirrored.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com          #! DB012
    ///     back-end sql1\rtc witness sql3\wit
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    /// ```
    /// ## Source
    /// `L:deploying-sql-mirroring-for-back-end-server-high-availability`
    /// `S:sql-mirroring-for-high-availability`
    code: "DB012", name: "witness-without-mirror", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for store in cx.stores() {
        let StoreRef { witness: Some(witness), mirror: None, .. } = *store.store else { continue };
        let (title, pool) = (store.of.title(), store.pool_name());
        out.report(
            &RULE,
            store.place(StorePart::Witness),
            message!("The {store} of {pool} has a witness but no mirror.", store = title, pool),
        )
        .related(witness, message!("the witness"))
        .help(message!("Add a mirror, or remove the witness."))
        .suggest(
            message!("Remove the witness"),
            Command::Store(StoreCommand::RemoveWitness { pool: store.id, of: store.of }),
        );
    }
}
