use std::io;
use std::path::{Path, PathBuf};

use crate::format::{Format, READ_ONLY};
use crate::message;
use crate::text::Message;

/// Takes the file or folder a person has chosen; none if they did not.
pub type Chosen = Box<dyn FnOnce(Option<PathBuf>) + Send>;

/// Takes what the system said when it could not do as it was asked.
pub type Failed = Box<dyn FnOnce(io::Error) + Send>;

/// Asks a person for a file. The window has the system's own dialogs; tests answer by themselves.
pub trait FileDialogs {
    /// Asks for a file to open. The answer may come on another thread, much later.
    fn open(&self, answer: Chosen);

    /// Asks for a file to save to.
    fn save(&self, wish: SaveWish, answer: Chosen);

    /// Asks for a folder to put files into; begins in that one.
    fn folder(&self, beside: Option<&Path>, answer: Chosen);

    /// Shows what is in a folder, as the system does.
    fn show(&self, folder: &Path, failed: Failed);
}

/// What a file to be saved is called and may be, unless a person says otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct SaveWish {
    /// The folder it goes into.
    pub folder: Option<PathBuf>,
    /// Its name.
    pub name: String,
    /// The formats it can have, each with its endings.
    pub formats: Vec<(Message, Vec<&'static str>)>,
}

impl SaveWish {
    /// For a document that is in that file so far.
    pub(super) fn document(file: Option<&Path>) -> Self {
        let name = file.and_then(Path::file_stem).map_or("deployment".into(), |stem| stem.to_string_lossy());
        Self {
            folder: folder_of(file),
            name: format!("{name}.{}", Format::Native.extension()),
            formats: Format::ALL.map(|format| (Message::verbatim(format.title()), vec![format.extension()])).into(),
        }
    }
}

/// The folder that a file is in.
pub(super) fn folder_of(file: Option<&Path>) -> Option<PathBuf> {
    file.and_then(Path::parent).map(Path::to_owned)
}

/// The dialogs of the system.
#[derive(Debug, Default)]
pub(super) struct SystemDialogs;

impl FileDialogs for SystemDialogs {
    fn open(&self, answer: Chosen) {
        let dialog = rfd::FileDialog::new()
            .add_filter("Deployments", &[&Format::ALL.map(Format::extension)[..], &READ_ONLY].concat())
            .add_filter("All files", &["*"]);
        // A dialog blocks whoever asks it, and the window does not wait.
        std::thread::spawn(move || answer(dialog.pick_file()));
    }

    fn save(&self, SaveWish { folder, name, formats }: SaveWish, answer: Chosen) {
        let mut dialog = beginning_in(folder.as_deref()).set_file_name(name);
        for (title, endings) in formats {
            dialog = dialog.add_filter(title.to_string(), &endings);
        }
        std::thread::spawn(move || answer(dialog.save_file()));
    }

    fn folder(&self, beside: Option<&Path>, answer: Chosen) {
        let title = message!("A folder for the files").to_string();
        let dialog = beginning_in(beside).set_title(title).set_can_create_directories(true);
        std::thread::spawn(move || answer(dialog.pick_folder()));
    }

    fn show(&self, folder: &Path, failed: Failed) {
        let folder = folder.to_owned();
        // The folder is handed over as one argument, whatever it is called; no shell reads it.
        std::thread::spawn(move || open::that_detached(folder).map_err(failed));
    }
}

fn beginning_in(folder: Option<&Path>) -> rfd::FileDialog {
    let dialog = rfd::FileDialog::new();
    match folder {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    }
}
