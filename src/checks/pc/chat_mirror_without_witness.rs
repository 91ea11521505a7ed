use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, StoreRef, field};

use super::chat_pools;

rule! {
    /// The chat store is mirrored but has no witness.
    ///
    /// ## Why it matters
    /// When the principal is lost, chat stops until a person fails the database over to the mirror. With a witness the
    /// mirror takes over by itself.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC022
    ///     computers 2
    ///     chat-store sql1\chat mirror sql2\chat
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
    code: "PC022", name: "chat-mirror-without-witness", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx) {
        let StoreRef { mirror: Some(mirror), witness: None, .. } = chat.settings.primary else { continue };
        let place = Place::from(chat.id).field(field::CHAT_STORE_WITNESS);
        out.report(
            &RULE,
            place,
            message!("The chat store of {pool} is mirrored but has no witness.", pool = chat.name()),
        )
        .related(mirror, message!("the mirror"))
        .help(message!("Name an instance on a third server as the witness."));
    }
}
