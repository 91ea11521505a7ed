use eframe::egui::{
    Align, CursorIcon, Id, Key, Layout, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, vec2,
};

use super::{Drafts, TextField, field_name_ui, small_link_ui};
use crate::diagnostic::Severity;
use crate::ui::theme::{Theme, Token, space};

/// What a person wants of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui) enum ListEdit {
    /// Another text for a line.
    Rename(usize, String),
    /// A line to another place.
    Move {
        /// From here.
        from: usize,
        /// To there, counted without the line itself.
        to: usize,
    },
    /// A line away.
    Remove(usize),
    /// The page of a line.
    Open(usize),
    /// One more line.
    Add,
}

/// The names of a line's controls, in the user's language, made for the text of the line.
pub(in crate::ui) struct ListWords<'a> {
    /// "Name of lon-fe1"
    pub(in crate::ui) name: &'a dyn Fn(&str) -> String,
    /// "Reorder lon-fe1"; none: the order means nothing.
    pub(in crate::ui) reorder: Option<&'a dyn Fn(&str) -> String>,
    /// "Open lon-fe1"; none: a line has no page.
    pub(in crate::ui) open: Option<&'a dyn Fn(&str) -> String>,
    /// "Remove lon-fe1"
    pub(in crate::ui) remove: &'a dyn Fn(&str) -> String,
    /// "Add computer"; none: the list is full.
    pub(in crate::ui) add: Option<&'a str>,
}

/// Lines that are typed over, dragged by a handle, removed, added; in an order that may mean something.
pub(in crate::ui) struct ListEditor<'a> {
    label: &'a str,
    lines: &'a [String],
    words: ListWords<'a>,
    worst: Option<Severity>,
}

const CONTROL_WIDTH: f32 = 20.0;

impl<'a> ListEditor<'a> {
    /// A list of that name.
    pub(in crate::ui) fn new(label: &'a str, lines: &'a [String], words: ListWords<'a>) -> Self {
        Self { label, lines, words, worst: None }
    }

    /// Outlines the lines.
    pub(in crate::ui) fn worst(self, worst: Option<Severity>) -> Self {
        Self { worst, ..self }
    }

