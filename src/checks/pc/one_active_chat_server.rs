use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Computer, Place, field};

use super::chat_pools;

rule! {
    /// One chat server is active.
    ///
    /// ## Why it matters
    /// While it is updated or broken nobody can chat. A standby server does not take over by itself: an administrator
    /// has to make it active.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC053
    ///     computers 1
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers 2
    /// ```
    /// ## Source
    /// (inferred)
    code: "PC053", name: "one-active-chat-server", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx).filter(|chat| chat.standard_edition_server.is_none()) {
        let mut active = chat.active();
        let (Some(only), None) = (active.next(), active.next()) else { continue };
        let message = message!(
            "{computer} is the only active server of {pool}.",
            computer = only.computer.fqdn.as_str(),
            pool = chat.name()
        );
        let reported = out
            .report(&RULE, Place::from(chat.id).field(field::COMPUTERS), message)
            .related(only.id, message!("the active server"))
            .help(message!("Make a second server active, in the same data centre."));
        let beside = chat.servers.iter().find(|server| server.id != only.id && server.data_centre == only.data_centre);
        if let Some(beside) = beside {
            let title = message!("Make {computer} active", computer = beside.computer.fqdn.as_str());
            let row = Computer { standby: false, ..beside.computer.clone() };
            reported.suggest(title, Command::Put((beside.id, row).into()));
        }
    }
}
