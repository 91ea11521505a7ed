use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{ChatState, Place, field};

use super::chat_pools;

rule! {
    /// The next hop of a chat pool is not in the data centre of the chat store.
    ///
    /// ## Why it matters
    /// Everything that clients and chat servers say to each other goes through the next hop. Far from the database it
    /// adds a way there and back to each message, and the loss of either data centre stops chat.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   front-end par-fe.contoso.com in Paris
    ///   persistent-chat lon-chat.contoso.com in London  #! PC041
    ///     computers 2
    ///     chat-store sql1\chat
    ///     next-hop par-fe.contoso.com
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   front-end lon-fe.contoso.com in London
    ///   persistent-chat lon-chat.contoso.com in London
    ///     computers 2
    ///     chat-store sql1\chat
    ///     next-hop lon-fe.contoso.com
    /// ```
    /// ## Source
    /// `L:required-resources-for-persistent-chat-server`; that it is a fault (inferred)
    code: "PC041", name: "next-hop-in-other-data-centre", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let topology = cx.topology();
    for chat in chat_pools(cx).filter(|chat| chat.settings.state == ChatState::Normal) {
        let (Some(at), Some(next_hop)) = (chat.primary_at, chat.settings.next_hop) else { continue };
        let next_hop_at = cx.survey().data_centres_of(next_hop);
        if next_hop_at.is_empty() || next_hop_at.contains(&at) {
            continue;
        }
        let message = message!(
            "The next hop of {pool} is {next_hop}, which is not in {data_centre} with the chat store.",
            pool = chat.name(),
            next_hop = topology.name(next_hop.into()),
            data_centre = topology.name(at.into())
        );
        out.report(&RULE, Place::from(chat.id).field(field::NEXT_HOP), message)
            .related(next_hop, message!("the next hop"))
            .related(at, message!("the data centre of the chat store"))
            .help(message!("Choose a Front End pool in the data centre of the chat store."));
    }
}
