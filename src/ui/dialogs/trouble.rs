use eframe::egui::{RichText, ScrollArea, Ui};

use super::{Answer, buttons_ui, title_ui, words_ui};
use crate::message;
use crate::text::Message;
use crate::ui::theme::{Token, Type};
use crate::ui::view::ViewCx;
use crate::ui::widgets::{capitalised, primary_button, secondary_button};

/// Something that has gone wrong: what, where, what now.
#[derive(Debug, Clone, PartialEq)]
pub struct Trouble {
    /// What could not be done: "contoso.ron was not saved".
    pub title: Message,
    /// What stands against it, and where; the causes, outermost first.
    pub causes: Vec<String>,
    /// What to do.
    pub hint: Option<Message>,
}

impl Trouble {
    /// The error with the chain of its causes.
    pub fn new(title: Message, error: &(dyn std::error::Error + 'static), hint: Option<Message>) -> Self {
        let mut causes = vec![error.to_string()];
        let mut inner = error.source();
        while let Some(cause) = inner {
            causes.push(cause.to_string());
            inner = cause.source();
        }
        Self { title, causes, hint }
    }
}

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, trouble: &Trouble) -> Answer {
    title_ui(ui, &cx.text(&trouble.title));
    ScrollArea::vertical().max_height(240.0).auto_shrink([false, true]).show(ui, |ui| {
        for cause in &trouble.causes {
            words_ui(ui, cx, cause);
        }
    });
    if let Some(hint) = &trouble.hint {
        ui.label(RichText::new(capitalised(&cx.text(hint))).font(Type::Body.font()).color(cx.theme.color(Token::Text)));
    }
    let mut done = Answer::Open;
    buttons_ui(ui, |ui| {
        if ui.add(primary_button(cx.theme, &cx.text(&message!("Close")))).clicked() {
            done = Answer::Closed;
        }
        if ui.add(secondary_button(&cx.text(&message!("Copy text")))).clicked() {
            let hint = trouble.hint.iter().map(|hint| cx.text(hint));
            let lines: Vec<String> =
                std::iter::once(cx.text(&trouble.title)).chain(trouble.causes.iter().cloned()).chain(hint).collect();
            ui.ctx().copy_text(lines.join("\n"));
        }
    });
    done
}
