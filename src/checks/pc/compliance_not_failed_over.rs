use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::{ChatPool, chat_pools};

rule! {
    /// A stretched chat pool keeps a compliance record, which is not failed over.
    ///
    /// ## Why it matters
    /// The compliance database is a queue: what is in it waits for the adapter, which writes it out and empties it.
    /// The failover of the pool leaves that queue behind, so what the adapter has not written yet is gone. What it has
    /// written is the record.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC031
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     compliance
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    ///     compliance-store sql1\comp
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    /// ```
    /// ## Source
    /// `L:failing-over-persistent-chat-server`
    code: "PC031", name: "compliance-not-failed-over", severity: Info, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx).filter(ChatPool::is_shipped).filter(|chat| chat.settings.compliance) {
        let message = message!("A failover of {pool} leaves the compliance database behind.", pool = chat.name());
        out.report(&RULE, Place::from(chat.id).field(field::COMPLIANCE), message)
            .help(message!("Keep the adapter's output folder where the loss of a data centre does not reach it."));
    }
}
