use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Id, Pool, Role};

rule! {
    /// A pool uses IPv6, which needs DNS records of its own.
    ///
    /// ## Why it matters
    /// An A record leads to an IPv4 address only. Without an AAAA record beside each, nobody ever uses the IPv6
    /// addresses, and clients that have no IPv4 do not find the pool.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! IP005
    ///     ip internal-v4 external-v4 external-v6
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    /// ```
    /// ## Source
    /// `L:determine-dns-requirements`
    ///
    /// ## Notes
    /// The topology knows no records. The rule is a reminder until it is waived.
    code: "IP005", name: "ipv6-needs-records", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, pool) in cx.pools().filter(|(id, pool)| uses_ipv6(cx, *id, pool)) {
        let message = message!(
            "Pool {pool} uses IPv6: each A record of its names needs an AAAA record beside it.",
            pool = pool.fqdn.as_str()
        );
        out.report(&RULE, id, message).help(message!("Plan the AAAA records, inside and outside."));
    }
}

fn uses_ipv6(cx: &Cx<'_>, id: Id<Pool>, pool: &Pool) -> bool {
    let mut computers = cx.computers_of(id);
    matches!(&pool.role, Role::Edge(edge) if edge.ip.internal_v6 || edge.ip.external_v6)
        || computers.any(|(_, computer)| computer.interfaces.iter().any(|interface| !interface.address_v6.is_empty()))
}
