use std::ops::Range;

use eframe::egui::accesskit;
use eframe::egui::{
    Align, Align2, CornerRadius, Id, Layout, Popup, Pos2, Rect, Response, RichText, Role, ScrollArea, Sense, Ui,
    UiBuilder, Vec2, WidgetInfo,
};

use super::explain::waiver_words;
use super::shown::{Group, Line};
use super::{SEVERITIES, counted_words};
use crate::edit::Command;
use crate::message;
use crate::text::Message;
use crate::ui::findings::key;
use crate::ui::icon::{paint_chevron, paint_severity};
use crate::ui::intent::{Intent, Outbox};
use crate::ui::preview::previewed;
use crate::ui::theme::{Token, Type, space};
use crate::ui::view::{View, ViewCx};
use crate::ui::widgets::{elided, link_ui, severity_token};

const ROW: f32 = 27.0;
/// How far what stands under a heading is moved in.
const INDENT: f32 = 18.0;

/// The list; only the lines in view are drawn.
pub(super) fn list_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox) {
    let lines = view.problems.shown.lines();
    if lines.is_empty() {
        let words = match cx.findings.run {
            0 => message!("Nothing has been checked yet."),
            _ if cx.findings.all().is_empty() && !view.problems.hides_any() => message!("No problems found."),
            _ => message!("All problems are hidden."),
        };
        // All the space is taken, or the panel would shrink to the sentence.
        ui.centered_and_justified(|ui| {
            ui.label(RichText::new(cx.text(&words)).color(cx.theme.color(Token::TextMuted)));
        });
        return;
    }
    let chosen = view.problems.chosen.and_then(|name| cx.findings.named(name));
    let has_headings = matches!(lines.first(), Some(Line::Heading { .. }));
    ui.add_space(4.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical().id_salt("problems").auto_shrink(false);
    if std::mem::take(&mut view.problems.scroll_to_chosen)
        && let Some(at) = lines.iter().position(|line| matches!(line, Line::Finding(at) if Some(*at) == chosen))
    {
        area = area.vertical_scroll_offset((at as f32 * ROW - ui.available_height() * 0.4).max(0.0));
    }
    // What was found in a document that has moved on is still shown, a little paler, until the new result is there.
    ui.set_opacity(if cx.findings.is_fresh { 1.0 } else { 0.75 });
    area.show_rows(ui, ROW, lines.len(), |ui, rows: Range<usize>| {
        for line in &lines[rows] {
            match line {
                Line::Heading { group, title, counts } => heading_ui(ui, cx, view, group, title, counts),
                Line::Finding(at) => {
                    let indent = if has_headings { INDENT } else { 0.0 };
                    row_ui(ui, cx, view, out, &Row { at: *at, is_chosen: chosen == Some(*at), indent });
                }
            }
        }
    });
}

/// What some findings have in common; a click folds them away or shows them again.
fn heading_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, group: &Group, title: &Message, counts: &[usize; 3]) {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::click());
    let is_open = !view.problems.closed.contains(group);
    let counts = SEVERITIES.map(|severity| (severity, counts[severity as usize]));
    let title = cx.text(title);
    let name = format!("{title}, {}", counted_words(counts, cx));
    response.widget_info(|| WidgetInfo::labeled(Role::DisclosureTriangle, true, &name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_expanded(is_open);
        node.add_action(if is_open { accesskit::Action::Collapse } else { accesskit::Action::Expand });
    });
    let theme = cx.theme;
    let back = rect.shrink2(Vec2::new(8.0, 1.0));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(back, CornerRadius::same(space::RADIUS_SMALL), theme.color(Token::Hover));
    }
    let middle = rect.center().y;
    let color = theme.color(Token::TextFaint);
    paint_chevron(ui.painter(), Pos2::new(rect.left() + 22.0, middle), is_open, color);
    let room = back.width() - 200.0;
    let words = elided(ui, &title, Type::Heading.font(), theme.color(Token::Text), room);
    let at = Align2::LEFT_CENTER.anchor_size(Pos2::new(rect.left() + 38.0, middle), words.size()).min;
    let mut left = at.x + words.size().x + space::LARGE;
    ui.painter().galley(at, words, theme.color(Token::Text));
    for (severity, n) in counts.into_iter().filter(|(_, n)| *n > 0) {
        paint_severity(ui.painter(), Pos2::new(left, middle), 4.0, severity, theme.color(severity_token(severity)));
        let ink = theme.color(Token::TextMuted);
        let number = ui.painter().layout_no_wrap(n.to_string(), Type::Small.font(), ink);
        let at = Align2::LEFT_CENTER.anchor_size(Pos2::new(left + 9.0, middle), number.size()).min;
        left = at.x + number.size().x + space::LARGE;
        ui.painter().galley(at, number, ink);
    }
    if response.clicked() && !view.problems.closed.remove(group) {
        view.problems.closed.insert(group.clone());
    }
}

