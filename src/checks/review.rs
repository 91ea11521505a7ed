use crate::checks::{Baseline, Cx, run};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Topology, Waiver, WaiverKey};
use crate::text::Code;
use crate::work::Cancel;

/// What a check comes to, once what a person has accepted is set apart.
#[derive(Debug, Clone, Default)]
pub struct Review {
    /// What counts, in the order of [`run`].
    pub findings: Vec<Diagnostic>,
    /// What a waiver of the document accepts, in the same order.
    pub waived: Vec<Waived>,
    /// What was there on an earlier day, in the same order; nothing where no [`Baseline`] is asked.
    pub known: Vec<Diagnostic>,
}

/// A finding that a person has accepted, with the reason.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the words say it")]
pub struct Waived {
    pub finding: Diagnostic,
    pub waiver: Waiver,
}

impl Review {
    /// Sets apart what is recorded in a baseline.
    pub fn set_apart(&mut self, baseline: &Baseline, topology: &Topology) {
        (self.findings, self.known) = baseline.part(std::mem::take(&mut self.findings), topology);
    }

    /// Keeps what is found by the rules that are wanted.
    pub fn keep(&mut self, is_wanted: impl Fn(Code) -> bool) {
        self.findings.retain(|finding| is_wanted(finding.code));
        self.waived.retain(|waived| is_wanted(waived.finding.code));
        self.known.retain(|finding| is_wanted(finding.code));
    }

    /// How many findings of that severity count.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// Runs every rule and sets apart what the document's waivers accept today. `None` when cancelled.
pub fn review(cx: &Cx<'_>, cancel: &Cancel) -> Option<Review> {
    let waivers = &cx.document().waivers;
    let mut review = Review::default();
    for finding in run(cx, cancel)? {
        let key = WaiverKey { code: finding.code, entity: finding.place.entity };
        match waivers.accepting(key, cx.today()) {
            Some(waiver) => review.waived.push(Waived { waiver: waiver.clone(), finding }),
            None => review.findings.push(finding),
        }
    }
    Some(review)
}
