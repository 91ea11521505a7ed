use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::StoreUse;

use super::chat_pools;

rule! {
    /// The chat store and its secondary, or their mirrors, share an SQL server.
    ///
    /// ## Why it matters
    /// The secondary is kept for the day the servers of the primary are lost. Whatever the two have in common is lost
    /// for both.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC025
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat mirror sql2\chat witness sql3\wit
    ///     chat-backup sql2\chatdr
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat mirror sql2\chat witness sql3\wit
    ///     chat-backup sql4\chatdr
    /// ```
    /// ## Source
    /// `L:required-resources-for-persistent-chat-server`; servers rather than instances (inferred)
    code: "PC025", name: "chat-copies-on-one-server", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx) {
        let copies = chat.content_copies();
        let (firsts, seconds): (Vec<_>, Vec<_>) = copies.iter().partition(|copy| copy.store.of == StoreUse::Chat);
        for second in seconds {
            let Some(first) = firsts.iter().find(|first| cx.on_one_server(first.sql, second.sql)) else { continue };
            let message = message!(
                "The {first} and the {second} of {pool} stand on one server, {server}.",
                first = first.title(),
                second = second.title(),
                pool = chat.name(),
                server = cx.sql(second.sql).fqdn.as_str()
            );
            out.report(&RULE, second.place(), message)
                .related(first.sql, message!("{what}", what = first.title()))
                .related(second.sql, message!("{what}", what = second.title()))
                .help(message!("Keep the secondary, and its mirror, on servers of their own."));
        }
    }
}
