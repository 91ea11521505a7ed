use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Place, StoreRef, field};

use super::{ChatPool, chat_pools};

rule! {
    /// A chat pool has compliance stores, and compliance is off.
    ///
    /// ## Why it matters
    /// Whoever reserved the databases believes that chat is recorded. It is not: with compliance off nothing is written
    /// to them, and what was not recorded cannot be produced later.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC027
    ///     computers 2
    ///     chat-store sql1\chat
    ///     compliance-store sql1\comp
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers 2
    ///     compliance
    ///     chat-store sql1\chat
    ///     compliance-store sql1\comp
    /// ```
    /// ## Source
    /// (inferred)
    code: "PC027", name: "compliance-stores-unused", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let has_stores = |chat: &ChatPool<'_>| {
        !chat.settings.compliance_primary.is_empty() || !chat.settings.compliance_backup.is_empty()
    };
    for chat in chat_pools(cx).filter(|chat| !chat.settings.compliance && has_stores(chat)) {
        let message = message!("{pool} has a compliance store, and compliance is off.", pool = chat.name());
        let mut reported = out.report(&RULE, Place::from(chat.id).field(field::COMPLIANCE), message);
        for copy in chat.compliance_copies() {
            reported = reported.related(copy.sql, message!("the {copy}", copy = copy.title()));
        }
        reported
            .help(message!("Enable compliance, or remove its stores."))
            .suggest(message!("Enable compliance"), chat.with(|settings| settings.compliance = true))
            .suggest(message!("Remove the compliance stores"), without_stores(&chat));
    }
}

fn without_stores(chat: &ChatPool<'_>) -> Command {
    chat.with(|settings| {
        settings.compliance_primary = StoreRef::default();
        settings.compliance_backup = StoreRef::default();
    })
}
