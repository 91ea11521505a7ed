use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{LoadBalancing, Place, field};

rule! {
    /// XMPP partners use an Edge pool with DNS load balancing.
    ///
    /// ## Why it matters
    /// XMPP partners know nothing of DNS load balancing: they keep to one address. When that server is down, they do
    /// not try the next.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED025
    ///     computers 2
    ///     load-balancing dns
    ///     xmpp
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     computers 2
    ///     load-balancing hardware
    ///     xmpp
    /// ```
    /// ## Source
    /// `L:dns-load-balancing`
    ///
    /// ## Notes
    /// The same holds for partners of before 2010, public instant messaging and Exchange Unified Messaging of before
    /// 2013, of which the topology knows nothing.
    code: "ED025", name: "xmpp-without-failover", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools().filter(|edge| edge.settings.xmpp && edge.n_computers() > 1) {
        if edge.pool.load_balancing != Some(LoadBalancing::Dns) {
            continue;
        }
        let message = message!(
            "With DNS load balancing, XMPP partners of {pool} do not fail over to another Edge server.",
            pool = edge.name()
        );
        out.report(&RULE, Place::from(edge.id).field(field::LOAD_BALANCING), message)
            .help(message!("Use a hardware load balancer if XMPP must survive the loss of a server."));
    }
}
