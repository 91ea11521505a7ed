use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{MediationPorts, Place, Role, field};

rule! {
    /// A pool offers Enterprise Voice or dial-in conferencing, and there is no Mediation Server.
    ///
    /// ## Why it matters
    /// Every call to or from the telephone network passes a Mediation Server. Without one users can be enabled for
    /// voice, and not a single call leaves the building.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! ME001
    ///     features conferencing voice
    ///     mediation none
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     features conferencing voice
    /// ```
    /// ## Source
    /// `L:supported-topologies`; severity (inferred)
    code: "ME001", name: "voice-without-mediation", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    if cx.mediation_pools().next().is_some() {
        return;
    }
    for pool in cx.user_pools().filter(|pool| pool.settings.mediation.is_none()) {
        let features = pool.settings.features;
        let message = match (features.voice, features.dialin) {
            (false, false) => continue,
            (true, _) => message!("{pool} offers voice, and there is no Mediation Server.", pool = pool.name()),
            (false, true) => {
                message!("{pool} offers dial-in conferencing, and there is no Mediation Server.", pool = pool.name())
            }
        };
        let mut collocated = pool.pool.clone();
        if let Role::FrontEnd(settings) | Role::StandardEdition(settings) = &mut collocated.role {
            settings.mediation = Some(MediationPorts::default());
        }
        out.report(&RULE, Place::from(pool.id).field(field::MEDIATION), message)
            .help(message!("Collocate a Mediation Server, or add a Mediation pool."))
            .suggest(
                message!("Collocate Mediation on {pool}", pool = pool.name()),
                Command::Put((pool.id, collocated).into()),
            );
    }
}
