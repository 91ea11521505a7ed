//! In and out of files: bytes to document and back.
//!
//! A vendor file is read in three steps. [`xml`] keeps every byte; a *view* finds the rows, the same for both formats;
//! *raising* makes roles of services. Writing goes the other way: *lowering* makes services of roles. It lowers the
//! file as it was read and the document as it is now, and makes the difference of the two in the tree. So what nobody
//! edited, and what nobody here understands, stays as it was.

mod apply;
mod archive;
mod cells;
mod compose;
mod detect;
mod doc_item_set;
mod element;
mod index;
mod left_out;
mod lower;
mod lowered;
mod native;
mod numbers;
mod places;
mod published;
mod raise;
mod scope;
mod servers;
mod shape;
mod sound;
mod tbxml;
mod vendor_file;
mod view;
pub mod xml;

use std::sync::Arc;

use crate::diagnostic::Notice;
use crate::message;
use crate::model::{Document, VendorFormat};
use crate::sketch::{self, SketchError};
use crate::text::{LineColumn, Message};
use detect::Kind;

pub use archive::ArchiveError;
pub use left_out::{Account, Feature, LeftOut, own};
pub use places::Places;
pub use xml::{EditError, XmlError};

/// A format of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Linchpin's own: everything, readable in a version control system.
    Native,
    /// `.tbxml`, Topology Builder's own file.
    TopologyBuilder,
    /// The published topology: what `Get-CsTopology -AsXml` prints and `Publish-CsTopology` takes.
    Published,
    /// A few lines of text, without ids and without the vendor's file.
    Sketch,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Native, Self::TopologyBuilder, Self::Published, Self::Sketch];

    /// How the name of such a file ends, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Native => "ron",
            Self::TopologyBuilder => "tbxml",
            Self::Published => "xml",
            Self::Sketch => "sketch",
        }
    }

    /// The format whose files' names end so.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension() == extension)
    }

    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Native => "Linchpin deployment",
            Self::TopologyBuilder => "Topology Builder file",
            Self::Published => "Published topology",
            Self::Sketch => "Sketch",
        }
    }
}

/// How the names of files end that are read and never written, whatever is in them.
pub const READ_ONLY: [&str; 2] = ["zip", "csv"];

impl From<VendorFormat> for Format {
    fn from(format: VendorFormat) -> Self {
        match format {
            VendorFormat::TopologyBuilder => Self::TopologyBuilder,
            VendorFormat::Published => Self::Published,
        }
    }
}

/// What a file of the vendor's may be written with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// What real documents show, and what follows from them without doubt.
    #[default]
    Shown,
    /// Guesses too. The file says that it has some, and is understood again by that.
    Guessed,
}

/// A file that was read.
#[derive(Debug)]
pub struct Opened {
    /// What it holds.
    pub document: Document,
    /// What there is to say about it, in the order of the file.
    pub notices: Vec<Notice>,
    /// What it is, and can be written as again; none for a file that is read only, whose document goes into another.
    pub format: Option<Format>,
    /// Where in it each row stands.
    pub places: Places,
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What is in the document and not in the file.
    pub left_out: Vec<Notice>,
    /// The same thing by thing, for a file of the vendor's.
    pub account: Account,
}

