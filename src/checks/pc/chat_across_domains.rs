use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Fqdn, Place, field};

use super::chat_pools;

rule! {
    /// The servers of a chat pool are not in the domain of each other or of their Front End servers.
    ///
    /// ## Why it matters
    /// The services sign in to each other and to the databases with accounts of their domain. Across domains each of
    /// them depends on a trust and on domain controllers that nobody counts when the chat pool is planned.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC048
    ///     computers chat1.contoso.com chat2.emea.contoso.com
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers chat1.contoso.com chat2.contoso.com
    /// ```
    /// ## Source
    /// `L:components-and-topologies-for-persistent-chat-server`
    /// `S:topology`
    code: "PC048", name: "chat-across-domains", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in chat_pools(cx) {
        let own = chat.servers.iter().map(|server| (server.id, &server.computer.fqdn));
        let next_hop = chat.settings.next_hop.map(|pool| cx.computers_of(pool));
        let front_ends = next_hop.into_iter().flatten().map(|(id, computer)| (id, &computer.fqdn));
        let mut in_domain = own.chain(front_ends).filter(|(_, fqdn)| !fqdn.domain().is_empty());
        let Some((_, first)) = in_domain.next() else { continue };
        let differs = |fqdn: &Fqdn| !fqdn.domain().eq_ignore_ascii_case(first.domain());
        let Some((id, other)) = in_domain.find(|(_, fqdn)| differs(fqdn)) else { continue };
        let message = message!(
            "Of {pool} and its next hop {first} is in the domain {domain}, and {other} is not.",
            pool = chat.name(),
            first = first.as_str(),
            domain = first.domain(),
            other = other.as_str()
        );
        out.report(&RULE, Place::from(chat.id).field(field::COMPUTERS), message)
            .related(id, message!("is in another domain"))
            .help(message!("Put all chat servers into the domain of the Front End servers."));
    }
}
