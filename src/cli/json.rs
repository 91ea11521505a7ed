//! What `--format json` prints: structures of its own, so that a change inside the program changes nothing outside it.
//! `docs/json.md` describes them; `schema_version` rises when one loses or changes a field.

use serde::Serialize;
use serde_json::Value;

use super::Failure;
use super::console::Console;
use crate::checks;
use crate::edit::{Change, FieldChange};
use crate::message;
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

/// The vendor's pages that a rule rests on.
pub(super) fn slugs(rule: &checks::Rule) -> impl Iterator<Item = String> {
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
            inferred: rule.inferred().is_some(),
        }
    }
}
