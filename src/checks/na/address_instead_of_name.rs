use super::{is_address, report_names};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{AnyId, Fqdn};

rule! {
    /// An address stands where a name is wanted.
    ///
    /// ## Why it matters
    /// Certificates are made for names. A host that is known by its address shows none that anybody accepts.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   web-apps 10.0.0.7                         #! NA011
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   web-apps lon-owa
    /// ```
    /// ## Source
    /// (inferred)
    ///
    /// ## Notes
    /// A gateway may be known by its address.
    code: "NA011", name: "address-instead-of-name", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let may_be_address = |row| matches!(row, AnyId::Gateway(_));
    let has_fault = |row, name: &Fqdn| is_like_address(name) && !(may_be_address(row) && is_address(name));
    report_names(
        &RULE,
        cx,
        out,
        has_fault,
        |name| message!("{name} is an address, not a name.", name),
        &message!("Enter a name."),
    );
}

/// Whether a name is an address or might be taken for one: its last label is a number.
pub(super) fn is_like_address(name: &Fqdn) -> bool {
    let last = name.as_str().rsplit_once('.').map(|(_, last)| last);
    is_address(name) || last.is_some_and(|last| !last.is_empty() && last.bytes().all(|c| c.is_ascii_digit()))
}
