use std::path::{Path, PathBuf};

use clap::Args;

use super::check::Selection;
use super::console::{Console, Outcome};
use super::document::{self, To, is_standard_stream};
use super::house::HouseRules;
use super::{Failure, diff};
use crate::checks::{Cx, Repaired, repair, review};
use crate::diagnostic::Severity;
use crate::edit::compare;
use crate::format::Format;
use crate::message;
use crate::model::Document;
use crate::session::Env;
use crate::work::Cancel;

/// Make the mechanical repairs, and print what they changed.
///
/// Writes the document in its place unless --out says where. The exit status is 1 when an error or a warning remains.
#[derive(Debug, Args)]
pub(super) struct Fix {
    /// The document; `-` is the standard input.
    file: PathBuf,
    /// Where to write it; `-` is the standard output.
    #[arg(short, long)]
    out: Option<PathBuf>,
    /// Write nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    rules: Selection,
    #[command(flatten)]
    house: HouseRules,
}

impl Fix {
    pub(super) fn run(&self, console: &mut Console) -> Result<Outcome, Failure> {
        let is_wanted = self.rules.resolve()?;
        let input = document::open(&self.file, console)?;
        let out = self.out.as_deref().unwrap_or(&self.file);
        let format = self.format_of_output(out, input.format)?;

        let (today, house) = (Env::real().today(), self.house.of(&self.file)?.unwrap_or_default());
        let Repaired { document, made, left } = repair(&input.document, |document: &Document| {
            let cx = Cx::new(document).on(&*today).in_house(&house);
            let mut review = review(&cx, &Cancel::default()).unwrap_or_default();
            review.keep(&is_wanted);
            review.findings
        });

        let is_for_reading = self.dry_run || !is_standard_stream(out);
        if is_for_reading {
            made.iter().for_each(|(code, title)| console.line(format!("{code} {title}")));
            compare(&input.document.topology, &document.topology)
                .changes
                .iter()
                .for_each(|it| diff::print(it, console));
            let (n_made, n_left) = (made.len(), left.len());
            console.line(format!("{}: {n_made} repairs, {n_left} findings left", input.name));
        }
        let is_elsewhere = self.out.is_some();
        if !self.dry_run && (is_elsewhere || !made.is_empty()) {
            document::write(&document, format, Some(out), console)?;
        }
        let remains = left.iter().any(|finding| finding.severity >= Severity::Warning);
        Ok(if remains { Outcome::Found } else { Outcome::Fine })
    }

    fn format_of_output(&self, out: &Path, format: Option<Format>) -> Result<Format, Failure> {
        if let Some(to) = To::or_from_name(None, self.out.as_deref())? {
            return Ok(to.format());
        }
        let Some(format) = format else {
            if self.dry_run || is_standard_stream(out) {
                return Ok(Format::Native);
            }
            let file = out.display().to_string();
            return Err(Failure::usage(message!("{file}: such a file is read and never written", file))
                .hint(message!("say where to write the deployment with --out, to a file in .ron, .tbxml or .xml")));
        };
        if format == Format::Sketch && !self.dry_run && !is_standard_stream(out) {
            let file = out.display().to_string();
            return Err(Failure::usage(message!("{file}: writing a sketch anew would lose its comments", file))
                .hint(message!("say where to write it with --out")));
        }
        Ok(format)
    }
}
