//! The drawing: the deployment on its sheet.

use eframe::egui::Ui;

use crate::ui::intent::Outbox;
use crate::ui::theme::Token;
use crate::ui::view::{View, ViewCx};

/// What the canvas keeps between frames.
#[derive(Debug, Default)]
pub struct CanvasState {}

/// Draws the canvas into all the space there is.
pub(super) fn canvas_ui(ui: &mut Ui, cx: &ViewCx<'_>, _view: &mut View, _out: &mut Outbox) {
    let rect = ui.available_rect_before_wrap();
    ui.painter().rect_filled(rect, 0.0, cx.theme.color(Token::Canvas));
}
