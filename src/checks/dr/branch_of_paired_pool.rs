use super::is_paired;
use crate::checks::{Cx, Findings, PoolOf, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// The users of a branch appliance are not covered by the failover of its pool.
    ///
    /// ## Why it matters
    /// They are homed on the appliance. When the pool is down they go to resiliency mode and stay there while it is
    /// failed over, though the users of the pool itself are served by the partner.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford
    ///     survivable-branch oxf-sba             #! DR024
    ///       registrar lon-fe
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// Nothing is wrong with such a branch. Where the pool has no partner, there is no failover to speak of.
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford
    ///     survivable-branch oxf-sba
    ///       registrar lon-fe
    /// ```
    /// ## Source
    /// `L:backup-registrar-relationships`
    /// `S:disaster-recovery`; that they can be moved by hand (inferred)
    code: "DR024", name: "branch-of-paired-pool", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for branch in cx.branch_pools() {
        let Some(id) = branch.settings.registrar else { continue };
        let pool = cx.pool(id);
        let Some(settings) = pool.role.front_end() else { continue };
        if !is_paired(&PoolOf { id, pool, settings }) {
            continue;
        }
        let message = message!(
            "A failover of {pool} does not cover the users of {branch}; they stay in resiliency mode.",
            pool = pool.fqdn.as_str(),
            branch = branch.name()
        );
        out.report(&RULE, Place::from(branch.id).field(field::NEXT_HOP), message)
            .related(id, message!("its pool"))
            .help(message!("Move them to the backup pool by hand if the pool stays down."));
    }
}
