use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, StoreRef, field};

use super::{ChatPool, chat_pools};

rule! {
    /// The chat store is mirrored, and logs are shipped from its primary only.
    ///
    /// ## Why it matters
    /// After a failover to the mirror the mirror writes the log, and nobody ships it. The secondary falls behind from
    /// that minute on; if the data centre is lost next, everything since is lost with it.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC036
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat mirror sql3\chat witness sql5\wit
    ///     chat-backup sql2\chat
    ///     log-shipping share \\fs1\logs copy \\fs2\copies
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat mirror sql3\chat witness sql5\wit
    ///     chat-backup sql2\chat
    ///     log-shipping share \\fs1\logs copy \\fs2\copies from-mirror
    /// ```
    /// ## Source
    /// `L:setting-up-sql-server-log-shipping-between-the-primary-mirror-and-the-log-shipping-secondary-database`
    code: "PC036", name: "mirror-without-log-shipping", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx).filter(ChatPool::is_shipped).filter(|chat| !chat.settings.log_shipping.from_mirror) {
        let StoreRef { mirror: Some(mirror), .. } = chat.settings.primary else { continue };
        let message = message!(
            "The transaction logs of {pool} are shipped from the chat store and not from its mirror.",
            pool = chat.name()
        );
        out.report(&RULE, Place::from(chat.id).field(field::LOG_SHIPPING), message)
            .related(mirror, message!("the mirror"))
            .help(message!(
                "Fail over to the mirror once, set up log shipping there with the same settings, and go back."
            ))
            .suggest(
                message!("Log shipping from the mirror is set up"),
                chat.with(|settings| settings.log_shipping.from_mirror = true),
            );
    }
}
