use std::collections::BTreeSet;

use super::{place, simple_urls};
use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// A simple URL is on the name of a SIP domain itself.
    ///
    /// ## Why it matters
    /// That name is mostly the organisation's web site, and inside the domain controllers. Neither knows anything of
    /// meetings.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                  #! UR009
    ///   dialin https://contoso.com/dialin
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   dialin https://dialin.contoso.com
    /// ```
    /// ## Source
    /// `S:simple-urls`; that it holds for 2013 (inferred)
    code: "UR009", name: "simple-url-of-sip-domain", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let domains: BTreeSet<_> = cx.topology().deployment().sip_domains.iter().map(|domain| domain.name.key()).collect();
    for url in simple_urls(cx.topology()) {
        let host = url.host();
        if host.is_empty() || !domains.contains(&host.to_ascii_lowercase()) {
            continue;
        }
        let message = message!("The {what} is on {host}, a SIP domain.", what = url.title(), host);
        out.report(&RULE, place(), message).help(message!("Use a name in the domain, such as meet or dialin."));
    }
}
