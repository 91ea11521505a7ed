use super::{place, simple_urls, with_text};
use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// A simple URL does not begin with `https://`.
    ///
    /// ## Why it matters
    /// The vendor allows no other: the web services behind these addresses ask for passwords and PINs.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                  #! UR003
    ///   dialin http://dialin.contoso.com
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   dialin https://dialin.contoso.com
    /// ```
    /// ## Source
    /// `L:planning-for-simple-urls`
    /// `S:simple-urls`
    code: "UR003", name: "simple-url-not-https", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for url in simple_urls(cx.topology()).filter(|url| !url.scheme().eq_ignore_ascii_case("https")) {
        let message = message!("The {what}, {url}, does not begin with https://.", what = url.title(), url = url.text);
        let https = format!("https://{}", url.rest());
        out.report(&RULE, place(), message)
            .help(message!("Let it begin with https://."))
            .fix(message!("Use {url}", url = https.as_str()), with_text(cx, url, https));
    }
}
