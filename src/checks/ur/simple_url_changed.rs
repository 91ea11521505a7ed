use std::collections::BTreeMap;

use super::{Of, Url, place, simple_urls};
use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// A simple URL is another one than is published.
    ///
    /// ## Why it matters
    /// The web services learn it when `Enable-CsComputer` is run on each of their servers. Until then the new address
    /// is unknown there; and invitations that were sent carry the old one for as long as the meetings last.
    ///
    /// ## Example
    /// ```sketch published
    /// deployment contoso.com
    ///   dialin https://dialin.contoso.com
    /// ```
    /// ```sketch
    /// deployment contoso.com                  #! UR012
    ///   dialin https://call.contoso.com
    /// ```
    /// ## Use instead
    /// ```sketch published
    /// deployment contoso.com
    ///   dialin https://dialin.contoso.com
    /// ```
    /// ```sketch
    /// deployment contoso.com
    ///   dialin https://dialin.contoso.com
    /// ```
    /// ## Source
    /// `L:planning-for-simple-urls`
    /// `S:simple-urls`
    /// ## Notes
    /// A simple URL that is new or gone is none that changed; where either side has none at all they are not known.
    code: "UR012", name: "simple-url-changed", severity: Info, products: [ALL], since: "0.1.0", when: Compared,
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let Some(published) = cx.published() else { return };
    let before: BTreeMap<_, _> = simple_urls(published).map(|url| (subject(url), url)).collect();
    for url in simple_urls(cx.topology()) {
        let Some(old) = before.get(&subject(url)).filter(|old| old.text != url.text) else { continue };
        let message =
            message!("The {what} changes from {old} to {new}.", what = url.title(), old = old.text, new = url.text);
        let is_host_kept = old.host().eq_ignore_ascii_case(url.host());
        out.report(&RULE, place(), message).help(if is_host_kept {
            message!("Run Enable-CsComputer on every Front End server and Director.")
        } else {
            message!(
                "Run Enable-CsComputer on every Front End server and Director, and change the DNS records and the \
                 certificates to {host}.",
                host = url.host()
            )
        });
    }
}

/// What a simple URL is for, as a key.
fn subject(url: Url<'_>) -> (u8, String) {
    match url.of {
        Of::Meet(domain) => (0, domain.key()),
        Of::Dialin => (1, String::new()),
        Of::Admin => (2, String::new()),
    }
}
