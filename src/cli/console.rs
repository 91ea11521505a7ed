use std::borrow::Cow;
use std::io::{self, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use clap::builder::styling::{AnsiColor, Style};
use memchr::memchr;

use super::Failure;
use super::failure::At;
use crate::diagnostic::{Notice, Severity};
use crate::text::Message;

/// Where a verb puts its words: results for the standard output, gathered until it is done, and messages for the
/// standard error, at once.
pub(super) struct Console {
    colors: ColorChoice,
    results: Vec<u8>,
}

/// How a verb ended. Of several outcomes the later counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    /// Nothing to complain about.
    Fine,
    /// What was looked for was found: findings, differences.
    Found,
    /// Some of what it was given was of no use; that has been said.
    Unusable,
}

impl Outcome {
    fn status(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Found => 1,
            Self::Unusable => 2,
        }
    }
}

pub(super) const BOLD: Style = Style::new().bold();
pub(super) const DIM: Style = Style::new().dimmed();
pub(super) const RED: Style = AnsiColor::Red.on_default();
pub(super) const GREEN: Style = AnsiColor::Green.on_default();
pub(super) const YELLOW: Style = AnsiColor::Yellow.on_default();
pub(super) const CYAN: Style = AnsiColor::Cyan.on_default();

/// The colour of a severity.
pub(super) fn style_of(severity: Severity) -> Style {
    match severity {
        Severity::Error => RED.bold(),
        Severity::Warning => YELLOW.bold(),
        Severity::Info => CYAN.bold(),
    }
}

impl Console {
    pub(super) fn new(color: clap::ColorChoice) -> Self {
        let colors = match color {
            clap::ColorChoice::Auto => ColorChoice::Auto,
            clap::ColorChoice::Always => ColorChoice::Always,
            clap::ColorChoice::Never => ColorChoice::Never,
        };
        Self { colors, results: Vec::new() }
    }

    /// A line of the result; it may be styled.
    pub(super) fn line(&mut self, line: impl AsRef<str>) {
        self.results.extend_from_slice(harmless(line.as_ref()).as_bytes());
        self.results.push(b'\n');
    }

    /// Where a result goes that needs no look at what is in it.
    pub(super) fn results(&mut self) -> &mut Vec<u8> {
        &mut self.results
    }

    /// What a reader or a writer has to say about a file all the same. What helps against several in a row is said
    /// once, behind the last of them.
    pub(super) fn notices(&self, file: &str, notices: &[Notice]) {
        for (i, Notice { at, message, help }) in notices.iter().enumerate() {
            let at = at.map(|at| format!(":{at}")).unwrap_or_default();
            self.say(&format!("{YELLOW}note{YELLOW:#}: {file}{at}: {message}\n"));
            let is_said_later = notices.get(i + 1).is_some_and(|next| next.help == *help);
            if let Some(help) = help.as_ref().filter(|_| !is_said_later) {
                self.say(&format!("{CYAN}hint{CYAN:#}: {help}\n"));
            }
        }
    }

    /// Something that was done beside the result.
    pub(super) fn note(&self, message: &Message) {
        self.say(&format!("{YELLOW}note{YELLOW:#}: {message}\n"));
    }

    /// A failure: what is wrong, then what to do.
    pub(super) fn fail(&self, failure: &Failure) -> ExitCode {
        let (style, heading) = (RED.bold(), failure.kind.heading());
        let mut text = format!("{style}{heading}{style:#}: {}\n", failure.chain());
        for hint in &failure.hints {
            text.push_str(&format!("{CYAN}hint{CYAN:#}: {hint}\n"));
        }
        self.say(&text);
        ExitCode::from(2)
    }

    fn say(&self, text: &str) {
        // Where even the standard error is closed, there is nobody to tell.
        let _ = AutoStream::new(io::stderr(), self.colors).write_all(harmless(text).as_bytes());
    }

    /// Hands the results over and ends.
    pub(super) fn finish(self, outcome: Outcome) -> ExitCode {
        let written = print(&self.results, self.colors);
        match written {
            Ok(()) => ExitCode::from(outcome.status()),
            // Who stops reading, as `head` does, has what it wanted.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(outcome.status()),
            Err(error) => self.fail(&printing(error)),
        }
    }
}

fn print(text: &[u8], colors: ColorChoice) -> io::Result<()> {
    let mut out = io::stdout().lock();
    // A long result seldom has styles to be taken out.
    if memchr(0x1b, text).is_some() {
        AutoStream::new(out, colors).write_all(text)?;
        return io::stdout().flush();
    }
    out.write_all(text)?;
    out.flush()
}

/// The text without what would make a terminal do more than show it. Names come from files that anybody may have made;
/// of the escapes only those for colour and weight stay, which are ours.
fn harmless(text: &str) -> Cow<'_, str> {
    let is_harmful = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.contains(is_harmful) {
        return Cow::Borrowed(text);
    }
    let styles = |rest: &str| {
        let inner = rest.strip_prefix("\u{1b}[").unwrap_or_default();
        inner.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').starts_with('m')
    };
    let shown = text.char_indices().map(|(at, c)| match c {
        '\u{1b}' if styles(&text[at..]) => c,
        _ if is_harmful(c) => char::REPLACEMENT_CHARACTER,
        _ => c,
    });
    Cow::Owned(shown.collect())
}

fn printing(error: io::Error) -> Failure {
    Failure::output(At { place: "standard output".to_owned(), error })
}

/// The bytes of a document on the standard output, as they are.
pub(super) fn print_raw(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(printing(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_command_the_terminal() {
        assert_eq!(harmless("lon\u{1b}]0;title\u{7}-fe\r\u{9b}2J\u{1b}[2J"), "lon�]0;title�-fe��2J�[2J");
        let styled = format!("{RED}error{RED:#}\n\tlon-fe");
        assert_eq!(harmless(&styled), styled);
    }
}
