use eframe::egui::Ui;

use super::{Answer, answer, buttons_ui, title_ui, words_ui};
use crate::message;
use crate::text::Message;
use crate::ui::intent::{Intent, Outbox};
use crate::ui::view::ViewCx;
use crate::ui::widgets::{primary_button, secondary_button};

/// Work that the last run did not save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostWork {
    /// The file it was done on.
    pub file: Option<String>,
    /// How many steps.
    pub n_steps: usize,
    /// The last of them.
    pub last: Option<Message>,
}

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, out: &mut Outbox, lost: &LostWork) -> Answer {
    title_ui(ui, &cx.text(&message!("Take up unsaved work?")));
    let n = lost.n_steps;
    let words = match lost.file.clone() {
        Some(file) if n == 1 => message!("Linchpin ended before the last step in {file} was saved.", file),
        Some(file) => message!("Linchpin ended before {n} steps in {file} were saved.", n, file),
        None => message!("Linchpin ended before a new deployment was saved for the first time."),
    };
    words_ui(ui, cx, &cx.text(&words));
    if let Some(last) = lost.last.clone() {
        words_ui(ui, cx, &cx.text(&message!("The last thing you did: {last}.", last)));
    }
    let mut done = Answer::Open;
    buttons_ui(ui, |ui| {
        if ui.add(primary_button(cx.theme, &cx.text(&message!("Take it up")))).clicked() {
            done = answer(out, Intent::Recover);
        }
        if ui.add(secondary_button(&cx.text(&message!("Later")))).clicked() {
            done = Answer::Closed;
        }
        if ui.add(secondary_button(&cx.text(&message!("Throw it away")))).clicked() {
            done = answer(out, Intent::ForgetLostWork);
        }
    });
    done
}
