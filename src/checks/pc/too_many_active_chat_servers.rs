use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::Figure;

use super::{chat_pools, stand_by};

rule! {
    /// A chat pool has more active servers than may be active.
    ///
    /// ## Why it matters
    /// Active servers keep each other informed of every message; the vendor supports four of them at a time. Further
    /// servers wait in reserve until they are activated in the place of others.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC005
    ///     computers 5
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers chat1 chat2 chat3 chat4
    ///     computers chat5 standby
    /// ```
    /// ## Source
    /// `L:components-and-topologies-for-persistent-chat-server`
    code: "PC005", name: "too-many-active-chat-servers", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx) {
        let Some(max) = chat.limit(Figure::ActiveChatServersPerPool) else { continue };
        let surplus = chat.active().skip(max);
        if surplus.clone().next().is_none() {
            continue;
        }
        let message = message!(
            "{pool} has {n} active servers; {max} is the maximum.",
            pool = chat.name(),
            n = chat.active().count(),
            max
        );
        out.report(&RULE, Place::from(chat.id).field(field::COMPUTERS), message)
            .help(message!("Put some of them on standby."))
            .suggest(message!("Keep the first {max} active", max), stand_by(cx, surplus));
    }
}
