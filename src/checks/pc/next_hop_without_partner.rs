use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{ChatState, Id, Place, Pool, field};
use crate::text::Message;

use super::{ChatPool, chat_pools};

rule! {
    /// The next hop of a stretched chat pool has no partner in the second data centre.
    ///
    /// ## Why it matters
    /// The plan for the loss of a data centre takes the Front End pool there as lost too: its partner takes over its
    /// users and becomes the next hop. Without a partner beside the secondary, chat is back and nobody can sign in to
    /// use it.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   front-end lon-fe.contoso.com in London
    ///   persistent-chat lon-chat.contoso.com  #! PC042
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    ///     next-hop lon-fe.contoso.com
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   front-end lon-fe.contoso.com in London
    ///   front-end par-fe.contoso.com in Paris
    ///   persistent-chat lon-chat.contoso.com
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    ///     next-hop lon-fe.contoso.com
    /// pair lon-fe.contoso.com par-fe.contoso.com
    /// ```
    /// ## Source
    /// `L:failing-over-persistent-chat-server`
    /// `S:high-availability-and-disaster-recovery`; that the pair is needed (inferred)
    code: "PC042", name: "next-hop-without-partner", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let is_normal = |chat: &ChatPool<'_>| chat.settings.state == ChatState::Normal;
    for chat in chat_pools(cx).filter(ChatPool::is_shipped).filter(is_normal) {
        let Some(next_hop) = chat.settings.next_hop.filter(|&pool| cx.pool(pool).role.front_end().is_some()) else {
            continue;
        };
        let Some(fault) = fault_of(cx, &chat, next_hop) else { continue };
        out.report(&RULE, Place::from(chat.id).field(field::NEXT_HOP), fault)
            .related(next_hop, message!("the next hop"))
            .help(message!("Pair the next hop with a Front End pool in the second data centre."));
    }
}

fn fault_of(cx: &Cx<'_>, chat: &ChatPool<'_>, next_hop: Id<Pool>) -> Option<Message> {
    let topology = cx.topology();
    let (pool, next_hop_name) = (chat.name(), topology.name(next_hop.into()));
    let Some(partner) = cx.pool(next_hop).backup_pool else {
        return Some(message!("The next hop of {pool}, {next_hop}, has no partner.", pool, next_hop = next_hop_name));
    };
    // Beside the primary the secondary itself is misplaced.
    let secondary_at = chat.secondary_at.filter(|&at| chat.primary_at != Some(at))?;
    let partner_at = cx.survey().data_centres_of(partner);
    let is_elsewhere = !partner_at.is_empty() && !partner_at.contains(&secondary_at);
    is_elsewhere.then(|| {
        message!(
            "The partner of the next hop of {pool}, {partner}, is not in {data_centre} with the secondary chat store.",
            pool,
            partner = topology.name(partner.into()),
            data_centre = topology.name(secondary_at.into())
        )
    })
}
