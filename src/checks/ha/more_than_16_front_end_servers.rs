use super::report_too_many_servers;
use crate::checks::{Cx, Findings, rule};

rule! {
    /// An Enterprise pool has more than 16 Front End servers.
    ///
    /// ## Why it matters
    /// The vendor has tested and supports sixteen; its quorum tables end there. Topology Builder lets more be added
    /// without a word.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com
    ///   product 2019
    /// site EMEA
    ///   front-end lon-fe                        #! HA003
    ///     computers 17
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   product 2019
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 9
    ///   front-end lon2-fe
    ///     computers 8
    /// ```
    /// ## Source
    /// `S:high-availability`
    /// `S:user-model-2019`
    code: "HA003", name: "more-than-16-front-end-servers", severity: Error, products: [S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    report_too_many_servers(&RULE, cx, out);
}
