use super::report_too_many_servers;
use crate::checks::{Cx, Findings, rule};

rule! {
    /// An Enterprise pool has more than 12 Front End servers.
    ///
    /// ## Why it matters
    /// The vendor has tested and supports twelve; its quorum tables end there. Topology Builder lets more be added
    /// without a word.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! HA002
    ///     computers 13
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 7
    ///   front-end lon2-fe
    ///     computers 6
    /// ```
    /// ## Source
    /// `L:supported-topologies`
    /// `S:topology-basics`
    /// `TB:add-front-end-machine`
    code: "HA002", name: "more-than-12-front-end-servers", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    report_too_many_servers(&RULE, cx, out);
}
