//! How a fault is said: used by readers, checks, the command line and the window alike.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::edit::Command;
use crate::model::{AnyId, Place};
use crate::text::{Code, LineColumn, Message};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A fact the administrator should see.
    Info,
    /// Supported, but not recommended, not redundant, or in need of an extra step.
    Warning,
    /// Not deployable or not supported.
    Error,
}

impl Severity {
    /// "error".
    pub const fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Something a rule has to say about a place in the model.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// The rule.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: Message,
    /// Where.
    pub place: Place,
    /// The other ends of it.
    pub related: Vec<Label>,
    /// What to do.
    pub help: Option<Message>,
    /// Repairs that can be made at once.
    pub fixes: Vec<Fix>,
}

/// Another end of a finding, with a word or two about its part.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the words say it")]
pub struct Label {
    pub entity: AnyId,
    pub message: Message,
}

/// A repair: planned again when it is applied, for by then the document may have moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// "Name a witness…" (with the dots if it will ask).
    pub title: Message,
    /// Who decides.
    pub applicability: Applicability,
    /// The edit.
    pub command: Command,
}

/// Who decides whether a fix is applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Mechanical: `linchpin fix` applies it.
    Safe,
    /// A person looks at the preview and chooses.
    Review,
}

impl Diagnostic {
    /// The order of lists: errors first, then by rule, then by place. Never by hashing, never by chance.
    pub fn by_weight(&self, other: &Self) -> Ordering {
        other
            .severity
            .cmp(&self.severity)
            .then_with(|| self.code.cmp(&other.code))
            .then_with(|| self.place.cmp(&other.place))
            .then_with(|| self.message.to_string().cmp(&other.message.to_string()))
    }
}

/// Something a reader has to say about a file that it could open all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Where in the file, if that is known.
    pub at: Option<LineColumn>,
    /// What was found.
    pub message: Message,
    /// What was made of it, and what to do.
    pub help: Option<Message>,
}