/// A file is none that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It is nothing that describes a deployment.
    #[error("not a topology: this looks like {what}")]
    Other {
        /// What it looks like.
        what: &'static str,
    },
    /// It is Linchpin's own or a sketch, in another encoding.
    #[error("{at}: byte {byte:#04x} is not UTF-8")]
    NotUtf8 {
        /// Where the byte is.
        at: LineColumn,
        /// The byte.
        byte: u8,
    },
    /// It is Linchpin's own and broken.
    #[error("{at}: {problem}")]
    Native {
        /// Where it goes wrong.
        at: LineColumn,
        /// What is wrong.
        problem: String,
    },
    /// It is Linchpin's own, of a version to come.
    #[error("the file is of version {version}; {newest} is the newest that is known here")]
    Newer {
        /// Its version.
        version: u32,
        /// The newest version that is read.
        newest: u32,
    },
    /// It is a sketch, or should be, and broken.
    #[error(transparent)]
    Sketch(#[from] SketchError),
    /// It is XML, or should be, and broken.
    #[error(transparent)]
    Xml(#[from] XmlError),
    /// It is an archive, but not one with a topology that can be taken out.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// It is XML of another kind.
    #[error("not a topology: the root element is <{found}>")]
    NotATopology {
        /// The name of its root.
        found: String,
    },
}

/// A document cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The file it came from is no longer readable.
    #[error("the file this document came from cannot be read")]
    Origin(#[from] XmlError),
    /// It has text that no file can hold.
    #[error(transparent)]
    Xml(#[from] EditError),
    /// It cannot be said in Linchpin's own format.
    #[error("{problem}")]
    Native {
        /// What is wrong.
        problem: String,
    },
}

impl ReadError {
    /// What one can do about it.
    pub fn hint(&self) -> Option<Message> {
        Some(match self {
            Self::Other { .. } | Self::NotATopology { .. } => {
                message!(
                    "open a .tbxml file, what Get-CsTopology -AsXml printed, the zip that Export-CsConfiguration wrote, \
                     a list of servers under the headings Server and Role, or a file saved by Linchpin"
                )
            }
            Self::NotUtf8 { .. } => message!("save the file as UTF-8"),
            Self::Native { .. } => message!("correct the line, or take the file back from version control"),
            Self::Newer { .. } => message!("open it with a newer Linchpin"),
            Self::Sketch(error) => return error.hint(),
            Self::Archive(error) => Message { template: error.hint().into(), args: Vec::new() },
            Self::Xml(error) => Message { template: error.hint().into(), args: Vec::new() },
        })
    }
}

/// Reads a file of any format.
pub fn read(bytes: impl Into<Arc<[u8]>>) -> Result<Opened, ReadError> {
    let bytes = bytes.into();
    match detect::detect(&bytes)? {
        Kind::Native(text) => {
            let (document, notices) = native::read(&text)?;
            Ok(Opened { document, notices, format: Some(Format::Native), places: Places::default() })
        }
        Kind::Sketch(text) => {
            let document = sketch::read(&text)?.document;
            Ok(Opened { document, notices: Vec::new(), format: Some(Format::Sketch), places: Places::default() })
        }
        Kind::Xml => {
            let tree = xml::Tree::parse(&*bytes)?;
            match vendor_file::format_of(&tree) {
                Some(format) => Ok(vendor_file::read(&tree, format, Arc::clone(&bytes))),
                None => doc_item_set::read(&tree)?
                    .ok_or_else(|| ReadError::NotATopology { found: tree.qualified_name(tree.root()).to_owned() }),
            }
        }
        Kind::Archive => archive::read(&bytes),
        Kind::Servers(text, separator) => Ok(servers::read(&text, separator)),
    }
}

/// Writes a document as a file of that format.
pub fn write(document: &Document, format: Format) -> Result<Written, WriteError> {
    write_with(document, format, Evidence::default())
}

/// The same, a file of the vendor's with guesses if they are asked for.
pub fn write_with(document: &Document, format: Format, evidence: Evidence) -> Result<Written, WriteError> {
    let (bytes, left_out) = match format {
        Format::TopologyBuilder => return vendor_file::write(document, VendorFormat::TopologyBuilder, evidence),
        Format::Published => return vendor_file::write(document, VendorFormat::Published, evidence),
        Format::Native => (native::write(document)?, Vec::new()),
        Format::Sketch => (sketch::write(document).into_bytes(), lost_in_sketch(document)),
    };
    Ok(Written { bytes, left_out, account: Account::default() })
}

/// A sketch holds all that the model holds; the vendor's file is beside the model.
fn lost_in_sketch(document: &Document) -> Vec<Notice> {
    let lost = document.origin.as_ref().map(|_| Notice {
        at: None,
        message: message!("the vendor's file this deployment came from is not part of a sketch"),
        help: Some(message!(
            "save the deployment in Linchpin's own format as well if you want to write that file again"
        )),
    });
    lost.into_iter().collect()
}

#[cfg(test)]
mod tests;
