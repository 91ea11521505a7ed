use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Place, field};

use super::chat_pools;

rule! {
    /// The secondary chat store is in the data centre of the chat store itself.
    ///
    /// ## Why it matters
    /// The secondary is there for the loss of the data centre, and would be lost with it. Against the loss of a server
    /// the mirror is the better means: it has every message and takes over within the data centre.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC014
    ///     computers chat1 chat2 in London
    ///     computers chat3 chat4 in Paris standby
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    ///   sql sql1\chat in London
    ///   sql sql2\chat in London
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers chat1 chat2 in London
    ///     computers chat3 chat4 in Paris standby
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    ///   sql sql1\chat in London
    ///   sql sql2\chat in Paris
    /// ```
    /// ## Source
    /// `L:required-resources-for-persistent-chat-server`
    code: "PC014", name: "secondary-chat-store-beside-primary", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx) {
        let (Some(primary_at), Some(secondary)) = (chat.primary_at, chat.settings.backup.primary) else { continue };
        if chat.secondary_at != Some(primary_at) {
            continue;
        }
        let message = message!(
            "The secondary chat store of {pool} is in {data_centre}, as is the chat store itself.",
            pool = chat.name(),
            data_centre = cx.topology().name(primary_at.into())
        );
        let reported = out
            .report(&RULE, Place::from(chat.id).field(field::CHAT_BACKUP_STORE), message)
            .related(secondary, message!("the secondary"))
            .related(primary_at, message!("the data centre of both"))
            .help(message!("Put the secondary into the other data centre of the pool."));
        let elsewhere: Vec<_> =
            cx.topology().data_centres_of(chat.pool).into_iter().filter(|&at| at != primary_at).collect();
        if let [other] = *elsewhere {
            let title = message!("Move the secondary to {data_centre}", data_centre = cx.topology().name(other.into()));
            let entities = vec![secondary.into()];
            reported.suggest(title, Command::MoveToDataCentre { entities, data_centre: Some(other) });
        }
    }
}
