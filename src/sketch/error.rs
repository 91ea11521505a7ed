use crate::message;
use crate::text::{LineColumn, Message};

/// The text is no sketch: what is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {fault}")]
pub struct SketchError {
    /// Where in the text.
    pub at: LineColumn,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a sketch.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "the sentences say it")]
pub enum Fault {
    #[error("the line is longer than {limit} bytes")]
    LongLine { limit: usize },
    #[error("a tab stands in the indentation")]
    Tab,
    #[error("the indentation is that of no line above")]
    Uneven,
    #[error("the quoted text has no end")]
    OpenQuote,
    #[error("the quoted text runs into the next word")]
    GluedQuote,
    #[error("`{word}` is not a rule code")]
    NotACode { word: String },
    #[error("`{word}` has no meaning {place}")]
    UnknownWord { word: String, place: String, similar: Option<&'static str>, known: Vec<&'static str> },
    #[error("`{word}` does not stand {place}")]
    Misplaced { word: String, place: String, belongs: &'static str },
    #[error("no {kind} is called {name}")]
    UnknownName { kind: &'static str, name: String, similar: Option<String> },
    #[error("{what} is missing at the end of the line")]
    Missing { what: &'static str },
    #[error("`{word}` is not {what}")]
    NotA { word: String, what: &'static str },
    #[error("`{word}` is more than the line can take")]
    TooMuch { word: String },
    #[error("`{word}` is said twice")]
    Twice { word: &'static str },
}

impl SketchError {
    pub(super) fn new(at: LineColumn, fault: Fault) -> Self {
        Self { at, fault }
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<Message> {
        Some(match &self.fault {
            Fault::LongLine { .. } => message!("see whether this is the right file, and where its line ends went"),
            Fault::Tab => message!("indent with blanks"),
            Fault::Uneven => message!(
                "a line stands as deep as the line it follows, deeper to belong to it, or as deep as one further up"
            ),
            Fault::OpenQuote => {
                message!("close it with a second \" on the same line; within the text a \" is written twice")
            }
            Fault::GluedQuote => message!("put a blank after the closing \"; within the text a \" is written twice"),
            Fault::NotACode { .. } => message!("after `#!` only codes follow, as in `#! DR002 DB017`"),
            Fault::UnknownWord { similar: Some(similar), .. } => {
                message!("did you mean `{similar}`?", similar = *similar)
            }
            Fault::UnknownWord { known, .. } if known.is_empty() => {
                message!("nothing can stand there; is it indented too deep?")
            }
            Fault::UnknownWord { known, .. } => message!("what can stand there: {words}", words = known.join(", ")),
            Fault::Misplaced { belongs, .. } => message!("{belongs}", belongs = *belongs),
            Fault::UnknownName { similar: Some(similar), .. } => {
                message!("did you mean {similar}?", similar = similar.clone())
            }
            Fault::UnknownName { .. } => {
                message!(
                    "a line elsewhere has to declare it; a name without a dot gets the default SIP domain unless it is quoted"
                )
            }
            Fault::Missing { .. } | Fault::NotA { .. } => return None,
            Fault::TooMuch { .. } => message!(
                "put a text with blanks in quotes, a comment behind a #, and another attribute on a line of its own"
            ),
            Fault::Twice { .. } => message!("keep one of the two"),
        })
    }
}
