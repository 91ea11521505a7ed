use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::{ChatPool, chat_pools};

rule! {
    /// Compliance is on but has no store.
    ///
    /// ## Why it matters
    /// The compliance service records every message in a database of its own, `mgccomp`. The pool cannot be published
    /// before that has a place.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC026
    ///     computers 2
    ///     compliance
    ///     chat-store sql1\chat
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
    /// `L:add-persistent-chat-server-to-the-topology`
    code: "PC026", name: "compliance-without-store", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let lacks_store =
        |chat: &ChatPool<'_>| chat.settings.compliance && chat.settings.compliance_primary.primary.is_none();
    for chat in chat_pools(cx).filter(lacks_store) {
        let place = Place::from(chat.id).field(field::COMPLIANCE_STORE);
        out.report(
            &RULE,
            place,
            message!("{pool} keeps a compliance record but has no store for it.", pool = chat.name()),
        )
        .help(message!("Choose an SQL instance for the compliance store."));
    }
}
