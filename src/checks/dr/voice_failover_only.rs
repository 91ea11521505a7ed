use super::is_paired;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// Automatic failover for voice moves no users.
    ///
    /// ## Why it matters
    /// It lets users register with the backup pool and call, in resiliency mode: without contacts, presence or
    /// meetings. The failover of the pool itself is always started by an administrator, and nobody else will do it.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DR022
    ///     voice-failover
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// Nothing is wrong with such a pool. A pool without a partner has no failover at all.
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     voice-failover
    /// ```
    /// ## Source
    /// `L:deploying-paired-front-end-pools-for-disaster-recovery`
    /// `S:front-end-pools-for-disaster-recovery`
    code: "DR022", name: "voice-failover-only", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.user_pools().filter(is_paired).filter(|pool| pool.settings.voice_failover.automatic) {
        let message = message!("Only voice of {pool} fails over by itself; the pool does not.", pool = pool.name());
        out.report(&RULE, Place::from(pool.id).field(field::VOICE_FAILOVER), message)
            .help(message!("Decide who fails the pool over, and when."));
    }
}
