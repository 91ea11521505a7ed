use std::path::{Path, PathBuf};

use clap::Args;

use super::Failure;
use super::document::is_standard_stream;
use super::failure::At;
use crate::checks::{House, HouseRule};
use crate::message;
use crate::session::house::{self, Unusable};
use crate::text::Code;

/// Whose rules hold beside the vendor's.
#[derive(Debug, Args)]
pub(super) struct HouseRules {
    /// The rules of the house; unsaid, linchpin.rules.ron beside the document or in the nearest folder above it.
    #[arg(long, value_name = "FILE", conflicts_with = "no_house")]
    house: Option<PathBuf>,
    /// Leave the rules of the house aside.
    #[arg(long)]
    no_house: bool,
}

impl HouseRules {
    /// The rules that hold for a document.
    pub(super) fn of(&self, document: &Path) -> Result<Option<House>, Failure> {
        match &self.house {
            _ if self.no_house => Ok(None),
            Some(path) => house::read(path.clone()).map(|found| Some(found.house)).map_err(unusable),
            None => near(document),
        }
    }
}

/// The rule of the house that is in force in the current folder.
pub(super) fn find(code: Code) -> Result<Option<HouseRule>, Failure> {
    Ok(near(Path::new("-"))?.and_then(|house| house.find(code).cloned()))
}

/// The rules of the house beside a document or in the nearest folder above it; for the standard input, the current
/// folder's.
fn near(document: &Path) -> Result<Option<House>, Failure> {
    let folder = if is_standard_stream(document) { Some(Path::new("")) } else { document.parent() };
    let found = house::find(folder.unwrap_or(Path::new(""))).map_err(unusable)?;
    Ok(found.map(|found| found.house))
}

fn unusable(why: Unusable) -> Failure {
    match why {
        Unusable::File(error) => Failure::reading(error),
        Unusable::Rules { path, error } => Failure::input(At { place: path.display().to_string(), error })
            .hint(message!("`linchpin check --no-house` leaves the rules of the house aside")),
    }
}
