use crate::checks::{Cx, Findings, StorePart, rule};
use crate::model::StoreUse;

use super::report_misplaced;

rule! {
    /// The witness of the chat store is in another data centre than the chat store.
    ///
    /// ## Why it matters
    /// A broken line between the data centres takes the witness away from both partners, and from then on nothing fails
    /// over by itself, though both stand unharmed side by side.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC019
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat mirror sql1m\chat witness sql5\wit
    ///     chat-backup sql2\chat
    ///   sql sql1\chat in London
    ///   sql sql2\chat in Paris
    ///   sql sql5\wit in Paris
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat mirror sql1m\chat witness sql5\wit
    ///     chat-backup sql2\chat
    ///   sql sql1\chat in London
    ///   sql sql2\chat in Paris
    ///   sql sql5\wit in London
    /// ```
    /// ## Source
    /// (inferred) from the rule for the secondary
    code: "PC019", name: "chat-witness-in-other-data-centre", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    report_misplaced(&RULE, cx, out, StoreUse::Chat, StorePart::Witness);
}
