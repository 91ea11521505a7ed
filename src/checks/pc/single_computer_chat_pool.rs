use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::chat_pools;

rule! {
    /// A chat pool is a single-computer pool.
    ///
    /// ## Why it matters
    /// A single-computer pool never becomes a pool of several: it would have to be deleted and built again under
    /// another name, and its rooms moved by export and import. A multiple-computer pool may have one computer today.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC009
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers lon-chat1.contoso.com
    /// ```
    /// ## Source
    /// `L:components-and-topologies-for-persistent-chat-server`
    code: "PC009", name: "single-computer-chat-pool", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx).filter(|chat| !chat.pool.multi_server && chat.standard_edition_server.is_none()) {
        let place = Place::from(chat.id).field(field::MULTI_SERVER);
        out.report(&RULE, place, message!("{pool} is a single-computer pool and can never grow.", pool = chat.name()))
            .help(message!("Build it as a multiple-computer pool with one computer, under a name of its own."));
    }
}
