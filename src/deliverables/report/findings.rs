//! What the rules find, rule by rule, and what a person has accepted.

use super::content::{Look, Section, Table, Text, counted};
use crate::checks::{self, Review, Waived};
use crate::diagnostic::{Diagnostic, Severity};
use crate::diagram::spoken::spoken_name;
use crate::model::Topology;

/// More findings of one rule than these are only counted: the list is for people to read.
const MOST_OF_A_RULE: usize = 40;

/// The chapter.
pub(super) fn findings<'a>(topology: &Topology, review: &Review) -> Section<'a> {
    let mut chapter = Section::new("Findings");
    chapter.paragraph(summary(review));
    let parts = [
        (Severity::Error, "Errors", "Not deployable or not supported."),
        (Severity::Warning, "Warnings", "Supported, but not recommended, not redundant, or in need of an extra step."),
        (Severity::Info, "To know", "Facts to be seen before the deployment is built."),
    ];
    for (severity, title, meaning) in parts {
        let found: Vec<&Diagnostic> = review.findings.iter().filter(|found| found.severity == severity).collect();
        if found.is_empty() {
            continue;
        }
        let mut part = Section::new(title);
        part.paragraph(meaning);
        part.table(by_rule(topology, &found));
        chapter.parts.push(part);
    }
    if !review.waived.is_empty() {
        chapter.parts.push(waived(topology, &review.waived));
    }
    if !review.known.is_empty() {
        let mut part = Section::new("Known before");
        part.paragraph("These were recorded on an earlier day and do not count.");
        part.table(by_rule(topology, &review.known.iter().collect::<Vec<_>>()));
        chapter.parts.push(part);
    }
    chapter
}

/// "1 error, 2 warnings and 3 facts to know; 1 finding is accepted".
pub(super) fn summary(review: &Review) -> String {
    let n = |severity| review.count(severity);
    let mut said = format!(
        "The rules find {}, {} and {} to know.",
        counted(n(Severity::Error), "error", "errors"),
        counted(n(Severity::Warning), "warning", "warnings"),
        counted(n(Severity::Info), "fact", "facts"),
    );
    if !review.waived.is_empty() {
        let accepted = counted(review.waived.len(), "finding is accepted", "findings are accepted");
        said += &format!(" {accepted} with a reason.");
    }
    if !review.known.is_empty() {
        said += &format!(" {} recorded before.", counted(review.known.len(), "was", "were"));
    }
    said
}

/// A rule once, with everything it complains about.
fn by_rule(topology: &Topology, found: &[&Diagnostic]) -> Table {
    let mut table = Table::new("", &["Rule", "About", "Finding and what to do"]);
    for of_rule in found.chunk_by(|a, b| a.code == b.code) {
        let rule = rule(of_rule[0]);
        for found in of_rule.iter().take(MOST_OF_A_RULE) {
            let help = found.help.as_ref().map(ToString::to_string).unwrap_or_default();
            let said = Text::from(found.message.to_string()).line(Look::Muted, help);
            table.row([rule.clone(), about(topology, found), said]);
        }
        if let n @ 1.. = of_rule.len().saturating_sub(MOST_OF_A_RULE) {
            let more = format!("and {n} more of this rule, which `linchpin check` lists");
            table.row([rule, Text::of(Look::Muted, format!("{n} more")), Text::of(Look::Muted, more)]);
        }
    }
    table
}

/// Its code and name, and what of it the vendor does not say.
fn rule(found: &Diagnostic) -> Text {
    let text = Text::of(Look::Severity(found.severity), found.code.to_string());
    let Some(rule) = checks::find(found.code) else { return text };
    let text = text.line(Look::Muted, rule.name);
    match rule.inferred() {
        Some(part) => text.line(Look::Muted, format!("inferred: {part}")),
        None => text,
    }
}

fn about(topology: &Topology, found: &Diagnostic) -> Text {
    Text::from(spoken_name(topology, found.place.entity).to_string())
}

fn waived<'a>(topology: &Topology, waived: &[Waived]) -> Section<'a> {
    let mut part = Section::new("Accepted");
    part.paragraph("A person has looked at these and accepted them.");
    let mut table = Table::new("", &["Rule", "About", "Finding", "Reason", "Until"]);
    for Waived { finding, waiver } in waived {
        let until = if waiver.expires.is_empty() { "for good" } else { &waiver.expires };
        let said = finding.message.to_string();
        table.row([rule(finding), about(topology, finding), said.into(), waiver.reason.as_str().into(), until.into()]);
    }
    part.table(table);
    part
}
