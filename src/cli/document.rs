use std::ffi::OsStr;
use std::path::Path;

use clap::{Args, ValueEnum};

use super::Failure;
use super::console::{Console, print_raw};
use super::failure::At;
use crate::format::{self, Evidence, Format, Opened, Places, Written};
use crate::message;
use crate::model::Document;
use crate::session::files;

/// A document that a verb was given, with the name to speak of it.
#[derive(Debug)]
pub(super) struct Input {
    pub(super) name: String,
    pub(super) document: Document,
    /// What it can be written as again; none for a file that is read only.
    pub(super) format: Option<Format>,
    pub(super) places: Places,
}

/// Refuses to take the standard input for more than one document: the first would leave nothing to the others.
pub(super) fn standard_input_once(paths: &[&Path]) -> Result<(), Failure> {
    if paths.iter().filter(|path| is_standard_stream(path)).count() > 1 {
        return Err(Failure::usage(message!("the standard input holds one document, and `-` is given twice"))
            .hint(message!("put one of the documents into a file")));
    }
    Ok(())
}

/// Reads a document; what its reader has to say about it goes to the standard error.
pub(super) fn open(path: &Path, console: &Console) -> Result<Input, Failure> {
    let (name, bytes) = if is_standard_stream(path) {
        let name = "standard input".to_owned();
        let bytes = files::read_from(Path::new(&name), std::io::stdin().lock());
        (name, bytes)
    } else {
        (path.display().to_string(), files::read(path))
    };
    let bytes = bytes.map_err(Failure::reading)?;
    let opened = format::read(bytes).map_err(|error| {
        let hint = error.hint();
        Failure::input(At { place: name.clone(), error }).hints(hint)
    })?;
    console.notices(&name, &opened.notices);
    let Opened { document, format, places, .. } = opened;
    Ok(Input { name, document, format, places })
}

/// Writes a document to a file or, for `-` and for nothing, to the standard output, and says what it could not take.
pub(super) fn write(document: &Document, format: Format, out: Option<&Path>, console: &Console) -> Result<(), Failure> {
    write_with(document, format, Evidence::default(), out, console)
}

/// The same, a document of the vendor's with guesses if they are asked for.
pub(super) fn write_with(
    document: &Document,
    format: Format,
    evidence: Evidence,
    out: Option<&Path>,
    console: &Console,
) -> Result<(), Failure> {
    let written = format::write_with(document, format, evidence).map_err(Failure::output)?;
    let out = out.unwrap_or(Path::new("-"));
    put(out, &written.bytes)?;
    say_what_is_lost(&written, out, console);
    Ok(())
}

/// Says what is not in a file that was written, and what is in it as a guess.
pub(super) fn say_what_is_lost(written: &Written, out: &Path, console: &Console) {
    let name = if is_standard_stream(out) { "standard output".to_owned() } else { out.display().to_string() };
    console.notices(&name, &written.left_out);
    console.notices(&name, &written.account.guesses());
}

/// Whether what no document of the product shows is written.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Unverified {
    /// Write our guesses too into a document of the vendor's, in forms that no document of the product shows.
    #[arg(long)]
    include_unverified: bool,
}

impl Unverified {
    pub(super) fn evidence(self) -> Evidence {
        if self.include_unverified { Evidence::Guessed } else { Evidence::Shown }
    }
}

/// Writes to a file or, for `-`, to the standard output.
pub(super) fn put(out: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if is_standard_stream(out) { print_raw(bytes) } else { files::replace(out, bytes).map_err(Failure::writing) }
}

pub(super) fn is_standard_stream(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The formats that are written, by their extensions.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum To {
    /// Linchpin's own file, which keeps everything
    Ron,
    /// Topology Builder's file
    Tbxml,
    /// The published topology
    Xml,
    /// A few lines of text
    Sketch,
}

impl To {
    /// What was said, else what the name of the output says.
    pub(super) fn or_from_name(to: Option<Self>, out: Option<&Path>) -> Result<Option<Self>, Failure> {
        let Some(path) = out.filter(|path| to.is_none() && !is_standard_stream(path)) else { return Ok(to) };
        let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
        let is_meant = |to: &&Self| {
            let word = to.to_possible_value();
            to.format().extension().eq_ignore_ascii_case(extension)
                || word.is_some_and(|word| word.matches(extension, true))
        };
        match Self::value_variants().iter().find(is_meant) {
            Some(to) => Ok(Some(*to)),
            None => Err(Failure::usage(message!(
                "{file}: the name does not tell the format",
                file = path.display().to_string()
            ))
            .hint(message!("end it in .ron, .tbxml, .xml or .sketch, or say --to FORMAT"))),
        }
    }

    pub(super) fn format(self) -> Format {
        match self {
            Self::Ron => Format::Native,
            Self::Tbxml => Format::TopologyBuilder,
            Self::Xml => Format::Published,
            Self::Sketch => Format::Sketch,
        }
    }
}
