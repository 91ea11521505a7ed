use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::diagram::spoken::kind;
use crate::edit::{History, Refusal};
use crate::model::{AnyId, Document, Id, Place, Topology};
use crate::session::JobKind;
use crate::text::{Code, Message};
use crate::ui::canvas::CanvasState;
use crate::ui::deliverables::DeliverablesState;
use crate::ui::dialogs::{Dialog, FileNotes};
use crate::ui::findings::Findings;
use crate::ui::inspector::InspectorState;
use crate::ui::language::Language;
use crate::ui::outline::OutlineState;
use crate::ui::preview::PreviewState;
use crate::ui::problems::ProblemsState;
use crate::ui::selection::Selection;
use crate::ui::tab::Tab;
use crate::ui::theme::Theme;
use crate::ui::yardstick::Yardstick;
use crate::vendor::Product;

/// What a part of the window may look at while it draws. All of it is of one moment.
#[derive(Clone, Copy)]
pub struct ViewCx<'a> {
    /// The document.
    pub document: &'a Document,
    /// What the checks say about it.
    pub findings: &'a Findings,
    /// What it is checked against, beside the vendor's rules.
    pub yardstick: &'a Yardstick,
    /// The steps made and taken back.
    pub history: &'a History,
    /// Colours.
    pub theme: &'a Theme,
    /// Words.
    pub language: Language,
    /// The file, and whether it holds what is shown.
    pub file: &'a FileState,
    /// What is being worked on elsewhere.
    pub work: &'a [Work],
    /// Files opened of late, newest first.
    pub recent: &'a [PathBuf],
    /// Counts revisions of the topology: what was worked out for one number holds as long as the number stays.
    pub revision: u64,
    /// The day, as `2026-01-31`.
    pub today: &'a str,
    /// Draws an id nobody has, for a command that makes a row.
    pub fresh: &'a dyn Fn() -> Uuid,
}

impl<'a> ViewCx<'a> {
    /// What is deployed.
    pub fn topology(&self) -> &'a Topology {
        &self.document.topology
    }

    /// The product the deployment as a whole is of.
    pub fn product(&self) -> Product {
        self.topology().deployment().product
    }

    /// What a row is, as it reads under its name: "Edge pool", "central site".
    pub fn kind(&self, id: AnyId) -> Message {
        kind(self.topology(), id)
    }

    /// The message in the window's language.
    pub fn text(&self, message: &Message) -> String {
        self.language.text(message)
    }

    /// An id nobody has.
    pub fn fresh_id<T>(&self) -> Id<T> {
        Id::from_uuid((self.fresh)())
    }
}

/// The file of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct FileState {
    /// What the window is called after.
    pub title: Message,
    /// The file; none for a document that was never saved.
    pub path: Option<PathBuf>,
    /// Whether the file holds the document as it is.
    pub is_saved: bool,
    /// What was said about it.
    pub notes: FileNotes,
}

/// Something that takes its time on another thread.
#[derive(Debug, Clone, PartialEq)]
pub struct Work {
    /// What it is for.
    pub kind: JobKind,
    /// How far it is, from 0 to 1, once it runs.
    pub progress: Option<f32>,
}

/// What belongs to one window and is never undone: where one looks, what is selected, what is being typed.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    /// What is selected: in the outline, on the canvas and among the problems alike.
    #[serde(skip)]
    pub selection: Selection,
    /// Where the canvas looks.
    #[serde(skip)]
    pub camera: Camera,
    /// What a menu or a key asks of the camera; the canvas takes it and does it.
    #[serde(skip)]
    pub camera_wish: Option<CameraWish>,
    /// The row whose name is being typed, in the outline or on its card.
    #[serde(skip)]
    pub renaming: Option<Renaming>,
    /// The last place that was to be shown. Everyone who can show it compares the number with the one seen last.
    #[serde(skip)]
    pub reveal: Option<Reveal>,
    /// What the outline keeps for itself.
    #[serde(skip)]
    pub outline: OutlineState,
    /// What the problems panel keeps for itself.
    pub problems: ProblemsState,
    /// What the deliverables panel keeps for itself.
    #[serde(skip)]
    pub deliverables: DeliverablesState,
    /// What stands in front of the window.
    #[serde(skip)]
    pub dialog: Option<Dialog>,
    /// What is said in passing.
    #[serde(skip)]
    pub notice: Option<Notice>,
    /// Which panels are shown.
    pub panels: Panels,
    /// Light, dark, or as the system.
    pub theme: ThemeChoice,
    /// In which language.
    pub language: Language,
    /// The fix that is pointed at, and what it would change.
    #[serde(skip)]
    pub preview: PreviewState,
    /// What the canvas keeps for itself.
    #[serde(skip)]
    pub canvas: CanvasState,
    /// What the inspector keeps for itself.
    #[serde(skip)]
    pub inspector: InspectorState,
}

