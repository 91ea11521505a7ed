use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::{Figure, capacity};

use super::chat_pools;

rule! {
    /// Several chat pools together have more users than one could.
    ///
    /// ## Why it matters
    /// The limit is one over all chat pools: a second pool is for another country's laws or another compliance rule,
    /// not for more users.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC050
    ///     computers 4
    ///     users 60000
    ///   persistent-chat par-chat.contoso.com
    ///     computers 4
    ///     users 30000
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers 4
    ///     users 50000
    ///   persistent-chat par-chat.contoso.com
    ///     computers 4
    ///     users 30000
    /// ```
    /// ## Source
    /// `L:defining-your-requirements-for-persistent-chat-server`
    /// ## Notes
    /// Reported at the pool with the most users.
    code: "PC050", name: "too-many-users-of-chat-pools", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let mut pools: Vec<_> = chat_pools(cx)
        .filter_map(|chat| Some((u64::from(chat.pool.users?), capacity(Figure::ChatUsersPerPool, chat.product)?, chat)))
        .collect();
    // By name where the numbers are equal, so that the order of rows does not show.
    pools.sort_by(|(a, _, one), (b, _, other)| b.cmp(a).then_with(|| one.name().cmp(other.name())));
    let [(_, max, largest), others @ ..] = pools.as_slice() else { return };
    let users: u64 = pools.iter().map(|(users, ..)| users).sum();
    if others.is_empty() || users <= u64::from(max.value) {
        return;
    }
    let message = message!(
        "{n} chat pools have {users} users together; the maximum over all pools is {max}.",
        n = pools.len(),
        users,
        max = max.value
    );
    let mut reported = out.report(&RULE, Place::from(largest.id).field(field::USERS), message);
    for (_, _, other) in others {
        reported = reported.related(other.id, message!("another chat pool"));
    }
    reported.help(message!("Give fewer users access to chat; more pools do not carry more."));
}
