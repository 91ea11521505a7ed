use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::chat_pools;

rule! {
    /// A chat pool has no Front End pool as its next hop.
    ///
    /// ## Why it matters
    /// Clients reach a chat server through the pool in front of it, which knows where to send them. Without one nobody
    /// finds a room.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///   persistent-chat lon-chat.contoso.com  #! PC040
    ///     computers 2
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///   persistent-chat lon-chat.contoso.com
    ///     computers 2
    ///     next-hop lon-fe.contoso.com
    /// ```
    /// ## Source
    /// `L:add-persistent-chat-server-to-the-topology`
    code: "PC040", name: "chat-without-next-hop", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx) {
        let next_hop = chat.settings.next_hop;
        if next_hop.is_some_and(|pool| cx.pool(pool).role.front_end().is_some()) {
            continue;
        }
        let message = match next_hop {
            None => message!("{pool} has no next hop.", pool = chat.name()),
            Some(other) => message!(
                "The next hop of {pool} is {other}, which is no Front End pool.",
                pool = chat.name(),
                other = cx.pool(other).fqdn.as_str()
            ),
        };
        let mut reported = out.report(&RULE, Place::from(chat.id).field(field::NEXT_HOP), message);
        if let Some(other) = next_hop {
            reported = reported.related(other, message!("the next hop"));
        }
        let reported = reported.help(message!("Choose a Front End pool or Standard Edition server as the next hop."));
        let mut of_site = cx.user_pools().filter(|pool| pool.pool.site == chat.pool.site);
        if let (Some(only), None) = (of_site.next(), of_site.next()) {
            let title = message!("Use {pool} as the next hop", pool = only.name());
            reported.suggest(title, chat.with(|settings| settings.next_hop = Some(only.id)));
        }
    }
}
