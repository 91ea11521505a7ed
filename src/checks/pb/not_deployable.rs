use std::collections::BTreeSet;

rule! {
    /// The design is about to be written for deployment and has errors.
    ///
    /// ## Why it matters
    /// The vendor's tool refuses to publish some of them, and publishes others: they show up as servers that do not
    /// start, in a deployment that people already use.
    ///
    /// ## Example
    /// ```sketch to xml
    /// deployment contoso.com                    #! PB001
    ///   central-management lon-se
    /// site EMEA
    ///   standard-edition lon-se
    ///     file-store \\fs1\lync
    ///     web internal lon-webint
    /// ```
    /// ## Use instead
    /// ```sketch to xml
    /// deployment contoso.com
    ///   central-management lon-se
    /// site EMEA
    ///   standard-edition lon-se
    ///     file-store \\fs1\lync
    /// ```
    /// ## Source
    /// `S:create-and-publish-new-topology`
    ///
    /// ## Notes
    /// Errors that a waiver accepts are not counted.
    code: "PB001", name: "not-deployable", severity: Error, products: [ALL], since: "0.1.0", when: Last,
}

use super::is_written_for_the_vendor;
use crate::checks::{Cx, Findings, rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::message;
use crate::model::{Deployment, WaiverKey};

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    if !is_written_for_the_vendor(cx) {
        return;
    }
    let is_waived = |found: &Diagnostic| {
        let waiver = cx.document().waivers.get(WaiverKey { code: found.code, entity: found.place.entity });
        waiver.is_some_and(|waiver| waiver.holds_on(cx.today()))
    };
    let errors = out.others().iter().filter(|found| found.severity == Severity::Error && !is_waived(found));
    let codes: Vec<String> = errors.map(|found| found.code.to_string()).collect();
    if codes.is_empty() {
        return;
    }
    let n = codes.len();
    let codes: Vec<String> = codes.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    let message = message!("The design has errors ({n}): {codes}.", n, codes = codes.join(", "));
    out.report(&RULE, Deployment::ID, message)
        .help(message!("Repair them first; what is written cannot be deployed as it is."));
}
