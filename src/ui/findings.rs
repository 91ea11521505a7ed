use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{AnyId, Place};

/// What the checks have said last, in the order of lists, with what the panels ask of it worked out once.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    list: Vec<Diagnostic>,
    worst: BTreeMap<AnyId, Severity>,
    counts: [usize; 3],
    /// Whether they speak of the document as it is now. Stale ones are drawn dimmed.
    pub is_fresh: bool,
}

impl Findings {
    /// Findings of the document as it is.
    pub fn new(mut list: Vec<Diagnostic>) -> Self {
        list.sort_by(Diagnostic::by_weight);
        let mut findings = Self { worst: BTreeMap::new(), counts: [0; 3], is_fresh: true, list: Vec::new() };
        for finding in &list {
            findings.counts[finding.severity as usize] += 1;
            let worst = findings.worst.entry(finding.place.entity).or_insert(finding.severity);
            *worst = finding.severity.max(*worst);
        }
        findings.list = list;
        findings
    }

    /// All of them: errors first, then by rule, then by place.
    pub fn all(&self) -> &[Diagnostic] {
        &self.list
    }

    /// Those about a row, any field of it.
    pub fn of(&self, entity: AnyId) -> impl Iterator<Item = &Diagnostic> {
        // Most rows have none, and a list of thousands is not walked for them.
        let list = if self.worst.contains_key(&entity) { self.list.as_slice() } else { &[] };
        list.iter().filter(move |finding| finding.place.entity == entity)
    }

    /// Those at exactly that place: a field, or the row as a whole.
    pub fn at(&self, place: Place) -> impl Iterator<Item = &Diagnostic> {
        self.of(place.entity).filter(move |finding| finding.place == place)
    }

    /// The worst that is said about a row.
    pub fn worst(&self, entity: AnyId) -> Option<Severity> {
        self.worst.get(&entity).copied()
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.counts[severity as usize]
    }
}