/// A finding in the list.
struct Row {
    at: usize,
    is_chosen: bool,
    indent: f32,
}

fn row_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox, row: &Row) {
    let Row { at, is_chosen, indent } = *row;
    let Some(finding) = cx.findings.number(at) else { return };
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::hover());
    let sentence = cx.text(&finding.message);
    // A rule may have two things to say about one place.
    let id = Id::unique(("problem", finding.code, finding.place, &sentence));
    let response = ui.interact(rect, id, Sense::click());
    let is_waived = cx.document.waivers.accepting(key(finding), cx.today).is_some();
    let spoken = format!("{} {}: {sentence}", finding.code, finding.severity.word());
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_chosen, &spoken));

    let theme = cx.theme;
    let back = rect.shrink2(Vec2::new(8.0, 1.0));
    let ground = match (is_chosen, response.hovered()) {
        (true, _) => Some(Token::AccentBack),
        (false, true) => Some(Token::Hover),
        (false, false) => None,
    };
    if let Some(ground) = ground {
        ui.painter().rect_filled(back, CornerRadius::same(space::RADIUS_SMALL), theme.color(ground));
    }
    let middle = rect.center().y;
    let mark = if is_waived { Token::TextFaint } else { severity_token(finding.severity) };
    let start = rect.left() + indent;
    paint_severity(ui.painter(), Pos2::new(start + 26.0, middle), 5.0, finding.severity, theme.color(mark));

    let mut right = back.right() - 6.0;
    let mut action = |ui: &mut Ui, text: &str, ink| -> Response {
        let width = ui.painter().layout_no_wrap(text.to_owned(), Type::Strong.font(), theme.color(ink)).size().x + 4.0;
        let place = Rect::from_min_max(Pos2::new(right - width, rect.top()), Pos2::new(right, rect.bottom()));
        right -= width + space::MEDIUM;
        let inner = UiBuilder::new().max_rect(place).layout(Layout::left_to_right(Align::Center)).id_salt((id, text));
        link_ui(&mut ui.new_child(inner), theme, text, ink)
    };
    match finding.fixes.as_slice() {
        [] => {}
        [only] => {
            let fix = action(ui, &cx.text(&message!("Fix")), Token::Accent);
            if previewed(fix, cx, &mut view.preview, only).clicked() {
                out.ask(Intent::Apply(only.clone()));
            }
        }
        several => {
            let fix = action(ui, &cx.text(&message!("Fix…")), Token::Accent);
            Popup::menu(&fix).show(|ui| {
                for fix in several {
                    let button = ui.button(cx.text(&fix.title));
                    if previewed(button, cx, &mut view.preview, fix).clicked() {
                        out.ask(Intent::Apply(fix.clone()));
                    }
                }
            });
        }
    }
    if is_waived {
        if action(ui, &cx.text(&message!("Take back")), Token::TextMuted).clicked() {
            out.ask(Intent::Edit(Command::Waive { key: key(finding), waiver: None }));
        }
    } else if (is_chosen || response.contains_pointer())
        && action(ui, &cx.text(&message!("Waive…")), Token::TextMuted).clicked()
    {
        out.ask(Intent::Waive(key(finding)));
    }

    let words = |left: f32, width: f32, text: &str, font: Type, ink: Token| {
        let shape = elided(ui, text, font.font(), theme.color(ink), width.min(right - left));
        let at = Align2::LEFT_CENTER.anchor_size(Pos2::new(left, middle), shape.size()).min;
        let end = left + shape.size().x;
        ui.painter().galley(at, shape, theme.color(ink));
        end
    };
    words(start + 44.0, 52.0, &finding.code.to_string(), Type::Strong, Token::TextMuted);
    let ink = if is_waived { Token::TextMuted } else { Token::Text };
    let end = words(start + 100.0, f32::INFINITY, &sentence, Type::Body, ink);
    let aside = waiver_words(cx, finding).or_else(|| finding.help.clone()).map(|aside| cx.text(&aside));
    let column = (start + 100.0 + rect.width() * 0.46).max(end + space::LARGE);
    if let Some(aside) = aside
        && right - column > 120.0
    {
        words(column, f32::INFINITY, &aside, Type::Small, Token::TextFaint);
    }
    if response.clicked() {
        view.problems.chosen = cx.findings.name(at);
        out.ask(Intent::Reveal(finding.place));
    }
}
