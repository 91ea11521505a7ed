use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::Value;

use super::console::{BOLD, Console, GREEN, Outcome, RED, YELLOW};
use super::{Failure, document, json};
use crate::edit::{Change, FieldChange, compare};

/// Compare two documents: by entity and attribute, renames recognised.
///
/// The exit status is 0 when they are the same and 1 when they differ. How they are drawn does not count.
#[derive(Debug, Args)]
pub(super) struct Diff {
    /// The document as it was; `-` is the standard input.
    before: PathBuf,
    /// The document as it is.
    after: PathBuf,
    /// How to print the differences.
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    format: DiffFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum DiffFormat {
    Text,
    Json,
}

impl Diff {
    pub(super) fn run(&self, console: &mut Console) -> Result<Outcome, Failure> {
        document::standard_input_once(&[&self.before, &self.after])?;
        let before = document::open(&self.before, console)?;
        let after = document::open(&self.after, console)?;
        let changes = compare(&before.document.topology, &after.document.topology).changes;
        match self.format {
            DiffFormat::Text => changes.iter().for_each(|change| print(change, console)),
            DiffFormat::Json => json::print(console, &json::Diff::new(&before.name, &after.name, &changes))?,
        }
        Ok(if changes.is_empty() { Outcome::Fine } else { Outcome::Found })
    }
}

/// One row that differs, for a person.
pub(super) fn print(change: &Change, console: &mut Console) {
    let (kind, name) = (change.kind(), change.name());
    match change {
        Change::Added { .. } => console.line(format!("{GREEN}+ {kind} {name}{GREEN:#}")),
        Change::Removed { .. } => console.line(format!("{RED}- {kind} {name}{RED:#}")),
        Change::Changed { was, fields, .. } => {
            let was = was.as_ref().map(|was| format!(" (was {was})")).unwrap_or_default();
            console.line(format!("{YELLOW}~{YELLOW:#} {kind} {BOLD}{name}{BOLD:#}{was}"));
            fields.iter().for_each(|field| print_field(field, console));
        }
    }
}

/// Of two lists that have something in common only the rest is said.
fn print_field(FieldChange { path, before, after }: &FieldChange, console: &mut Console) {
    if let (Value::Array(before), Value::Array(after)) = (before, after) {
        let gone: Vec<&Value> = before.iter().filter(|value| !after.contains(value)).collect();
        let new: Vec<&Value> = after.iter().filter(|value| !before.contains(value)).collect();
        if gone.len() < before.len() && gone.len() + new.len() > 0 {
            console.line(format!("    {path}:"));
            gone.iter().for_each(|value| console.line(format!("      {RED}- {}{RED:#}", shown(value))));
            new.iter().for_each(|value| console.line(format!("      {GREEN}+ {}{GREEN:#}", shown(value))));
            return;
        }
    }
    console.line(format!("    {path}: {} → {}", shown(before), shown(after)));
}

/// A value as a person reads it: text without quotes, lists without brackets, of a row its attributes.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) if text.is_empty() => "none".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(values) if values.is_empty() => "none".to_owned(),
        Value::Array(values) => values.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Object(attributes) => {
            let pairs = attributes.iter().map(|(name, value)| format!("{name} {}", shown(value)));
            pairs.collect::<Vec<_>>().join(" ")
        }
        Value::Number(number) => number.to_string(),
    }
}
