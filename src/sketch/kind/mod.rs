//! What can be said of each kind of row: one file per family, with the tables that reader and writer share and with
//! what is meant where nothing is said.

pub(super) mod computer;
pub(super) mod deployment;
pub(super) mod place;
pub(super) mod pool;
pub(super) mod role;
pub(super) mod service;
pub(super) mod sheet;
pub(super) mod store;
pub(super) mod voice;

/// Whether a word has a meaning where a name can stand too, so that a name like it goes in quotes or in full.
pub(super) fn is_reserved(word: &str) -> bool {
    word == "none" || word == role::SINGLE_NAME || computer::is_attribute(word) || sheet::is_kind(word)
}
