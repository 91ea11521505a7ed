use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::{ChatPool, chat_pools};

rule! {
    /// A stretched chat pool ships its logs, and no folder for the copies is named.
    ///
    /// ## Why it matters
    /// The secondary copies each log into this folder before it restores it. Without the folder nothing is restored:
    /// the secondary stands still at the day it was set up.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC034
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    ///     log-shipping share \\fs1\logs
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    ///     log-shipping share \\fs1\logs copy \\fs2\copies
    /// ```
    /// ## Source
    /// `L:required-resources-for-persistent-chat-server`
    code: "PC034", name: "log-shipping-without-copy-folder", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let lacks_folder = |chat: &ChatPool<'_>| chat.settings.log_shipping.copy_folder.is_empty();
    for chat in chat_pools(cx).filter(ChatPool::is_shipped).filter(lacks_folder) {
        let message = message!("No folder is named for the copied transaction logs of {pool}.", pool = chat.name());
        out.report(&RULE, Place::from(chat.id).field(field::LOG_SHIPPING), message)
            .help(message!("Name the folder or share that the secondary copies the logs to."));
    }
}
