//! Capacity.

mod branch_users_counted;
mod large_meetings_beside_users;
mod more_than_106000_users;
mod more_than_80000_users;
mod no_server_to_spare;
mod too_few_front_end_servers;
mod too_few_servers_for_remote_users;

use crate::checks::{Cx, Family, Findings, Rule};
use crate::message;
use crate::model::{Place, Pool, field};
use crate::vendor::{Figure, capacity};

pub(super) static FAMILY: Family = Family {
    letters: "CP",
    title: "Capacity",
    rules: &[
        &too_few_front_end_servers::RULE,
        &no_server_to_spare::RULE,
        &more_than_80000_users::RULE,
        &more_than_106000_users::RULE,
        &branch_users_counted::RULE,
        &too_few_servers_for_remote_users::RULE,
        &large_meetings_beside_users::RULE,
    ],
};

/// Reports every Enterprise pool with more users than a pool of its product may hold.
fn report_too_many_users(rule: &Rule, cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.enterprise_pools() {
        let limit = capacity(Figure::UsersPerPool, cx.product_of(pool.pool));
        let (Some(users), Some(limit)) = (pool.pool.users, limit) else { continue };
        if users <= limit.value {
            continue;
        }
        let message = message!(
            "Pool {pool} has {users} users; a pool holds up to {limit}.",
            pool = pool.name(),
            users,
            limit = limit.value
        );
        out.report(rule, Place::from(pool.id).field(field::USERS), message)
            .help(message!("Add a pool and move users there."));
    }
}

/// Users that so many Front End servers carry.
fn carried_by(n_servers: usize, cx: &Cx<'_>, pool: &Pool) -> Option<u64> {
    let per_server = capacity(Figure::UsersPerFrontEnd, cx.product_of(pool))?;
    Some(n_servers as u64 * u64::from(per_server.value))
}
