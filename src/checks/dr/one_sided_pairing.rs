use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;

rule! {
    /// A pool names a backup pool that does not name it back.
    ///
    /// ## Why it matters
    /// Pairing is mutual: each pool copies its users' data to the other and takes over for it. Topology Builder sets
    /// both sides at once; where one is missing, the document was edited by other means, and nobody can count on either
    /// direction.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DR002
    ///     backup-pool sin-fe
    /// site APAC
    ///   front-end sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// `L:backup-registrar-relationships`
    ///
    /// ## Fix
    /// The other side is set, where the other pool is free, of the same edition and named by this pool only. Otherwise
    /// a person decides which of the relations to keep.
    code: "DR002", name: "one-sided-pairing", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pair in cx.pairs() {
        let (pool, backup) = (&pair.pool, &pair.backup);
        let names = (pool.name(), backup.name());
        let message = match backup.pool.backup_pool {
            Some(back) if back == pool.id => continue,
            Some(other) => message!(
                "{pool} has {backup} as its backup pool, and {backup} has {other}.",
                pool = names.0,
                backup = names.1,
                other = cx.pool(other).fqdn.as_str(),
            ),
            None => message!(
                "{pool} has {backup} as its backup pool, and {backup} has none.",
                pool = names.0,
                backup = names.1,
            ),
        };
        let mut found = out
            .report(&RULE, pair.place(), message)
            .related(backup.id, message!("does not point back"))
            .help(message!("Set the relation on both sides."));
        let is_named_by_others = cx.pools().any(|(id, other)| id != pool.id && other.backup_pool == Some(backup.id));
        let is_same_edition = pool.pool.role.kind() == backup.pool.role.kind();
        if backup.pool.backup_pool.is_none() && is_same_edition {
            let title = message!("Pair {pool} and {backup}", pool = names.0, backup = names.1);
            let command = Command::Pair([pool.id, backup.id]);
            found = if is_named_by_others { found.suggest(title, command) } else { found.fix(title, command) };
        }
        found.suggest(message!("Remove the backup pool of {pool}", pool = names.0), Command::Unpair(pool.id));
    }
}
