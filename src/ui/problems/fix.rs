use eframe::egui::{RichText, Ui};

use crate::diagnostic::Fix;
use crate::message;
use crate::ui::theme::{Token, Type};
use crate::ui::view::ViewCx;

/// What a fix would change, before it is made.
pub(super) fn fix_preview_ui(ui: &mut Ui, cx: &ViewCx<'_>, fix: &Fix) {
    ui.label(RichText::new(cx.text(&fix.title)).font(Type::Strong.font()));
    match fix.command.plan(cx.document) {
        Ok(patch) => {
            for id in patch.touched().take(8) {
                let name = cx.topology().name(id);
                let line = match cx.topology().contains(id) {
                    true => message!("changes {name}", name),
                    false => message!("adds something new"),
                };
                ui.label(
                    RichText::new(cx.text(&line)).font(Type::Small.font()).color(cx.theme.color(Token::TextMuted)),
                );
            }
        }
        Err(refusal) => {
            ui.colored_label(cx.theme.color(Token::Error), cx.text(&refusal.message));
        }
    }
}
