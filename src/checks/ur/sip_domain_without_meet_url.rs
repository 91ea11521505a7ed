use std::collections::BTreeSet;

use super::{are_unknown, place, with};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::vendor::names;

rule! {
    /// A SIP domain has no Meet URL.
    ///
    /// ## Why it matters
    /// The invitations of its users carry this address. Without one they cannot schedule an online meeting, and the
    /// topology is not published.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                  #! UR001
    ///   sip-domain fabrikam.com
    ///   meet contoso.com https://meet.contoso.com
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   sip-domain fabrikam.com
    ///   meet contoso.com https://meet.contoso.com
    ///   meet fabrikam.com https://meet.fabrikam.com
    /// ```
    /// ## Source
    /// `L:planning-for-simple-urls`
    /// ## Notes
    /// The published topology holds no simple URLs, so a document that was read from one and has none is not judged.
    code: "UR001", name: "sip-domain-without-meet-url", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    if are_unknown(cx) {
        return;
    }
    let deployment = cx.topology().deployment();
    let set = deployment.simple_urls.meet.iter().filter(|(_, text)| !text.is_empty());
    let set: BTreeSet<_> = set.map(|(domain, _)| domain.key()).collect();
    let lacks_url = |name: &str| !name.is_empty() && !set.contains(&name.to_ascii_lowercase());
    for domain in deployment.sip_domains.iter().filter(|domain| lacks_url(domain.name.as_str())) {
        let name = &domain.name;
        let url = names::meet_url(name.as_str());
        let command = with(cx, |urls| {
            urls.meet.retain(|(of, _)| !of.is(name));
            urls.meet.push((name.clone(), url.clone()));
        });
        out.report(&RULE, place(), message!("The SIP domain {domain} has no Meet URL.", domain = name.as_str()))
            .help(message!("Enter the address that its meetings begin with."))
            .fix(message!("Use {url}", url), command);
    }
}
