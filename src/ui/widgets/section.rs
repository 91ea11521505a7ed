use eframe::egui::{CollapsingHeader, Label, Response, RichText, Ui};

use crate::ui::theme::{Theme, Token, Type, space};

/// The heading of a group of fields.
pub(in crate::ui) fn heading_ui(ui: &mut Ui, theme: &Theme, text: &str) {
    ui.add_space(space::MEDIUM);
    text_ui(ui, theme, text, Type::Heading, Token::Text);
}

/// The name of a field, above it.
pub(in crate::ui) fn field_name_ui(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    let text = RichText::new(text).font(Type::Caption.font()).color(theme.color(Token::TextMuted));
    ui.add(Label::new(text).truncate())
}

/// A text that wraps.
pub(in crate::ui) fn text_ui(ui: &mut Ui, theme: &Theme, text: &str, style: Type, ink: Token) -> Response {
    ui.label(RichText::new(text).font(style.font()).color(theme.color(ink)))
}

/// A few words to click on.
pub(in crate::ui) fn small_link_ui(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    ui.link(RichText::new(text).font(Type::Small.font()).color(theme.color(Token::Accent)))
}

/// When a group of fields is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum Opens {
    /// When somebody asks for it.
    OnDemand,
    /// From the first, until somebody closes it.
    AtFirst,
    /// In this very frame.
    Now,
}

/// A group of fields that can be folded away.
pub(in crate::ui) fn collapsed_ui(
    ui: &mut Ui,
    theme: &Theme,
    title: &str,
    opens: Opens,
    contents: impl FnOnce(&mut Ui),
) {
    ui.add_space(space::MEDIUM);
    let text = RichText::new(title).font(Type::Heading.font()).color(theme.color(Token::Text));
    CollapsingHeader::new(text)
        .id_salt(title)
        .default_open(opens != Opens::OnDemand)
        .open((opens == Opens::Now).then_some(true))
        .show_unindented(ui, contents);
}
