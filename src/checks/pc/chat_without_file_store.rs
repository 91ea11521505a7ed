use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::{ChatPool, chat_pools};

rule! {
    /// A chat pool has no file store.
    ///
    /// ## Why it matters
    /// Files that users post to a room are kept there, and the wizard asks for one.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC046
    ///     computers 2
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers 2
    ///     file-store \\fs1\chat
    /// ```
    /// ## Source
    /// `L:add-persistent-chat-server-to-the-topology`
    code: "PC046", name: "chat-without-file-store", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let has_no_place =
        |chat: &ChatPool<'_>| chat.settings.file_store.is_none() && chat.settings.local_file_folder.is_empty();
    for chat in chat_pools(cx).filter(has_no_place) {
        let message = message!("{pool} has no file store.", pool = chat.name());
        out.report(&RULE, Place::from(chat.id).field(field::FILE_STORE), message)
            .help(message!("Choose a share for the files that users post."));
    }
}
