use crate::checks::{Cx, Findings, StorePart, rule};
use crate::message;
use crate::model::{SqlHa, StoreUse};

rule! {
    /// The chat or compliance databases of a Persistent Chat pool are in an availability group.
    ///
    /// ## Why it matters
    /// Persistent Chat does not support availability groups: it has mirroring for a lost server and log shipping for a
    /// lost data centre, and its failover procedures work with those only.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! DB035
    ///     chat-store sql1\chat
    ///   sql sql1\chat
    ///     availability-group lon-sql
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     chat-store sql1\chat mirror sql2\chat witness sql3\wit
    /// ```
    /// ## Source
    /// `S:alwayson-availability-group`
    /// `S:high-availability-and-disaster-recovery`
    code: "DB035", name: "chat-in-availability-group", severity: Error, products: [S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let is_chat = |of| {
        matches!(of, StoreUse::Chat | StoreUse::ChatBackup | StoreUse::ChatCompliance | StoreUse::ChatComplianceBackup)
    };
    for store in cx.stores().filter(|store| is_chat(store.of)) {
        for (part, sql) in store.parts().filter(|(part, _)| *part != StorePart::Witness) {
            if !matches!(cx.sql(sql).ha, SqlHa::AvailabilityGroup(_)) {
                continue;
            }
            let message = message!(
                "The {what} of {pool} is in an availability group.",
                what = store.title(part),
                pool = store.pool_name()
            );
            out.report(&RULE, store.place(part), message)
                .related(sql, message!("the availability group"))
                .help(message!("Mirror these databases, and ship their logs to the other data centre."));
        }
    }
}
