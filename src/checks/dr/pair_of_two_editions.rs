use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Place, field};

rule! {
    /// A Front End pool or Standard Edition server is paired with a pool of another kind.
    ///
    /// ## Why it matters
    /// Enterprise pools pair only with Enterprise pools, Standard Edition servers only with Standard Edition servers. A
    /// Standard Edition server could not carry the users of an Enterprise pool either. Topology Builder does not stop
    /// such a pair; the vendor does not support it.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DR004
    /// site APAC
    ///   standard-edition sin-se
    /// pair lon-fe sin-se
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
    /// `L:supported-pool-pairing-options-and-best-practices`
    /// `S:disaster-recovery`
    code: "DR004", name: "pair-of-two-editions", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.user_pools() {
        let Some(backup_id) = pool.pool.backup_pool else { continue };
        let backup = cx.pool(backup_id);
        let (kind, backup_kind) = (pool.pool.role.kind(), backup.role.kind());
        // Of two that name each other the Enterprise pool carries the finding: its kind comes first.
        let is_told_by_the_other =
            backup.backup_pool == Some(pool.id) && backup.role.front_end().is_some() && backup_kind < kind;
        if kind == backup_kind || is_told_by_the_other {
            continue;
        }
        let message = message!(
            "{kind} {pool} is paired with {backup_kind} {backup}.",
            kind = kind.facts().title,
            pool = pool.name(),
            backup_kind = backup_kind.facts().title,
            backup = backup.fqdn.as_str(),
        );
        out.report(&RULE, Place::from(pool.id).field(field::BACKUP_POOL), message)
            .related(backup_id, message!("the backup pool"))
            .help(message!("Pair pools of the same kind."))
            .suggest(
                message!("Unpair {pool} and {backup}", pool = pool.name(), backup = backup.fqdn.as_str()),
                Command::Unpair(pool.id),
            );
    }
}
