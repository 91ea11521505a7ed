//! What a check has to say, in the words of each reader: a person at a terminal, a program, a build server.

mod json;
mod junit;
mod markdown;
mod sarif;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use clap::ValueEnum;

use super::Failure;
use super::console::Console;
use super::document::Input;
use crate::checks::{Cx, House, Review, Rule, catalogue, find, review};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::AnyId;
use crate::text::{Code, shortened};
use crate::vendor::Product;
use crate::work::Cancel;

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// For a person, by what the findings are about
    Text,
    /// One object for each document, in a line of its own
    Json,
    /// SARIF 2.1.0, for code review tools
    Sarif,
    /// JUnit, for build servers
    Junit,
    /// Markdown, for a ticket or a page
    Markdown,
}

/// What a check of one document came to.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) input: Input,
    pub(super) house: Option<House>,
    pub(super) product: Product,
    /// The rules of the catalogue that were asked.
    pub(super) asked: Vec<&'static Rule>,
    pub(super) review: Review,
}

impl ReportFormat {
    /// Prints what came of all documents. `deny` is the weight from which on a finding fails the check.
    pub(super) fn print(self, checked: &[Checked], deny: Severity, console: &mut Console) -> Result<(), Failure> {
        match self {
            Self::Text => text::print(checked, console),
            Self::Json => checked.iter().try_for_each(|checked| json::print(checked, console))?,
            Self::Sarif => sarif::print(checked, console)?,
            Self::Junit => junit::print(checked, deny, console)?,
            Self::Markdown => markdown::print(checked, console),
        }
        Ok(())
    }
}

/// What the rules say, once they have been asked.
pub(super) struct Verdict {
    product: Product,
    asked: Vec<&'static Rule>,
    review: Review,
}

impl Verdict {
    /// Asks the rules, and those of the house.
    pub(super) fn of<'a>(cx: Cx<'a>, house: Option<&'a House>) -> Self {
        let cx = house.into_iter().fold(cx, Cx::in_house);
        let asked = catalogue().filter(|rule| cx.asks(rule)).collect();
        Self { product: cx.product(), asked, review: review(&cx, &Cancel::default()).unwrap_or_default() }
    }

    /// With what they were asked about.
    pub(super) fn on(self, input: Input, house: Option<House>) -> Checked {
        let Self { product, asked, review } = self;
        Checked { input, house, product, asked, review }
    }
}

impl Checked {
    /// "lon-fe.contoso.com".
    fn name(&self, id: AnyId) -> String {
        shortened(self.input.document.topology.name(id))
    }

    /// "front-end-pool lon-fe.contoso.com".
    fn entity(&self, id: AnyId) -> String {
        let (kind, name) = (self.input.document.topology.kind(id), self.name(id));
        if name.is_empty() { kind.to_owned() } else { format!("{kind} {name}") }
    }

    /// "back_end.mirror, contoso.tbxml:118:14": as much of it as is known.
    fn place(&self, finding: &Diagnostic) -> String {
        let field = finding.place.field.map(|field| field.path().to_owned());
        let line = self.input.places.of(finding.place.entity).map(|at| format!("{}:{at}", self.input.name));
        [field, line].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// What part of each rule that found something is a conclusion of ours, worked out once for each.
    fn inferred(&self) -> BTreeMap<Code, String> {
        let review = &self.review;
        let waived = review.waived.iter().map(|waived| &waived.finding);
        let codes: BTreeSet<Code> = review.findings.iter().chain(waived).map(|found| found.code).collect();
        codes.into_iter().filter_map(|code| Some((code, find(code)?.inferred()?))).collect()
    }

    /// The findings by what they are about, each group in the order of its worst.
    fn by_entity(&self) -> Vec<(AnyId, Vec<&Diagnostic>)> {
        let mut groups: Vec<(AnyId, Vec<&Diagnostic>)> = Vec::new();
        let mut group_of = BTreeMap::new();
        for finding in &self.review.findings {
            let entity = finding.place.entity;
            let at = *group_of.entry(entity).or_insert_with(|| {
                groups.push((entity, Vec::new()));
                groups.len() - 1
            });
            groups[at].1.push(finding);
        }
        groups
    }

    /// "1 error, 2 warnings, 1 waived, 3 known"; "no findings".
    fn summary(&self) -> String {
        let Review { waived, known, .. } = &self.review;
        let several = |n: usize, word: &str| match n {
            0 => None,
            1 => Some(format!("1 {word}")),
            _ => Some(format!("{n} {word}s")),
        };
        let counts = [Severity::Error, Severity::Warning, Severity::Info]
            .map(|severity| several(self.review.count(severity), severity.word()));
        let apart =
            [(waived.len(), "waived"), (known.len(), "known")].map(|(n, word)| (n > 0).then(|| format!("{n} {word}")));
        let said: Vec<String> = counts.into_iter().chain(apart).flatten().collect();
        if said.is_empty() { "no findings".to_owned() } else { said.join(", ") }
    }
}
