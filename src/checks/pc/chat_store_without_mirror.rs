use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, StoreRef, field};

use super::{chat_pools, is_cluster};

rule! {
    /// The chat store has neither a mirror nor a failover cluster.
    ///
    /// ## Why it matters
    /// All rooms of the pool are in one database. When its server stops, chat stops for everybody, however many chat
    /// servers run.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC021
    ///     computers 2
    ///     chat-store sql1\chat
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers 2
    ///     chat-store sql1\chat mirror sql2\chat witness sql3\wit
    /// ```
    /// ## Source
    /// `L:required-resources-for-persistent-chat-server`
    /// `L:defining-your-requirements-for-persistent-chat-server`
    code: "PC021", name: "chat-store-without-mirror", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx).filter(|chat| chat.standard_edition_server.is_none()) {
        let StoreRef { primary: Some(primary), mirror: None, .. } = chat.settings.primary else { continue };
        if is_cluster(cx.sql(primary)) {
            continue;
        }
        let message =
            message!("The chat store of {pool} has neither a mirror nor a failover cluster.", pool = chat.name());
        out.report(&RULE, Place::from(chat.id).field(field::CHAT_STORE_MIRROR), message)
            .related(primary, message!("the chat store"))
            .help(message!("Add a mirror in the data centre of the store, or use a failover cluster instance."));
    }
}
