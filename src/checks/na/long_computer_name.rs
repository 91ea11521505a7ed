use super::report_computers;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::vendor::names::LONGEST_COMPUTER_NAME;

rule! {
    /// The host name of a Windows computer is too long.
    ///
    /// ## Why it matters
    /// Windows cuts the NetBIOS name of a computer at 15 characters. Two computers whose names begin alike are then one
    /// to the domain: the second takes over the account of the first, which falls out of the domain.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   mediation lon-mediation-01                #! NA004
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   mediation lon-med01
    /// ```
    /// ## Source
    /// (inferred)
    code: "NA004", name: "long-computer-name", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let is_long = |host: &str| host.chars().count() > LONGEST_COMPUTER_NAME;
    let say = |name: &str| {
        message!("The host name of {name} is longer than {longest} characters.", name, longest = LONGEST_COMPUTER_NAME)
    };
    report_computers(&RULE, cx, out, is_long, say, &message!("Give the computer a shorter host name."));
}
