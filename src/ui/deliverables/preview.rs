use std::fmt;
use std::hash::Hash;
use std::sync::Arc;

use eframe::egui::{
    Align, Button, ColorImage, Context, Frame, Label, Layout, Margin, RichText, Role, ScrollArea, Spinner,
    TextureHandle, TextureOptions, Ui, Vec2, WidgetInfo,
};

use super::making::{Content, File, Lines, Preview, PreviewOf};
use super::pages::{Leaves, pages_ui, widest};
use super::{DeliverablesState, markdown, order_ui, size};
use crate::deliverables::Exporter;
use crate::message;
use crate::text::Message;
use crate::ui::intent::{Intent, Outbox};
use crate::ui::problems::choose_ui;
use crate::ui::theme::{Theme, Token, Type, space};
use crate::ui::view::ViewCx;
use crate::ui::widgets::{Choice, capitalised, link_ui};

/// After a change the next preview waits until nothing more has changed for so long.
const STILL_SECS: f64 = 0.3;
/// The height of a line of code, and what a letter of it takes.
const CODE: Vec2 = Vec2::new(7.6, 17.0);
/// More of one line is not laid out.
const LONGEST_LINE: usize = 2_000;

/// What is looked at, and what has been asked of the worker that makes it.
#[derive(Default)]
pub(in crate::ui) struct PreviewState {
    asked: Option<PreviewOf>,
    /// What is to be asked for, and since when.
    waiting: Option<(PreviewOf, f64)>,
    made: Option<Preview>,
    /// The picture of it on the graphics card, and which of its sizes that is.
    texture: Option<(usize, TextureHandle)>,
    /// Which of several files is looked at.
    file: usize,
    is_actual_size: bool,
    leaves: Leaves,
}

impl fmt::Debug for PreviewState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PreviewState").field("made", &self.made).finish_non_exhaustive()
    }
}

impl PreviewState {
    /// Whether something is on its way.
    pub(in crate::ui) fn is_waiting(&self) -> bool {
        self.waiting.is_some() || self.asked.as_ref() != self.made.as_ref().map(|made| &made.of)
    }

    /// Nothing is looked at now.
    pub(super) fn rest(&mut self) {
        *self = Self::default();
    }

    /// Takes what a worker has made, unless something else is wanted by now.
    pub(in crate::ui) fn take(&mut self, made: Preview) {
        if self.asked.as_ref() == Some(&made.of) {
            if self.made.as_ref().is_none_or(|before| before.of.word != made.of.word) {
                self.file = 0;
            }
            self.made = Some(made);
            self.texture = None;
            self.leaves = Leaves::default();
        }
    }

    /// Takes down that what was asked for cannot be made.
    pub(in crate::ui) fn fail(&mut self, why: Message) {
        self.texture = None;
        self.made = self.asked.clone().map(|of| Preview { of, files: Err(why) });
    }

    /// Asks for what is wanted: at once where it is another thing, after a while where only the document has changed.
    fn want(&mut self, ctx: &Context, wanted: PreviewOf, out: &mut Outbox) {
        if self.asked.as_ref() == Some(&wanted) {
            self.waiting = None;
            return;
        }
        let now = ctx.input(|input| input.time);
        let since = match &self.waiting {
            Some((waiting, since)) if *waiting == wanted => *since,
            _ => now,
        };
        let chosen = |of: &PreviewOf| (of.word, of.ending, of.options);
        let is_other = self.asked.as_ref().is_none_or(|asked| chosen(asked) != chosen(&wanted));
        if is_other || now - since >= STILL_SECS {
            self.waiting = None;
            self.asked = Some(wanted.clone());
            out.ask(Intent::Preview(wanted));
        } else {
            self.waiting = Some((wanted, since));
            ctx.request_repaint_after_secs((STILL_SECS - (now - since)) as f32);
        }
    }
}

