use crate::checks::{Cx, Findings, StorePart, rule};
use crate::model::StoreUse;

use super::{report_beside_primary, report_misplaced};

rule! {
    /// A copy of the compliance store stands in the wrong data centre.
    ///
    /// ## Why it matters
    /// The copies of the record follow those of the content: a mirror stands beside its store, the secondary in the
    /// other data centre. Otherwise the loss of one data centre takes a store together with the copy that was meant to
    /// replace it.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC030
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     compliance
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    ///     compliance-store sql1\comp
    ///     compliance-backup sql3\comp
    ///   sql sql1\comp in London
    ///   sql sql3\comp in London
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     compliance
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    ///     compliance-store sql1\comp
    ///     compliance-backup sql3\comp
    ///   sql sql1\comp in London
    ///   sql sql3\comp in Paris
    /// ```
    /// ## Source
    /// `L:required-resources-for-persistent-chat-server`
    code: "PC030", name: "misplaced-compliance-copy", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    report_misplaced(&RULE, cx, out, StoreUse::ChatCompliance, StorePart::Mirror);
    report_misplaced(&RULE, cx, out, StoreUse::ChatComplianceBackup, StorePart::Mirror);
    report_beside_primary(&RULE, cx, out, StoreUse::ChatCompliance, StoreUse::ChatComplianceBackup);
}
