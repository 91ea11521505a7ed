use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Place, field};

use super::chat_pools;

rule! {
    /// A chat pool on a Standard Edition server has another name than that server, or more computers.
    ///
    /// ## Why it matters
    /// Collocated, the chat pool *is* the one server: it listens under the server's own name and certificate. The
    /// vendor's tool takes a pool of any other shape for one that stands apart.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   standard-edition lon-se.contoso.com
    ///   persistent-chat lon-chat.contoso.com  #! PC003
    ///     computers lon-se.contoso.com
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   standard-edition lon-se.contoso.com
    ///   persistent-chat lon-chat.contoso.com
    ///     computers lon-chat1 lon-chat2
    /// ```
    /// ## Source
    /// `L:add-persistent-chat-server-to-the-topology`
    /// `S:topology`
    code: "PC003", name: "chat-unlike-its-standard-edition-server", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx) {
        let Some(server) = chat.standard_edition_server else { continue };
        let (pool, fqdn) = (chat.name(), &cx.pool(server).fqdn);
        let help = message!("Use that one computer and its name for the chat pool, or separate servers.");
        let n = chat.servers.len();
        if n > 1 {
            let message = message!(
                "{pool} stands on the Standard Edition server {server} but has {n} servers.",
                pool,
                server = fqdn.as_str(),
                n
            );
            out.report(&RULE, Place::from(chat.id).field(field::COMPUTERS), message)
                .related(server, message!("the Standard Edition server"))
                .help(help);
        } else if !chat.pool.fqdn.is(fqdn) {
            let message = message!(
                "{pool} stands on the Standard Edition server {server} but has a name of its own.",
                pool,
                server = fqdn.as_str()
            );
            let rename = Command::Rename { entity: chat.id.into(), name: fqdn.to_string() };
            out.report(&RULE, Place::from(chat.id).field(field::FQDN), message)
                .related(server, message!("the Standard Edition server"))
                .help(help)
                .suggest(message!("Rename the chat pool to {server}", server = fqdn.as_str()), rename);
        }
    }
}