/// How the chosen one looks, made of the document as it is.
pub(super) fn preview_ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut DeliverablesState, out: &mut Outbox) {
    let exporter = state.chosen();
    let ending = state.ending(exporter);
    if cx.findings.is_fresh {
        let (run, sheet, options) = (cx.findings.run, cx.document.sheet.clone(), state.options);
        let wanted = PreviewOf { word: exporter.word, ending, run, sheet, options };
        state.preview.want(ui.ctx(), wanted, out);
    }
    Frame::NONE.inner_margin(Margin { left: 16, right: 12, top: 8, bottom: 0 }).show(ui, |ui| {
        title_ui(ui, cx, state, exporter, out);
        let is_of_it = |made: &&Preview| made.of.word == exporter.word && made.of.ending == ending;
        let preview = &mut state.preview;
        let Some(made) = preview.made.as_ref().filter(is_of_it) else {
            ui.centered_and_justified(|ui| ui.add(Spinner::new().size(20.0).color(cx.theme.color(Token::Accent))));
            return;
        };
        let files = match &made.files {
            Ok(files) => files,
            Err(why) => {
                let words = message!("Not made: {why}", why = why.clone());
                ui.centered_and_justified(|ui| said_ui(ui, cx, &words));
                return;
            }
        };
        let Some(file) = files.get(preview.file).or_else(|| files.first()) else { return };
        let mut chosen = preview.file;
        let mut is_actual_size = preview.is_actual_size;
        file_ui(ui, cx, files, file, &mut chosen, &mut is_actual_size);
        // What was made of a document that has moved on is paler, until the new one is there.
        if !cx.findings.is_fresh || preview.asked.as_ref() != Some(&made.of) || preview.waiting.is_some() {
            ui.set_opacity(0.6);
        }
        let salt = (exporter.word, ending, chosen);
        match &file.content {
            Content::Lines(lines) => lines_ui(ui, cx.theme, salt, lines),
            Content::Page(blocks) => {
                let width = (ui.available_width() - space::LARGE).min(760.0);
                let more = |n: usize| cx.text(&message!("… and {n} lines more, in the file", n));
                ScrollArea::both().id_salt(salt).auto_shrink(false).show(ui, |ui| {
                    markdown::page_ui(ui, cx.theme, blocks, width, more);
                    ui.add_space(space::LARGE);
                });
            }
            Content::Grid(grid) => drop(ScrollArea::both().id_salt(salt).auto_shrink(false).show(ui, |ui| {
                grid.ui(ui, cx.theme);
                ui.add_space(space::LARGE);
            })),
            Content::Picture(sizes) => picture_ui(ui, salt, sizes, &mut preview.texture, exporter, is_actual_size),
            Content::Pages(pages) => pages_ui(ui, cx, salt, pages, &mut preview.leaves, is_actual_size),
            Content::Closed => {
                let words = message!("This format is for other programs; it cannot be looked at here.");
                ui.centered_and_justified(|ui| said_ui(ui, cx, &words));
            }
        }
        if chosen != preview.file {
            preview.texture = None;
            preview.leaves = Leaves::default();
        }
        preview.file = chosen;
        preview.is_actual_size = is_actual_size;
    });
}

/// What it is, in which formats it can be looked at, and the button that saves it.
fn title_ui(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut DeliverablesState,
    exporter: &'static Exporter,
    out: &mut Outbox,
) {
    let ending = state.ending(exporter);
    let line = Vec2::new(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(line, Layout::right_to_left(Align::Center), |ui| {
        let is_one_file = exporter.as_file(ending).is_some();
        let title = if is_one_file { message!("Save as…") } else { message!("Save to folder…") };
        if order_ui(ui, cx, &title, state.refusal(cx).as_ref()).clicked() {
            let word = exporter.word;
            out.ask(if is_one_file { Intent::ExportAs(word, ending) } else { Intent::ExportInto(vec![word]) });
        }
        if exporter.endings.len() > 1 {
            ui.spacing_mut().item_spacing.x = 2.0;
            for other in exporter.endings.iter().rev() {
                let text = RichText::new(*other).font(Type::Small.font());
                let response = ui.add(Button::selectable(*other == ending, text));
                let name = cx.text(&message!("Look at it as {ending}", ending = *other));
                response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, *other == ending, &name));
                if response.on_hover_text(name).clicked() {
                    state.endings.insert(exporter.word, other);
                }
            }
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(RichText::new(exporter.title).font(Type::Heading.font())).truncate());
        });
    });
}

