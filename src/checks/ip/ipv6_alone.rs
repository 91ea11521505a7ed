use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{IpOptions, Place, Pool, Role, field};

rule! {
    /// An interface of an Edge pool uses IPv6 alone.
    ///
    /// ## Why it matters
    /// IPv6 without IPv4 is there for research and is not supported in production: partners, phones and older clients
    /// that know IPv4 only cannot connect.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! IP004
    ///     ip internal-v4 external-v6
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     ip internal-v4 external-v4 external-v6
    /// ```
    /// ## Source
    /// `L:overview-of-ip-address-types`; a warning, for research is allowed (inferred)
    code: "IP004", name: "ipv6-alone", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools() {
        let IpOptions { internal_v4, internal_v6, external_v4, external_v6 } = edge.settings.ip;
        let (inside, outside) = (internal_v6 && !internal_v4, external_v6 && !external_v4);
        let pool = edge.name();
        let message = match (inside, outside) {
            (true, true) => message!("Edge pool {pool} uses IPv6 alone.", pool),
            (true, false) => message!("Edge pool {pool} uses IPv6 alone inside.", pool),
            (false, true) => message!("Edge pool {pool} uses IPv6 alone outside.", pool),
            (false, false) => continue,
        };
        let mut settings = edge.settings.clone();
        settings.ip.internal_v4 |= inside;
        settings.ip.external_v4 |= outside;
        let both = Pool { role: Role::Edge(settings), ..edge.pool.clone() };
        out.report(&RULE, Place::from(edge.id).field(field::IP), message)
            .help(message!("Use IPv4, or both."))
            .suggest(message!("Use IPv4 too"), Command::Put((edge.id, both).into()));
    }
}
