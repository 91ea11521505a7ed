//! What leaves the building: a list of all that can be made, how the chosen one looks, what became of the last order.

mod grid;
mod list;
mod making;
mod markdown;
mod order;
mod pages;
mod preview;

use std::collections::{BTreeMap, BTreeSet};

use eframe::egui::{Align, Button, CentralPanel, Layout, Panel, Response, RichText, ScrollArea, Ui};

use crate::deliverables::{EXPORTERS, Exporter, find};
use crate::diagnostic::Severity;
use crate::format::Evidence;
use crate::message;
use crate::text::Message;
use crate::ui::action::Action;
use crate::ui::icon::paint_severity;
use crate::ui::intent::{Intent, Outbox};
use crate::ui::problems::counted;
use crate::ui::tab::{Slot, Tab, tab_bar_ui};
use crate::ui::theme::{Token, Type, space};
use crate::ui::view::{View, ViewCx};
use crate::ui::widgets::{link_ui, resizable_panel_ui};

use preview::PreviewState;

pub(super) use making::{Preview, PreviewOf, Source, Stopped};
pub(super) use order::Delivery;

/// In less room the buttons say less.
const NARROW: f32 = 800.0;

/// How things are made, as the terminal's options say it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Options {
    /// In spite of errors.
    pub(super) force: bool,
    /// With other names and addresses.
    pub(super) redact: bool,
    /// What the vendor's documents may be written with.
    pub(super) evidence: Evidence,
}

/// What the panel keeps between frames.
#[derive(Debug, Default)]
pub struct DeliverablesState {
    /// The word of the one that is looked at.
    chosen: Option<&'static str>,
    /// The words of those that are ticked.
    ticked: BTreeSet<&'static str>,
    /// In which format each is looked at, where that is not its usual one.
    endings: BTreeMap<&'static str, &'static str>,
    pub(super) options: Options,
    pub(super) preview: PreviewState,
    /// The order that is being carried out, or was last.
    pub(super) delivery: Option<Delivery>,
}

impl DeliverablesState {
    /// What is kept when another document is opened; an order goes on, for it has its own.
    pub(super) fn kept(self) -> Self {
        let Self { chosen, ticked, endings, delivery, .. } = self;
        Self { chosen, ticked, endings, delivery, ..Self::default() }
    }

    /// The one that is looked at.
    fn chosen(&self) -> &'static Exporter {
        self.chosen.and_then(find).unwrap_or(EXPORTERS[0])
    }

    /// The format in which one is looked at.
    fn ending(&self, exporter: &Exporter) -> &'static str {
        self.endings.get(exporter.word).copied().unwrap_or(exporter.endings[0])
    }

    /// The words of those that are ticked, in the order of the list.
    fn ticked(&self) -> Vec<&'static str> {
        EXPORTERS.iter().map(|exporter| exporter.word).filter(|word| self.ticked.contains(word)).collect()
    }

    /// Why nothing can be ordered now.
    fn refusal(&self, cx: &ViewCx<'_>) -> Option<Message> {
        if self.delivery.as_ref().is_some_and(Delivery::is_running) {
            return Some(message!("Another order is being carried out."));
        }
        self.is_refused(cx).then(|| message!("The deployment has errors."))
    }

    fn is_refused(&self, cx: &ViewCx<'_>) -> bool {
        cx.findings.count(Severity::Error) > 0 && !self.options.force
    }
}

/// Draws the panel into all the space there is.
pub(super) fn deliverables_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox) {
    let View { deliverables: state, panels, .. } = view;
    if let Some(delivery) = &mut state.delivery {
        delivery.hear();
    }
    tab_bar_ui(ui, cx, panels, |ui, slot| {
        if slot == Slot::Bar {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| orders_ui(ui, cx, state, out));
        }
    });
    if state.delivery.is_some() {
        Panel::bottom("delivery").exact_size(order::HEIGHT).resizable(false).show(ui, |ui| {
            order::strip_ui(ui, cx, state, out);
        });
    }
    let most = ui.available_width() * 0.6;
    let panel = Panel::left("deliverables list").default_size(430.0_f32.min(most)).size_range(220.0..=most);
    let panel = panel.frame(eframe::egui::Frame::NONE);
    resizable_panel_ui(ui, cx.theme, panel, |ui| list::list_ui(ui, cx, state));
    CentralPanel::no_frame().show(ui, |ui| {
        if view.deliverables.is_refused(cx) {
            view.deliverables.preview.rest();
            refusal_ui(ui, cx, view, out);
        } else {
            preview::preview_ui(ui, cx, &mut view.deliverables, out);
        }
    });
}

