use std::collections::BTreeMap;

use super::{central_site, with};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Id, Place, Pool, Site, field};

rule! {
    /// An Edge pool of a site with call admission control has no IPv4 inside.
    ///
    /// ## Why it matters
    /// Call admission control counts calls over IPv4 only. It cannot reach the Edge servers, and calls of users outside
    /// are not limited, or not let through.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     features conferencing voice call-admission-control
    ///   edge lon-edge                             #! ED035
    ///     ip internal-v6 external-v4
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     features conferencing voice call-admission-control
    ///   edge lon-edge
    ///     ip internal-v4 internal-v6 external-v4
    /// ```
    /// ## Source
    /// `L:scaled-consolidated-edge-with-hardware-load-balancers`
    /// `L:overview-of-ip-address-types`
    code: "ED035", name: "call-admission-control-without-ipv4", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let mut controlled_by: BTreeMap<Id<Site>, Id<Pool>> = BTreeMap::new();
    for pool in cx.user_pools().filter(|pool| pool.settings.features.call_admission_control) {
        if let Some(site) = central_site(cx, pool.pool) {
            controlled_by.entry(site).or_insert(pool.id);
        }
    }
    for edge in cx.edge_pools().filter(|edge| !edge.settings.ip.internal_v4) {
        let Some(&by) = central_site(cx, edge.pool).and_then(|site| controlled_by.get(&site)) else { continue };
        let message = message!(
            "Edge pool {pool} has no IPv4 address inside, which call admission control of its site needs.",
            pool = edge.name()
        );
        out.report(&RULE, Place::from(edge.id).field(field::IP), message)
            .related(by, message!("runs call admission control"))
            .help(message!("Give the internal interface of each Edge server an IPv4 address too."))
            .suggest(message!("Use IPv4 inside too"), with(&edge, |settings| settings.ip.internal_v4 = true));
    }
}
