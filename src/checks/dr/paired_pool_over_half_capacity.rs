use super::is_paired;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::{Figure, capacity};

rule! {
    /// A paired Enterprise pool has more users of its own than half a pool carries.
    ///
    /// ## Why it matters
    /// The vendor plans a pair so that either pool can carry both: each has at most half of what a pool may hold. With
    /// more, no number of servers makes room for an equal partner.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DR014
    ///     computers 12
    ///     users 45000
    /// site APAC
    ///   front-end sin-fe
    ///     computers 12
    ///     users 20000
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 12
    ///     users 40000
    /// site APAC
    ///   front-end sin-fe
    ///     computers 12
    ///     users 25000
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// `L:capacity-planning-using-the-user-models`
    /// `S:user-model`
    /// `S:user-model-2019`
    code: "DR014", name: "paired-pool-over-half-capacity", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.enterprise_pools().filter(is_paired) {
        let limit = capacity(Figure::UsersPerPairedPool, cx.product_of(pool.pool));
        let (Some(users), Some(limit)) = (pool.pool.users, limit) else { continue };
        if users <= limit.value {
            continue;
        }
        let message = message!(
            "{pool} has {users} users of its own, and a paired pool holds up to {limit}.",
            pool = pool.name(),
            users,
            limit = limit.value,
        );
        out.report(&RULE, Place::from(pool.id).field(field::USERS), message)
            .help(message!("Move users to another pair."));
    }
}
