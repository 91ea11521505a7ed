use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::Figure;

use super::chat_pools;

rule! {
    /// A chat pool in one data centre has more servers than may be active.
    ///
    /// ## Why it matters
    /// The servers beyond the fourth serve nobody. They are worth their cost in a second data centre, where they take
    /// over when the first is lost; here they are lost with the others.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com in London  #! PC008
    ///     computers chat1 chat2 chat3 chat4
    ///     computers chat5 chat6 standby
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com in London
    ///     computers chat1 chat2 chat3
    ///     computers chat4 chat5 chat6 in Paris standby
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    /// ```
    /// ## Source
    /// `L:capacity-planning-for-persistent-chat-server`
    code: "PC008", name: "standby-without-second-data-centre", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx) {
        let n = chat.servers.len();
        let Some(max) = chat.limit(Figure::ActiveChatServersPerPool).filter(|&max| n > max) else { continue };
        let Some(only) = chat.only_data_centre() else { continue };
        let message = message!(
            "{pool} has {n} servers in {data_centre}, of which {max} at most are active.",
            pool = chat.name(),
            n,
            data_centre = cx.topology().name(only.into()),
            max
        );
        out.report(&RULE, Place::from(chat.id).field(field::COMPUTERS), message)
            .help(message!("Stretch the pool over two data centres, or remove servers."));
    }
}
