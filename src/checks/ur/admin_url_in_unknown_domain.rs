use super::{Of, is_in, place, simple_urls};
use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// The Admin URL is in a domain that nothing else of the deployment is in.
    ///
    /// ## Why it matters
    /// The control panel is used from inside, so DNS inside has to resolve the name. It does for the domains of servers
    /// and of users; another domain needs a zone that somebody has to think of.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                  #! UR013
    ///   admin https://admin.tailspintoys.com
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   admin https://admin.contoso.com
    /// ```
    /// ## Source
    /// `L:planning-for-simple-urls`
    /// `S:create-and-publish-new-topology`; which domains internal DNS resolves (inferred)
    code: "UR013", name: "admin-url-in-unknown-domain", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let topology = cx.topology();
    let Some(url) = simple_urls(topology).find(|url| matches!(url.of, Of::Admin)) else { return };
    let host = url.host();
    let mut sip_domains = topology.deployment().sip_domains.iter();
    let mut computers = topology.computers.iter();
    let is_known = sip_domains.any(|domain| is_in(host, &domain.name))
        || computers.any(|(_, computer)| is_in(host, &computer.fqdn.domain().into()));
    if host.is_empty() || is_known {
        return;
    }
    let message = message!("The Admin URL is on {host}, in a domain of neither servers nor users.", host);
    out.report(&RULE, place(), message).help(message!("Use a name that internal DNS resolves, or add a zone for it."));
}
