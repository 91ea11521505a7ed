//! Linchpin draws, checks and exports deployments of Lync Server 2013 and Skype for Business Server.
//!
//! A document goes in; everything else follows from it. The order of the modules below is the architecture: a module
//! may name the modules above it, never one below. `docs/architecture.md` says why, `tests/it/layers.rs` sees to it.

/// How things are said: messages with arguments, rule codes, natural order of names.
pub mod text;

/// What a long function is given: a way to be stopped and a way to tell how far it is.
pub mod work;

/// What the vendor's documentation says, about no deployment in particular.
pub mod vendor;

/// What a deployment is.
pub mod model;

/// How a deployment changes.
pub mod edit;

/// The same deployment as a graph.
pub mod graph;

/// How a fault is said: severity, code, message, place, fix.
pub mod diagnostic;

/// A deployment in a few lines of text.
pub mod sketch;

/// In and out of files: bytes to document and back.
pub mod format;

/// Deployments to begin with.
pub mod templates;

/// What fails when: scenarios.
pub mod analysis;

/// The rules, one file each, in families.
pub mod checks;

/// The picture without a screen: where things stand and how lines run between them.
pub mod diagram;

/// What leaves the building: scripts, sheets, drawings.
pub mod deliverables;

/// An open document: session, journal, recovery, files, jobs, clock and ids. The only state and the only IO down here.
pub mod session;

/// The terminal: one file per verb.
pub mod cli;

/// The window.
pub mod ui;
