//! A deployment in a few lines of text: what tests, the examples of rules and the clipboard are written in.
//! `docs/sketch.md` has the grammar.
//!
//! [`lines`] takes a text apart, [`words`] says what an attribute is, [`kind`] has the attributes of each kind of row
//! in tables that reader and writer share, [`item`] knows which lines stand where, [`order`] in which order the writer
//! puts them. Nothing here judges a design: whatever the model can hold can be sketched.

#[cfg(test)]
pub(crate) mod arbitrary;
mod clipboard;
mod error;
mod item;
mod kind;
mod lines;
mod names;
mod order;
mod read;
mod value;
mod words;
mod write;

pub use clipboard::{Pasted, copy, paste};
pub use error::{Fault, SketchError};

use crate::model::{AnyId, Document};
use crate::text::Code;

/// A deployment, and what its text says about findings.
#[derive(Debug, Clone, PartialEq)]
pub struct Sketch {
    /// The deployment.
    pub document: Document,
    /// The marks, by line and code.
    pub expected: Vec<Expected>,
}

/// A mark: `#! DR002` at the end of a line means that a finding of that rule points at the line's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The rule.
    pub code: Code,
    /// The row the line is about, then those that exist only because the line names them, such as the computers of a
    /// pool; both pools of a `pair`. The finding points at any one of them.
    pub entities: Vec<AnyId>,
    /// The line of the text, from 1.
    pub line: u32,
}

/// Reads a sketch. Ids follow from names, so the same text always gives the same document.
pub fn read(text: &str) -> Result<Sketch, SketchError> {
    read::read(text)
}

/// Writes a document as a sketch; what is as the vendor has it by default is left out. The vendor's file that a
/// document came from is not part of it.
pub fn write(document: &Document) -> String {
    write::write(document)
}

/// Whether a text looks like a sketch: its first word is one that a sketch can begin with.
pub fn sniff(text: &str) -> bool {
    let mut contents = text.trim_start_matches('\u{feff}').lines().map(str::trim_start);
    let first = contents.find(|content| !content.is_empty() && !content.starts_with('#'));
    first.and_then(|content| content.split_whitespace().next()).is_some_and(item::Item::is_top_word)
}

#[cfg(test)]
mod tests;
