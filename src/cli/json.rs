//! What `--format json` prints: structures of its own, so that a change inside the program changes nothing outside it.
//! `docs/json.md` describes them; `schema_version` rises when one loses or changes a field.

use std::io::{self, Write};

use memchr::memchr2;
use serde::Serialize;
use serde_json::Value;
use serde_json::ser::Formatter;

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
    let out = console.results();
    value
        .serialize(&mut serde_json::Serializer::with_formatter(&mut *out, Harmless))
        .map_err(|error| Failure::bug(message!("JSON cannot hold this: {error}", error = error.to_string())))?;
    out.push(b'\n');
    Ok(())
}

/// Compact JSON that a terminal can show: control characters which JSON allows as they are, DEL and those of a second
/// kind from U+0080 on, are escaped too.
struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: Write + ?Sized>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        // The first byte of those from U+0080 on is always the same.
        if memchr2(0x7f, 0xc2, fragment.as_bytes()).is_none() {
            return writer.write_all(fragment.as_bytes());
        }
        for piece in fragment.split_inclusive(char::is_control) {
            let text = piece.trim_end_matches(char::is_control);
            writer.write_all(text.as_bytes())?;
            piece[text.len()..].chars().try_for_each(|c| write!(writer, "\\u{:04x}", u32::from(c)))?;
        }
        Ok(())
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_character_reaches_a_terminal_and_none_is_lost() {
        let name = "lon\u{1b}[2J\u{7f}-fé\u{9b}2J\u{85}\u{85}\n";
        let mut console = Console::new(clap::ColorChoice::Never);
        print(&mut console, &name).unwrap();
        let printed = String::from_utf8(std::mem::take(console.results())).unwrap();
        assert_eq!(printed, "\"lon\\u001b[2J\\u007f-fé\\u009b2J\\u0085\\u0085\\n\"\n");
        assert_eq!(serde_json::from_str::<String>(&printed).unwrap(), name);
    }
}
