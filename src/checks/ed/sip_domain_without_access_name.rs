use std::collections::BTreeSet;

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Deployment, Place, field};
use crate::vendor::names::sip_name;

rule! {
    /// A SIP domain has no Edge pool whose Access name is the domain's own.
    ///
    /// ## Why it matters
    /// Outside, a client that finds no other record asks for `sip.` and its domain, and accepts a certificate for that
    /// name only. Users of the domain are asked for a server name, or warned of a name that they do not know.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                      #! ED032
    ///   sip-domain fabrikam.com
    /// site EMEA
    ///   edge lon-edge
    ///     external sip webcon av
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    /// site EMEA
    ///   edge lon-edge
    ///     external sip webcon av
    /// ```
    /// ## Source
    /// `L:dns-summary-scaled-consolidated-edge-dns-load-balancing-with-public-ip-addresses`
    /// `L:determine-dns-requirements`
    ///
    /// ## Notes
    /// Only one of several domains can be in the Access name. The rule stays for the others, as a reminder of a record
    /// and an entry in the certificate, until it is waived.
    code: "ED032", name: "sip-domain-without-access-name", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let names = cx.edge_pools().map(|edge| edge.settings.access.fqdn.key());
    let names: BTreeSet<String> = names.filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return;
    }
    for domain in &cx.topology().deployment().sip_domains {
        let name = sip_name(domain.name.as_str());
        if domain.name.is_empty() || names.contains(&name.to_ascii_lowercase()) {
            continue;
        }
        let message = message!(
            "No Edge pool has the Access name {name}, by which clients of {domain} look for it.",
            name,
            domain = domain.name.as_str()
        );
        out.report(&RULE, Place::from(Deployment::ID).field(field::SIP_DOMAINS), message)
            .help(message!("Add that name to public DNS and to the external certificate of the Edge pool."));
    }
}