/// The part of the sheet that the canvas shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// The point of the sheet in the middle of the canvas.
    pub center_on_sheet: [f32; 2],
    /// Points on the screen per unit of the sheet; 1 is 100 %.
    pub zoom: f32,
}

impl Default for Camera {
    fn default() -> Self {
        Self { center_on_sheet: [0.0; 2], zoom: 1.0 }
    }
}

/// What the camera is asked to do.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum CameraWish {
    FitAll,
    FitSelection,
    ZoomIn,
    ZoomOut,
    ActualSize,
}

/// Something said in passing, at the foot of the canvas: a refusal, or what was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// What.
    pub message: Message,
    /// What to do instead.
    pub hint: Option<Message>,
    /// The rule behind it.
    pub rule: Option<Code>,
    /// What it is about, which decides how it looks and how long it stays.
    pub kind: NoticeKind,
    /// When it goes away by itself, in seconds of the window's clock; set when it is first drawn.
    pub until: Option<f64>,
}

impl From<Refusal> for Notice {
    fn from(refusal: Refusal) -> Self {
        let Refusal { message, rule, hint } = refusal;
        Self { message, hint, rule, kind: NoticeKind::Refusal, until: None }
    }
}

/// What something said in passing is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// What was done, or need not be.
    Done,
    /// What was not done.
    Refusal,
    /// What there is to read about the file; it stays until somebody closes it.
    File,
}

/// A name being typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Renaming {
    /// Whose name.
    pub entity: AnyId,
    /// What has been typed so far.
    pub text: String,
    /// Whether the field has been given the keyboard.
    pub has_begun: bool,
}

/// A place to be shown: scrolled to, opened, flashed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reveal {
    /// The place.
    pub place: Place,
    /// Another number for each request, so that the same place can be asked for twice.
    pub serial: u64,
}

/// Which panels are shown.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the words say it")]
pub struct Panels {
    pub outline: bool,
    pub inspector: bool,
    /// What the panel at the foot shows, if it is there.
    pub bottom: Option<Tab>,
}

impl Default for Panels {
    fn default() -> Self {
        Self { outline: true, inspector: true, bottom: Some(Tab::Problems) }
    }
}

/// How bright the window shall be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the words say it")]
pub enum ThemeChoice {
    #[default]
    System,
    Light,
    Dark,
}

impl View {
    /// Shows a place: selects the row, and lets outline, canvas and inspector bring it into view.
    pub fn reveal(&mut self, place: Place) {
        self.selection = Selection::one(place.entity);
        let serial = self.reveal.map_or(0, |last| last.serial) + 1;
        self.reveal = Some(Reveal { place, serial });
    }

    /// Forgets what is about a document that is no longer shown. A question that is open stays: it is not about one.
    pub(super) fn forget_document(&mut self) {
        *self = Self {
            dialog: self.dialog.take(),
            problems: self.problems.kept(),
            deliverables: std::mem::take(&mut self.deliverables).kept(),
            panels: self.panels,
            theme: self.theme,
            language: self.language,
            ..Self::default()
        };
    }

    /// Lets the name of a row be typed.
    pub fn begin_renaming(&mut self, entity: AnyId, topology: &Topology) {
        self.renaming = Some(Renaming { entity, text: topology.name(entity), has_begun: false });
    }
}
