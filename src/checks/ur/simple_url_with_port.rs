use super::{place, simple_urls, with_text};
use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// A simple URL has a port.
    ///
    /// ## Why it matters
    /// The vendor allows none: firewalls and the reverse proxy let the usual port through, and no other.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                  #! UR004
    ///   dialin https://dialin.contoso.com:4443
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   dialin https://dialin.contoso.com
    /// ```
    /// ## Source
    /// `L:planning-for-simple-urls`
    code: "UR004", name: "simple-url-with-port", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for url in simple_urls(cx.topology()) {
        let (host, Some(port)) = url.host_and_port() else { continue };
        let message = message!("The {what} has a port, {port}.", what = url.title(), port);
        let without = url.text.replacen(&format!("{host}:{port}"), host, 1);
        out.report(&RULE, place(), message)
            .help(message!("Leave the port out."))
            .fix(message!("Use {url}", url = without.as_str()), with_text(cx, url, without));
    }
}
