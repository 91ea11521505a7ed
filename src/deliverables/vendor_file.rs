//! The vendor's own documents: what Topology Builder opens, and what `Publish-CsTopology` takes.

use super::{Exporter, Group, Make, NotMade, Subject};
use crate::format::{self, Format, Written};

/// What Topology Builder opens.
pub static TOPOLOGY_BUILDER: Exporter = Exporter {
    word: "tbxml",
    title: "File for Topology Builder",
    group: Group::Documents,
    endings: &["tbxml"],
    parts: &[],
    make: Make::File(|subject, _| Ok(write(subject, Format::TopologyBuilder)?.bytes)),
};

/// What `Publish-CsTopology` takes.
pub static PUBLISHED: Exporter = Exporter {
    word: "xml",
    title: "Topology for Publish-CsTopology",
    group: Group::Documents,
    endings: &["xml"],
    parts: &[],
    make: Make::File(|subject, _| Ok(write(subject, Format::Published)?.bytes)),
};

/// The format of an exporter that makes one of the vendor's documents.
pub fn format_of(exporter: &Exporter) -> Option<Format> {
    [Format::TopologyBuilder, Format::Published].into_iter().find(|format| exporter.word == format.extension())
}

/// The document; none that the product would refuse, unless it is forced.
fn write(subject: &Subject<'_>, format: Format) -> Result<Written, NotMade> {
    let written = write_anyway(subject, format)?;
    match written.account.defects.first() {
        Some(reason) if !subject.force => Err(NotMade::for_lack(reason.clone())),
        _ => Ok(written),
    }
}

/// The document as it is, and what it was written without.
pub fn write_anyway(subject: &Subject<'_>, format: Format) -> Result<Written, NotMade> {
    format::write_with(subject.document, format, subject.evidence).map_err(|error| NotMade::because(&error))
}
