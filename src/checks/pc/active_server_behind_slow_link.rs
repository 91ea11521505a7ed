use crate::checks::{Cx, Findings, rule};
use crate::model::ChatState;

use super::report_behind_slow_link;

rule! {
    /// An active chat server reaches the chat store over a slow link.
    ///
    /// ## Why it matters
    /// Every message is written to the database before others see it. Users of a server that is far from it wait for
    /// each one, and the link carries all their traffic twice.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// link London Paris bandwidth low
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC037
    ///     computers chat1 in London
    ///     computers chat2 in Paris
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    ///   sql sql1\chat in London
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// link London Paris bandwidth low
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    ///   sql sql1\chat in London
    /// ```
    /// ## Source
    /// `L:failing-back-persistent-chat-server`
    /// `S:high-availability-and-disaster-recovery`
    code: "PC037", name: "active-server-behind-slow-link", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    report_behind_slow_link(&RULE, cx, out, ChatState::Normal);
}
