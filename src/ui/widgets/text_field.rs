use eframe::egui::{Id, Key, Response, TextEdit, Ui};

use super::outline;
use crate::diagnostic::Severity;
use crate::ui::theme::Theme;

/// The text being typed, until the field is left. One field has the keyboard, so there is one draft.
#[derive(Debug, Clone, Default)]
pub(in crate::ui) struct Drafts {
    typing: Option<(Id, String)>,
}

/// A line of text. Enter or leaving the field commits; Escape takes the typing back. Whoever draws it names it.
pub(in crate::ui) struct TextField<'a> {
    id: Id,
    value: &'a str,
    hint: &'a str,
    worst: Option<Severity>,
}

impl<'a> TextField<'a> {
    /// A field that shows `value` until something is typed.
    pub(in crate::ui) fn new(id: Id, value: &'a str) -> Self {
        Self { id, value, hint: "", worst: None }
    }

    /// What stands in the field while it is empty: what counts then.
    pub(in crate::ui) fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    /// Outlines the field.
    pub(in crate::ui) fn worst(self, worst: Option<Severity>) -> Self {
        Self { worst, ..self }
    }

    /// Draws the field; the new text when it is committed and differs.
    pub(in crate::ui) fn show(self, ui: &mut Ui, theme: &Theme, drafts: &mut Drafts) -> (Response, Option<String>) {
        let Self { id, value, hint, worst } = self;
        // What was typed when the page went away under it is forgotten, not found again days later.
        let is_typing = ui.ctx().read_response(id).is_some_and(|field| field.has_focus() || field.lost_focus());
        if !is_typing {
            drafts.typing.take_if(|(field, _)| *field == id);
        }
        let drafted = drafts.typing.as_ref().filter(|(field, _)| *field == id).map(|(_, text)| text.clone());
        let mut text = drafted.unwrap_or_else(|| value.to_owned());
        let edit = TextEdit::singleline(&mut text).id(id).hint_text(hint.to_owned()).desired_width(f32::INFINITY);
        let response = ui.add(edit);
        outline(ui, response.rect, worst.filter(|_| !response.has_focus()), theme);

        if !response.lost_focus() {
            if response.changed() {
                drafts.typing = Some((id, text));
            }
            return (response, None);
        }
        drafts.typing.take_if(|(field, _)| *field == id);
        let is_taken_back = ui.input(|input| input.key_pressed(Key::Escape));
        let text = text.trim();
        let committed = (!is_taken_back && text != value).then(|| text.to_owned());
        (response, committed)
    }
}
