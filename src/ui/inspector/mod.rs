//! The properties of what is selected.

use eframe::egui::{RichText, Ui};

use crate::message;
use crate::ui::intent::Outbox;
use crate::ui::theme::{Token, Type};
use crate::ui::view::{View, ViewCx};

/// What the inspector keeps between frames.
#[derive(Debug, Default)]
pub struct InspectorState {}

/// Draws the page of what is selected. The panel around it gives margins; the page scrolls by itself.
pub(super) fn inspector_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, _out: &mut Outbox) {
    let muted = cx.theme.color(Token::TextMuted);
    match view.selection.only() {
        Some(id) => {
            ui.label(RichText::new(cx.topology().name(id)).font(Type::Title.font()));
            ui.label(RichText::new(cx.text(&cx.kind(id))).font(Type::Small.font()).color(muted));
        }
        None => {
            let nothing = cx.text(&message!("Select something to see its properties."));
            ui.label(RichText::new(nothing).color(muted));
        }
    }
}
