use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Bandwidth, ChatState, Latency, Place, field};

use super::{ChatPool, chat_pools};

rule! {
    /// Chat servers are active in both data centres, over a fast link.
    ///
    /// ## Why it matters
    /// It is allowed, and the pool then depends on the link between the two: when it fails, the servers far from the
    /// database serve nobody.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// link London Paris bandwidth high latency low
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC038
    ///     computers chat1 in London
    ///     computers chat2 in Paris
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    ///   sql sql1\chat in London
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// link London Paris bandwidth high latency low
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    ///   sql sql1\chat in London
    /// ```
    /// ## Source
    /// `S:high-availability-and-disaster-recovery`
    code: "PC038", name: "active-in-both-data-centres", severity: Info, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let topology = cx.topology();
    let is_normal = |chat: &ChatPool<'_>| chat.settings.state == ChatState::Normal;
    for chat in chat_pools(cx).filter(is_normal) {
        let at: Vec<_> = chat.active().filter_map(|server| server.data_centre).collect();
        let Some(&here) = at.first() else { continue };
        let Some(&there) = at.iter().find(|&&there| there != here) else { continue };
        let is_fast = topology
            .link_between(here, there)
            .is_some_and(|link| link.bandwidth == Some(Bandwidth::High) && link.latency == Some(Latency::Low));
        if is_fast {
            let message = message!("{pool} has active servers in two data centres.", pool = chat.name());
            out.report(&RULE, Place::from(chat.id).field(field::COMPUTERS), message)
                .related(here, message!("has active servers"))
                .related(there, message!("has active servers"))
                .help(message!("Allowed over a fast link; keep as many servers on standby on either side."));
        }
    }
}
