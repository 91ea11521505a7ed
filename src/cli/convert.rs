use std::path::PathBuf;

use clap::Args;

use super::Failure;
use super::console::{Console, Outcome};
use super::document::{self, To, Unverified};
use crate::deliverables::redact::redact;
use crate::message;

/// Write a document in another format; says what that format cannot hold.
#[derive(Debug, Args)]
pub(super) struct Convert {
    /// The document; `-` is the standard input.
    file: PathBuf,
    /// Where to write it; `-` is the standard output.
    #[arg(short, long)]
    out: PathBuf,
    /// The format; unsaid, the name of the output tells.
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: Option<To>,
    /// Replace names and addresses, the same by the same everywhere, and leave out the vendor's file that the document
    /// came from.
    #[arg(long)]
    redact: bool,
    #[command(flatten)]
    unverified: Unverified,
}

impl Convert {
    pub(super) fn run(&self, console: &Console) -> Result<Outcome, Failure> {
        let Some(to) = To::or_from_name(self.to, Some(&self.out))? else {
            return Err(Failure::usage(message!("the standard output has no name that would tell the format"))
                .hint(message!("say --to ron, tbxml, xml or sketch")));
        };
        let input = document::open(&self.file, console)?;
        let document = if self.redact { redact(&input.document) } else { input.document };
        let evidence = self.unverified.evidence();
        document::write_with(&document, to.format(), evidence, Some(&self.out), console)?;
        Ok(Outcome::Fine)
    }
}
