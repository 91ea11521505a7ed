//! What the checks have found: a list, and beside it what the chosen one means.

use std::ops::Range;

use eframe::egui::{
    self, Align, Align2, CornerRadius, Frame, Id, Layout, Margin, Panel, Pos2, Rect, Response, RichText, Role,
    ScrollArea, Sense, Ui, UiBuilder, Vec2, WidgetInfo,
};

use crate::checks;
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::edit::Command;
use crate::message;
use crate::model::{Place, Waiver};
use crate::text::{Code, Message};
use crate::ui::findings::{Findings, key};
use crate::ui::icon::paint_severity;
use crate::ui::intent::{Intent, Outbox};
use crate::ui::theme::{Token, Type, space};
use crate::ui::view::{View, ViewCx};
use crate::ui::widgets::{badge_ui, elided, link_ui, resizable_panel_ui, secondary_button, severity_token};

const ROW: f32 = 27.0;
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// What the panel keeps between frames.
#[derive(Debug, Default)]
pub struct ProblemsState {
    /// The chosen finding.
    pub(super) chosen: Option<(Code, Place)>,
    /// Whether the list has still to scroll to it.
    pub(super) scroll_to_chosen: bool,
    hidden: [bool; 3],
    shows_waived: bool,
}

/// Draws the panel into all the space there is.
pub(super) fn problems_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox) {
    header_ui(ui, cx, &mut view.problems);
    let state = &view.problems;
    let chosen = state.chosen.and_then(|(code, place)| {
        let mut all = cx.findings.all().iter().chain(cx.findings.waived());
        all.find(|finding| finding.code == code && finding.place == place)
    });
    if let Some(finding) = chosen
        && ui.available_width() > 820.0
    {
        let frame = Frame::NONE.inner_margin(Margin::symmetric(16, 10));
        let panel = Panel::right("explain").default_size(400.0).size_range(280.0..=720.0).frame(frame);
        resizable_panel_ui(ui, cx.theme, panel, |ui| explain_ui(ui, cx, finding, out));
    }
    list_ui(ui, cx, view, out);
}

/// The tab with the counts. Each count shows or hides its kind.
fn header_ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut ProblemsState) {
    let (bar, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 31.0), Sense::hover());
    let mut ui = ui.new_child(UiBuilder::new().max_rect(bar).layout(Layout::left_to_right(Align::Center)));
    let ui = &mut ui;
    ui.spacing_mut().item_spacing.x = 14.0;
    ui.add_space(space::LARGE);
    let left = ui.cursor().left();
    let title = cx.text(&message!("Problems"));
    let label = ui.label(RichText::new(title).font(Type::Heading.font()).color(cx.theme.color(Token::Text)));
    for severity in SEVERITIES {
        count_ui(ui, cx, severity, &mut state.hidden[severity as usize]);
    }
    let right = ui.cursor().left() - 14.0;
    let underline = cx.theme.stroke(2.0, Token::Accent);
    ui.painter().hline(left..=right.max(label.rect.right()), bar.bottom() - 1.0, underline);
    ui.painter().hline(bar.x_range(), bar.bottom(), cx.theme.stroke(1.0, Token::Line));
    let n_waived = cx.findings.waived().len();
    if n_waived > 0 {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::LARGE);
            ui.checkbox(&mut state.shows_waived, cx.text(&message!("{n} waived", n = n_waived)));
        });
    } else {
        state.shows_waived = false;
    }
}

fn count_ui(ui: &mut Ui, cx: &ViewCx<'_>, severity: Severity, is_hidden: &mut bool) {
    let n = cx.findings.count(severity);
    let name = counted(severity, n);
    let ink = if *is_hidden || n == 0 { Token::TextFaint } else { Token::TextMuted };
    let number = ui.painter().layout_no_wrap(n.to_string(), Type::Strong.font(), cx.theme.color(ink));
    let size = Vec2::new(number.size().x + 18.0, 22.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = cx.text(&name);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, !*is_hidden, &name));
    let mark = if *is_hidden || n == 0 { Token::TextFaint } else { severity_token(severity) };
    let center = Pos2::new(rect.left() + 6.0, rect.center().y);
    paint_severity(ui.painter(), center, 5.0, severity, cx.theme.color(mark));
    let at = Align2::LEFT_CENTER.anchor_size(Pos2::new(rect.left() + 16.0, rect.center().y), number.size()).min;
    if *is_hidden {
        let y = rect.center().y;
        ui.painter().hline(rect.x_range(), y, cx.theme.stroke(1.0, Token::TextFaint));
    }
    ui.painter().galley(at, number, cx.theme.color(ink));
    if response.hovered() || response.has_focus() {
        let corner = CornerRadius::same(space::RADIUS_SMALL);
        let line = cx.theme.stroke(1.0, Token::Line);
        ui.painter().rect_stroke(rect.expand2(Vec2::new(4.0, 0.0)), corner, line, egui::StrokeKind::Inside);
    }
    let tip = if *is_hidden {
        message!("{name}, hidden; click to show them", name)
    } else {
        message!("{name}; click to hide them", name)
    };
    if response.on_hover_text(cx.text(&tip)).clicked() {
        *is_hidden = !*is_hidden;
    }
}

