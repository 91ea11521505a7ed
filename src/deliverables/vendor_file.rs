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

/// The document, and what it was written without; none that the product would refuse, unless it is forced.
pub fn write(subject: &Subject<'_>, format: Format) -> Result<Written, NotMade> {
    let written = write_anyway(subject, format)?;
    match written.account.defects.first() {
        Some(reason) if !subject.force => Err(NotMade { reason: reason.clone() }),
        _ => Ok(written),
    }
}

/// The document as it is.
pub(super) fn write_anyway(subject: &Subject<'_>, format: Format) -> Result<Written, NotMade> {
    format::write_with(subject.document, format, subject.evidence).map_err(|error| NotMade::because(&error))
}
