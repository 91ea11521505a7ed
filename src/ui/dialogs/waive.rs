use eframe::egui::{TextEdit, Ui};

use super::{Answer, answer, buttons_ui, field_ui, title_ui, words_ui};
use crate::edit::Command;
use crate::message;
use crate::model::{Waiver, WaiverKey, is_day};
use crate::text::Message;
use crate::ui::intent::{Intent, Outbox};
use crate::ui::theme::{Token, Type};
use crate::ui::view::ViewCx;
use crate::ui::widgets::{primary_button, secondary_button, text_ui};

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, out: &mut Outbox, key: WaiverKey, waiver: &mut Waiver) -> Answer {
    let (code, name) = (key.code.to_string(), cx.topology().name(key.entity));
    title_ui(ui, &cx.text(&message!("Waive {code} for {name}", code, name)));
    let words = message!("The finding is kept in the document with your reason, listed apart, and no longer counted.");
    words_ui(ui, cx, &cx.text(&words));
    let reason = TextEdit::multiline(&mut waiver.reason).desired_rows(3);
    let reason = field_ui(ui, cx, &message!("Reason"), reason);
    let hint = cx.text(&message!("a day such as 2027-01-31; for good, if empty"));
    let day = TextEdit::singleline(&mut waiver.expires).hint_text(hint);
    field_ui(ui, cx, &message!("Last day it counts (optional)"), day);
    if !ui.memory(|memory| memory.focused().is_some()) {
        reason.request_focus();
    }
    let typed = Waiver { reason: waiver.reason.trim().to_owned(), expires: waiver.expires.trim().to_owned() };
    let wrong_day = wrong_day(&typed, cx.today);
    if let Some(wrong) = &wrong_day {
        text_ui(ui, cx.theme, &cx.text(wrong), Type::Small, Token::Error);
    }
    let missing = typed.reason.is_empty().then(|| message!("Say why it is acceptable."));
    let mut done = Answer::Open;
    buttons_ui(ui, |ui| {
        let problem = missing.or(wrong_day);
        let button = ui.add_enabled(problem.is_none(), primary_button(cx.theme, &cx.text(&message!("Waive"))));
        if button.clicked() {
            done = answer(out, Intent::Edit(Command::Waive { key, waiver: Some(typed) }));
        }
        if let Some(problem) = &problem {
            button.on_disabled_hover_text(cx.text(problem));
        }
        if ui.add(secondary_button(&cx.text(&message!("Cancel")))).clicked() {
            done = Answer::Closed;
        }
    });
    done
}

/// What is wrong with the last day.
fn wrong_day(waiver: &Waiver, today: &str) -> Option<Message> {
    let day = waiver.expires.as_str();
    if day.is_empty() {
        return None;
    }
    if !is_day(day) {
        return Some(message!("{day} is no day of the calendar, as 2027-01-31 is.", day));
    }
    (!waiver.holds_on(today)).then(|| message!("{day} is past.", day))
}
