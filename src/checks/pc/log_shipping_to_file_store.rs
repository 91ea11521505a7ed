use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::chat_pools;

rule! {
    /// The share of log shipping is a file store of the topology.
    ///
    /// ## Why it matters
    /// The rights on a file store are set by the product each time the topology is published, those on the log share
    /// by the SQL administrators. Sooner or later one of them takes the other's rights away; and a share that fills up
    /// with logs stops the uploads and meetings of the pools.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC033
    ///     computers 2
    ///     file-store \\fs1.contoso.com\chat
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    ///     log-shipping share \\fs1.contoso.com\chat\logs
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers 2
    ///     file-store \\fs1.contoso.com\chat
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    ///     log-shipping share \\fs1.contoso.com\chatlogs
    /// ```
    /// ## Source
    /// `L:required-resources-for-persistent-chat-server`; severity (inferred)
    code: "PC033", name: "log-shipping-to-file-store", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx) {
        let share = &chat.settings.log_shipping.backup_share;
        let Some(&store) = cx.survey().file_stores_of(share).first() else { continue };
        let message = message!(
            "The transaction logs of {pool} go to {store}, a file store of the topology.",
            pool = chat.name(),
            store = cx.topology().name(store.into())
        );
        out.report(&RULE, Place::from(chat.id).field(field::LOG_SHIPPING), message)
            .related(store, message!("the file store"))
            .help(message!("Use a share that is kept for log shipping."));
    }
}
