use std::collections::BTreeSet;

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{NetworkServiceKind, Place, SiteRef};

use super::by_branch_site;

rule! {
    /// A branch site with an appliance has no DNS server.
    ///
    /// ## Why it matters
    /// When the line is cut, telephones still have to find the appliance. Those that ask a DNS server at the other end
    /// of the line do not.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford                      #! BR011
    ///     survivable-branch ox-sba
    ///       registrar lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford
    ///     survivable-branch ox-sba
    ///       registrar lon-fe
    ///     dns-server ox-dns
    /// ```
    /// ## Source
    /// `L:branch-site-resiliency-requirements`
    ///
    /// ## Notes
    /// DHCP option 120, from a DHCP server of the branch or from the appliance itself, does it too; it is no part of a
    /// topology.
    code: "BR011", name: "branch-site-without-dns", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let services = cx.topology().network_services.iter().map(|(_, service)| service);
    let with_dns: BTreeSet<SiteRef> =
        services.filter(|service| service.kind == NetworkServiceKind::Dns).map(|service| service.site).collect();
    for &site in by_branch_site(cx).keys().filter(|site| !with_dns.contains(&SiteRef::Branch(**site))) {
        let message = message!(
            "Clients in {site} have no DNS server there to ask while the line is cut.",
            site = cx.topology().name(site.into())
        );
        out.report(&RULE, Place::from(site), message).help(message!(
            "Let clients keep the DNS records while the line is cut, or find the appliance by DHCP option 120."
        ));
    }
}
