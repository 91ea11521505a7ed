//! The window. It draws the document and what follows from it, keeps what belongs to the view alone (selection, camera,
//! text being typed), and asks for everything else through the [`Outbox`]. It never decides.

mod action;
mod canvas;
mod creatable;
mod findings;
mod inspector;
mod intent;
mod language;
mod selection;
mod theme;
mod view;
mod widgets;

pub use action::{Action, Menu, Shortcut};
pub use creatable::Creatable;
pub use findings::Findings;
pub use intent::{Asked, Home, Intent, Outbox};
pub use language::Language;
pub use selection::Selection;
pub use theme::{Brightness, Theme, Token, Type, space};
pub use view::{Camera, CameraWish, Panels, Renaming, Reveal, ThemeChoice, View, ViewCx};
