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
    let file = lost.file.clone().unwrap_or_else(|| cx.text(&message!("a deployment that was never saved")));
    let n = lost.n_steps;
    let words = match lost.last.clone() {
        Some(last) if n == 1 => message!("Linchpin ended while a step on {file} was not saved: {last}.", file, last),
        Some(last) => {
            message!(
                "Linchpin ended while {n} steps on {file} were not saved; the last one was: {last}.",
                n,
                file,
                last
            )
        }
        None => message!("Linchpin ended while {file} was not saved.", file),
    };
    words_ui(ui, cx, &cx.text(&words));
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
