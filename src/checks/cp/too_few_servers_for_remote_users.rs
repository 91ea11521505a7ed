use std::collections::BTreeMap;

rule! {
    /// An Edge pool or a Director pool has too few servers for the users from outside.
    ///
    /// ## Why it matters
    /// Each of them was measured with so many users from outside at the same time. With more, signing in from home
    /// takes long at the hour when everybody does.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     remote-users 13000
    ///     edge lon-edge
    ///   edge lon-edge                           #! CP006
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     remote-users 13000
    ///     edge lon-edge
    ///   edge lon-edge
    ///     computers 2
    /// ```
    /// ## Source
    /// `S:user-model`
    /// `S:user-model-2019`
    code: "CP006", name: "too-few-servers-for-remote-users", severity: Warning, products: [ALL], since: "0.1.0",
}

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Id, Place, Pool, Role, field};
use crate::vendor::{Figure, capacity};

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let mut remote_users: BTreeMap<Id<Pool>, u64> = BTreeMap::new();
    for pool in cx.user_pools() {
        if let (Some(edge), Some(users)) = (pool.settings.edge_pool, pool.pool.remote_users) {
            *remote_users.entry(edge).or_default() += u64::from(users);
        }
    }
    // What comes in by an Edge pool goes on to its Director.
    for edge in cx.edge_pools() {
        if let (Some(director), Some(&users)) = (edge.settings.next_hop, remote_users.get(&edge.id)) {
            *remote_users.entry(director).or_default() += users;
        }
    }
    for (id, users) in remote_users {
        let pool = cx.pool(id);
        let figure = match pool.role {
            Role::Edge(_) => Figure::RemoteUsersPerEdge,
            Role::Director(_) => Figure::RemoteUsersPerDirector,
            _ => continue,
        };
        let Some(per_server) = capacity(figure, cx.product_of(pool)).map(|limit| u64::from(limit.value)) else {
            continue;
        };
        let n = pool.computers.len();
        if n == 0 || users <= n as u64 * per_server {
            continue;
        }
        let message = message!(
            "{users} users from outside come in by {pool}, which has {n} of the {needed} servers that it takes.",
            users,
            pool = pool.fqdn.as_str(),
            n,
            needed = users.div_ceil(per_server)
        );
        out.report(&RULE, Place::from(id).field(field::COMPUTERS), message).help(message!("Add servers."));
    }
}
