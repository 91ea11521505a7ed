use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::chat_pools;

rule! {
    /// A chat pool stands on a Standard Edition server.
    ///
    /// ## Why it matters
    /// The vendor means this for evaluation. Chat shares the machine and its Express databases with everything else
    /// there, carries fewer users, and nothing takes over when the server stops.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   standard-edition lon-se.contoso.com
    ///   persistent-chat lon-se.contoso.com    #! PC004
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   standard-edition lon-se.contoso.com
    ///   persistent-chat lon-chat.contoso.com
    ///     computers 2
    /// ```
    /// ## Source
    /// `L:capacity-planning-for-persistent-chat-server`
    /// `S:topology`
    code: "PC004", name: "chat-on-standard-edition", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx) {
        let Some(server) = chat.standard_edition_server else { continue };
        let message = message!(
            "Persistent Chat runs on {server}, a Standard Edition server, beside everything else there.",
            server = cx.pool(server).fqdn.as_str()
        );
        out.report(&RULE, Place::from(chat.id).field(field::COMPUTERS), message)
            .related(server, message!("the Standard Edition server"))
            .help(message!("Use separate servers for production."));
    }
}
