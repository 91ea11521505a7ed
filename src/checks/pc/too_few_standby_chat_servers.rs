use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::chat_pools;

rule! {
    /// The second data centre of a stretched chat pool has fewer servers than are active.
    ///
    /// ## Why it matters
    /// After a failover the servers of the second data centre carry all users alone. With fewer of them each carries
    /// more than today, at the moment when everybody reconnects.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC016
    ///     computers chat1 chat2 in London
    ///     computers chat3 in Paris standby
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
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
    /// ```
    /// ## Source
    /// `S:high-availability-and-disaster-recovery`; concluded from its figures (inferred)
    code: "PC016", name: "too-few-standby-chat-servers", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx).filter(|chat| chat.is_stretched) {
        let (Some(data_centres), Some(secondary_at)) = (chat.data_centres(), chat.secondary_at) else { continue };
        let n_there = data_centres.iter().filter(|&&at| at == secondary_at).count();
        let n_active = chat.active().count();
        if chat.primary_at == Some(secondary_at) || n_there >= n_active {
            continue;
        }
        let there = cx.topology().name(secondary_at.into());
        let message = message!(
            "{pool} has {n_active} active servers but only {n_there} in {data_centre} to take over.",
            pool = chat.name(),
            n_active,
            n_there,
            data_centre = there.as_str()
        );
        out.report(&RULE, Place::from(chat.id).field(field::COMPUTERS), message)
            .related(secondary_at, message!("the second data centre"))
            .help(message!("Add standby servers in {data_centre}.", data_centre = there));
    }
}
