use super::carried_by;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::{Figure, capacity};

rule! {
    /// An Enterprise pool has too few servers for its users.
    ///
    /// ## Why it matters
    /// The vendor measured one server with so many users. With more on each, sign-in takes longer, meetings stutter,
    /// and the pool is at its limit on an ordinary day.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! CP001
    ///     computers 3
    ///     users 20000
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 5
    ///     users 20000
    /// ```
    /// ## Source
    /// `S:user-model`
    /// `S:user-model-2019`
    code: "CP001", name: "too-few-front-end-servers", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.enterprise_pools().filter(|pool| pool.n_computers() > 0) {
        let per_server = capacity(Figure::UsersPerFrontEnd, cx.product_of(pool.pool));
        let (Some(users), Some(per_server)) = (pool.pool.users, per_server) else { continue };
        if carried_by(pool.n_computers(), cx, pool.pool).is_none_or(|limit| u64::from(users) <= limit) {
            continue;
        }
        let needed = users.div_ceil(per_server.value);
        let message = message!(
            "Pool {pool} has {users} users and {n} servers; it takes {needed}.",
            pool = pool.name(),
            users,
            n = pool.n_computers(),
            needed
        );
        out.report(&RULE, Place::from(pool.id).field(field::USERS), message)
            .help(message!("Add servers, or move users to another pool."));
    }
}
