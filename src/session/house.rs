//! The rules of the house, found where the documents are.

use std::path::{Path, PathBuf};

use crate::checks::{House, HouseError};
use crate::session::files::{self, FileError};

/// The rules of a house and the file they stand in.
#[derive(Debug, Clone)]
pub struct Found {
    /// The file.
    pub path: PathBuf,
    /// What stands in it.
    pub house: House,
}

/// There are rules of a house, and they cannot be kept to.
#[derive(Debug)]
pub enum Unusable {
    /// The file cannot be read.
    File(FileError),
    /// What stands in it makes no sense.
    Rules {
        /// Which file.
        path: PathBuf,
        /// What is wrong.
        error: HouseError,
    },
}

/// The rules that hold in a folder: those of the file in it, else in the nearest folder above it.
pub fn find(folder: &Path) -> Result<Option<Found>, Unusable> {
    files::find_above(folder, House::FILE).map(read).transpose()
}

/// The rules in a file.
pub fn read(path: PathBuf) -> Result<Found, Unusable> {
    let bytes = files::read(&path).map_err(Unusable::File)?;
    match House::read(&String::from_utf8_lossy(&bytes)) {
        Ok(house) => Ok(Found { path, house }),
        Err(error) => Err(Unusable::Rules { path, error }),
    }
}
