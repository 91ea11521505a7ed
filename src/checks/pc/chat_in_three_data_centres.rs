use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::chat_pools;

rule! {
    /// The servers of a chat pool stand in more than two data centres.
    ///
    /// ## Why it matters
    /// A stretched pool has a first data centre with the database and a second one with its log-shipped copy. A server
    /// in a third has no database near it, before a failover or after.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// data-centre Rome
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC011
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     computers chat3 in Rome standby
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers chat1 in London
    ///     computers chat2 chat3 in Paris standby
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    /// ```
    /// ## Source
    /// `L:configuring-persistent-chat-server-for-high-availability-and-disaster-recovery`; severity (inferred)
    code: "PC011", name: "chat-in-three-data-centres", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx) {
        let data_centres = cx.survey().data_centres_of(chat.id);
        if data_centres.len() <= 2 {
            continue;
        }
        let message =
            message!("The servers of {pool} stand in {n} data centres.", pool = chat.name(), n = data_centres.len());
        let mut reported = out.report(&RULE, Place::from(chat.id).field(field::COMPUTERS), message);
        for data_centre in data_centres {
            reported = reported.related(*data_centre, message!("has chat servers"));
        }
        reported.help(message!("Use two data centres: that of the chat store, and that of its secondary."));
    }
}
