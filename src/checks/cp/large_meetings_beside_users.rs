use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// A pool is meant for large meetings and homes users.
    ///
    /// ## Why it matters
    /// A meeting of more than 250 people takes all that its pool has. The users who are homed there feel it in every
    /// call, and the meeting feels them.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! CP007
    ///     users 5000
    ///     large-meetings yes
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     users 5000
    ///   front-end lon-events
    ///     users 0
    ///     large-meetings yes
    /// ```
    /// ## Source
    /// `S:large-meetings`
    /// `S:user-model`
    code: "CP007", name: "large-meetings-beside-users", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.user_pools().filter(|pool| pool.settings.large_meetings == Some(true)) {
        let Some(users) = pool.pool.users.filter(|&users| users > 0) else { continue };
        let message =
            message!("Pool {pool} is meant for large meetings and homes users ({users}).", pool = pool.name(), users);
        out.report(&RULE, Place::from(pool.id).field(field::LARGE_MEETINGS), message)
            .help(message!("Use a pool without users for large meetings."));
    }
}
