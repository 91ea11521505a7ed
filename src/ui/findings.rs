use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{AnyId, Place, WaiverKey, Waivers};
use crate::text::Code;

/// What the checks have said last, in the order of lists, with what the panels ask of it worked out once.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    list: Vec<Diagnostic>,
    waived: Vec<Diagnostic>,
    /// Where those about each row are in the list, the worst first.
    of_row: BTreeMap<AnyId, Vec<usize>>,
    counts: [usize; 3],
    /// Which run of the checks said them: another number for each.
    pub run: u64,
    /// Whether they speak of the document as it is now. Stale ones are drawn dimmed.
    pub is_fresh: bool,
}

/// What a finding is called from one run of the checks to the next: a rule may say several things about one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FindingName {
    code: Code,
    place: Place,
    nth: usize,
}

impl Findings {
    /// Findings of the document as it is. Those that a waiver accepts today are kept apart and warn of nothing.
    pub fn new(mut list: Vec<Diagnostic>, waivers: &Waivers, today: &str, run: u64) -> Self {
        list.sort_by(Diagnostic::by_weight);
        let is_waived = |finding: &Diagnostic| waivers.accepting(key(finding), today).is_some();
        let (waived, list): (Vec<_>, Vec<_>) = list.into_iter().partition(is_waived);
        let mut findings = Self { waived, run, is_fresh: true, ..Self::default() };
        for (at, finding) in list.iter().enumerate() {
            findings.counts[finding.severity as usize] += 1;
            findings.of_row.entry(finding.place.entity).or_default().push(at);
        }
        findings.list = list;
        findings
    }

    /// Takes waivers into account that were given or taken back since.
    pub(super) fn sort_out(&mut self, waivers: &Waivers, today: &str, run: u64) {
        let mut list = std::mem::take(&mut self.list);
        list.append(&mut self.waived);
        let is_fresh = self.is_fresh;
        *self = Self { is_fresh, ..Self::new(list, waivers, today, run) };
    }

    /// All of them: errors first, then by rule, then by place.
    pub fn all(&self) -> &[Diagnostic] {
        &self.list
    }

    /// Those that a person has accepted.
    pub fn waived(&self) -> &[Diagnostic] {
        &self.waived
    }

    /// All and waived ones, each with its number.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (usize, &Diagnostic)> {
        self.list.iter().chain(&self.waived).enumerate()
    }

    /// The one of that number.
    pub(super) fn number(&self, at: usize) -> Option<&Diagnostic> {
        self.list.get(at).or_else(|| self.waived.get(at.checked_sub(self.list.len())?))
    }

    /// What the one of that number is called.
    pub(super) fn name(&self, at: usize) -> Option<FindingName> {
        let Diagnostic { code, place, .. } = *self.number(at)?;
        let is_like = |before: &usize| self.number(*before).is_some_and(|it| it.code == code && it.place == place);
        // Lists are sorted, so that those of one rule about one place follow each other.
        let nth = (0..at).rev().take_while(is_like).count();
        Some(FindingName { code, place, nth })
    }

    /// The number of the one that is called so.
    pub(super) fn named(&self, name: FindingName) -> Option<usize> {
        let is_like = |it: &&Diagnostic| it.code == name.code && it.place == name.place;
        let first = self.list.iter().chain(&self.waived).position(|it| is_like(&it))?;
        self.number(first + name.nth).filter(is_like).map(|_| first + name.nth)
    }

    /// Those about a row, any field of it.
    pub fn of(&self, entity: AnyId) -> impl Iterator<Item = &Diagnostic> {
        self.of_row.get(&entity).into_iter().flatten().map(|at| &self.list[*at])
    }

    /// Those at exactly that place: a field, or the row as a whole.
    pub fn at(&self, place: Place) -> impl Iterator<Item = &Diagnostic> {
        self.of(place.entity).filter(move |finding| finding.place == place)
    }

    /// The worst that is said about a row.
    pub fn worst(&self, entity: AnyId) -> Option<Severity> {
        self.of(entity).next().map(|finding| finding.severity)
    }

    /// The rows about which something is said, each with the worst of it.
    pub(super) fn worst_of_each(&self) -> impl Iterator<Item = (AnyId, Severity)> {
        self.of_row.keys().filter_map(|id| Some((*id, self.worst(*id)?)))
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.counts[severity as usize]
    }
}

/// What a waiver of the finding is filed under.
pub(super) fn key(finding: &Diagnostic) -> WaiverKey {
    WaiverKey { code: finding.code, entity: finding.place.entity }
}
