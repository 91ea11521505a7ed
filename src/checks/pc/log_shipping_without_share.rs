use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::{ChatPool, chat_pools};

rule! {
    /// A stretched chat pool ships its logs, and no share for them is named.
    ///
    /// ## Why it matters
    /// The primary backs its transaction log up to this share and the secondary fetches it there. Without the share the
    /// secondary stays empty, and a failover opens rooms without history.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC032
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    ///     log-shipping copy \\fs2\copies
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
    code: "PC032", name: "log-shipping-without-share", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let lacks_share = |chat: &ChatPool<'_>| chat.settings.log_shipping.backup_share.is_empty();
    for chat in chat_pools(cx).filter(ChatPool::is_shipped).filter(lacks_share) {
        let message = message!("No share is named for the transaction logs of {pool}.", pool = chat.name());
        out.report(&RULE, Place::from(chat.id).field(field::LOG_SHIPPING), message)
            .help(message!("Name the share that the primary backs its transaction log up to."));
    }
}
