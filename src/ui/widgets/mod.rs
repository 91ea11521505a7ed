//! Controls that know nothing of the domain. Every text comes in, already in the user's language; every wish goes out
//! as a value.

mod chooser;
mod list_editor;
mod note;
mod section;
mod text_field;

use std::sync::Arc;

use eframe::egui::text::LayoutJob;
use eframe::egui::{
    self, Color32, CornerRadius, FontId, Galley, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo,
};

use crate::diagnostic::Severity;
use crate::ui::theme::{Theme, Token, Type, space};

pub(super) use chooser::{Choice, Chooser};
pub(super) use list_editor::{ListEdit, ListEditor, ListWords};
pub(super) use note::{Note, note_ui};
pub(super) use section::{Opens, collapsed_ui, field_name_ui, heading_ui, small_link_ui, text_ui};
pub(super) use text_field::{Drafts, TextField};

/// Draws the outline of a field in the colour of what is said about it.
fn outline(ui: &Ui, rect: Rect, worst: Option<Severity>, theme: &Theme) {
    if let Some(severity) = worst {
        let radius = ui.visuals().widgets.inactive.corner_radius;
        let stroke = theme.stroke(1.0, severity_token(severity));
        ui.painter().rect_stroke(rect, radius, stroke, StrokeKind::Inside);
    }
}

/// One line of text, cut short with `…` where it does not fit.
pub(super) fn elided(ui: &Ui, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(0.0));
    ui.painter().layout_job(job)
}

/// The colour of a severity.
pub(super) fn severity_token(severity: Severity) -> Token {
    match severity {
        Severity::Error => Token::Error,
        Severity::Warning => Token::Warning,
        Severity::Info => Token::Accent,
    }
}

/// A word on a tinted ground.
pub(super) fn badge_ui(ui: &mut Ui, theme: &Theme, text: &str, ink: Token, back: Token) -> Response {
    egui::Frame::NONE
        .fill(theme.color(back))
        .corner_radius(CornerRadius::same(space::RADIUS))
        .inner_margin(egui::Margin::symmetric(8, 2))
        .show(ui, |ui| {
            ui.label(RichText::new(text).font(Type::CaptionStrong.font()).color(theme.color(ink)));
        })
        .response
}

/// Words that can be clicked and look like it, without a frame around them.
pub(super) fn link_ui(ui: &mut Ui, theme: &Theme, text: &str, ink: Token) -> Response {
    let color = theme.color(ink);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), Type::Strong.font(), color);
    let (rect, response) = ui.allocate_exact_size(galley.size() + Vec2::new(4.0, 4.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), text));
    let at = rect.center() - galley.size() / 2.0;
    if response.hovered() || response.has_focus() {
        let y = at.y + galley.size().y;
        ui.painter().hline(at.x..=at.x + galley.size().x, y, Stroke::new(1.0, color));
    }
    ui.painter().galley(at, galley, color);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// The one button of a dialog that goes ahead.
pub(super) fn primary_button(theme: &Theme, text: &str) -> egui::Button<'static> {
    egui::Button::new(RichText::new(text).font(Type::Strong.font()).color(theme.color(Token::OnAccent)))
        .fill(theme.color(Token::Accent))
        .stroke(Stroke::NONE)
        .min_size(Vec2::new(88.0, 30.0))
}

/// A button of a dialog that is not the first choice.
pub(super) fn secondary_button(text: &str) -> egui::Button<'static> {
    egui::Button::new(RichText::new(text).font(Type::Strong.font())).min_size(Vec2::new(88.0, 30.0))
}

/// Draws a panel that can be resized: its edge takes the accent. egui would give it the colour of text.
pub(super) fn resizable_panel_ui(ui: &mut Ui, theme: &Theme, panel: egui::Panel, contents: impl FnOnce(&mut Ui)) {
    let style = Arc::clone(ui.style());
    let widgets = &mut ui.visuals_mut().widgets;
    widgets.hovered.fg_stroke = theme.stroke(1.0, Token::Accent);
    widgets.active.fg_stroke = theme.stroke(2.0, Token::Accent);
    panel.resizable(true).show(ui, |ui| {
        ui.set_style(Arc::clone(&style));
        contents(ui);
    });
    ui.set_style(style);
}

/// The heading of a panel, in capitals, with a quiet word behind it.
pub(super) fn caption_ui(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    ui.label(RichText::new(text.to_uppercase()).font(Type::CaptionStrong.font()).color(theme.color(Token::TextFaint)))
}

/// A frame around something that can be clicked as a whole. Draw what it holds inside the rectangle.
pub(super) fn tile_ui(ui: &mut Ui, theme: &Theme, size: Vec2, sense: Sense, name: &str) -> (Rect, Response) {
    let (rect, response) = ui.allocate_exact_size(size, sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    let line = if response.hovered() || response.has_focus() { Token::Accent } else { Token::Line };
    let back = if response.hovered() { Token::Hover } else { Token::Chip };
    let corner = CornerRadius::same(space::RADIUS - 1);
    ui.painter().rect(rect, corner, theme.color(back), theme.stroke(1.0, line), StrokeKind::Inside);
    (rect, response)
}

/// A fragment as a sentence of its own.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    // A name at the beginning keeps its letters: lon-fe.contoso.com is no sentence.
    match (letters.next(), text.split_whitespace().next()) {
        (Some(first), Some(word)) if word.chars().all(char::is_alphabetic) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}
