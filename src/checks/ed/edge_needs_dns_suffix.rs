use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// Edge servers belong to no domain, so each needs a primary DNS suffix.
    ///
    /// ## Why it matters
    /// A computer without domain has a short name only. As long as its full name is not the one in the topology, the
    /// installer finds nothing to install and replication does not start.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED029
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    /// ```
    /// ## Source
    /// `L:configure-dns-for-edge-support`
    code: "ED029", name: "edge-needs-dns-suffix", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools() {
        let message = message!("Each server of {pool} needs a primary DNS suffix before setup.", pool = edge.name());
        out.report(&RULE, edge.id, message)
            .help(message!("Set the suffix so that the full computer name equals the FQDN in the topology."));
    }
}
