use std::sync::Arc;

use eframe::egui::{Align2, Pos2, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo};

use super::{Answer, buttons_ui, title_ui, words_ui};
use crate::diagnostic::Notice;
use crate::message;
use crate::text::Message;
use crate::ui::theme::{Token, Type};
use crate::ui::view::ViewCx;
use crate::ui::widgets::{capitalised, elided, primary_button, secondary_button};

const ROW: f32 = 44.0;
const PLACE_WIDTH: f32 = 76.0;

/// What was said about the file of the document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FileNotes {
    /// Of the rules of the house beside it.
    pub house: Arc<[Notice]>,
    /// When it was opened.
    pub read: Arc<[Notice]>,
    /// When it was last saved.
    pub written: Arc<[Notice]>,
}

impl FileNotes {
    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.titled().next().is_none()
    }

    fn titled(&self) -> impl Iterator<Item = (Message, &[Notice])> {
        let house = (message!("The rules of the house"), &*self.house);
        let read = (message!("When it was opened"), &*self.read);
        let written = (message!("When it was saved"), &*self.written);
        [house, read, written].into_iter().filter(|(_, notes)| !notes.is_empty())
    }
}

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>) -> Answer {
    let notes = &cx.file.notes;
    title_ui(ui, &cx.text(&message!("Notes about {file}", file = cx.file.title.clone())));
    for (title, notes) in notes.titled() {
        words_ui(ui, cx, &cx.text(&title));
        // The same height for every line, so that thousands of them cost no more than those that are seen.
        let area = ScrollArea::vertical().id_salt(notes.as_ptr()).max_height(ROW * 7.0).min_scrolled_height(ROW * 7.0);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            area.auto_shrink([false, true]).show_rows(ui, ROW, notes.len(), |ui, rows| {
                notes[rows].iter().for_each(|note| note_ui(ui, cx, note));
            });
        });
    }
    let mut done = Answer::Open;
    buttons_ui(ui, |ui| {
        if ui.add(primary_button(cx.theme, &cx.text(&message!("Close")))).clicked() {
            done = Answer::Closed;
        }
        if ui.add(secondary_button(&cx.text(&message!("Copy text")))).clicked() {
            let lines = notes.titled().flat_map(|(_, notes)| notes).map(|note| cx.text(&sentence(note)));
            ui.ctx().copy_text(lines.collect::<Vec<_>>().join("\n"));
        }
    });
    done
}

/// One note: where, what was found, and below what was made of it.
fn note_ui(ui: &mut Ui, cx: &ViewCx<'_>, note: &Notice) {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::hover());
    let spoken = cx.text(&sentence(note));
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &spoken));
    let faint = cx.theme.color(Token::TextFaint);
    let left = rect.left() + PLACE_WIDTH;
    let words = |left: f32, middle: f32, text: &str, font: Type, ink: Token| {
        let shape = elided(ui, text, font.font(), cx.theme.color(ink), rect.right() - left);
        let at = Align2::LEFT_CENTER.anchor_size(Pos2::new(left, middle), shape.size()).min;
        ui.painter().galley(at, shape, faint);
    };
    let (first, second) = (rect.top() + 13.0, rect.top() + 30.0);
    if let Some(at) = note.at {
        words(rect.left(), first, &at.to_string(), Type::Small, Token::TextFaint);
    }
    words(left, first, &capitalised(&cx.text(&note.message)), Type::Body, Token::Text);
    if let Some(help) = &note.help {
        words(left, second, &capitalised(&cx.text(help)), Type::Small, Token::TextMuted);
    }
    response.on_hover_text(spoken);
}

/// "line 12, column 4: the role Chat is not known; it stays as it is".
fn sentence(note: &Notice) -> Message {
    let said = match &note.help {
        Some(help) => message!("{found}; {help}", found = note.message.clone(), help = help.clone()),
        None => note.message.clone(),
    };
    match note.at {
        Some(at) => message!("line {line}, column {column}: {said}", line = at.line, column = at.column, said),
        None => said,
    }
}
