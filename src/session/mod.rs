//! An open document: the only state, and the only input and output, below the window and the command line.
//!
//! Nothing here knows a window, and nothing here reads a document's bytes: whoever opens one reads the file
//! ([`files::read`]), has the formats understand it, and hands both to a [`Session`].

pub mod delivery;
pub mod files;
pub mod house;
pub mod recovery;

mod env;
mod jobs;
mod journal;
#[allow(clippy::module_inception, reason = "the layer is named after the one thing it is about")]
mod session;

pub use env::Env;
pub use jobs::{JobKind, Jobs};
pub use journal::ContentHash;
pub use session::{Revision, Session, Snapshot};
