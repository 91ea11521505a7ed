use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Place;

use super::chat_pools;

rule! {
    /// Every chat server needs Message Queuing.
    ///
    /// ## Why it matters
    /// The chat service hands messages to the compliance service through it. It is a feature of Windows that setup of
    /// the product does not install, so the first server is where one learns of it.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC055
    ///     computers 2
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    /// ```
    /// ## Source
    /// `L:technical-requirements-for-persistent-chat-server`
    /// `S:hardware-and-software-requirements`
    code: "PC055", name: "chat-needs-message-queuing", severity: Info, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx) {
        let message = message!("The servers of {pool} need Message Queuing.", pool = chat.name());
        out.report(&RULE, Place::from(chat.id), message)
            .help(message!("Install the Windows feature before setup, on standby servers too."));
    }
}
