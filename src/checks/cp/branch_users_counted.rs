use std::collections::BTreeMap;

rule! {
    /// The users of branch appliances count as users of their pool.
    ///
    /// ## Why it matters
    /// An appliance registers its users; their contacts, presence and meetings are in the pool. Whoever counts only the
    /// people of the head office plans the pool too small.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! CP005
    ///     users 5000
    ///     branch-users 300
    /// ```
    /// ## Use instead
    /// Nothing is wrong with such a pool.
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     users 5000
    /// ```
    /// ## Source
    /// `S:user-model`
    code: "CP005", name: "branch-users-counted", severity: Info, products: [ALL], since: "0.1.0",
}

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Id, Place, Pool, field};

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let mut of_branches: BTreeMap<Id<Pool>, u32> = BTreeMap::new();
    for branch in cx.branch_pools() {
        if let (Some(pool), Some(users)) = (branch.settings.registrar, branch.pool.users) {
            let sum = of_branches.entry(pool).or_default();
            *sum = sum.saturating_add(users);
        }
    }
    for pool in cx.user_pools() {
        let users = pool.pool.branch_users.or_else(|| of_branches.get(&pool.id).copied()).unwrap_or_default();
        if users == 0 {
            continue;
        }
        let message =
            message!("{users} users of branch sites are among those that {pool} carries.", users, pool = pool.name());
        out.report(&RULE, Place::from(pool.id).field(field::BRANCH_USERS), message)
            .help(message!("Count them among the users of the pool."));
    }
}
