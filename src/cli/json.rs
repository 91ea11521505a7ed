//! What `--format json` prints: structures of its own, so that a change inside the program changes nothing outside it.
//! `docs/json.md` describes them; `schema_version` rises when one loses or changes a field.

use serde::Serialize;
use serde_json::Value;

use super::Failure;
use super::check::Checked;
use super::console::Console;
use crate::checks;
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::edit::{Change, FieldChange};
use crate::message;
use crate::model::{AnyId, Field, Topology};
use crate::vendor::Product;

/// The number of this description.
pub(super) const SCHEMA_VERSION: u32 = 1;

/// Prints one object in one line.
pub(super) fn print(console: &mut Console, value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string(value)
        .map_err(|error| Failure::bug(message!("JSON cannot hold this: {error}", error = error.to_string())))?;
    console.line(text);
    Ok(())
}

/// `linchpin check --format json`, for one document.
#[derive(Debug, Serialize)]
pub(super) struct Check<'a> {
    schema_version: u32,
    file: &'a str,
    product: &'static str,
    summary: Summary,
    findings: Vec<Finding>,
}

/// How many findings of each severity count, and how many were waived.
#[derive(Debug, Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    infos: usize,
    waived: usize,
}

/// One finding.
#[derive(Debug, Serialize)]
struct Finding {
    code: String,
    severity: &'static str,
    message: String,
    entity: Entity,
    related: Vec<Entity>,
    field: Option<&'static str>,
    fixable: bool,
    source: Option<String>,
}

/// Something in the document.
#[derive(Debug, Serialize)]
struct Entity {
    kind: &'static str,
    name: String,
}

impl<'a> From<&'a Checked> for Check<'a> {
    fn from(checked: &'a Checked) -> Self {
        let topology = &checked.input.document.topology;
        Self {
            schema_version: SCHEMA_VERSION,
            file: &checked.input.name,
            product: checked.product.token(),
            summary: Summary {
                errors: checked.count(Severity::Error),
                warnings: checked.count(Severity::Warning),
                infos: checked.count(Severity::Info),
                waived: checked.n_waived,
            },
            findings: checked.findings.iter().map(|found| Finding::new(found, topology)).collect(),
        }
    }
}

impl Finding {
    fn new(found: &Diagnostic, topology: &Topology) -> Self {
        let entity = |id: AnyId| Entity { kind: topology.kind(id), name: topology.name(id) };
        Self {
            code: found.code.to_string(),
            severity: found.severity.word(),
            message: found.message.to_string(),
            entity: entity(found.place.entity),
            related: found.related.iter().map(|other| entity(other.entity)).collect(),
            field: found.place.field.map(Field::path),
            fixable: found.fixes.iter().any(|fix| fix.applicability == Applicability::Safe),
            source: checks::find(found.code).and_then(|rule| slugs(rule).next()),
        }
    }
}

fn slugs(rule: &checks::Rule) -> impl Iterator<Item = String> {
    rule.sections().sources.into_iter().map(|source| source.slug).filter(|slug| !slug.is_empty())
}

/// `linchpin diff --format json`.
#[derive(Debug, Serialize)]
pub(super) struct Diff<'a> {
    schema_version: u32,
    before: &'a str,
    after: &'a str,
    changes: Vec<DiffChange<'a>>,
}

/// How one row differs.
#[derive(Debug, Serialize)]
struct DiffChange<'a> {
    change: &'static str,
    kind: &'static str,
    name: &'a str,
    was: Option<&'a str>,
    fields: Vec<DiffField<'a>>,
}

/// An attribute that differs.
#[derive(Debug, Serialize)]
struct DiffField<'a> {
    path: &'a str,
    before: &'a Value,
    after: &'a Value,
}

impl<'a> Diff<'a> {
    pub(super) fn new(before: &'a str, after: &'a str, changes: &'a [Change]) -> Self {
        let changes = changes.iter().map(DiffChange::from).collect();
        Self { schema_version: SCHEMA_VERSION, before, after, changes }
    }
}

impl<'a> From<&'a Change> for DiffChange<'a> {
    fn from(change: &'a Change) -> Self {
        let (word, was, fields): (_, _, &[FieldChange]) = match change {
            Change::Added { .. } => ("added", None, &[]),
            Change::Removed { .. } => ("removed", None, &[]),
            Change::Changed { was, fields, .. } => ("changed", was.as_deref(), fields),
        };
        let fields =
            fields.iter().map(|FieldChange { path, before, after }| DiffField { path, before, after }).collect();
        Self { change: word, kind: change.kind(), name: change.name(), was, fields }
    }
}

/// `linchpin rules --format json`.
#[derive(Debug, Serialize)]
pub(super) struct Rules {
    pub(super) schema_version: u32,
    pub(super) rules: Vec<Rule>,
}

/// One rule.
#[derive(Debug, Serialize)]
pub(super) struct Rule {
    code: String,
    name: &'static str,
    severity: &'static str,
    products: Vec<&'static str>,
    since: &'static str,
    summary: String,
    sources: Vec<String>,
    inferred: bool,
}

impl From<&checks::Rule> for Rule {
    fn from(rule: &checks::Rule) -> Self {
        Self {
            code: rule.code.to_string(),
            name: rule.name,
            severity: rule.severity.word(),
            products: rule.products.iter().map(Product::token).collect(),
            since: rule.since,
            summary: rule.sections().summary,
            sources: slugs(rule).collect(),
            inferred: rule.is_inferred(),
        }
    }
}
