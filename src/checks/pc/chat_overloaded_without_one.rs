use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::Figure;

use super::chat_pools;

rule! {
    /// With one chat server less the others carry more users than they are made for.
    ///
    /// ## Why it matters
    /// The users of a lost server connect to the others at once. Until it is back they work beyond what the vendor has
    /// tested; how long that is depends on how fast somebody repairs it.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC054
    ///     computers 3
    ///     users 50000
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers 4
    ///     users 50000
    /// ```
    /// ## Source
    /// `L:capacity-planning-for-persistent-chat-server`
    /// ## Notes
    /// A standby server that is not known to stand in another data centre can take the place of the lost one.
    code: "PC054", name: "chat-overloaded-without-one", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx) {
        let (Some(users), Some(per_server)) = (chat.pool.users, chat.limit(Figure::ChatUsersPerServer)) else {
            continue;
        };
        let (users, n_active) = (users as usize, chat.active().count());
        let carries_all_now = chat.most_users().is_some_and(|most| users <= most);
        if n_active < 2 || !carries_all_now || users <= per_server * (n_active - 1) || chat.has_spare_server() {
            continue;
        }
        let message = message!(
            "Without one of its {n_active} active servers, {pool} has {each} users on each of the others.",
            n_active,
            pool = chat.name(),
            each = users.div_ceil(n_active - 1)
        );
        out.report(&RULE, Place::from(chat.id).field(field::USERS), message).help(message!(
            "Add an active server, or a standby one in the same data centre; one server carries {per_server} users.",
            per_server
        ));
    }
}
