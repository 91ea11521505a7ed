use crate::checks::{Cx, Findings, rule};
use crate::message;

use super::chat_pools;

rule! {
    /// The compliance store shares an instance with the content of a chat pool that has copies.
    ///
    /// ## Why it matters
    /// Mirroring and log shipping are set up, failed over and repaired instance by instance. Two databases on one
    /// instance compete for it, and work on one of them is work on both.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC029
    ///     computers 2
    ///     compliance
    ///     chat-store sql1\chat mirror sql2\chat witness sql3\wit
    ///     compliance-store sql1\chat mirror sql2\comp witness sql3\wit
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers 2
    ///     compliance
    ///     chat-store sql1\chat mirror sql2\chat witness sql3\wit
    ///     compliance-store sql1\comp mirror sql2\comp witness sql3\wit
    /// ```
    /// ## Source
    /// `L:required-resources-for-persistent-chat-server`
    code: "PC029", name: "compliance-on-instance-of-content", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx).filter(|chat| chat.settings.compliance) {
        let content = chat.content_copies();
        if content.len() < 2 {
            continue;
        }
        for copy in chat.compliance_copies() {
            let Some(other) = content.iter().find(|other| cx.are_one_instance(other.sql, copy.sql)) else { continue };
            let message = message!(
                "The {compliance} and the {content} of {pool} share an instance, {sql}.",
                compliance = copy.title(),
                content = other.title(),
                pool = chat.name(),
                sql = cx.sql(copy.sql).path()
            );
            out.report(&RULE, copy.place(), message)
                .related(copy.sql, message!("the instance"))
                .help(message!("Keep the compliance record on an instance of its own."));
        }
    }
}
