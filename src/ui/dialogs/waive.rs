use eframe::egui::{TextEdit, Ui};

use super::{Answer, answer, buttons_ui, title_ui, words_ui};
use crate::edit::Command;
use crate::message;
use crate::model::{Waiver, WaiverKey};
use crate::ui::intent::{Intent, Outbox};
use crate::ui::view::ViewCx;
use crate::ui::widgets::{primary_button, secondary_button};

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, out: &mut Outbox, key: WaiverKey, reason: &mut String) -> Answer {
    let (code, name) = (key.code.to_string(), cx.topology().name(key.entity));
    title_ui(ui, &cx.text(&message!("Waive {code} for {name}", code, name)));
    let words = message!("The finding is kept in the document with your reason, listed apart, and no longer counted.");
    words_ui(ui, cx, &cx.text(&words));
    let label = ui.label(cx.text(&message!("Reason")));
    let field = TextEdit::multiline(reason).desired_rows(3).desired_width(f32::INFINITY);
    let field = ui.add(field).labelled_by(label.id);
    if !ui.memory(|memory| memory.focused().is_some()) {
        field.request_focus();
    }
    let mut done = Answer::Open;
    buttons_ui(ui, |ui| {
        let is_said = !reason.trim().is_empty();
        let button = ui.add_enabled(is_said, primary_button(cx.theme, &cx.text(&message!("Waive"))));
        let button = button.on_disabled_hover_text(cx.text(&message!("Say why it is acceptable.")));
        if button.clicked() {
            let waiver = Waiver { reason: reason.trim().to_owned(), ..Waiver::default() };
            done = answer(out, Intent::Edit(Command::Waive { key, waiver: Some(waiver) }));
        }
        if ui.add(secondary_button(&cx.text(&message!("Cancel")))).clicked() {
            done = Answer::Closed;
        }
    });
    done
}
