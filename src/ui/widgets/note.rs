use eframe::egui::{Color32, Frame, Margin, Response, Sense, Ui, vec2};

use super::{severity_token, small_link_ui, text_ui};
use crate::diagnostic::Severity;
use crate::ui::icon::paint_severity;
use crate::ui::theme::{Theme, Token, Type, space};

/// Something said about a field: a mark, a sentence, and links to what can be done.
pub(in crate::ui) struct Note<'a> {
    /// How much it weighs.
    pub(in crate::ui) severity: Severity,
    /// What it is known as; may be empty.
    pub(in crate::ui) code: &'a str,
    /// The sentence.
    pub(in crate::ui) text: &'a str,
    /// What a person may do about it.
    pub(in crate::ui) links: &'a [String],
}

/// Draws the note; hands each link to `link`, with its index.
pub(in crate::ui) fn note_ui(ui: &mut Ui, theme: &Theme, note: &Note<'_>, mut link: impl FnMut(usize, Response)) {
    let ink = severity_token(note.severity);
    let back = match note.severity {
        Severity::Error => Token::ErrorBack,
        Severity::Warning => Token::WarningBack,
        Severity::Info => Token::AccentBack,
    };
    let frame = Frame::new().fill(theme.color(back)).corner_radius(2).inner_margin(Margin {
        left: 11,
        right: 8,
        top: 5,
        bottom: 6,
    });
    let drawn = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            let (mark, _) = ui.allocate_exact_size(vec2(8.0, 14.0), Sense::hover());
            paint_severity(ui.painter(), mark.center(), 4.0, note.severity, theme.color(ink));
            if !note.code.is_empty() {
                text_ui(ui, theme, note.code, Type::CaptionStrong, ink);
            }
        });
        text_ui(ui, theme, note.text, Type::Small, Token::Text);
        let mut links_ui = |ui: &mut Ui| {
            for (index, text) in note.links.iter().enumerate() {
                link(index, small_link_ui(ui, theme, text));
            }
        };
        // Side by side where all fit; else each in a line of its own, for a link that is broken looks like two.
        let width: f32 = note.links.iter().map(|link| small_width(ui, link) + space::MEDIUM).sum();
        match note.links {
            [] => {}
            [_, _, ..] if width <= ui.available_width() => {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = space::MEDIUM;
                    links_ui(ui);
                });
            }
            _ => links_ui(ui),
        }
    });
    let rect = drawn.response.rect;
    ui.painter().rect_filled(rect.with_max_x(rect.left() + 3.0), 0.0, theme.color(ink));
}

fn small_width(ui: &Ui, text: &str) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), Type::Small.font(), Color32::PLACEHOLDER).size().x
}