/// The name of the file and how long it is, the names of others beside it, and what can be done with the preview.
fn file_ui(ui: &mut Ui, cx: &ViewCx<'_>, files: &[File], file: &File, chosen: &mut usize, is_actual_size: &mut bool) {
    let room = ui.available_width();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        if files.len() > 1 {
            let name = Message::verbatim(&*file.name);
            let entries = || files.iter().enumerate().map(|(at, other)| Choice::new(at, &*other.name)).collect();
            if let Some(at) = choose_ui(ui, cx, 250.0, &message!("File to look at"), &name, entries) {
                *chosen = at;
            }
        } else {
            said_ui(ui, cx, &Message::verbatim(&*file.name));
        }
        let length = match &file.content {
            Content::Grid(grid) => message!("{size}, {n} lines", size = size(file.n_bytes), n = grid.n_rows()),
            Content::Lines(lines) => message!("{size}, {n} lines", size = size(file.n_bytes), n = lines.len()),
            Content::Pages(pages) if pages.count() > 1 && file.instead.is_none() => {
                message!("{size}, {n} pages", size = size(file.n_bytes), n = pages.count())
            }
            _ => size(file.n_bytes),
        };
        said_ui(ui, cx, &length);
        if let Some(text) = &file.text
            && link_ui(ui, cx.theme, &cx.text(&message!("Copy")), Token::Accent).clicked()
        {
            ui.ctx().copy_text(text.to_string());
        }
        let has_sizes = match &file.content {
            Content::Picture(_) => true,
            Content::Pages(pages) => widest(pages) > room,
            _ => false,
        };
        if has_sizes {
            let title = if *is_actual_size { message!("Fit into the panel") } else { message!("Full size") };
            if link_ui(ui, cx.theme, &cx.text(&title), Token::Accent).clicked() {
                *is_actual_size ^= true;
            }
        }
        if let Some(ending) = file.instead {
            said_ui(ui, cx, &message!("For other programs; what is in it, as {ending}:", ending));
        }
    });
    ui.add_space(2.0);
}

fn said_ui(ui: &mut Ui, cx: &ViewCx<'_>, words: &Message) -> eframe::egui::Response {
    let text = RichText::new(capitalised(&cx.text(words))).font(Type::Small.font());
    ui.add(Label::new(text.color(cx.theme.color(Token::TextMuted))).truncate())
}

/// A text as it is; only the lines in view are laid out.
fn lines_ui(ui: &mut Ui, theme: &Theme, salt: impl Hash + fmt::Debug, lines: &Lines) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let width = lines.longest.min(LONGEST_LINE) as f32 * CODE.x;
    ScrollArea::both().id_salt(salt).auto_shrink(false).show_rows(ui, CODE.y, lines.len(), |ui, rows| {
        ui.set_min_width(width);
        for at in rows {
            let line = lines.line(at);
            let end = line.char_indices().nth(LONGEST_LINE).map_or(line.len(), |(end, _)| end);
            let text = RichText::new(&line[..end]).font(Type::Code.font()).color(theme.color(Token::Text));
            ui.allocate_ui(Vec2::new(ui.available_width(), CODE.y), |ui| {
                ui.set_min_height(CODE.y);
                ui.add(Label::new(text).extend());
            });
        }
    });
}

/// The picture, as large as there is room for, or a point for a point.
fn picture_ui(
    ui: &mut Ui,
    salt: impl Hash + fmt::Debug,
    sizes: &[Arc<ColorImage>],
    texture: &mut Option<(usize, TextureHandle)>,
    exporter: &Exporter,
    is_actual_size: bool,
) {
    let points_of = |image: &ColorImage| Vec2::from(image.size.map(|side| side as f32)) / ui.pixels_per_point();
    let actual = points_of(&sizes[0]);
    let room = ui.available_size() - Vec2::splat(space::SMALL);
    let scale = if is_actual_size { 1.0 } else { (room / actual).min_elem().min(1.0) };
    let size = actual * scale;
    // The smallest that is not made larger.
    let level = sizes.iter().rposition(|image| points_of(image).x >= size.x).unwrap_or_default();
    if texture.as_ref().is_none_or(|(of, _)| *of != level) {
        let image = Arc::clone(&sizes[level]);
        *texture = Some((level, ui.ctx().load_texture("deliverable", image, TextureOptions::LINEAR)));
    }
    let Some((_, texture)) = texture else { return };
    let image = eframe::egui::Image::new((texture.id(), size)).alt_text(exporter.title);
    ScrollArea::both().id_salt((salt, is_actual_size)).auto_shrink(false).show(ui, |ui| {
        ui.add(image);
    });
}
