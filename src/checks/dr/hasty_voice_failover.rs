use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Id, Place, Pool, Role, field};
use crate::vendor::recovery::{BRANCH_DETECTION_SECS, POOL_DETECTION_SECS};

rule! {
    /// Voice fails over after less than a minute.
    ///
    /// ## Why it matters
    /// A moment of load or a short break of the line is then taken for a failure, and all users move to the backup and
    /// back. Each move signs them in anew, which is load of its own.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DR023
    ///     voice-failover detect 30
    /// site APAC
    ///   front-end sin-fe
    ///     voice-failover
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     voice-failover detect 300
    /// site APAC
    ///   front-end sin-fe
    ///     voice-failover
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// `TB:registrar-settings-expander`
    /// `L:planning-for-central-site-voice-resiliency`; where too short begins (inferred)
    code: "DR023", name: "hasty-voice-failover", severity: Warning, products: [ALL], since: "0.1.0",
}

/// Below it an interval is too short.
const SHORTEST_SECS: u32 = 60;

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, pool) in cx.pools() {
        let (failover, usual) = match &pool.role {
            Role::FrontEnd(settings) | Role::StandardEdition(settings) => {
                (settings.voice_failover, POOL_DETECTION_SECS.value)
            }
            Role::SurvivableBranch(settings) => (settings.voice_failover, BRANCH_DETECTION_SECS.value),
            _ => continue,
        };
        let secs = failover.failure_detection_secs;
        if !failover.automatic || secs >= SHORTEST_SECS {
            continue;
        }
        let message = message!("{pool} is taken as failed after {secs} s.", pool = pool.fqdn.as_str(), secs);
        out.report(&RULE, Place::from(id).field(field::VOICE_FAILOVER), message)
            .help(message!("Use the default, {usual} s.", usual))
            .suggest(message!("Use {usual} s", usual), with_detection(cx, id, usual));
    }
}

fn with_detection(cx: &Cx<'_>, id: Id<Pool>, secs: u32) -> Command {
    Command::amend(cx.topology(), id, |row| match &mut row.role {
        Role::FrontEnd(settings) | Role::StandardEdition(settings) => {
            settings.voice_failover.failure_detection_secs = secs;
        }
        Role::SurvivableBranch(settings) => settings.voice_failover.failure_detection_secs = secs,
        _ => {}
    })
}
