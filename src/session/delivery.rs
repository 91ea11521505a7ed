//! Making what is ordered, and only then writing it: all of it or nothing. The window and the terminal order alike.

use std::path::PathBuf;

use super::files::{self, FileError};
use crate::deliverables::{Exporter, NamedFile, NotMade, OneFile, Subject};
use crate::text::Message;

/// What is to be made, and where it is put.
#[derive(Debug, Clone)]
pub enum Order {
    /// One file, in the format that was chosen.
    File(OneFile, PathBuf),
    /// What each of them puts into a folder.
    Folder(Vec<&'static Exporter>, PathBuf),
}

/// What becomes of files that stand in the folder already under the names of what is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// They stay, and nothing is written.
    Keep,
    /// What is made takes their places.
    Replace,
}

/// How far one thing of an order is.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// It is being made.
    Begun,
    /// It is made.
    Made {
        /// The names and lengths of its files.
        files: Vec<(String, usize)>,
        /// What whoever gets them has to know.
        caveat: Option<Message>,
    },
    /// The deployment has nothing to make it of.
    LeftOut(NotMade),
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum NotDelivered {
    /// Somebody has told it to stop.
    #[error("it was given up, and nothing was written")]
    Cancelled,
    /// The one thing that was ordered cannot be made.
    #[error("{}", .1.reason)]
    NotMade(&'static Exporter, NotMade),
    /// Files of these names are in the folder, and were to be kept.
    #[error("{} is there already", .0.join(", "))]
    InTheWay(Vec<String>),
    /// A file cannot be put in its place.
    #[error(transparent)]
    File(#[from] FileError),
}

impl Order {
    /// What is ordered, in the order in which it is made.
    pub fn exporters(&self) -> Vec<&'static Exporter> {
        match self {
            Self::File(file, _) => vec![file.exporter],
            Self::Folder(exporters, _) => exporters.clone(),
        }
    }

    /// Makes everything, and only then writes. `tell` hears of each, by its place in the order, when it is begun and
    /// what came of it; of a folder, what cannot be made is left out. Whoever names one file means to replace it.
    pub fn carry_out(
        &self,
        subject: &Subject<'_>,
        existing: Existing,
        mut tell: impl FnMut(usize, Step),
    ) -> Result<(), NotDelivered> {
        let mut made = Vec::new();
        for (at, exporter) in self.exporters().into_iter().enumerate() {
            tell(at, Step::Begun);
            let made_now = match self {
                Self::File(file, _) => {
                    file.make(subject).map(|bytes| (vec![(String::new(), bytes)], file.caveat(subject)))
                }
                Self::Folder(..) => exporter.into_folder(subject).map(|files| (files, exporter.caveat(subject))),
            };
            if subject.cancel.is_cancelled() {
                return Err(NotDelivered::Cancelled);
            }
            match (made_now, self) {
                (Ok((mut files, caveat)), _) => {
                    tell(at, Step::Made { files: lengths(&files), caveat });
                    made.append(&mut files);
                }
                (Err(why), Self::File(..)) => return Err(NotDelivered::NotMade(exporter, why)),
                (Err(why), Self::Folder(..)) => tell(at, Step::LeftOut(why)),
            }
        }
        match self {
            Self::File(_, path) => made.iter().try_for_each(|(_, bytes)| files::replace(path, bytes))?,
            Self::Folder(_, folder) => {
                let is_there = |(name, _): &&NamedFile| existing == Existing::Keep && folder.join(name).exists();
                let there: Vec<String> = made.iter().filter(is_there).map(|(name, _)| name.clone()).collect();
                if !there.is_empty() {
                    return Err(NotDelivered::InTheWay(there));
                }
                files::replace_all(folder, &made)?;
            }
        }
        Ok(())
    }
}

fn lengths(files: &[NamedFile]) -> Vec<(String, usize)> {
    files.iter().map(|(name, bytes)| (name.clone(), bytes.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::Review;
    use crate::deliverables::{EXPORTERS, find};
    use crate::model::Document;
    use crate::templates::TEMPLATES;
    use crate::work::Cancel;

    fn deliver(order: &Order, cancel: &Cancel, mut tell: impl FnMut(usize, Step)) -> Result<(), NotDelivered> {
        let document: Document = TEMPLATES[0].document();
        let review = Review::default();
        let subject = Subject::new(&document, &review, "2026-01-31", "contoso", cancel);
        order.carry_out(&subject, Existing::Keep, &mut tell)
    }

    #[test]
    fn what_is_told_of_a_folder_is_what_is_in_it() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("contoso");
        let mut told = Vec::new();
        deliver(&Order::Folder(EXPORTERS.to_vec(), folder.clone()), &Cancel::default(), |at, step| {
            told.push((at, step));
        })
        .unwrap();
        let mut said: Vec<(String, usize)> = Vec::new();
        for pair in told.chunks(2) {
            let [(at, Step::Begun), (same, came)] = pair else { panic!("{pair:?}") };
            assert_eq!(at, same);
            if let Step::Made { files, .. } = came {
                said.extend(files.iter().cloned());
            }
        }
        assert_eq!(told.len(), 2 * EXPORTERS.len());
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
        let mut there: Vec<_> = entries
            .map(|entry| (entry.file_name().into_string().unwrap(), entry.metadata().unwrap().len() as usize))
            .collect();
        said.sort();
        there.sort();
        assert_eq!(said, there);
    }

    #[test]
    fn what_is_given_up_in_the_middle_leaves_no_folder() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("contoso");
        let cancel = Cancel::default();
        let mut last = 0;
        let outcome = deliver(&Order::Folder(EXPORTERS.to_vec(), folder.clone()), &cancel, |at, _| {
            last = at;
            if at == 2 {
                cancel.cancel();
            }
        });
        assert!(matches!(outcome, Err(NotDelivered::Cancelled)), "{outcome:?}");
        assert_eq!((last, folder.exists()), (2, false));
    }

    #[test]
    fn what_somebody_has_put_there_stays_unless_it_is_to_be_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("dns.csv");
        files::replace(&own, b"mine").unwrap();
        let exporters = ["sql", "dns"].map(|word| find(word).unwrap()).to_vec();
        let order = Order::Folder(exporters, folder.path().to_owned());
        let outcome = deliver(&order, &Cancel::default(), |_, _| {});
        assert!(matches!(outcome, Err(NotDelivered::InTheWay(ref names)) if names == &["dns.csv"]), "{outcome:?}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(std::fs::read_to_string(&own).unwrap(), "mine");
    }

    #[test]
    fn a_file_that_cannot_be_written_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("none").join("dns.csv");
        let file = find("dns").and_then(|dns| dns.as_file("CSV")).unwrap();
        assert_eq!(file.ending, "csv");
        let outcome = deliver(&Order::File(file, path.clone()), &Cancel::default(), |_, _| {});
        let Err(NotDelivered::File(error)) = outcome else { panic!("{outcome:?}") };
        assert_eq!(error.path, path);
    }
}
