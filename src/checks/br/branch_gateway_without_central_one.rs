use std::collections::BTreeSet;

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{GatewayKind, Place, SiteRef};

rule! {
    /// A branch site has a gateway, and its central site has none.
    ///
    /// ## Why it matters
    /// When the gateway of the branch is down, or its users have moved to the central pool, their calls take a backup
    /// route over a gateway of the central site. There is none to take.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford                      #! BR013
    ///     gateway ox-gw
    ///       trunk ox-gw to lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   gateway lon-gw
    ///     trunk lon-gw to lon-fe
    ///   branch-site Oxford
    ///     gateway ox-gw
    ///       trunk ox-gw to lon-fe
    /// ```
    /// ## Source
    /// `L:branch-site-resiliency-requirements`
    /// `S:enterprise-voice-resiliency`
    code: "BR013", name: "branch-gateway-without-central-one", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let gateways = cx.topology().gateways.iter().map(|(_, gateway)| gateway);
    let with_gateway: BTreeSet<SiteRef> =
        gateways.filter(|gateway| gateway.kind == GatewayKind::Pstn).map(|gateway| gateway.site).collect();
    for (id, site) in cx.topology().branch_sites.iter() {
        let Some(parent) = site.parent else { continue };
        if with_gateway.contains(&SiteRef::Branch(id)) && !with_gateway.contains(&SiteRef::Central(parent)) {
            let message = message!(
                "{branch} has a gateway, and its central site {site} has none.",
                branch = site.name.as_str(),
                site = cx.topology().name(parent.into())
            );
            out.report(&RULE, Place::from(id), message)
                .related(parent, message!("the central site"))
                .help(message!("Add a gateway and a trunk there, and a backup route over it."));
        }
    }
}
