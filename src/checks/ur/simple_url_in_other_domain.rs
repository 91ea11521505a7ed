use super::{Of, is_in, place, simple_urls};
use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// A Meet URL follows none of the three recommended patterns.
    ///
    /// ## Why it matters
    /// In another domain's name and without a folder for its own, it does not tell whose meetings it leads to. The next
    /// domain that wants the same name has no address left.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                  #! UR011
    ///   sip-domain fabrikam.com
    ///   meet contoso.com https://meet.contoso.com
    ///   meet fabrikam.com https://lync.contoso.com/meet
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   sip-domain fabrikam.com
    ///   meet contoso.com https://lync.contoso.com/contoso/meet
    ///   meet fabrikam.com https://lync.contoso.com/fabrikam/meet
    /// ```
    /// ## Source
    /// `L:planning-for-simple-urls`
    /// ## Notes
    /// The patterns are a name of its own in the SIP domain, a shared name in the SIP domain with a path, and one name
    /// for all domains with a folder for each. Any folder but `meet` counts as one for the domain (inferred).
    code: "UR011", name: "simple-url-in-other-domain", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for url in simple_urls(cx.topology()) {
        let Of::Meet(domain) = url.of else { continue };
        let has_folder = url.path().any(|label| !label.eq_ignore_ascii_case("meet"));
        if has_folder || is_in(url.host(), domain) {
            continue;
        }
        let message = message!(
            "The {what}, {url}, is in another domain and has no folder for its own.",
            what = url.title(),
            url = url.text
        );
        out.report(&RULE, place(), message)
            .help(message!("Use a name in the SIP domain, or a folder for it before /meet."));
    }
}
