use std::collections::BTreeMap;

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::{ChatPool, chat_pools};

rule! {
    /// A chat pool has no display name, or that of another.
    ///
    /// ## Why it matters
    /// It is what people read when they choose where a room belongs. Of two pools of one name they take either.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC043
    ///     computers 2
    ///     display-name Chat
    ///   persistent-chat par-chat.contoso.com  #! PC043
    ///     computers 2
    ///     display-name Chat
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers 2
    ///     display-name London
    ///   persistent-chat par-chat.contoso.com
    ///     computers 2
    ///     display-name Paris
    /// ```
    /// ## Source
    /// `L:add-persistent-chat-server-to-the-topology`; uniqueness (inferred)
    code: "PC043", name: "chat-name-missing-or-taken", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let mut by_name: BTreeMap<String, Vec<ChatPool<'_>>> = BTreeMap::new();
    for chat in chat_pools(cx) {
        by_name.entry(chat.settings.display_name.trim().to_lowercase()).or_default().push(chat);
    }
    for (name, chats) in &by_name {
        for chat in chats.iter().filter(|_| name.is_empty() || chats.len() > 1) {
            let message = if name.is_empty() {
                message!("{pool} has no display name.", pool = chat.name())
            } else {
                message!(
                    "{pool} is called “{name}”, as is another chat pool.",
                    pool = chat.name(),
                    name = chat.settings.display_name.trim()
                )
            };
            let mut reported = out.report(&RULE, Place::from(chat.id).field(field::DISPLAY_NAME), message);
            for other in chats.iter().filter(|other| !name.is_empty() && other.id != chat.id) {
                reported = reported.related(other.id, message!("has the same name"));
            }
            reported.help(message!("Give each chat pool a display name of its own."));
        }
    }
}
