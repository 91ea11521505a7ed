use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::recovery::Recovery;
use crate::edit::{Patch, Transaction};

/// The form of the journal; one of another form is left alone.
pub(super) const VERSION: u32 = 1;

/// How journals are called: `<id>.journal`.
pub(super) const EXTENSION: &str = "journal";

/// How long a line may stay in the system's memory before it is forced to the disk. It outlives the program at once.
const SYNC_EVERY: Duration = Duration::from_secs(1);

/// Tells the contents of two files apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContentHash(Uuid);

impl ContentHash {
    /// The hash of a file's content.
    pub fn of(content: &[u8]) -> Self {
        const CONTENTS: Uuid = Uuid::from_u128(0x6c69_6e63_6870_696e_8000_636f_6e74_656e);
        Self(Uuid::new_v5(&CONTENTS, content))
    }
}

/// The first line of a journal: what its entries build on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Header {
    pub(super) version: u32,
    pub(super) base: Base,
}

/// What a journal builds on: the document as it was last saved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Base {
    /// A file, with the content it had.
    File { path: String, content: ContentHash },
    /// A document that was never saved: all of it, as a change to an empty one.
    Untitled(Patch),
}

impl Base {
    pub(super) fn file(path: &Path, content: ContentHash) -> Self {
        Self::File { path: path.to_string_lossy().into_owned(), content }
    }
}

/// One line of a journal after the first. Each holds the whole step, for the step that is taken back may be older than
/// the last save, and then no other line of this journal knows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Entry {
    Done(Transaction),
    Undone(Transaction),
    Redone(Transaction),
}

/// One line of RON, with its end: a line without one was torn.
pub(super) fn line(value: &impl Serialize) -> Result<String, ron::Error> {
    let mut line = ron::to_string(value)?;
    line.push('\n');
    Ok(line)
}

/// Writes what is done to a document beside it, line by line, on a thread of its own. The file appears with the first
/// entry; dropping the journal leaves it there, in full.
#[derive(Debug)]
pub(super) struct Journal {
    orders: Sender<Order>,
    worker: Option<JoinHandle<()>>,
    trouble: Arc<Mutex<Option<String>>>,
}

enum Order {
    Write(Entry),
    /// Another base; entries made since then come along.
    Restart(PathBuf, Base, Vec<Entry>),
    /// What the entries so far were made from: not needed once they are on disk.
    TakeOver(Recovery),
    Discard,
}

impl Journal {
    /// A journal that will be kept at `path` and begins with these entries.
    pub(super) fn begin(path: PathBuf, base: Base, entries: Vec<Entry>) -> Self {
        let (orders, inbox) = channel();
        let trouble: Arc<Mutex<Option<String>>> = Arc::default();
        let told = Arc::clone(&trouble);
        let worker = std::thread::spawn(move || {
            let mut scribe = Scribe { path, base, file: None };
            if let Err(error) = scribe.work(&inbox, &entries) {
                *told.lock().expect("nobody panics while telling") = Some(error.to_string());
            }
        });
        Self { orders, worker: Some(worker), trouble }
    }

    pub(super) fn write(&self, entry: Entry) {
        self.tell(Order::Write(entry));
    }

    /// The document has been saved: what was written so far is no longer needed.
    pub(super) fn restart(&self, path: PathBuf, base: Base, entries: Vec<Entry>) {
        self.tell(Order::Restart(path, base, entries));
    }

    /// This journal holds by now what that one held, which can go.
    pub(super) fn take_over(&self, old: Recovery) {
        self.tell(Order::TakeOver(old));
    }

    /// Takes the file away: nothing of it is wanted any more.
    pub(super) fn discard(self) {
        self.tell(Order::Discard);
    }

    /// Why the journal cannot be written, once that is so.
    pub(super) fn trouble(&self) -> Option<String> {
        self.trouble.lock().expect("nobody panics while telling").clone()
    }

    fn tell(&self, order: Order) {
        // A worker that has ended has left its reason in `trouble`; editing goes on without a journal.
        let _ = self.orders.send(order);
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        // The worker ends when it has done all orders and nobody can give another.
        self.orders = channel().0;
        if let Some(worker) = self.worker.take() {
            let _ = worker.join();
        }
    }
}

/// The worker's side of a journal.
struct Scribe {
    path: PathBuf,
    base: Base,
    file: Option<File>,
}

impl Scribe {
    fn work(&mut self, orders: &Receiver<Order>, entries: &[Entry]) -> io::Result<()> {
        entries.iter().try_for_each(|entry| self.write(entry))?;
        let mut unsynced_since = self.file.as_ref().map(|_| Instant::now());
        loop {
            let order = match unsynced_since {
                Some(since) => orders.recv_timeout(SYNC_EVERY.saturating_sub(since.elapsed())),
                None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match order {
                Ok(Order::Write(entry)) => {
                    self.write(&entry)?;
                    unsynced_since.get_or_insert_with(Instant::now);
                }
                Ok(Order::Restart(path, base, entries)) => {
                    // The new one is complete before the old one goes.
                    let mut old = std::mem::replace(self, Self { path, base, file: None });
                    entries.iter().try_for_each(|entry| self.write(entry))?;
                    self.sync()?;
                    old.remove()?;
                    unsynced_since = None;
                }
                Ok(Order::TakeOver(old)) => {
                    self.sync()?;
                    unsynced_since = None;
                    old.discard();
                }
                Ok(Order::Discard) => return self.remove(),
                Err(RecvTimeoutError::Timeout) => {
                    self.sync()?;
                    unsynced_since = None;
                }
                Err(RecvTimeoutError::Disconnected) => return self.sync(),
            }
        }
    }

    fn write(&mut self, entry: &Entry) -> io::Result<()> {
        let text = line(entry).map_err(io::Error::other)?;
        self.open()?.write_all(text.as_bytes())
    }

    fn open(&mut self) -> io::Result<&mut File> {
        if let Some(ref mut file) = self.file {
            return Ok(file);
        }
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = private(OpenOptions::new().append(true).create_new(true)).open(&self.path)?;
        // While the lock is held the document is open in some window, and no other offers to recover it.
        file.lock()?;
        let header = Header { version: VERSION, base: self.base.clone() };
        file.write_all(line(&header).map_err(io::Error::other)?.as_bytes())?;
        Ok(self.file.insert(file))
    }

    fn sync(&self) -> io::Result<()> {
        self.file.as_ref().map_or(Ok(()), File::sync_data)
    }

    fn remove(&mut self) -> io::Result<()> {
        // Closed first: Windows does not remove an open file.
        match self.file.take() {
            Some(file) => {
                drop(file);
                fs::remove_file(&self.path)
            }
            None => Ok(()),
        }
    }
}

/// A deployment's plan is nobody else's business.
#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}
