//! In which language the window speaks. English lives in the code, as [`Message`]s; whoever shows one asks here for its
//! words.

use serde::{Deserialize, Serialize};

use crate::text::Message;

/// A language of the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Language {
    #[default]
    English,
}

impl Language {
    /// The message in this language.
    pub fn text(self, message: &Message) -> String {
        match self {
            Self::English => message.to_string(),
        }
    }
}
