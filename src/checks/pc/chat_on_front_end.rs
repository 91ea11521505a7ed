use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, Role, field};

rule! {
    /// A chat server is also a Front End server of an Enterprise pool.
    ///
    /// ## Why it matters
    /// Both roles are built for a machine of their own; setup does not put them on one. Only a Standard Edition server
    /// takes Persistent Chat beside it.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     computers lon-fe1 lon-fe2 lon-fe3
    ///   persistent-chat lon-chat.contoso.com  #! PC002
    ///     computers lon-fe3 lon-chat2
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     computers lon-fe1 lon-fe2 lon-fe3
    ///   persistent-chat lon-chat.contoso.com
    ///     computers lon-chat1 lon-chat2
    /// ```
    /// ## Source
    /// `L:components-and-topologies-for-persistent-chat-server`
    code: "PC002", name: "chat-on-front-end", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in cx.chat_pools() {
        for (id, computer) in cx.computers_of(chat.id) {
            let mut pools = cx.survey().pools_beside(id);
            let Some(front_end) = pools.find(|&pool| matches!(cx.pool(pool).role, Role::FrontEnd(_))) else {
                continue;
            };
            let message = message!(
                "{computer} serves {pool} and is a Front End server of {front_end}.",
                computer = computer.fqdn.as_str(),
                pool = chat.name(),
                front_end = cx.pool(front_end).fqdn.as_str()
            );
            out.report(&RULE, Place::from(chat.id).field(field::COMPUTERS), message)
                .related(id, message!("the computer"))
                .related(front_end, message!("the Front End pool"))
                .help(message!("Use separate computers for Persistent Chat."));
        }
    }
}
