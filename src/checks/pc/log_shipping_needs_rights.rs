use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::{ChatPool, chat_pools};

rule! {
    /// The SQL servers of a stretched chat pool need rights on shares, and SQL Server Agent.
    ///
    /// ## Why it matters
    /// Log shipping is three jobs of SQL Server Agent: one backs up, one copies, one restores. A job without rights
    /// fails silently until somebody reads its history, mostly when the secondary is needed.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC035
    ///     computers chat1 in London
    ///     computers chat2 in Paris standby
    ///     chat-store sql1\chat
    ///     chat-backup sql2\chat
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers chat1 chat2 in London
    ///     chat-store sql1\chat
    /// ```
    /// ## Source
    /// `L:required-resources-for-persistent-chat-server`
    /// `L:setting-up-sql-server-log-shipping-for-the-persistent-chat-server-primary-database`
    /// `L:failing-back-persistent-chat-server`
    code: "PC035", name: "log-shipping-needs-rights", severity: Info, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx).filter(ChatPool::is_shipped) {
        let message = message!(
            "The log shipping of {pool} needs SQL Server Agent, and rights on its shares.",
            pool = chat.name()
        );
        let mut reported = out.report(&RULE, Place::from(chat.id).field(field::LOG_SHIPPING), message);
        for copy in chat.content_copies() {
            reported = reported.related(copy.sql, message!("the {copy}", copy = copy.title()));
        }
        reported.help(message!(
            "Run SQL Server Agent on primary, mirror and secondary, let every SQL server of both data centres read and \
             write the log share, and let the Agent of the secondary read that share and write the folder of copies."
        ));
    }
}
