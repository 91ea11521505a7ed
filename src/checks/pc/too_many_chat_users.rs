use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::Figure;

use super::chat_pools;

rule! {
    /// A chat pool has more users than its active servers carry.
    ///
    /// ## Why it matters
    /// Beyond the figure of the planning pages the servers are not tested: sign-in at the beginning of the day queues
    /// up, and messages arrive late for everybody.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC049
    ///     computers 2
    ///     users 45000
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers 3
    ///     users 45000
    /// ```
    /// ## Source
    /// `L:capacity-planning-for-persistent-chat-server`
    /// `S:hardware-and-software-requirements`
    code: "PC049", name: "too-many-chat-users", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx) {
        let (Some(users), Some(max)) = (chat.pool.users, chat.most_users()) else { continue };
        let n_active = chat.active().count();
        if n_active == 0 || users as usize <= max {
            continue;
        }
        let message = message!(
            "{pool} has {users} users; its active servers ({n_active}) carry {max}.",
            pool = chat.name(),
            users,
            n_active,
            max
        );
        let reported = out.report(&RULE, Place::from(chat.id).field(field::USERS), message);
        reported.help(match chat.limit(Figure::ActiveChatServersPerPool) {
            Some(most) if n_active >= most => {
                message!("Give fewer users access to chat; {most} active servers are the maximum.", most)
            }
            _ => message!("Make more servers active."),
        });
    }
}
