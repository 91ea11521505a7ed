use super::{is_address, report_names};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Fqdn;
use crate::vendor::names::{LONGEST_LABEL, LONGEST_NAME};

rule! {
    /// A host name breaks the rules of DNS.
    ///
    /// ## Why it matters
    /// DNS has no record of such a name: a part of it is empty or too long, or begins or ends with a hyphen. Nothing
    /// that goes by the name is ever found.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe-.contoso.com             #! NA003
    ///     computers lon-fe1 lon-fe2 lon-fe3
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     computers lon-fe1 lon-fe2 lon-fe3
    /// ```
    /// ## Source
    /// (inferred)
    ///
    /// ## Notes
    /// The rules are those of RFC 1035: labels of 1 to 63 characters, at most 253 in all with the dots.
    code: "NA003", name: "malformed-name", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let help = message!(
        "Use labels of 1 to {label} characters that neither begin nor end with a hyphen, and {name} characters in all.",
        label = LONGEST_LABEL,
        name = LONGEST_NAME
    );
    report_names(
        &RULE,
        cx,
        out,
        |_, name| is_malformed(name),
        |name| message!("{name} is no name that DNS can hold.", name),
        &help,
    );
}

pub(super) fn is_malformed(name: &Fqdn) -> bool {
    let is_faulty =
        |label: &str| label.is_empty() || label.len() > LONGEST_LABEL || label.starts_with('-') || label.ends_with('-');
    let name_is_long = name.as_str().len() > LONGEST_NAME;
    !is_address(name) && (name_is_long || name.as_str().split('.').any(is_faulty))
}
