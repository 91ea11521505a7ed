//! The rules of the house: what an organisation asks of its deployments beside the vendor, declared in a file,
//! `linchpin.rules.ron`. Nothing in it is run. A rule in it has its own examples, as ours have, and they are tried
//! when the file is read.

mod read;
mod want;

use std::collections::BTreeMap;

use crate::checks::{Cx, Findings};
use crate::diagnostic::Severity;
use crate::text::Code;

pub use read::HouseError;
pub use want::Want;

/// What an organisation asks beside the vendor, and how it weighs what the vendor asks.
#[derive(Debug, Clone, Default)]
pub struct House {
    rules: Vec<HouseRule>,
    severity: BTreeMap<Code, Severity>,
    off: BTreeMap<Code, String>,
}

/// A rule of the house.
#[derive(Debug, Clone)]
pub struct HouseRule {
    /// `HR` and a number of the organisation's own.
    pub code: Code,
    /// How much its findings weigh.
    pub severity: Severity,
    /// What it asks, in a sentence of the organisation's own.
    pub says: String,
    /// What to do.
    pub help: String,
    /// What is asked of which rows.
    pub want: Want,
}

impl House {
    /// What the file is called, beside the documents or in a folder above them.
    pub const FILE: &str = "linchpin.rules.ron";

    /// The letters of the rules that an organisation makes.
    pub const LETTERS: &str = "HR";

    /// Its own rules, by code.
    pub fn rules(&self) -> &[HouseRule] {
        &self.rules
    }

    /// The rule of that code.
    pub fn find(&self, code: Code) -> Option<&HouseRule> {
        self.rules.iter().find(|rule| rule.code == code)
    }

    /// The rules that are switched off, each with the reason.
    pub fn off(&self) -> &BTreeMap<Code, String> {
        &self.off
    }

    /// Whether a rule of the catalogue is switched off.
    pub fn is_off(&self, code: Code) -> bool {
        self.off.contains_key(&code)
    }

    /// What the findings of a rule of the catalogue weigh here, where that is not what they weigh by themselves.
    pub fn severity_of(&self, code: Code) -> Option<Severity> {
        self.severity.get(&code).copied()
    }

    /// Reports where a document is not as the house wants it.
    pub(super) fn check(&self, cx: &Cx<'_>, out: &mut Findings<'_>) {
        for rule in &self.rules {
            rule.want.check(cx, &mut |place, what| out.report_house(rule, place, what));
        }
    }
}
