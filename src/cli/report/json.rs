use std::collections::BTreeMap;

use serde::Serialize;

use super::Checked;
use crate::checks;
use crate::cli::Failure;
use crate::cli::console::Console;
use crate::cli::json::{SCHEMA_VERSION, print as print_json, slugs};
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::model::{AnyId, Field};
use crate::text::Code;

/// What came of one document.
#[derive(Debug, Serialize)]
struct Check<'a> {
    schema_version: u32,
    file: &'a str,
    product: &'static str,
    summary: Summary,
    findings: Vec<Finding<'a>>,
    waived: Vec<Waived<'a>>,
}

/// How many findings of each severity count, and how many do not.
#[derive(Debug, Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    infos: usize,
    waived: usize,
    known: usize,
}

/// One finding.
#[derive(Debug, Serialize)]
struct Finding<'a> {
    code: String,
    severity: &'static str,
    message: String,
    entity: Entity,
    related: Vec<Entity>,
    field: Option<&'static str>,
    line: Option<u32>,
    column: Option<u32>,
    help: Option<String>,
    fixable: bool,
    source: Option<&'a str>,
    inferred: Option<&'a str>,
}

/// A finding that a person has accepted.
#[derive(Debug, Serialize)]
struct Waived<'a> {
    #[serde(flatten)]
    finding: Finding<'a>,
    reason: &'a str,
    expires: Option<&'a str>,
}

/// Something in the document.
#[derive(Debug, Serialize)]
struct Entity {
    kind: &'static str,
    name: String,
}

/// The first source of each rule, and what part of it is inferred: worked out once for each.
type Rules = BTreeMap<Code, (Option<String>, Option<String>)>;

/// One object in one line.
pub(super) fn print(checked: &Checked, console: &mut Console) -> Result<(), Failure> {
    let review = &checked.review;
    let rules: Rules = checked.asked.iter().map(|rule| (rule.code, (slugs(rule).next(), rule.inferred()))).collect();
    let check = Check {
        schema_version: SCHEMA_VERSION,
        file: &checked.input.name,
        product: checked.product.token(),
        summary: Summary {
            errors: review.count(Severity::Error),
            warnings: review.count(Severity::Warning),
            infos: review.count(Severity::Info),
            waived: review.waived.len(),
            known: review.known.len(),
        },
        findings: review.findings.iter().map(|found| Finding::new(found, &rules, checked)).collect(),
        waived: review.waived.iter().map(|waived| Waived::new(waived, &rules, checked)).collect(),
    };
    print_json(console, &check)
}

impl<'a> Finding<'a> {
    fn new(found: &Diagnostic, rules: &'a Rules, checked: &Checked) -> Self {
        let at = checked.input.places.of(found.place.entity);
        let rule = rules.get(&found.code);
        Self {
            code: found.code.to_string(),
            severity: found.severity.word(),
            message: found.message.to_string(),
            entity: Entity::new(found.place.entity, checked),
            related: found.related.iter().map(|other| Entity::new(other.entity, checked)).collect(),
            field: found.place.field.map(Field::path),
            line: at.map(|at| at.line),
            column: at.map(|at| at.column),
            help: found.help.as_ref().map(ToString::to_string),
            fixable: found.fixes.iter().any(|fix| fix.applicability == Applicability::Safe),
            source: rule.and_then(|(source, _)| source.as_deref()),
            inferred: rule.and_then(|(_, inferred)| inferred.as_deref()),
        }
    }
}

impl<'a> Waived<'a> {
    fn new(waived: &'a checks::Waived, rules: &'a Rules, checked: &Checked) -> Self {
        let checks::Waived { finding, waiver } = waived;
        let expires = Some(waiver.expires.as_str()).filter(|day| !day.is_empty());
        Self { finding: Finding::new(finding, rules, checked), reason: &waiver.reason, expires }
    }
}

impl Entity {
    fn new(id: AnyId, checked: &Checked) -> Self {
        Self { kind: checked.input.document.topology.kind(id), name: checked.name(id) }
    }
}