/// "1 error", "3 warnings".
pub(super) fn counted(severity: Severity, n: usize) -> Message {
    match (severity, n) {
        (Severity::Error, 1) => message!("1 error"),
        (Severity::Error, _) => message!("{n} errors", n),
        (Severity::Warning, 1) => message!("1 warning"),
        (Severity::Warning, _) => message!("{n} warnings", n),
        (Severity::Info, 1) => message!("1 note"),
        (Severity::Info, _) => message!("{n} notes", n),
    }
}

/// The findings that are shown, in their order.
fn shown<'a>(findings: &'a Findings, state: &ProblemsState) -> Vec<&'a Diagnostic> {
    let open = findings.all().iter().filter(|finding| !state.hidden[finding.severity as usize]);
    let waived = findings.waived().iter().filter(|_| state.shows_waived);
    open.chain(waived).collect()
}

fn list_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox) {
    let shown = shown(cx.findings, &view.problems);
    if shown.is_empty() {
        let words = match cx.findings.run {
            0 => message!("Nothing has been checked yet."),
            _ if cx.findings.all().is_empty() => message!("No problems found."),
            _ => message!("All problems are hidden."),
        };
        // All the space is taken, or the panel would shrink to the sentence.
        ui.centered_and_justified(|ui| {
            ui.label(RichText::new(cx.text(&words)).color(cx.theme.color(Token::TextMuted)));
        });
        return;
    }
    ui.add_space(4.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical().id_salt("problems").auto_shrink(false);
    if std::mem::take(&mut view.problems.scroll_to_chosen)
        && let Some(at) = shown.iter().position(|finding| Some((finding.code, finding.place)) == view.problems.chosen)
    {
        area = area.vertical_scroll_offset((at as f32 * ROW - ui.available_height() * 0.4).max(0.0));
    }
    // What was found in a document that has moved on is still shown, a little paler, until the new result is there.
    ui.set_opacity(if cx.findings.is_fresh { 1.0 } else { 0.75 });
    area.show_rows(ui, ROW, shown.len(), |ui, rows: Range<usize>| {
        for at in rows {
            row_ui(ui, cx, view, out, shown[at]);
        }
    });
}

fn row_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox, finding: &Diagnostic) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::hover());
    let sentence = cx.text(&finding.message);
    // A rule may have two things to say about one place.
    let id = Id::unique(("problem", finding.code, finding.place, &sentence));
    let response = ui.interact(rect, id, Sense::click());
    let is_chosen = view.problems.chosen == Some((finding.code, finding.place));
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
    paint_severity(ui.painter(), Pos2::new(rect.left() + 26.0, middle), 5.0, finding.severity, theme.color(mark));

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
            if fix.on_hover_ui(|ui| fix_preview_ui(ui, cx, only)).clicked() {
                out.ask(Intent::Apply(only.clone()));
            }
        }
        several => {
            let fix = action(ui, &cx.text(&message!("Fix…")), Token::Accent);
            egui::Popup::menu(&fix).show(|ui| {
                for fix in several {
                    if ui.button(cx.text(&fix.title)).on_hover_ui(|ui| fix_preview_ui(ui, cx, fix)).clicked() {
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
    words(rect.left() + 44.0, 52.0, &finding.code.to_string(), Type::Strong, Token::TextMuted);
    let ink = if is_waived { Token::TextMuted } else { Token::Text };
    let end = words(rect.left() + 100.0, f32::INFINITY, &sentence, Type::Body, ink);
    let aside = waiver_words(cx, finding).or_else(|| finding.help.clone()).map(|aside| cx.text(&aside));
    let column = (rect.left() + 100.0 + rect.width() * 0.46).max(end + space::LARGE);
    if let Some(aside) = aside
        && right - column > 120.0
    {
        words(column, f32::INFINITY, &aside, Type::Small, Token::TextFaint);
    }
    if response.clicked() {
        view.problems.chosen = Some((finding.code, finding.place));
        out.ask(Intent::Reveal(finding.place));
    }
}

/// What is said of the waiver of a finding, if somebody has given one.
fn waiver_words(cx: &ViewCx<'_>, finding: &Diagnostic) -> Option<Message> {
    let Waiver { reason, expires: day } = cx.document.waivers.get(key(finding))?;
    Some(match cx.document.waivers.accepting(key(finding), cx.today) {
        Some(_) if day.is_empty() => message!("Waived: {reason}", reason),
        Some(_) => message!("Waived until {day}: {reason}", day, reason),
        None => message!("Was waived until {day}: {reason}", day, reason),
    })
}

/// What a fix would change, before it is made.
fn fix_preview_ui(ui: &mut Ui, cx: &ViewCx<'_>, fix: &Fix) {
    ui.label(RichText::new(cx.text(&fix.title)).font(Type::Strong.font()));
    match fix.command.plan(cx.document) {
        Ok(patch) => {
            for id in patch.touched().take(8) {
                let name = cx.topology().name(id);
                let line = match cx.topology().contains(id) {
                    true => message!("changes {name}", name),
                    false => message!("adds something new"),
                };
                ui.label(
                    RichText::new(cx.text(&line)).font(Type::Small.font()).color(cx.theme.color(Token::TextMuted)),
                );
            }
        }
        Err(refusal) => {
            ui.colored_label(cx.theme.color(Token::Error), cx.text(&refusal.message));
        }
    }
}

/// Why a finding matters and what to do, in the words of its rule.
fn explain_ui(ui: &mut Ui, cx: &ViewCx<'_>, finding: &Diagnostic, out: &mut Outbox) {
    let theme = cx.theme;
    let muted = |text: &str| RichText::new(text).font(Type::Small.font()).color(theme.color(Token::TextMuted));
    ScrollArea::vertical().id_salt("explain").auto_shrink(false).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(RichText::new(finding.code.to_string()).font(Type::Heading.font()));
            let (ink, back) = match finding.severity {
                Severity::Error => (Token::Error, Token::ErrorBack),
                Severity::Warning => (Token::Warning, Token::WarningBack),
                Severity::Info => (Token::Accent, Token::AccentBack),
            };
            badge_ui(ui, theme, finding.severity.word(), ink, back);
            if let Some(rule) = checks::find(finding.code) {
                ui.label(muted(rule.name));
            }
        });
        ui.label(RichText::new(cx.text(&finding.message)).font(Type::Strong.font()));
        if let Some(help) = &finding.help {
            ui.label(cx.text(help));
        }
        if let Some(words) = waiver_words(cx, finding) {
            ui.label(muted(&cx.text(&words)));
        }
        ui.horizontal_wrapped(|ui| {
            let place = cx.topology().name(finding.place.entity);
            if link_ui(ui, theme, &place, Token::Accent).clicked() {
                out.ask(Intent::Reveal(finding.place));
            }
            for other in &finding.related {
                let name = cx.topology().name(other.entity);
                ui.label(muted(&format!("{}:", cx.text(&other.message))));
                if link_ui(ui, theme, &name, Token::Accent).clicked() {
                    out.ask(Intent::Reveal(other.entity.into()));
                }
            }
        });
        for fix in &finding.fixes {
            let button = secondary_button(&cx.text(&message!("Fix: {title}", title = fix.title.clone())));
            if ui.add(button).on_hover_ui(|ui| fix_preview_ui(ui, cx, fix)).clicked() {
                out.ask(Intent::Apply(fix.clone()));
            }
        }
        if let Some(rule) = checks::find(finding.code) {
            let docs = rule.sections();
            for (title, text) in [(message!("Why it matters"), docs.why), (message!("Notes"), docs.notes)] {
                if !text.is_empty() {
                    section_ui(ui, cx, &title);
                    ui.label(RichText::new(as_paragraphs(&text)).color(theme.color(Token::TextMuted)));
                }
            }
            let sources: Vec<String> =
                docs.sources.into_iter().map(|source| source.slug).filter(|slug| !slug.is_empty()).collect();
            if !sources.is_empty() {
                section_ui(ui, cx, &message!("Source"));
                ui.label(muted(&sources.join(", ")));
            }
        }
    });
}

