use super::{by_address, place};
use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// Two simple URLs are one address.
    ///
    /// ## Why it matters
    /// The web services tell by the address what is asked for: a meeting of which domain, the numbers, the control
    /// panel. Of two things at one address only one is found.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                  #! UR006
    ///   sip-domain fabrikam.com
    ///   meet contoso.com https://meet.contoso.com
    ///   meet fabrikam.com https://meet.contoso.com/
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
    code: "UR006", name: "simple-url-used-twice", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for urls in by_address(cx.topology()).values() {
        let [first, others @ ..] = urls.as_slice() else { continue };
        for other in others {
            let message = message!(
                "The {one} and the {other} are one address, {url}.",
                one = first.title(),
                other = other.title(),
                url = first.text
            );
            out.report(&RULE, place(), message).help(message!("Give each of them an address of its own."));
        }
    }
}
