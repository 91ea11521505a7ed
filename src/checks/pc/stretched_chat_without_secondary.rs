use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::chat_pools;

rule! {
    /// A stretched chat pool has no secondary chat store.
    ///
    /// ## Why it matters
    /// Servers in a second data centre are of use when the first is lost, and then they need the rooms. Log shipping
    /// brings them there; without a secondary the servers would wait for a database that is gone.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC013
    ///     computers chat1 chat2 in London
    ///     computers chat3 chat4 in Paris standby
    ///     chat-store sql1\chat
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
    /// ```
    /// ## Source
    /// `L:using-a-stretched-persistent-chat-server-pool-for-disaster-recovery`
    code: "PC013", name: "stretched-chat-without-secondary", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx).filter(|chat| chat.is_stretched && chat.settings.backup.primary.is_none()) {
        let place = Place::from(chat.id).field(field::CHAT_BACKUP_STORE);
        out.report(&RULE, place, message!("{pool} is stretched but has no secondary chat store.", pool = chat.name()))
            .help(message!("Choose an SQL instance in the other data centre for the log-shipping secondary."));
    }
}
