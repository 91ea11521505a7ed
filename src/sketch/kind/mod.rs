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

use super::names::ordinal_of;

/// Whether a word has a meaning where a name can stand too, so that a name like it goes in quotes or in full.
pub(super) fn is_reserved(word: &str) -> bool {
    word == "none"
        || word == role::SINGLE_NAME
        || ordinal_of(word).is_some()
        || computer::is_attribute(word)
        || sheet::is_kind(word)
}

/// Every word that an attribute can begin with.
#[cfg(test)]
pub(super) fn all_words() -> impl Iterator<Item = &'static str> {
    let families = [
        computer::all_words(),
        deployment::all_words(),
        place::all_words(),
        pool::all_words(),
        role::all_words(),
        service::all_words(),
        store::all_words(),
        voice::all_words(),
    ];
    families.into_iter().flatten()
}
