use std::collections::HashSet;

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Deployment, Folded, Place, field};
use crate::vendor::names::sip_name;

rule! {
    /// No server that users sign in to is in the domain of their addresses.
    ///
    /// ## Why it matters
    /// Clients look for records in the domain of the user's address, and accept a server of that domain only. Unless
    /// internal DNS has a zone for it, nobody inside signs in without typing a server name.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                      #! NA013
    /// site EMEA
    ///   front-end lon-fe.contoso.local
    ///     computers lon-fe1.contoso.local lon-fe2.contoso.local lon-fe3.contoso.local
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     computers lon-fe1 lon-fe2 lon-fe3
    /// ```
    /// ## Source
    /// `L:determine-dns-requirements`
    ///
    /// ## Notes
    /// The topology knows no zones. The rule is a reminder until it is waived.
    code: "NA013", name: "sip-domain-without-servers", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let pools = cx.user_pools().map(|pool| pool.id).chain(cx.director_pools().map(|pool| pool.id));
    let domains = pools.flat_map(|pool| cx.survey().domains_of(pool));
    let domains: HashSet<Folded<'_>> = domains.map(|(_, domain)| Folded(domain)).collect();
    if domains.is_empty() {
        return;
    }
    for domain in &cx.topology().deployment().sip_domains {
        let name = domain.name.as_str();
        if name.is_empty() || domains.contains(&domain.name.folded()) {
            continue;
        }
        let message = message!("No Front End or Director server is in the SIP domain {name}.", name);
        out.report(&RULE, Place::from(Deployment::ID).field(field::SIP_DOMAINS), message).help(message!(
            "Create a zone for it in internal DNS, or pin-point zones: automatic sign-in wants {sip} and an SRV record \
             that points into the domain.",
            sip = sip_name(name)
        ));
    }
}
