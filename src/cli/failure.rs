use std::error::Error;
use std::fmt;

use crate::message;
use crate::session::files::FileError;
use crate::text::Message;

/// Why a verb could not do its work: what, where, and what to do now.
#[derive(Debug)]
pub struct Failure {
    /// Who has to do something about it.
    pub kind: FailureKind,
    /// What is wrong, with its causes.
    pub source: Box<dyn Error + Send + Sync>,
    /// What to do, most likely first.
    pub hints: Vec<Message>,
}

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// The command was called in a way that it does not know.
    Usage,
    /// What it was given to read cannot be used.
    Input,
    /// What it made cannot be put where it was wanted.
    Output,
    /// The program is wrong.
    Bug,
}

impl Failure {
    /// A call that makes no sense.
    pub fn usage(what: Message) -> Self {
        Self::new(FailureKind::Usage, Said(what))
    }

    /// Something to read that is of no use.
    pub fn input(source: impl Error + Send + Sync + 'static) -> Self {
        Self::new(FailureKind::Input, source)
    }

    /// Something made that cannot be put where it was wanted.
    pub fn output(source: impl Error + Send + Sync + 'static) -> Self {
        Self::new(FailureKind::Output, source)
    }

    /// A fault of the program itself.
    pub fn bug(what: Message) -> Self {
        Self::new(FailureKind::Bug, Said(what))
            .hint(message!("please report this, with the command and, if you may, the document"))
    }

    /// A file that cannot be read; the file's own hint comes along.
    pub fn reading(error: FileError) -> Self {
        let hint = error.hint();
        Self::input(error).hints(hint)
    }

    /// A file that cannot be written; the file's own hint comes along.
    pub fn writing(error: FileError) -> Self {
        let hint = error.hint();
        Self::output(error).hints(hint)
    }

    fn new(kind: FailureKind, source: impl Error + Send + Sync + 'static) -> Self {
        Self { kind, source: Box::new(source), hints: Vec::new() }
    }

    /// One more thing to try.
    pub fn hint(self, hint: Message) -> Self {
        self.hints([hint])
    }

    /// More things to try.
    pub fn hints(mut self, hints: impl IntoIterator<Item = Message>) -> Self {
        self.hints.extend(hints);
        self
    }

    /// What is wrong and why, in one line.
    pub(super) fn chain(&self) -> String {
        let mut text = self.source.to_string();
        let mut cause = self.source.source();
        while let Some(error) = cause {
            // Some libraries repeat their cause in their own words.
            let said = error.to_string();
            if !text.ends_with(&said) {
                text.push_str(": ");
                text.push_str(&said);
            }
            cause = error.source();
        }
        text
    }
}

impl FailureKind {
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Usage | Self::Input | Self::Output => "error",
            Self::Bug => "internal error",
        }
    }
}

/// A sentence of our own as an error without a cause.
#[derive(Debug)]
struct Said(Message);

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for Said {}

/// What a reader says about bytes, with the name of the file in front, which only the edge knows. A reader that knows
/// the line and the column begins with them: `contoso.tbxml:118:14: the XML ends in the middle of <Cluster>`.
#[derive(Debug)]
pub(super) struct At<E> {
    pub(super) place: String,
    pub(super) error: E,
}

impl<E: Error> fmt::Display for At<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = self.error.to_string();
        let begins_with_line = said.split(':').next().is_some_and(|word| word.parse::<u32>().is_ok());
        let blank = if begins_with_line { "" } else { " " };
        write!(f, "{}:{blank}{said}", self.place)
    }
}

impl<E: Error + 'static> Error for At<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error.source()
    }
}
