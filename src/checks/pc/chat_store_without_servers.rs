use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::chat_pools;

rule! {
    /// The chat store is in a data centre without any chat server.
    ///
    /// ## Why it matters
    /// Every server of the pool reaches the database over the link between two data centres, for every message. When
    /// the link or either data centre fails, there is no chat.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC057
    ///     computers chat1 chat2 in London
    ///     chat-store sql1\chat
    ///   sql sql1\chat in Paris
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers chat1 chat2 in London
    ///     chat-store sql1\chat
    ///   sql sql1\chat in London
    /// ```
    /// ## Source
    /// (inferred)
    code: "PC057", name: "chat-store-without-servers", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let topology = cx.topology();
    for chat in chat_pools(cx) {
        let (Some(at), Some(data_centres)) = (chat.primary_at, chat.data_centres()) else { continue };
        if data_centres.is_empty() || data_centres.contains(&at) {
            continue;
        }
        let message = message!(
            "The chat store of {pool} is in {data_centre}, where the pool has no server.",
            pool = chat.name(),
            data_centre = topology.name(at.into())
        );
        out.report(&RULE, Place::from(chat.id).field(field::CHAT_STORE), message)
            .related(at, message!("the data centre of the store"))
            .help(message!("Keep the chat store beside the active chat servers."));
    }
}
