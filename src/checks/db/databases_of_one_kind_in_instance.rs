use std::collections::{BTreeMap, BTreeSet};

rule! {
    /// An SQL instance holds two sets of databases of one kind.
    ///
    /// ## Why it matters
    /// The databases of a kind have the same names wherever they are. The second set cannot be made beside the first,
    /// or takes the place of it.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat
    ///     chat-store sql1\chat                  #! DB005
    ///   persistent-chat ber-chat
    ///     chat-store sql1\chat
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat
    ///     chat-store sql1\chat
    ///   persistent-chat ber-chat
    ///     chat-store sql2\chat
    /// ```
    /// ## Source
    /// `L:components-and-topologies-for-monitoring`
    /// `L:server-collocation-in-an-enterprise-edition-front-end-pool-deployment`
    /// `S:topology-basics`; what counts as one set (inferred)
    ///
    /// ## Notes
    /// Pools that name one archiving or monitoring store share it: that is one set. A mirror counts as well.
    code: "DB005", name: "databases-of-one-kind-in-instance", severity: Error, products: [ALL], since: "0.1.0",
}

use super::{database_set, kept_on};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{AnyId, StoreUse};

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql) in cx.topology().sql_instances.iter() {
        let mut sets: BTreeMap<StoreUse, BTreeSet<AnyId>> = BTreeMap::new();
        for (of, set) in kept_on(cx, id).filter_map(|used| database_set(&used.store)) {
            sets.entry(of).or_default().insert(set);
        }
        for (of, sets) in sets.into_iter().filter(|(_, sets)| sets.len() > 1) {
            let message = message!(
                "{sql} holds the databases of {n} {store}s.",
                sql = sql.path(),
                n = sets.len(),
                store = of.title()
            );
            let mut found =
                out.report(&RULE, id, message).help(message!("Use another instance for each, on another server."));
            for set in sets.into_iter().filter(|set| *set != AnyId::from(id)) {
                found = found.related(set, message!("keeps some there"));
            }
        }
    }
}
