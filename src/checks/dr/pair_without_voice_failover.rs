use super::is_paired;
use crate::checks::{Cx, Findings, PoolOf, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{FrontEnd, Place, field};

rule! {
    /// A paired pool with Enterprise Voice has no automatic failover for it.
    ///
    /// ## Why it matters
    /// When the pool fails, its users stay without telephone until an administrator has failed the pool over, which
    /// takes from a quarter to half an hour once somebody has noticed. With automatic failover they register with the
    /// backup pool after minutes and can call.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DR021
    ///     features conferencing voice
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     features conferencing voice
    ///     voice-failover
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// `L:deploying-paired-front-end-pools-for-disaster-recovery`
    /// `L:planning-for-central-site-voice-resiliency`
    code: "DR021", name: "pair-without-voice-failover", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let users_call = |pool: &PoolOf<'_, FrontEnd>| pool.settings.features.voice;
    for pool in cx.user_pools().filter(is_paired).filter(users_call) {
        if pool.settings.voice_failover.automatic {
            continue;
        }
        let message = message!("{pool} is paired and has no automatic failover for voice.", pool = pool.name());
        let enabled = Command::amend(cx.topology(), pool.id, |row| {
            if let Some(settings) = row.role.front_end_mut() {
                settings.voice_failover.automatic = true;
            }
        });
        out.report(&RULE, Place::from(pool.id).field(field::VOICE_FAILOVER), message)
            .help(message!("Enable automatic failover and failback for voice."))
            .suggest(message!("Enable it"), enabled);
    }
}