/// The buttons that order several at once, from the right.
fn orders_ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut DeliverablesState, out: &mut Outbox) {
    ui.spacing_mut().item_spacing.x = space::SMALL;
    ui.add_space(space::LARGE);
    let refusal = state.refusal(cx);
    let is_narrow = ui.available_width() < NARROW;
    let all = if is_narrow { message!("Export all…") } else { message!("Export all to folder…") };
    let all = order_ui(ui, cx, &all, refusal.as_ref());
    if all.on_hover_text(cx.text(&Action::ExportAll.tip())).clicked() {
        out.ask(Intent::Do(Action::ExportAll));
    }
    let ticked = state.ticked();
    let title = match ticked.len() {
        0 if is_narrow => message!("Export ticked…"),
        0 => message!("Export ticked to folder…"),
        n if is_narrow => message!("Export {n} ticked…", n),
        n => message!("Export {n} ticked to folder…", n),
    };
    let refusal = refusal.or_else(|| ticked.is_empty().then(|| message!("Tick something in the list first.")));
    if order_ui(ui, cx, &title, refusal.as_ref()).clicked() {
        out.ask(Intent::ExportInto(ticked));
    }
    let redact = ui.checkbox(&mut state.options.redact, cx.text(&message!("Redact")));
    let tip = message!("Put other names and addresses into everything, so that it can be shown to others.");
    redact.on_hover_text(cx.text(&tip));
    let mut guesses = state.options.evidence == Evidence::Guessed;
    let guess = ui.checkbox(&mut guesses, cx.text(&message!("Guesses too")));
    state.options.evidence = if guesses { Evidence::Guessed } else { Evidence::Shown };
    let tip = message!(
        "Write into the vendor's documents also what no document of the product shows; the export report lists it."
    );
    guess.on_hover_text(cx.text(&tip));
    let n_errors = cx.findings.count(Severity::Error);
    if n_errors > 0 && state.options.force {
        force_ui(ui, cx, &mut state.options);
        ui.label(RichText::new(cx.text(&counted(Severity::Error, n_errors))).font(Type::Small.font()));
        let (mark, _) = ui.allocate_exact_size([10.0; 2].into(), eframe::egui::Sense::hover());
        paint_severity(ui.painter(), mark.center(), 4.5, Severity::Error, cx.theme.color(Token::Error));
    }
}

/// A button that orders something, unless there is a reason not to.
fn order_ui(ui: &mut Ui, cx: &ViewCx<'_>, text: &Message, refusal: Option<&Message>) -> Response {
    let button = Button::new(RichText::new(cx.text(text)).font(Type::Small.font()));
    let response = ui.add_enabled(refusal.is_none(), button);
    match refusal {
        Some(why) => response.on_disabled_hover_text(cx.text(why)),
        None => response,
    }
}

fn force_ui(ui: &mut Ui, cx: &ViewCx<'_>, options: &mut Options) {
    ui.checkbox(&mut options.force, cx.text(&message!("Make it all the same")));
}

/// Why nothing is made: the errors, each of which leads to where it is.
fn refusal_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox) {
    let errors: Vec<usize> =
        cx.findings.numbered().filter(|(_, it)| it.severity == Severity::Error).map(|(at, _)| at).collect();
    let n_errors = cx.findings.count(Severity::Error);
    let mut shown = None;
    eframe::egui::Frame::NONE.inner_margin(eframe::egui::Margin::symmetric(16, 10)).show(ui, |ui| {
        let title =
            message!("Nothing is made while there are errors: {n}", n = cx.text(&counted(Severity::Error, n_errors)));
        ui.label(RichText::new(cx.text(&title)).font(Type::Heading.font()));
        let why = message!("What would be handed out is wrong where they are. Mend them first.");
        ui.label(RichText::new(cx.text(&why)).color(cx.theme.color(Token::TextMuted)));
        ui.horizontal(|ui| {
            if link_ui(ui, cx.theme, &cx.text(&message!("Show them among the problems")), Token::Accent).clicked() {
                shown = errors.first().copied();
            }
            force_ui(ui, cx, &mut view.deliverables.options);
        });
        ui.add_space(space::TINY);
        let area = ScrollArea::vertical().id_salt("errors in the way").auto_shrink(false);
        area.show_rows(ui, space::ROW, errors.len().min(n_errors), |ui, rows| {
            for &at in &errors[rows] {
                let Some(finding) = cx.findings.number(at) else { continue };
                ui.horizontal(|ui| {
                    let (mark, _) = ui.allocate_exact_size([10.0, space::ROW].into(), eframe::egui::Sense::hover());
                    paint_severity(ui.painter(), mark.center(), 4.5, Severity::Error, cx.theme.color(Token::Error));
                    if link_ui(ui, cx.theme, &finding.code.to_string(), Token::Accent).clicked() {
                        shown = Some(at);
                    }
                    let sentence = RichText::new(cx.text(&finding.message));
                    ui.add(eframe::egui::Label::new(sentence).truncate());
                });
            }
        });
    });
    if let Some((at, finding)) = shown.and_then(|at| Some((at, cx.findings.number(at)?))) {
        view.panels.bottom = Some(Tab::Problems);
        view.problems.choose(cx.findings, cx.topology(), at);
        out.ask(Intent::Reveal(finding.place));
    }
}

/// A length as people say it.
fn size(n_bytes: usize) -> Message {
    match n_bytes {
        0..1_000 => message!("{n} bytes", n = n_bytes),
        1_000..1_000_000 => message!("{n} KB", n = n_bytes.div_ceil(1_000)),
        _ => message!("{n} MB", n = format!("{:.1}", n_bytes as f64 / 1e6)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_said_in_three_digits_or_less() {
        let said = [0, 999, 1_000, 12_300, 999_999, 1_250_000].map(|n| size(n).to_string());
        assert_eq!(said, ["0 bytes", "999 bytes", "1 KB", "13 KB", "1000 KB", "1.2 MB"]);
    }
}
