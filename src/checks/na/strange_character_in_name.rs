use super::{has_strange_character, report_names};
use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// A host name has a character other than letters, digits and hyphens.
    ///
    /// ## Why it matters
    /// Certification authorities refuse such a name, and where DNS takes it, clients do not: the underscore above all
    /// works in the lab of one product and fails with the next.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon_fe                          #! NA002
    ///     computers lon-fe1 lon-fe2 lon-fe3
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers lon-fe1 lon-fe2 lon-fe3
    /// ```
    /// ## Source
    /// `L:define-your-edge-topology`
    /// `S:create-and-publish-new-topology`
    code: "NA002", name: "strange-character-in-name", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let help = message!("Use letters, digits and hyphens only.");
    report_names(
        &RULE,
        cx,
        out,
        |_, name| has_strange_character(name),
        |name| message!("{name} has a character that host names do not have.", name),
        &help,
    );
}
