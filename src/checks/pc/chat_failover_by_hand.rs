use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Place;

use super::{ChatPool, chat_pools};

rule! {
    /// A stretched chat pool is failed over by hand.
    ///
    /// ## Why it matters
    /// Nothing happens by itself when a data centre is lost: an administrator opens the secondary database, changes the
    /// state of the pool and names the active servers. Until somebody has done so there is no chat. What is not needed
    /// is a network stretched over both data centres.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC056
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers chat1 chat2 in London
    ///     chat-store sql1\chat
    /// ```
    /// ## Source
    /// `L:using-a-stretched-persistent-chat-server-pool-for-disaster-recovery`
    /// `L:failing-over-persistent-chat-server`
    code: "PC056", name: "chat-failover-by-hand", severity: Info, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx).filter(ChatPool::is_shipped) {
        let message = message!("An administrator fails {pool} over to its second data centre.", pool = chat.name());
        out.report(&RULE, Place::from(chat.id), message)
            .help(message!("Write the steps down and practise them; no stretched network is needed."));
    }
}
