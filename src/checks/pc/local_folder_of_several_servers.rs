use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::{ChatPool, chat_pools};

rule! {
    /// A multiple-computer chat pool keeps its files in a local folder.
    ///
    /// ## Why it matters
    /// Each server has a folder of its own of that name. A file that was uploaded through one of them is not there for
    /// users of the others.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC045
    ///     computers 2
    ///     local-folder C:\Chat
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
    /// ## Notes
    /// Where a share is chosen as well, the fix removes the folder.
    code: "PC045", name: "local-folder-of-several-servers", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let is_local = |chat: &ChatPool<'_>| chat.pool.multi_server && !chat.settings.local_file_folder.is_empty();
    for chat in chat_pools(cx).filter(is_local) {
        let message = message!(
            "{pool} is a multiple-computer pool and keeps its files in {folder}, a local folder.",
            pool = chat.name(),
            folder = chat.settings.local_file_folder.as_str()
        );
        let reported = out
            .report(&RULE, Place::from(chat.id).field(field::LOCAL_FILE_FOLDER), message)
            .help(message!("Use a share that every server of the pool reaches."));
        if chat.settings.file_store.is_some() {
            let without_folder = chat.with(|settings| settings.local_file_folder.clear());
            reported.fix(message!("Remove the local folder"), without_folder);
        }
    }
}
