//! The vendor's own documents: what Topology Builder opens, and what `Publish-CsTopology` takes.

use super::{Exporter, Make, NotMade, Subject};
use crate::format::{self, Format, Written};

/// What Topology Builder opens.
pub static TOPOLOGY_BUILDER: Exporter = Exporter {
    word: "tbxml",
    title: "File for Topology Builder",
    endings: &["tbxml"],
    parts: &[],
    make: Make::Document(Format::TopologyBuilder),
};

/// What `Publish-CsTopology` takes.
pub static PUBLISHED: Exporter = Exporter {
    word: "xml",
    title: "Topology for Publish-CsTopology",
    endings: &["xml"],
    parts: &[],
    make: Make::Document(Format::Published),
};

/// The document, and what it was written without.
pub fn write(subject: &Subject<'_>, format: Format) -> Result<Written, NotMade> {
    format::write(subject.document, format).map_err(|error| NotMade::because(&error))
}
