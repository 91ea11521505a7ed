//! The terminal: the same engine without a window. One file per verb; doc comments are the help.
//!
//! Results go to the standard output, all at once when the verb is done; messages go to the standard error. The exit
//! status is 0 when all is fine, 1 when what was looked for was found, 2 when the call or the input is of no use.

mod check;
mod completions;
mod console;
mod convert;
mod diff;
mod document;
mod explain;
mod export;
mod failure;
mod fix;
mod house;
mod json;
mod man;
mod new;
mod report;
mod rules;
mod suggest;

use std::error::Error;
use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{ColorChoice, CommandFactory, Parser, Subcommand};

use crate::message;
use crate::session::files;
use console::{Console, Outcome};
use suggest::did_you_mean;

pub use failure::{Failure, FailureKind};

/// Draws, checks and exports deployments of Lync Server 2013 and Skype for Business Server.
///
/// Without a verb it opens the editor. Every verb works without a display, reads any document it can tell by its
/// content (.ron, .tbxml, the published topology as .xml or in the zip of Export-CsConfiguration, a list of servers as
/// .csv, a sketch), and takes `-` for the standard input or output.
#[derive(Debug, Parser)]
#[command(name = "linchpin", version, max_term_width = 100)]
struct Cli {
    /// The document to open in the editor.
    file: Option<PathBuf>,

    /// Whether to color the output.
    #[arg(long, global = true, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    color: ColorChoice,

    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Check(check::Check),
    Fix(fix::Fix),
    Explain(explain::Explain),
    Rules(rules::Rules),
    Convert(convert::Convert),
    Export(export::Export),
    Diff(diff::Diff),
    New(new::New),
    Completions(completions::Completions),
    Man(man::Man),
}

/// What the command line came to.
#[derive(Debug)]
pub enum Asked {
    /// The editor, with this document.
    Editor(Option<PathBuf>),
    /// A verb, which is done.
    Nothing(ExitCode),
}

/// Reads the command line and does what it says, short of opening a window.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Asked {
    let args: Vec<OsString> = args.into_iter().collect();
    if let Some(failure) = misspelt_verb(&args) {
        return Asked::Nothing(Console::new(ColorChoice::Auto).fail(&failure));
    }
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Where nobody reads any more, there is nobody to tell.
            let _ = error.print();
            return Asked::Nothing(ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2)));
        }
    };
    let mut console = Console::new(cli.color);
    let Some(verb) = cli.verb else {
        return match cli.file.as_deref().map_or(Ok(()), files::look) {
            Ok(()) => Asked::Editor(cli.file),
            Err(error) => Asked::Nothing(console.fail(&Failure::reading(error))),
        };
    };
    let done = catch_unwind(AssertUnwindSafe(|| verb.run(&mut console)))
        .unwrap_or_else(|_| Err(Failure::bug(message!("the program ran into a fault of its own"))));
    Asked::Nothing(match done {
        Ok(outcome) => console.finish(outcome),
        Err(failure) => console.fail(&failure),
    })
}

/// Says why the editor did not open, and what works all the same.
pub fn editor_failed(error: Box<dyn Error + Send + Sync>) -> ExitCode {
    let failure = Failure { kind: FailureKind::Usage, source: error, hints: Vec::new() };
    Console::new(ColorChoice::Auto)
        .fail(&failure.hint(message!("the verbs need no display: `linchpin check FILE`, or `linchpin help` for all")))
}

impl Verb {
    fn run(&self, console: &mut Console) -> Result<Outcome, Failure> {
        match self {
            Self::Check(verb) => verb.run(console),
            Self::Fix(verb) => verb.run(console),
            Self::Explain(verb) => verb.run(console),
            Self::Rules(verb) => verb.run(console),
            Self::Convert(verb) => verb.run(console),
            Self::Export(verb) => verb.run(console),
            Self::Diff(verb) => verb.run(console),
            Self::New(verb) => verb.run(console),
            Self::Completions(verb) => verb.run(),
            Self::Man(verb) => verb.run(),
        }
    }
}

/// A first word that is neither a verb nor a file. Left alone, it would be the name of a document to edit.
fn misspelt_verb(args: &[OsString]) -> Option<Failure> {
    let word = args.get(1)?.to_str()?;
    let command = Cli::command();
    let verbs: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).chain(["help"]).collect();
    let looks_like_a_verb = word.starts_with(char::is_alphabetic) && word.chars().all(char::is_alphanumeric);
    if !looks_like_a_verb || verbs.contains(&word) || Path::new(word).exists() {
        return None;
    }
    let failure = Failure::usage(message!("`{word}` is neither a verb nor a file", word));
    Some(failure.hints(did_you_mean(word, verbs)).hint(message!("`linchpin help` lists the verbs")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
