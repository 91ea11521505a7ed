use crate::checks::{Cx, Findings, rule};
use crate::model::ChatState;

use super::report_behind_slow_link;

rule! {
    /// After a failover an active chat server reaches the secondary over a slow link.
    ///
    /// ## Why it matters
    /// The failover moved the database and not the list of active servers. Those left in the first data centre, if they
    /// run at all, write each message over the link; those beside the database wait in reserve.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// link London Paris latency high
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC039
    ///     computers chat1 in London
    ///     computers chat2 in Paris
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    ///     state failed-over
    ///   sql sql2\chat in Paris
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// link London Paris latency high
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers chat1 in London standby
    ///     computers chat2 in Paris
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    ///     state failed-over
    ///   sql sql2\chat in Paris
    /// ```
    /// ## Source
    /// `L:failing-over-persistent-chat-server`
    code: "PC039", name: "active-server-far-from-secondary", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    report_behind_slow_link(&RULE, cx, out, ChatState::FailedOver);
}
