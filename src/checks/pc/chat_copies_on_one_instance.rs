use crate::checks::{Cx, Findings, rule};
use crate::message;

use super::chat_pools;

rule! {
    /// Two copies of the chat content are on one SQL instance.
    ///
    /// ## Why it matters
    /// Primary, mirror, secondary and mirror of the secondary carry databases of the same name, each in another state
    /// of recovery. One instance holds one of them only.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC024
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat
    ///     chat-backup sql1\chat
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
    ///     chat-backup sql2\chat
    /// ```
    /// ## Source
    /// `L:required-resources-for-persistent-chat-server`
    code: "PC024", name: "chat-copies-on-one-instance", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx) {
        let copies = chat.content_copies();
        for (n_before, copy) in copies.iter().enumerate() {
            let Some(other) = copies[..n_before].iter().find(|other| cx.are_one_instance(other.sql, copy.sql)) else {
                continue;
            };
            let message = message!(
                "{sql} keeps both the {what} and the {other} of {pool}.",
                sql = cx.sql(copy.sql).path(),
                what = other.title(),
                other = copy.title(),
                pool = chat.name()
            );
            out.report(&RULE, copy.place(), message)
                .related(copy.sql, message!("the instance of both"))
                .help(message!("Use an instance of its own for each copy."));
        }
    }
}
