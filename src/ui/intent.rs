use std::panic::Location;
use std::path::PathBuf;

use crate::diagnostic::Fix;
use crate::edit::Command;
use crate::model::{AnyId, DataCentre, Id, Pin, Place, SiteRef, WaiverKey};
use crate::text::Code;
use crate::ui::action::Action;
use crate::ui::creatable::Creatable;
use crate::ui::deliverables::PreviewOf;
use crate::ui::dialogs::NewDocument;
use crate::ui::selection::Selection;

/// A wish of the person at the window, with its payload. Closed: reading this enum is reading what the window can do.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// Change the document, as one step that can be undone.
    Edit(Command),
    /// Apply a finding's repair.
    Apply(Fix),
    /// Make something new, with the vendor's defaults and a free name.
    Create {
        /// What.
        what: Creatable,
        /// Where; what is not said is guessed from the selection.
        home: Home,
    },
    /// Take back the last step.
    Undo,
    /// Make the step again that was taken back.
    Redo,
    /// Select this and nothing else.
    Select(Selection),
    /// Select this too.
    AddToSelection(AnyId),
    /// Select this too, or no longer.
    ToggleInSelection(AnyId),
    /// Select a row and show it everywhere: outline, canvas, inspector at the field.
    Reveal(Place),
    /// Let the name be typed where it stands.
    Rename(AnyId),
    /// Add what a text says, as it stood on the clipboard.
    Paste(String),
    /// Delete rows, after showing what else goes.
    Delete(Vec<AnyId>),
    /// Ask for a reason, then accept the finding.
    Waive(WaiverKey),
    /// Show what a rule says and why.
    Explain(Code),
    /// Open a file.
    Open(PathBuf),
    /// Ask for a file, then open it.
    OpenDialog,
    /// Compare the document with what is published, as that file has it.
    Compare(PathBuf),
    /// Save to the document's file; asks where, if it has none.
    Save,
    /// Ask where, then save.
    SaveAs,
    /// Make a preview of something.
    Preview(PreviewOf),
    /// Ask where, then make one thing, which is usually wanted in that format.
    ExportAs(&'static str, &'static str),
    /// Ask for a folder, then make these things in it.
    ExportInto(Vec<&'static str>),
    /// Give up what is being exported.
    CancelExport,
    /// Carry out the last order again, in the place of the files that were in its way.
    ReplaceExisting,
    /// Show a folder, as the system does.
    ShowFolder(PathBuf),
    /// Take up the work that the last run did not save.
    Recover,
    /// Throw that work away.
    ForgetLostWork,
    /// Leave the document as it is, saved or not, for something else.
    Go(Next),
    /// Save the document, and once that is done leave it for something else.
    SaveThen(Next),
    /// Carry out a verb.
    Do(Action),
}

/// What takes the place of the open document.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// Nothing: the window closes.
    Quit,
    /// The file a person will choose.
    OpenDialog,
    /// A file.
    Open(PathBuf),
    /// The questions for a new document.
    New,
    /// A new document.
    Begin(NewDocument),
    /// A new document that begins with what the template of that name has.
    BeginWith(&'static str),
}

/// Where something new is put.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Home {
    /// The central or branch site.
    pub site: Option<SiteRef>,
    /// The data centre.
    pub data_centre: Option<Id<DataCentre>>,
    /// The place on the sheet of its upper left corner.
    pub pin: Option<Pin>,
}

/// What is asked for while a frame is drawn, carried out when it is finished.
#[derive(Debug, Default)]
pub struct Outbox {
    asked: Vec<Asked>,
}

/// A wish, and which line of the program asked for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The wish.
    pub intent: Intent,
    /// The widget's line, for whoever looks for the origin of an edit.
    pub by: &'static Location<'static>,
}

impl Outbox {
    /// Asks for something once the frame is finished.
    #[track_caller]
    pub fn ask(&mut self, intent: Intent) {
        self.asked.push(Asked { intent, by: Location::caller() });
    }

    /// Whether nothing has been asked for.
    pub fn is_empty(&self) -> bool {
        self.asked.is_empty()
    }
}

impl IntoIterator for Outbox {
    type Item = Asked;
    type IntoIter = std::vec::IntoIter<Asked>;

    /// The wishes, in the order they were made.
    fn into_iter(self) -> Self::IntoIter {
        self.asked.into_iter()
    }
}
