use super::carried_by;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// An Enterprise pool carries its users only while all servers run.
    ///
    /// ## Why it matters
    /// One server down, and the others have more users than they were measured with. That is the state of every patch
    /// day, and of every failure.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! CP002
    ///     computers 3
    ///     users 15000
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 4
    ///     users 15000
    /// ```
    /// ## Source
    /// `L:capacity-planning-using-the-user-models`
    ///
    /// ## Notes
    /// Silent where the servers are too few even while all of them run: that is CP001.
    code: "CP002", name: "no-server-to-spare", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.enterprise_pools().filter(|pool| pool.n_computers() > 1) {
        let n = pool.n_computers();
        let (all, without_one) = (carried_by(n, cx, pool.pool), carried_by(n - 1, cx, pool.pool));
        let (Some(users), Some(all), Some(limit)) = (pool.pool.users, all, without_one) else { continue };
        if u64::from(users) <= limit || u64::from(users) > all {
            continue;
        }
        let message = message!(
            "Pool {pool} has {users} users; with one of its {n} servers down it carries {limit}.",
            pool = pool.name(),
            users,
            n,
            limit
        );
        out.report(&RULE, Place::from(pool.id).field(field::USERS), message)
            .help(message!("Plan one server more than the users take."));
    }
}
