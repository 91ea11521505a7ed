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

fn print(change: &Change, console: &mut Console) {
    let (kind, name) = (change.kind(), change.name());
    match change {
        Change::Added { .. } => console.line(format!("{GREEN}+ {kind} {name}{GREEN:#}")),
        Change::Removed { .. } => console.line(format!("{RED}- {kind} {name}{RED:#}")),
        Change::Changed { was, fields, .. } => {
            let was = was.as_ref().map(|was| format!(" (was {was})")).unwrap_or_default();
            console.line(format!("{YELLOW}~{YELLOW:#} {kind} {BOLD}{name}{BOLD:#}{was}"));
            for FieldChange { path, before, after } in fields {
                console.line(format!("    {path}: {} → {}", shown(before), shown(after)));
            }
        }
    }
}

/// A value as a person reads it: text without quotes, lists without brackets.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) if text.is_empty() => "none".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(values) if values.is_empty() => "none".to_owned(),
        Value::Array(values) => values.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Number(_) | Value::Object(_) => value.to_string(),
    }
}
