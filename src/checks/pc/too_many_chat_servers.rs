use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::Figure;

use super::chat_pools;

rule! {
    /// A chat pool has more servers than a chat pool may have.
    ///
    /// ## Why it matters
    /// A pool is four active servers, and as many in reserve for the day the first data centre is lost. The vendor
    /// supports no more, active or not.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC006
    ///     computers 9
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers 4
    ///     computers chat5 chat6 chat7 chat8 standby
    /// ```
    /// ## Source
    /// `L:components-and-topologies-for-persistent-chat-server`
    code: "PC006", name: "too-many-chat-servers", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx) {
        let n = chat.servers.len();
        let Some(max) = chat.limit(Figure::ChatServersPerPool).filter(|&max| n > max) else { continue };
        let message = message!("{pool} has {n} chat servers; {max} is the maximum.", pool = chat.name(), n, max);
        out.report(&RULE, Place::from(chat.id).field(field::COMPUTERS), message).help(message!("Remove servers."));
    }
}
