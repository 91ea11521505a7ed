use crate::checks::{Cx, run};
use crate::diagnostic::Diagnostic;
use crate::model::{Waiver, WaiverKey};
use crate::work::Cancel;

/// What a check comes to, once what a person has accepted is set apart.
#[derive(Debug, Clone, Default)]
pub struct Review {
    /// What counts, in the order of [`run`].
    pub findings: Vec<Diagnostic>,
    /// What a waiver of the document accepts, in the same order.
    pub waived: Vec<Waived>,
}

/// A finding that a person has accepted, with the reason.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the words say it")]
pub struct Waived {
    pub finding: Diagnostic,
    pub waiver: Waiver,
}

/// Runs every rule and sets apart what the document's waivers accept today. `None` when cancelled.
pub fn review(cx: &Cx<'_>, cancel: &Cancel) -> Option<Review> {
    let waivers = &cx.document().waivers;
    let mut review = Review::default();
    for finding in run(cx, cancel)? {
        let key = WaiverKey { code: finding.code, entity: finding.place.entity };
        match waivers.get(key).filter(|waiver| waiver.holds_on(cx.today())) {
            Some(waiver) => review.waived.push(Waived { waiver: waiver.clone(), finding }),
            None => review.findings.push(finding),
        }
    }
    Some(review)
}
