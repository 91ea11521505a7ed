use super::is_paired;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// Response groups, call park and announcements of a paired pool are not replicated.
    ///
    /// ## Why it matters
    /// The Backup Service copies users, not the voice applications of the pool. After a failover callers of a hotline
    /// reach nobody and parked calls are gone, unless their settings were exported before and can be imported in the
    /// partner.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DR030
    ///     features conferencing voice
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// Nothing is wrong with such a pair. Without Enterprise Voice there are no such settings.
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// `L:planning-for-response-group-disaster-recovery`
    /// `L:planning-for-call-park-disaster-recovery`
    /// `L:manage-announcements-during-disaster-recovery`; that any pool with voice may have some (inferred)
    code: "DR030", name: "voice-settings-not-replicated", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.user_pools().filter(is_paired).filter(|pool| pool.settings.features.voice) {
        let message = message!(
            "Response groups, call park and announcements of {pool} are not copied to its partner.",
            pool = pool.name()
        );
        out.report(&RULE, Place::from(pool.id).field(field::FEATURES), message).help(message!(
            "Schedule Export-CsRgsConfiguration, keep the audio files, and set call park up in both pools."
        ));
    }
}
