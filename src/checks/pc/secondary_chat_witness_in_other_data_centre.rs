use crate::checks::{Cx, Findings, StorePart, rule};
use crate::model::StoreUse;

use super::report_misplaced;

rule! {
    /// The witness of the secondary chat store is in another data centre than the secondary.
    ///
    /// ## Why it matters
    /// This witness works while the first data centre is lost. Placed there, it is lost as well, and the mirror of the
    /// secondary cannot take over by itself.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC020
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat mirror sql2m\chat witness sql6\wit
    ///   sql sql1\chat in London
    ///   sql sql2\chat in Paris
    ///   sql sql6\wit in London
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
    ///     chat-backup sql2\chat mirror sql2m\chat witness sql6\wit
    ///   sql sql1\chat in London
    ///   sql sql2\chat in Paris
    ///   sql sql6\wit in Paris
    /// ```
    /// ## Source
    /// `L:required-resources-for-persistent-chat-server`
    code: "PC020", name: "secondary-chat-witness-in-other-data-centre", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    report_misplaced(&RULE, cx, out, StoreUse::ChatBackup, StorePart::Witness);
}
