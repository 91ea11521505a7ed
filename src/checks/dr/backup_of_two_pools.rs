use std::collections::BTreeMap;

use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Id, Place, Pool, field};
use crate::text::natural_key;

rule! {
    /// A pool is the backup pool of more than one pool.
    ///
    /// ## Why it matters
    /// A pool keeps the copied data of one partner and has room for the users of one. When two pools count on it, one
    /// of them has no copy of its data anywhere.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   front-end ber-fe
    ///     backup-pool sin-fe
    /// site APAC
    ///   front-end sin-fe                        #! DR003
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   front-end ber-fe
    /// site APAC
    ///   front-end sin-fe
    ///   front-end hkg-fe
    /// pair lon-fe sin-fe
    /// pair ber-fe hkg-fe
    /// ```
    /// ## Source
    /// `L:backup-registrar-relationships`
    /// `L:deploying-paired-front-end-pools-for-disaster-recovery`
    code: "DR003", name: "backup-of-two-pools", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let mut named_by: BTreeMap<Id<Pool>, Vec<(Id<Pool>, &Pool)>> = BTreeMap::new();
    for (id, pool) in cx.pools() {
        if let Some(backup) = pool.backup_pool.filter(|backup| *backup != id) {
            named_by.entry(backup).or_default().push((id, pool));
        }
    }
    for (id, mut pools) in named_by.into_iter().filter(|(_, pools)| pools.len() > 1) {
        pools.sort_by_cached_key(|(id, pool)| (natural_key(pool.fqdn.as_str()), *id));
        let backup = cx.pool(id);
        let names: Vec<&str> = pools.iter().map(|(_, pool)| pool.fqdn.as_str()).collect();
        let message = message!(
            "{backup} is the backup pool of {n} pools: {pools}.",
            backup = backup.fqdn.as_str(),
            n = pools.len(),
            pools = names.join(" and "),
        );
        let mut found = out
            .report(&RULE, Place::from(id).field(field::BACKUP_POOL), message)
            .help(message!("Choose a pool without a partner for all but one of them."));
        for (other, pool) in pools {
            found = found.related(other, message!("has it as its backup pool"));
            if backup.backup_pool != Some(other) {
                let title = message!("Remove the backup pool of {pool}", pool = pool.fqdn.as_str());
                found = found.suggest(title, Command::Unpair(other));
            }
        }
    }
}
