use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{ChatState, Place, field};

use super::chat_pools;

rule! {
    /// No server of a chat pool is active.
    ///
    /// ## Why it matters
    /// Clients connect to active servers only. The pool refuses every new connection until somebody activates one.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC007
    ///     computers chat1 chat2 standby
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers chat1 chat2 active
    /// ```
    /// ## Source
    /// `PS:Set-CsPersistentChatActiveServer`; severity (inferred)
    code: "PC007", name: "no-active-chat-server", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx) {
        if chat.settings.state == ChatState::FailedOver || chat.active().next().is_some() {
            continue;
        }
        let place = Place::from(chat.id).field(field::COMPUTERS);
        out.report(&RULE, place, message!("No server of {pool} is active.", pool = chat.name()))
            .help(message!("Activate at least one server."));
    }
}
