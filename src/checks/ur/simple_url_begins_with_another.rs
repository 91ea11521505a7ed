use super::{by_address, place};
use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// A simple URL begins with another one.
    ///
    /// ## Why it matters
    /// What follows a Meet URL names the organiser and the meeting. A longer simple URL looks like a meeting of the
    /// shorter one, and is taken for it.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                  #! UR007
    ///   meet contoso.com https://lync.contoso.com
    ///   dialin https://lync.contoso.com/dialin
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   meet contoso.com https://lync.contoso.com/meet
    ///   dialin https://lync.contoso.com/dialin
    /// ```
    /// ## Source
    /// `L:planning-for-simple-urls`
    code: "UR007", name: "simple-url-begins-with-another", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let by_address = by_address(cx.topology());
    for (address, urls) in &by_address {
        let above = address.match_indices('/').map(|(end, _)| &address[..end]);
        let Some(shorter) = above.filter_map(|above| by_address.get(above)).flatten().next() else { continue };
        for url in urls {
            let message = message!(
                "The {longer}, {url}, begins with the {shorter}.",
                longer = url.title(),
                url = url.text,
                shorter = shorter.title()
            );
            out.report(&RULE, place(), message).help(message!("Give both a path, or hosts of their own."));
        }
    }
}
