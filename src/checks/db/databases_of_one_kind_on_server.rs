use std::collections::{BTreeMap, BTreeSet};

rule! {
    /// An SQL server holds two sets of databases of one kind, in different instances.
    ///
    /// ## Why it matters
    /// A database server is supported for one deployment of archiving, of monitoring and of chat. Two of a kind grow
    /// and are backed up on the same disks, and neither was sized with the other in mind.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     monitoring-store sql1\mon             #! DB006
    ///   front-end ber-fe
    ///     monitoring-store sql1\monber
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     monitoring-store sql1\mon
    ///   front-end ber-fe
    ///     monitoring-store sql1\mon
    /// ```
    /// ## Source
    /// `L:server-collocation-in-a-standard-edition-server-deployment`
    /// `S:topology-basics`; what counts as one set (inferred)
    ///
    /// ## Notes
    /// Pools that name one archiving or monitoring store share it: that is one set. A mirror counts as well.
    code: "DB006", name: "databases-of-one-kind-on-server", severity: Error, products: [ALL], since: "0.1.0",
}

use super::{database_set, kept_on};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{AnyId, Folded, Id, SqlInstance, StoreUse};

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (Folded(server), tenants) in cx.survey().machines().shared() {
        let mut kinds: BTreeMap<StoreUse, (BTreeSet<AnyId>, Vec<Id<SqlInstance>>)> = BTreeMap::new();
        for instance in tenants.iter().filter_map(|tenant| tenant.sql()) {
            for (of, set) in kept_on(cx, instance).filter_map(|used| database_set(&used.store)) {
                let (sets, kept_in) = kinds.entry(of).or_default();
                sets.insert(set);
                if !kept_in.iter().any(|&other| cx.are_one_instance(other, instance)) {
                    kept_in.push(instance);
                }
            }
        }
        for (of, (sets, mut kept_in)) in kinds {
            if sets.len() < 2 || kept_in.len() < 2 {
                continue;
            }
            kept_in.sort_by_key(|&instance| cx.sql(instance).path());
            let message = message!(
                "{server} holds the databases of {n} {store}s, in {m} instances.",
                server,
                n = sets.len(),
                store = of.title(),
                m = kept_in.len()
            );
            let mut found = out
                .report(&RULE, kept_in[0], message)
                .help(message!("Keep databases of one kind on servers of their own, or let the pools share them."));
            for &other in &kept_in[1..] {
                found = found.related(other, message!("on the same server"));
            }
        }
    }
}
