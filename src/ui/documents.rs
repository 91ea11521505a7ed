//! Between a file and a document, for the jobs that open and save.

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Notice;
use crate::format::{self, Format};
use crate::message;
use crate::model::Document;
use crate::session::{
    ContentHash, files,
    house::{self, Unusable},
    recovery::{Recovered, Recovery},
};
use crate::ui::dialogs::Trouble;

/// A document as it was read.
#[derive(Debug)]
pub(super) struct Opened {
    pub document: Document,
    pub content: ContentHash,
    pub notices: Vec<Notice>,
    /// Whether the file is read and never written, so that the document is in none yet.
    pub is_import: bool,
}

/// A document as it was written.
#[derive(Debug)]
pub(super) struct Saved {
    pub content: ContentHash,
    /// What the format of the file has no place for.
    pub left_out: Vec<Notice>,
}

/// Reads a file of any format.
pub(super) fn open(path: &Path) -> Result<Opened, Trouble> {
    let title = || message!("{file} was not opened", file = name_of(path));
    let bytes = files::read(path).map_err(|error| Trouble::new(title(), &error, error.hint()))?;
    let content = ContentHash::of(&bytes);
    let format::Opened { document, notices, format, .. } =
        format::read(bytes).map_err(|error| Trouble::new(title(), &error, error.hint()))?;
    Ok(Opened { document, content, notices, is_import: format.is_none() })
}

/// The rules of the house for a document, as the terminal finds them; else what is wrong with them.
pub(super) fn house_of(document: &Path) -> Result<Option<Arc<house::Found>>, Notice> {
    let folder = document.parent().unwrap_or(Path::new(""));
    house::find(folder).map(|found| found.map(Arc::new)).map_err(|unusable| {
        let (file, problem) = match unusable {
            Unusable::File(error) => (name_of(&error.path), error.problem.to_string()),
            Unusable::Rules { path, error } => (name_of(&path), error.to_string()),
        };
        let message = message!("the rules of the house in {file} are left aside: {problem}", file, problem);
        Notice { at: None, message, help: Some(message!("mend the file, then check again")) }
    })
}

/// Writes a file, in the format that its name says; in our own if the name says none.
pub(super) fn save(document: &Document, path: &Path) -> Result<Saved, Trouble> {
    let title = || message!("{file} was not saved", file = name_of(path));
    if format::READ_ONLY.contains(&&*extension_of(path)) {
        let causes = vec!["such a file is read and never written".to_owned()];
        return Err(Trouble { title: title(), causes, hint: Some(message!("save the deployment as .ron")) });
    }
    let written = format::write(document, format_of(path)).map_err(|error| Trouble::new(title(), &error, None))?;
    files::replace(path, &written.bytes).map_err(|error| Trouble::new(title(), &error, error.hint()))?;
    Ok(Saved { content: ContentHash::of(&written.bytes), left_out: written.left_out })
}

/// The format that the name of a file promises; our own where it says nothing.
pub(super) fn format_of(path: &Path) -> Format {
    Format::from_extension(&extension_of(path)).unwrap_or(Format::Native)
}

fn extension_of(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// Makes the steps again that a run left behind, on the file as it is now.
pub(super) fn recover(recovery: &Recovery) -> Result<Recovered, Trouble> {
    let saved = match recovery.file() {
        Some(file) => open(file)?.document,
        None => Document::default(),
    };
    Ok(recovery.replay(&saved))
}

/// What a file is called, without its folder.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
