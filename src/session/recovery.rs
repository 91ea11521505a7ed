//! What the last run did not save: found in the journals that it left, and made again.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::journal::{Base, EXTENSION, Entry, Header, VERSION};
use crate::edit::{History, Patch, Transaction};
use crate::message;
use crate::model::Document;
use crate::session::ContentHash;

/// A journal left by a run that ended without saving.
#[derive(Debug)]
pub struct Recovery {
    journal: PathBuf,
    base: Base,
    entries: Vec<Entry>,
    /// Held while the recovery is offered, so that no second window offers it too.
    _lock: File,
}

/// A document with the steps of a journal made again.
#[derive(Debug)]
pub struct Recovered {
    /// The document as it was when the last run ended.
    pub document: Document,
    /// The steps that led there, to be undone.
    pub history: History,
    /// How many lines of the journal did not fit the document any more and were left out, with all after them.
    pub n_left_out: usize,
}

/// The journals in that folder that hold unsaved work and belong to no running program, newest last. Those without any
/// work are removed.
pub fn find(state_dir: &Path) -> Vec<Recovery> {
    let Ok(folder) = fs::read_dir(state_dir) else { return Vec::new() };
    let mut journals: Vec<_> = folder
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == EXTENSION))
        .collect();
    journals.sort();
    let mut found: Vec<_> = journals.into_iter().filter_map(open).collect();
    found.sort_by_key(|recovery| recovery.last().map(|step| step.at));
    found
}

fn open(journal: PathBuf) -> Option<Recovery> {
    let file = File::open(&journal).ok()?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return None,
        // A file system without locks: better offered twice than never.
        Err(TryLockError::Error(_)) => {}
    }
    let content = fs::read(&journal).ok()?;
    match parse(&content) {
        Parsed::Work(base, entries) => Some(Recovery { journal, base, entries, _lock: file }),
        Parsed::Nothing => {
            drop(file);
            let _ = fs::remove_file(&journal);
            None
        }
        Parsed::Foreign => None,
    }
}

#[derive(Debug)]
enum Parsed {
    Work(Base, Vec<Entry>),
    /// Torn before the first entry was whole.
    Nothing,
    /// Of another version of the program, which may still want it.
    Foreign,
}

/// Reads a journal as far as it is whole. What follows the last line end was torn by the crash.
fn parse(content: &[u8]) -> Parsed {
    let mut lines = content.split_inclusive(|&byte| byte == b'\n').filter_map(|line| line.strip_suffix(b"\n"));
    let Some(first) = lines.next() else { return Parsed::Nothing };
    let header = match ron::de::from_bytes::<Header>(first) {
        Ok(header) if header.version == VERSION => header,
        _ => return Parsed::Foreign,
    };
    let entries: Vec<Entry> = lines.map_while(|line| ron::de::from_bytes(line).ok()).collect();
    let is_untitled = matches!(&header.base, Base::Untitled(start) if !start.is_empty());
    if entries.is_empty() && !is_untitled { Parsed::Nothing } else { Parsed::Work(header.base, entries) }
}

impl Recovery {
    /// The file the work was done on; none for a document that was never saved.
    pub fn file(&self) -> Option<&Path> {
        match &self.base {
            Base::File { path, .. } => Some(Path::new(path)),
            Base::Untitled(_) => None,
        }
    }

    /// Whether the work builds on that content of the file. If it does not, the file has been changed since.
    pub fn fits(&self, content: ContentHash) -> bool {
        match &self.base {
            Base::File { content: hash, .. } => *hash == content,
            Base::Untitled(_) => false,
        }
    }

    /// How many steps would be made again.
    pub fn n_steps(&self) -> usize {
        self.entries.len()
    }

    /// The last step, for its label and its time.
    pub fn last(&self) -> Option<&Transaction> {
        self.entries.last().map(|(Entry::Done(step) | Entry::Undone(step) | Entry::Redone(step))| step)
    }

    /// Makes the steps again on the document that was read from the file, or on an empty one if there is no file.
    pub fn replay(&self, saved: &Document) -> Recovered {
        let start = match &self.base {
            Base::File { .. } => Ok(saved.clone()),
            Base::Untitled(start) => start.apply(saved),
        };
        match start {
            Ok(start) => replay(start, &self.entries),
            Err(_) => {
                Recovered { document: saved.clone(), history: History::default(), n_left_out: self.entries.len() + 1 }
            }
        }
    }

    /// Throws the work away.
    pub fn discard(self) {
        let Self { journal, _lock: lock, .. } = self;
        drop(lock);
        let _ = fs::remove_file(journal);
    }

    pub(super) fn base(&self) -> &Base {
        &self.base
    }
}

fn replay(mut document: Document, entries: &[Entry]) -> Recovered {
    let mut history = History::default();
    for (n_made, entry) in entries.iter().enumerate() {
        match make(entry, &document, &mut history) {
            Some(next) => document = next,
            None => return Recovered { document, history, n_left_out: entries.len() - n_made },
        }
    }
    Recovered { document, history, n_left_out: 0 }
}

/// The document after one line; none if it is not what the line was written for.
fn make(entry: &Entry, document: &Document, history: &mut History) -> Option<Document> {
    match entry {
        Entry::Undone(step) if history.to_undo() == Some(step) => Some(history.undo(document)?.0),
        Entry::Redone(step) if history.to_redo() == Some(step) => Some(history.redo(document)?.0),
        Entry::Done(step) | Entry::Redone(step) => push(step.clone(), document, history),
        // The step is older than the last save, so that taking it back is a step of its own now.
        Entry::Undone(step) => {
            let label = message!("Undo: {label}", label = step.label.clone());
            let patch: Patch = step.patch.clone().inverse();
            push(Transaction { label, patch, at: step.at }, document, history)
        }
    }
}

fn push(step: Transaction, document: &Document, history: &mut History) -> Option<Document> {
    let next = step.patch.apply(document).ok()?;
    history.push(step);
    Some(next)
}
