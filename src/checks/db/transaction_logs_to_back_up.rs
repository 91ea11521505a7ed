use std::collections::BTreeSet;

rule! {
    /// Mirrored databases keep their transaction logs until these are backed up.
    ///
    /// ## Why it matters
    /// Mirroring puts a database into the full recovery model. Its log grows from then on, and one day fills the disk,
    /// unless somebody backs it up.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DB023
    ///     back-end sql1\rtc mirror sql2\rtc
    /// ```
    /// ## Use instead
    /// Nothing is wrong with such a pool.
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    /// ```
    /// ## Source
    /// `L:deploying-sql-mirroring-for-back-end-server-high-availability`
    /// `S:sql-mirroring-for-high-availability`
    ///
    /// ## Notes
    /// Said once for each pool.
    code: "DB023", name: "transaction-logs-to-back-up", severity: Info, products: [L13, S15], since: "0.1.0",
}

use super::mirrored;
use crate::checks::{Cx, Findings, StorePart, rule};
use crate::message;

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let mut said = BTreeSet::new();
    for (store, _) in mirrored(cx).filter(|(store, _)| said.insert(store.id)) {
        let message = message!(
            "The {store} of {pool} is mirrored: its transaction logs grow until they are backed up.",
            store = store.of.title(),
            pool = store.pool_name()
        );
        out.report(&RULE, store.place(StorePart::Mirror), message)
            .help(message!("Plan backups of the transaction logs, and watch their size."));
    }
}