fn section_ui(ui: &mut Ui, cx: &ViewCx<'_>, title: &Message) {
    ui.add_space(4.0);
    ui.label(RichText::new(cx.text(title)).font(Type::CaptionStrong.font()).color(cx.theme.color(Token::TextFaint)));
}

/// The text of a doc comment: single line ends are blanks, marks of code are dropped.
fn as_paragraphs(docs: &str) -> String {
    let paragraphs: Vec<String> =
        docs.split("\n\n").map(|paragraph| paragraph.lines().collect::<Vec<_>>().join(" ")).collect();
    paragraphs.join("\n\n").replace('`', "")
}

/// The finding after the chosen one, or before it; from the end, the other end.
pub(super) fn step(findings: &Findings, state: &ProblemsState, forward: bool) -> Option<(Code, Place)> {
    let shown = shown(findings, state);
    let n = shown.len();
    let here = shown.iter().position(|finding| Some((finding.code, finding.place)) == state.chosen);
    let at = match (here, forward) {
        (Some(at), true) => (at + 1).checked_rem(n)?,
        (Some(at), false) => (at + n - 1).checked_rem(n)?,
        (None, true) => 0,
        (None, false) => n.checked_sub(1)?,
    };
    shown.get(at).map(|finding| (finding.code, finding.place))
}