    /// Draws the list; what was asked for.
    pub(in crate::ui) fn show(self, ui: &mut Ui, theme: &Theme, drafts: &mut Drafts) -> Option<ListEdit> {
        ui.add_space(space::TINY);
        field_name_ui(ui, theme, self.label);
        let id = ui.make_persistent_id(("list", self.label));
        let mut asked = None;
        let mut rows = Vec::with_capacity(self.lines.len());
        let mut dragged = None;
        for (place, line) in self.lines.iter().enumerate() {
            let row = ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                if let Some(handle) = self.handle_ui(ui, theme, id.with(("handle", place)), line) {
                    asked = asked.take().or_else(|| self.key_move(ui, id, &handle, place));
                    if handle.dragged() || handle.drag_stopped() {
                        dragged = Some((place, handle));
                    }
                }
                asked = asked.take().or_else(|| self.line_ui(ui, theme, id, place, drafts));
            });
            rows.push(row.response.rect);
        }
        if let Some((from, handle)) = dragged
            && let Some(pointer) = handle.interact_pointer_pos()
        {
            let to = rows.iter().enumerate().filter(|(row, rect)| *row != from && rect.center().y < pointer.y).count();
            if handle.drag_stopped() {
                asked = (to != from).then_some(ListEdit::Move { from, to });
            } else {
                paint_gap(ui, theme, &rows, from, to);
            }
        }
        if let Some(add) = self.words.add
            && small_link_ui(ui, theme, add).clicked()
        {
            ui.data_mut(|data| data.insert_temp(id, self.lines.len()));
            asked = Some(ListEdit::Add);
        }
        asked
    }

    fn handle_ui(&self, ui: &mut Ui, theme: &Theme, id: Id, line: &str) -> Option<Response> {
        let name = self.words.reorder?(line);
        let (rect, _) = ui.allocate_exact_size(vec2(16.0, ui.spacing().interact_size.y), Sense::hover());
        let handle = ui.interact(rect, id, Sense::click_and_drag()).on_hover_and_drag_cursor(CursorIcon::Grab);
        let strong = handle.hovered() || handle.has_focus() || handle.dragged();
        let ink = if strong { Token::Accent } else { Token::TextFaint };
        for y in [-4.0, 0.0, 4.0] {
            let middle = rect.center() + vec2(0.0, y);
            let line = [middle - vec2(5.0, 0.0), middle + vec2(5.0, 0.0)];
            ui.painter().line_segment(line, theme.stroke(1.2, ink));
        }
        handle.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        Some(handle.on_hover_text(name))
    }

    /// The arrows move the line whose handle has the keyboard.
    fn key_move(&self, ui: &Ui, id: Id, handle: &Response, from: usize) -> Option<ListEdit> {
        if !handle.has_focus() {
            return None;
        }
        let lock = eframe::egui::EventFilter { vertical_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(handle.id, lock));
        let (up, down) = ui.input(|input| (input.key_pressed(Key::ArrowUp), input.key_pressed(Key::ArrowDown)));
        let to = if up { from.checked_sub(1)? } else { from + 1 };
        if !(up || down) || to >= self.lines.len() {
            return None;
        }
        ui.memory_mut(|memory| memory.request_focus(id.with(("handle", to))));
        Some(ListEdit::Move { from, to })
    }

    fn line_ui(&self, ui: &mut Ui, theme: &Theme, id: Id, place: usize, drafts: &mut Drafts) -> Option<ListEdit> {
        let line = &self.lines[place];
        let mut asked = None;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            if let Some(open) = self.words.open
                && icon_button(ui, theme, &open(line), paint_open).clicked()
            {
                asked = Some(ListEdit::Open(place));
            }
            if icon_button(ui, theme, &(self.words.remove)(line), paint_cross).clicked() {
                asked = Some(ListEdit::Remove(place));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let name = (self.words.name)(line);
                let field = TextField::new(id.with(("line", place)), line).worst(self.worst);
                let (response, text) = ui.name_inputs(name, |ui| field.show(ui, theme, drafts));
                let is_new = ui.data(|data| data.get_temp::<usize>(id)) == Some(place);
                if is_new {
                    ui.data_mut(|data| data.remove::<usize>(id));
                    response.request_focus();
                }
                if let Some(text) = text {
                    asked = Some(ListEdit::Rename(place, text));
                }
            });
        });
        asked
    }
}

fn icon_button(ui: &mut Ui, theme: &Theme, name: &str, paint: fn(&Ui, Rect, Stroke)) -> Response {
    let size = vec2(CONTROL_WIDTH, ui.spacing().interact_size.y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let strong = response.hovered() || response.has_focus();
    let ink = if strong { Token::Accent } else { Token::TextMuted };
    if strong {
        ui.painter().rect_filled(rect, space::RADIUS_SMALL, theme.color(Token::Hover));
    }
    paint(ui, Rect::from_center_size(rect.center(), vec2(8.0, 8.0)), theme.stroke(1.3, ink));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response.on_hover_text(name)
}

fn paint_cross(ui: &Ui, rect: Rect, stroke: Stroke) {
    ui.painter().line_segment([rect.left_top(), rect.right_bottom()], stroke);
    ui.painter().line_segment([rect.right_top(), rect.left_bottom()], stroke);
}

fn paint_open(ui: &Ui, rect: Rect, stroke: Stroke) {
    let corners: Vec<Pos2> = vec![
        rect.center_top() - vec2(1.5, 0.0),
        rect.right_center() - vec2(1.5, 0.0),
        rect.center_bottom() - vec2(1.5, 0.0),
    ];
    ui.painter().add(Shape::line(corners, stroke));
}

/// A line where the dragged one would go.
fn paint_gap(ui: &Ui, theme: &Theme, rows: &[Rect], from: usize, to: usize) {
    let after = if to > from { to } else { to.wrapping_sub(1) };
    let y = match rows.get(after) {
        Some(row) => row.bottom() + 2.0,
        None => rows[0].top() - 2.0,
    };
    ui.painter().hline(rows[0].x_range(), y, theme.stroke(2.0, Token::Accent));
}
