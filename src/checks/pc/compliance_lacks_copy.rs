use crate::checks::{Cx, Findings, StoreOf, StorePart, rule};
use crate::message;
use crate::model::{Id, SqlInstance, StoreUse};

use super::{ChatPool, chat_pools};

rule! {
    /// The chat store has a copy that the compliance store lacks.
    ///
    /// ## Why it matters
    /// The copies of the content do not protect the record. When its only server is lost, what the adapter had not
    /// written out yet is lost with it, and nothing more is recorded until the server is back.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC028
    ///     computers 2
    ///     compliance
    ///     chat-store sql1\chat mirror sql2\chat witness sql3\wit
    ///     compliance-store sql1\comp
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers 2
    ///     compliance
    ///     chat-store sql1\chat mirror sql2\chat witness sql3\wit
    ///     compliance-store sql1\comp mirror sql2\comp witness sql3\wit
    /// ```
    /// ## Source
    /// `L:required-resources-for-persistent-chat-server`
    code: "PC028", name: "compliance-lacks-copy", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx).filter(|chat| chat.settings.compliance) {
        if chat.settings.compliance_primary.primary.is_none() {
            continue;
        }
        let mirror = StorePart::Mirror;
        report(out, &chat, (StoreUse::Chat, StoreUse::ChatCompliance), mirror);
        if chat.settings.compliance_backup.primary.is_none() {
            report(out, &chat, (StoreUse::ChatBackup, StoreUse::ChatComplianceBackup), StorePart::Primary);
        } else {
            report(out, &chat, (StoreUse::ChatBackup, StoreUse::ChatComplianceBackup), mirror);
        }
    }
}

/// Reports that part of the compliance store, if only the chat store has it.
fn report(out: &mut Findings<'_>, chat: &ChatPool<'_>, uses: (StoreUse, StoreUse), part: StorePart) {
    let there = |of: StoreUse| -> Option<(StoreOf<'_>, Option<Id<SqlInstance>>)> {
        let store = chat.stores().find(|store| store.of == of)?;
        Some((store, store.part(part)))
    };
    let (Some((content, Some(sql))), Some((compliance, None))) = (there(uses.0), there(uses.1)) else { return };
    let message = message!(
        "{pool} has a {content} and no {compliance}.",
        pool = chat.name(),
        content = content.title(part),
        compliance = compliance.title(part)
    );
    out.report(&RULE, compliance.place(part), message)
        .related(sql, message!("the {content}", content = content.title(part)))
        .help(message!("Give the compliance store the same copies, each on an instance of its own."));
}
