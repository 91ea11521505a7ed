use super::{is_international, report_names};
use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// A host name is in an international alphabet.
    ///
    /// ## Why it matters
    /// Internationalised domain names are not supported, neither as such nor in their encoded form `xn--`. Clients and
    /// partners encode them in different ways and do not find the host.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end münchen-fe.contoso.com          #! NA010
    ///     computers muc-fe1 muc-fe2 muc-fe3
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end muc-fe.contoso.com
    ///     computers muc-fe1 muc-fe2 muc-fe3
    /// ```
    /// ## Source
    /// `S:system-requirements`
    code: "NA010", name: "international-name", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let help = message!("Use a name of letters, digits and hyphens.");
    report_names(
        &RULE,
        cx,
        out,
        |_, name| is_international(name),
        |name| message!("{name} is an internationalised domain name.", name),
        &help,
    );
}
