//! What stands in front of the window until it is answered.

mod about;
mod command_palette;
mod delete;
mod file_notes;
mod new;
mod pair;
mod recover;
mod shortcuts;
mod trouble;
mod unsaved;
mod waive;

use eframe::egui::{Frame, Id, Key, Margin, Modal, Response, RichText, TextEdit, Ui};

use crate::model::{AnyId, Waiver, WaiverKey};
use crate::text::Message;
use crate::ui::intent::{Intent, Next, Outbox};
use crate::ui::theme::{Token, Type, space};
use crate::ui::view::{View, ViewCx};

pub use command_palette::CommandPalette;
pub use file_notes::FileNotes;
pub use new::NewDocument;
pub use pair::PairPools;
pub use recover::LostWork;
pub use trouble::Trouble;

/// A question, or something to be read.
#[derive(Debug, Clone, PartialEq)]
pub enum Dialog {
    /// Unsaved changes are in the way of something.
    Unsaved(Next),
    /// What goes when these rows are deleted.
    Delete(Vec<AnyId>),
    /// Something has gone wrong.
    Trouble(Trouble),
    /// Why a finding is accepted.
    Waive {
        /// Which finding.
        key: WaiverKey,
        /// What has been typed.
        waiver: Waiver,
    },
    /// With which pool one is paired.
    Pair(PairPools),
    /// What a new deployment begins with.
    New(NewDocument),
    /// Work that the last run did not save.
    Recover(LostWork),
    /// Find a thing or a command by its name.
    Commands(CommandPalette),
    /// Everything that was said about the file.
    FileNotes,
    /// All shortcuts.
    Shortcuts,
    /// Version and licences.
    About,
}

/// What became of a dialog in this frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Open,
    Closed,
}

/// Draws the open dialog, if there is one, in front of everything.
pub(super) fn dialog_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox) {
    let Some(mut dialog) = view.dialog.take() else { return };
    let frame = Frame::popup(ui.style()).corner_radius(space::RADIUS_LARGE).inner_margin(match dialog {
        Dialog::Commands(_) => Margin::same(8),
        _ => Margin::same(24),
    });
    let name = Id::unique(("dialog", std::mem::discriminant(&dialog)));
    let mut modal = Modal::new(name).frame(frame).backdrop_color(cx.theme.color(Token::Scrim));
    if matches!(dialog, Dialog::Commands(_)) {
        let top = eframe::egui::Align2::CENTER_TOP;
        modal = modal.area(Modal::default_area(name).anchor(top, [0.0, 6.0]));
    }
    let shown = modal.show(ui.ctx(), |ui| {
        ui.set_width(match dialog {
            Dialog::FileNotes => 680.0,
            Dialog::Shortcuts | Dialog::New(_) | Dialog::Commands(_) => 560.0,
            _ => 440.0,
        });
        ui.spacing_mut().item_spacing.y = space::SMALL;
        match &mut dialog {
            Dialog::Unsaved(next) => unsaved::ui(ui, cx, out, next),
            Dialog::Delete(ids) => delete::ui(ui, cx, out, ids),
            Dialog::Trouble(trouble) => trouble::ui(ui, cx, trouble),
            Dialog::Waive { key, waiver } => waive::ui(ui, cx, out, *key, waiver),
            Dialog::Pair(pair) => pair::ui(ui, cx, out, pair),
            Dialog::New(new) => new::ui(ui, cx, out, new),
            Dialog::Recover(lost) => recover::ui(ui, cx, out, lost),
            Dialog::Commands(palette) => command_palette::ui(ui, cx, &view.selection, out, palette),
            Dialog::FileNotes => file_notes::ui(ui, cx),
            Dialog::Shortcuts => shortcuts::ui(ui, cx),
            Dialog::About => about::ui(ui, cx),
        }
    });
    let is_left = shown.should_close() || ui.input(|input| input.key_pressed(Key::Escape));
    if shown.inner == Answer::Open && !is_left {
        view.dialog = Some(dialog);
    }
}

/// The heading of a dialog.
fn title_ui(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(Type::Title.font()));
}

/// Running text of a dialog.
fn words_ui(ui: &mut Ui, cx: &ViewCx<'_>, text: &str) {
    ui.label(RichText::new(text).color(cx.theme.color(Token::TextMuted)));
}

/// The name of what is asked, above it.
fn caption_ui(ui: &mut Ui, cx: &ViewCx<'_>, text: &Message) -> Response {
    ui.add_space(4.0);
    ui.label(RichText::new(cx.text(text)).font(Type::Small.font()).color(cx.theme.color(Token::TextMuted)))
}

/// A field under its name, as wide as the dialog.
fn field_ui(ui: &mut Ui, cx: &ViewCx<'_>, label: &Message, field: TextEdit<'_>) -> Response {
    let label = caption_ui(ui, cx, label);
    let field = field.desired_width(f32::INFINITY).margin(Margin::symmetric(8, 6));
    ui.add(field).labelled_by(label.id)
}

/// The buttons at the end of a dialog: the first is the rightmost.
fn buttons_ui(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.add_space(space::SMALL);
    let layout = eframe::egui::Layout::right_to_left(eframe::egui::Align::Center);
    ui.with_layout(layout, add);
}

/// Asks for something and is done.
#[track_caller]
fn answer(out: &mut Outbox, intent: Intent) -> Answer {
    out.ask(intent);
    Answer::Closed
}
