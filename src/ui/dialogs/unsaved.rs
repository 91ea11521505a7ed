use eframe::egui::Ui;

use super::{Answer, answer, buttons_ui, title_ui, words_ui};
use crate::message;
use crate::ui::intent::{Intent, Next, Outbox};
use crate::ui::view::ViewCx;
use crate::ui::widgets::{primary_button, secondary_button};

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, out: &mut Outbox, next: &Next) -> Answer {
    let file = cx.file.title.clone();
    title_ui(ui, &cx.text(&message!("Save the changes to {file}?", file)));
    let n = cx.history.done().len();
    let words = match cx.history.to_undo().map(|last| last.label.clone()) {
        Some(last) if n == 1 => message!("One step was made since it was opened: {last}.", last),
        Some(last) => message!("{n} steps were made since it was opened, the last one: {last}.", n, last),
        None => message!("It has never been saved."),
    };
    words_ui(ui, cx, &cx.text(&words));
    let mut done = Answer::Open;
    buttons_ui(ui, |ui| {
        if ui.add(primary_button(cx.theme, &cx.text(&message!("Save")))).clicked() {
            done = answer(out, Intent::SaveThen(next.clone()));
        }
        if ui.add(secondary_button(&cx.text(&message!("Cancel")))).clicked() {
            done = Answer::Closed;
        }
        if ui.add(secondary_button(&cx.text(&message!("Don't save")))).clicked() {
            done = answer(out, Intent::Go(next.clone()));
        }
    });
    done
}
