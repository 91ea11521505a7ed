use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::names::{CHAT_FIXED_PORTS, CHAT_PORT};

use super::chat_pools;

rule! {
    /// The port of a chat pool is one that the chat server uses for something else.
    ///
    /// ## Why it matters
    /// Two listeners cannot have one port. Either the chat service does not start, or what was to listen there, such as
    /// the upload of files; which of the two may change with every restart.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC044
    ///     computers 2
    ///     port 8011
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers 2
    ///     port 5041
    /// ```
    /// ## Source
    /// `L:components-and-topologies-for-persistent-chat-server`
    /// `S:ports-and-protocols`; 135 and 445 (inferred)
    code: "PC044", name: "chat-port-in-use", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let usual = CHAT_PORT.value;
    for chat in chat_pools(cx).filter(|chat| CHAT_FIXED_PORTS.value.contains(&chat.settings.port)) {
        let message = message!(
            "{pool} uses port {port}, which a chat server uses for something else.",
            pool = chat.name(),
            port = chat.settings.port
        );
        out.report(&RULE, Place::from(chat.id).field(field::PORT), message)
            .help(message!("Use a port that is free on every chat server, such as {usual}.", usual))
            .fix(message!("Use port {usual}", usual), chat.with(|settings| settings.port = usual));
    }
}
