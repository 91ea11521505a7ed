//! The window. It draws the document and what follows from it, keeps what belongs to the view alone (selection, camera,
//! text being typed), and asks for everything else through the [`Outbox`]. It never decides.

mod action;
mod app;
mod canvas;
mod creatable;
mod deliverables;
mod dialogs;
mod documents;
mod file_dialogs;
mod findings;
mod icon;
mod inspector;
mod intent;
mod language;
mod outline;
mod pairing;
mod palette;
mod perform;
mod preview;
mod problems;
mod recent;
mod run;
mod selection;
mod shell;
mod tab;
mod theme;
mod view;
mod welcome;
mod widgets;
mod yardstick;

pub use action::{Action, Menu, Shortcut};
pub use app::App;
pub use creatable::Creatable;
pub use deliverables::DeliverablesState;
pub use dialogs::{CommandPalette, Dialog, FileNotes, LostWork, NewDocument, PairPools, Trouble};
pub use file_dialogs::{Chosen, Failed, FileDialogs, SaveWish};
pub use findings::Findings;
pub use icon::{Icon, paint_severity};
pub use intent::{Asked, Home, Intent, Next, Outbox};
pub use language::Language;
pub use palette::Palette;
pub use preview::Mark;
pub use run::{NoWindow, run};
pub use selection::Selection;
pub use tab::Tab;
pub use theme::{Brightness, Theme, Token, Type, space};
pub use view::{
    Camera, CameraWish, FileState, Notice, NoticeKind, Panels, Renaming, Reveal, ThemeChoice, View, ViewCx, Work,
};
pub use yardstick::{Published, Yardstick};
