use super::{place, simple_urls};
use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// The path of a simple URL has characters other than letters, digits and periods.
    ///
    /// ## Why it matters
    /// Mail programs and telephones rewrite or cut addresses with other characters. The link in the invitation then
    /// leads nowhere, for some of the guests.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                  #! UR008
    ///   dialin https://lync.contoso.com/dial-in
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   dialin https://lync.contoso.com/dialin
    /// ```
    /// ## Source
    /// `L:planning-for-simple-urls`
    code: "UR008", name: "simple-url-with-odd-characters", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for url in simple_urls(cx.topology()) {
        let is_odd = |c: &char| !c.is_ascii_alphanumeric() && *c != '.';
        let Some(odd) = url.path().flat_map(str::chars).find(is_odd) else { continue };
        let message = message!(
            "The {what}, {url}, has {odd} in its path.",
            what = url.title(),
            url = url.text,
            odd = format!("“{odd}”")
        );
        out.report(&RULE, place(), message).help(message!("Use letters, digits and periods only."));
    }
}
