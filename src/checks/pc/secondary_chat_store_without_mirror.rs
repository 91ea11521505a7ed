use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, StoreRef, field};

use super::{chat_pools, is_cluster};

rule! {
    /// The secondary chat store of a stretched pool has neither a mirror nor a failover cluster.
    ///
    /// ## Why it matters
    /// After a failover the secondary is the only copy in use, for as long as the first data centre is away. The vendor
    /// leaves its mirror to choice; without one, the next lost server ends chat.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC023
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
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
    ///     chat-backup sql2\chat mirror sql4\chat witness sql6\wit
    /// ```
    /// ## Source
    /// `L:using-a-stretched-persistent-chat-server-pool-for-disaster-recovery`
    code: "PC023", name: "secondary-chat-store-without-mirror", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx).filter(|chat| chat.is_stretched) {
        let StoreRef { primary: Some(secondary), mirror: None, .. } = chat.settings.backup else { continue };
        if is_cluster(cx.sql(secondary)) {
            continue;
        }
        let message = message!(
            "The secondary chat store of {pool} has neither a mirror nor a failover cluster.",
            pool = chat.name()
        );
        out.report(&RULE, Place::from(chat.id).field(field::CHAT_BACKUP_STORE_MIRROR), message)
            .related(secondary, message!("the secondary"))
            .help(message!("Add a mirror and a witness in the data centre of the secondary."));
    }
}
