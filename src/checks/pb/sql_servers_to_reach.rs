use std::collections::BTreeSet;

rule! {
    /// The SQL servers have to be reachable when the topology is published.
    ///
    /// ## Why it matters
    /// Publishing makes the databases. A server that is down, not in the domain or behind a closed firewall leaves a
    /// published pool without databases, and its services do not start.
    ///
    /// ## Example
    /// ```sketch to xml
    /// deployment contoso.com                    #! PB004
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    /// ```
    /// ## Use instead
    /// ```sketch to xml
    /// deployment contoso.com
    /// site EMEA
    ///   standard-edition lon-se
    /// ```
    /// ## Source
    /// `L:requirements-to-publish-a-topology`
    code: "PB004", name: "sql-servers-to-reach", severity: Info, products: [ALL], since: "0.1.0", when: Publishing,
}

use super::is_to_be_deployed;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Deployment;

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    if !is_to_be_deployed(cx) {
        return;
    }
    let back_ends = cx.enterprise_pools().filter_map(|pool| pool.settings.back_end.primary);
    let servers: BTreeSet<String> =
        back_ends.map(|sql| cx.sql(sql).fqdn.key()).filter(|name| !name.is_empty()).collect();
    if servers.is_empty() {
        return;
    }
    out.report(
        &RULE,
        Deployment::ID,
        message!(
            "The SQL servers of the back ends ({n}) have to be up and in the domain when this is published.",
            n = servers.len()
        ),
    )
    .help(message!("Try from the computer that publishes whether it reaches their ports."));
}
