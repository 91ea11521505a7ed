use crate::checks::{Cx, Findings, StorePart, rule};
use crate::model::StoreUse;

use super::report_misplaced;

rule! {
    /// The mirror of the chat store is in another data centre than the chat store.
    ///
    /// ## Why it matters
    /// The mirror commits together with the primary, so every message would wait for the line between the data centres.
    /// And the two are one database with a spare: log shipping, not the mirror, brings the rooms to the other side.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC017
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat mirror sql3\chat
    ///     chat-backup sql2\chat
    ///   sql sql1\chat in London
    ///   sql sql2\chat in Paris
    ///   sql sql3\chat in Paris
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat mirror sql3\chat
    ///     chat-backup sql2\chat
    ///   sql sql1\chat in London
    ///   sql sql2\chat in Paris
    ///   sql sql3\chat in London
    /// ```
    /// ## Source
    /// `L:using-a-stretched-persistent-chat-server-pool-for-disaster-recovery`
    /// `L:required-resources-for-persistent-chat-server`
    code: "PC017", name: "chat-mirror-in-other-data-centre", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    report_misplaced(&RULE, cx, out, StoreUse::Chat, StorePart::Mirror);
}
