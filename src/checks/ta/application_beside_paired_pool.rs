use std::collections::BTreeSet;

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// An application works with a paired pool, and none works with its partner.
    ///
    /// ## Why it matters
    /// A failover takes the users to the partner. The application stays behind its next hop: for the users it is gone.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   trusted-application lon-app             #! TA005
    ///     computers 2
    ///     next-hop lon-fe
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   trusted-application lon-app
    ///     computers 2
    ///     next-hop lon-fe
    /// site APAC
    ///   front-end sin-fe
    ///   trusted-application sin-app
    ///     computers 2
    ///     next-hop sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// (inferred)
    code: "TA005", name: "application-beside-paired-pool", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let next_hops: BTreeSet<_> =
        cx.application_pools().filter_map(|application| application.settings.next_hop).collect();
    for application in cx.application_pools() {
        let Some(next_hop) = application.settings.next_hop else { continue };
        let Some(partner) = cx.pool(next_hop).backup_pool.filter(|partner| !next_hops.contains(partner)) else {
            continue;
        };
        let message = message!(
            "{pool} works with {next_hop}, and no application pool works with its partner {partner}.",
            pool = application.name(),
            next_hop = cx.pool(next_hop).fqdn.as_str(),
            partner = cx.pool(partner).fqdn.as_str()
        );
        out.report(&RULE, Place::from(application.id).field(field::NEXT_HOP), message)
            .related(partner, message!("the partner"))
            .help(message!("Add an application pool that works with the partner."));
    }
}
