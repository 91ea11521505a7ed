use std::sync::Arc;

use crate::model::{Sheet, Topology, Waivers};

/// Everything a person has decided. Cheap to clone: every part is shared.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// What is deployed.
    pub topology: Topology,
    /// Where it is drawn.
    pub sheet: Sheet,
    /// What was accepted.
    pub waivers: Waivers,
    /// The vendor's file it came from.
    pub origin: Option<Origin>,
}

/// A vendor's file, byte for byte. Never edited, hence never an undo problem; kept inside the native file too.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// Which of the two formats.
    pub format: VendorFormat,
    /// The file.
    pub bytes: Arc<[u8]>,
}

/// The vendor's two document formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VendorFormat {
    /// `.tbxml`, Topology Builder's own file.
    TopologyBuilder,
    /// The published topology: what `Get-CsTopology -AsXml` prints.
    Published,
}
