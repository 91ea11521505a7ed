use crate::checks::{Cx, Findings, rule};
use crate::model::StoreUse;

use super::report_beside_primary;

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
    report_beside_primary(&RULE, cx, out, StoreUse::Chat, StoreUse::ChatBackup);
}
