use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Place, field};

use super::chat_pools;

rule! {
    /// A single-computer chat pool has several computers.
    ///
    /// ## Why it matters
    /// The vendor's tool writes the one kind of pool differently from the other, and a published single-computer pool
    /// cannot be extended.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC010
    ///     computers 2
    ///     single-computer
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers 2
    ///     multiple-computers
    /// ```
    /// ## Source
    /// `L:components-and-topologies-for-persistent-chat-server`
    code: "PC010", name: "single-computer-chat-pool-of-several", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx).filter(|chat| !chat.pool.multi_server && chat.servers.len() > 1) {
        let (pool, n) = (chat.name(), chat.servers.len());
        let grown = Command::amend(cx.topology(), chat.id, |pool| pool.multi_server = true);
        out.report(
            &RULE,
            Place::from(chat.id).field(field::MULTI_SERVER),
            message!("{pool} is a single-computer pool but has {n} computers.", pool, n),
        )
        .help(message!("Make it a multiple-computer pool, or keep one computer."))
        .suggest(message!("Make it a multiple-computer pool"), grown);
    }
}
