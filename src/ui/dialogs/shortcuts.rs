use eframe::egui::{Grid, RichText, ScrollArea, Ui};

use super::{Answer, buttons_ui, title_ui};
use crate::message;
use crate::ui::action::Action;
use crate::ui::theme::{Token, Type};
use crate::ui::view::ViewCx;
use crate::ui::widgets::primary_button;

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>) -> Answer {
    title_ui(ui, &cx.text(&message!("Keyboard shortcuts")));
    let os = ui.ctx().os();
    ScrollArea::vertical().max_height(440.0).auto_shrink([false, true]).show(ui, |ui| {
        Grid::new("shortcuts").num_columns(2).min_col_width(180.0).spacing([24.0, 8.0]).show(ui, |ui| {
            for action in Action::all() {
                let shortcuts = action.shortcuts(os);
                if shortcuts.is_empty() {
                    continue;
                }
                let keys: Vec<String> = shortcuts.iter().map(|keys| ui.ctx().format_shortcut(keys)).collect();
                let keys = cx.text(&message!("{keys}", keys = keys.join("   ")));
                ui.label(RichText::new(keys).font(Type::Strong.font()));
                let text = cx.text(&action.text());
                ui.label(RichText::new(text).color(cx.theme.color(Token::TextMuted)))
                    .on_hover_text(cx.text(&action.tip()));
                ui.end_row();
            }
        });
    });
    let mut done = Answer::Open;
    buttons_ui(ui, |ui| {
        if ui.add(primary_button(cx.theme, &cx.text(&message!("Close")))).clicked() {
            done = Answer::Closed;
        }
    });
    done
}
