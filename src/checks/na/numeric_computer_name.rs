use super::report_computers;
use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// The host name of a Windows computer is a number.
    ///
    /// ## Why it matters
    /// Windows does not let a computer have such a name, for nothing would tell it from an address.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   mediation 1042.contoso.com                #! NA005
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   mediation med1042.contoso.com
    /// ```
    /// ## Source
    /// (inferred)
    code: "NA005", name: "numeric-computer-name", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let is_number = |host: &str| !host.is_empty() && host.bytes().all(|c| c.is_ascii_digit());
    let say = |name: &str| message!("The host name of {name} consists of digits only.", name);
    report_computers(&RULE, cx, out, is_number, say, &message!("Give the computer a name with a letter in it."));
}
