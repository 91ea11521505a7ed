use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

const MOST: usize = 12;

/// Files opened of late, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Recent(Vec<PathBuf>);

impl Recent {
    pub(super) fn add(&mut self, path: &Path) {
        self.0.retain(|other| other != path);
        self.0.insert(0, path.to_owned());
        self.0.truncate(MOST);
    }

    /// A file that is no longer there.
    pub(super) fn forget(&mut self, path: &Path) {
        self.0.retain(|other| other != path);
    }

    pub(super) fn all(&self) -> &[PathBuf] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_opened_again_comes_first_and_is_listed_once() {
        let mut recent = Recent::default();
        for name in ["a.ron", "b.ron", "a.ron"] {
            recent.add(Path::new(name));
        }
        assert_eq!(recent.all(), [PathBuf::from("a.ron"), PathBuf::from("b.ron")]);
    }
}
