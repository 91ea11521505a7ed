use crate::checks::{Cx, Findings, PoolOf, rule};
use crate::message;

rule! {
    /// Pools that are deployed already become a pair.
    ///
    /// ## Why it matters
    /// Publishing alone does not make them one. The Backup Service has to be installed on every server of both, brought
    /// to the level of the other services, started and brought up to date; until then a failover loses users' data.
    ///
    /// ## Example
    /// ```sketch published
    /// site EMEA
    ///   front-end lon-fe
    /// site APAC
    ///   front-end sin-fe
    /// ```
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DR029
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch published
    /// site EMEA
    ///   front-end lon-fe
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// `S:front-end-pools-for-disaster-recovery`
    code: "DR029", name: "newly-paired-pool", severity: Info, products: [ALL], since: "0.1.0", when: Compared,
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pair in cx.pairs() {
        let published = |side: &PoolOf<'_, _>| cx.published_of(side.id, side.pool);
        let (Some((_, pool)), Some((backup_id, _))) = (published(&pair.pool), published(&pair.backup)) else {
            continue;
        };
        if pool.backup_pool == Some(backup_id) {
            continue;
        }
        let message = message!(
            "{pool} and {backup} are deployed and become a pair.",
            pool = pair.pool.name(),
            backup = pair.backup.name()
        );
        out.report(&RULE, pair.place(), message).related(pair.backup.id, message!("the backup pool")).help(message!(
            "Run Bootstrapper on every Front End of both, apply the updates again, start LYNCBACKUP and synchronise \
             both ways."
        ));
    }
}
