use std::path::{Path, PathBuf};

use crate::format::{Format, READ_ONLY};

/// Takes the file a person has chosen; none if they did not.
pub type Chosen = Box<dyn FnOnce(Option<PathBuf>) + Send>;

/// Asks a person for a file. The window has the system's own dialogs; tests answer by themselves.
pub trait FileDialogs {
    /// Asks for a file to open. The answer may come on another thread, much later.
    fn open(&self, answer: Chosen);

    /// Asks for a file to save to.
    fn save(&self, beside: Option<&Path>, answer: Chosen);
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

    fn save(&self, beside: Option<&Path>, answer: Chosen) {
        let mut dialog = rfd::FileDialog::new();
        for format in Format::ALL {
            dialog = dialog.add_filter(format.title(), &[format.extension()]);
        }
        if let Some(folder) = beside.and_then(Path::parent) {
            dialog = dialog.set_directory(folder);
        }
        let name = beside.and_then(Path::file_stem).map_or("deployment".into(), |stem| stem.to_string_lossy());
        let dialog = dialog.set_file_name(format!("{name}.{}", Format::Native.extension()));
        std::thread::spawn(move || answer(dialog.save_file()));
    }
}
