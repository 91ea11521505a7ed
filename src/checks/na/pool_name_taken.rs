use super::MOST_NAMESAKES;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, Role, field};

rule! {
    /// Two pools have one name.
    ///
    /// ## Why it matters
    /// A pool is found by its name. What is meant for the one goes to either, and the vendor's tool publishes neither.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon                             #! NA006
    ///     computers lon-fe1 lon-fe2 lon-fe3
    ///   mediation lon                             #! NA006
    ///     computers lon-med1 lon-med2
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers lon-fe1 lon-fe2 lon-fe3
    ///   mediation lon-med
    ///     computers lon-med1 lon-med2
    /// ```
    /// ## Source
    /// `L:edge-server-disaster-recovery`; pools other than Edge (inferred)
    ///
    /// ## Notes
    /// A Persistent Chat pool on a Standard Edition server has the server's name, and so may trusted applications on a
    /// Front End server.
    code: "NA006", name: "pool-name-taken", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (_, pools) in cx.survey().pools_by_name().shared() {
        let pools: Vec<_> = pools.iter().map(|&id| (id, cx.pool(id))).collect();
        for &(id, pool) in &pools {
            let mut namesakes =
                pools.iter().filter(|(other, row)| *other != id && !may_share_name(&pool.role, &row.role)).peekable();
            if namesakes.peek().is_none() {
                continue;
            }
            let message = message!("Another pool is called {pool} too.", pool = pool.fqdn.as_str());
            let mut found = out
                .report(&RULE, Place::from(id).field(field::FQDN), message)
                .help(message!("Rename one of the pools."));
            for (other, _) in namesakes.take(MOST_NAMESAKES) {
                found = found.related(*other, message!("has the same name"));
            }
        }
    }
}

/// Whether pools of both roles may stand on one server under its name.
fn may_share_name(a: &Role, b: &Role) -> bool {
    match (a, b) {
        (Role::StandardEdition(_), Role::PersistentChat(_)) | (Role::PersistentChat(_), Role::StandardEdition(_)) => {
            true
        }
        (Role::TrustedApplication(_), other) | (other, Role::TrustedApplication(_)) => other.front_end().is_some(),
        _ => false,
    }
}
