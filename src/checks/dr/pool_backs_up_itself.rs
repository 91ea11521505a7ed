use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Place, field};

rule! {
    /// A pool is its own backup pool.
    ///
    /// ## Why it matters
    /// A backup pool takes over the users of a pool that is lost. A pool that is lost takes over nobody.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DR001
    ///     backup-pool lon-fe
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
    /// `L:backup-registrar-relationships`; (inferred)
    ///
    /// ## Fix
    /// The pool loses its backup pool, which was none.
    code: "DR001", name: "pool-backs-up-itself", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, pool) in cx.pools().filter(|(id, pool)| pool.backup_pool == Some(*id)) {
        let place = Place::from(id).field(field::BACKUP_POOL);
        out.report(&RULE, place, message!("Pool {pool} is its own backup pool.", pool = pool.fqdn.as_str()))
            .help(message!("Choose another pool."))
            .fix(message!("Remove the backup pool"), Command::Unpair(id));
    }
}
