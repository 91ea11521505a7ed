use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// An Edge pool does not work behind a translated internal address.
    ///
    /// ## Why it matters
    /// The internal servers and the Edge servers tell each other their own addresses. With NAT between the two, media
    /// and replication go to addresses that nobody has. The topology has no field that could say so.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED022
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    /// ```
    /// ## Source
    /// `L:determine-external-a-v-firewall-and-port-requirements`
    code: "ED022", name: "no-translation-inside", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools() {
        let message =
            message!("The internal addresses of Edge pool {pool} must not be translated.", pool = edge.name());
        out.report(&RULE, edge.id, message)
            .help(message!("Route between the internal networks and the internal interfaces of the Edge servers."));
    }
}
