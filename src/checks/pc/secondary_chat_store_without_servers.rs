use crate::checks::{Cx, Findings, rule};
use crate::edit::{Command, PoolCommand};
use crate::message;
use crate::model::{Place, field};

use super::chat_pools;

rule! {
    /// A chat pool has a secondary store but no server beside it.
    ///
    /// ## Why it matters
    /// When the first data centre is lost, the rooms are safe in the second, but nobody serves them: all chat servers
    /// went down with the primary.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC015
    ///     computers chat1 chat2 in London
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    ///   sql sql1\chat in London
    ///   sql sql2\chat in Paris
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
    /// `L:using-a-stretched-persistent-chat-server-pool-for-disaster-recovery`; severity (inferred)
    code: "PC015", name: "secondary-chat-store-without-servers", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx) {
        let (Some(primary_at), Some(secondary_at)) = (chat.primary_at, chat.secondary_at) else { continue };
        if primary_at == secondary_at || chat.only_data_centre() != Some(primary_at) {
            continue;
        }
        let there = cx.topology().name(secondary_at.into());
        let message = message!(
            "{pool} has a secondary chat store in {data_centre} but no server there.",
            pool = chat.name(),
            data_centre = there.as_str()
        );
        let reported = out
            .report(&RULE, Place::from(chat.id).field(field::COMPUTERS), message)
            .related(secondary_at, message!("the data centre without chat servers"))
            .help(message!("Add standby servers in {data_centre}.", data_centre = there.as_str()));
        if chat.pool.multi_server {
            let stretch = PoolCommand::Stretch { pool: chat.id, into: secondary_at, seed: chat.seed() };
            reported
                .suggest(message!("Stretch the pool into {data_centre}", data_centre = there), Command::Pool(stretch));
        }
    }
}
