use super::{are_unknown, place, with};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::vendor::names;

rule! {
    /// There is no Dialin URL.
    ///
    /// ## Why it matters
    /// Invitations lead to this page for the numbers and PINs of conferences by telephone. The vendor requires one for
    /// the organisation.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                  #! UR002
    ///   dialin none
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   dialin https://dialin.contoso.com
    /// ```
    /// ## Source
    /// `L:planning-for-simple-urls`
    /// ## Notes
    /// The published topology holds no simple URLs, so a document that was read from one and has none is not judged.
    code: "UR002", name: "no-dialin-url", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let deployment = cx.topology().deployment();
    if !deployment.simple_urls.dialin.is_empty() || are_unknown(cx) {
        return;
    }
    let reported = out
        .report(&RULE, place(), message!("The deployment has no Dialin URL."))
        .help(message!("Enter the address of the page with the conference numbers."));
    if !deployment.default_sip_domain.is_empty() {
        let url = names::dialin_url(deployment.default_sip_domain.as_str());
        let command = with(cx, |urls| urls.dialin.clone_from(&url));
        reported.fix(message!("Use {url}", url), command);
    }
}
