//! An order, while it is carried out and afterwards.

use std::path::Path;
use std::sync::mpsc::Receiver;

use eframe::egui::{Align, Label, Layout, ProgressBar, RichText, Role, Sense, Spinner, Ui, Vec2, WidgetInfo};

use super::list::paint_tick;
use super::{DeliverablesState, Source, Stopped, order_ui, size};
use crate::deliverables::Exporter;
use crate::diagnostic::Severity;
use crate::message;
use crate::session::delivery::{NotDelivered, Order, Step};
use crate::text::Message;
use crate::ui::documents::name_of;
use crate::ui::icon::{Icon, paint_severity};
use crate::ui::intent::{Intent, Outbox};
use crate::ui::problems::counted;
use crate::ui::theme::{Token, Type, space};
use crate::ui::view::ViewCx;
use crate::ui::widgets::{capitalised, severity_token};

pub(super) const HEIGHT: f32 = 36.0;

/// An order, and what is heard of it.
#[derive(Debug)]
pub(in crate::ui) struct Delivery {
    /// Another number for each.
    pub(in crate::ui) serial: u64,
    pub(in crate::ui) order: Order,
    /// What it is made of.
    pub(in crate::ui) source: Source,
    heard: Receiver<(usize, Step)>,
    steps: Vec<Option<Step>>,
    outcome: Option<Result<(), Stopped>>,
}

impl Delivery {
    /// An order that has just been given; `heard` tells how far it is.
    pub(in crate::ui) fn new(serial: u64, order: Order, source: Source, heard: Receiver<(usize, Step)>) -> Self {
        let steps = vec![None; order.exporters().len()];
        Self { serial, order, source, heard, steps, outcome: None }
    }

    pub(in crate::ui) fn is_running(&self) -> bool {
        self.outcome.is_none()
    }

    /// Takes down what has been done since.
    pub(super) fn hear(&mut self) {
        for (at, step) in self.heard.try_iter() {
            self.steps[at] = Some(step);
        }
    }

    /// Takes down how it ended.
    pub(in crate::ui) fn end(&mut self, outcome: Result<(), Stopped>) {
        self.hear();
        if outcome.is_err() {
            // Nothing was written, so nothing that was made is there; why one is not there may be told.
            self.steps.iter_mut().for_each(|step| *step = step.take().filter(|it| matches!(it, Step::LeftOut(_))));
        }
        self.outcome = Some(outcome);
    }

    /// How far one thing is, if it was ordered.
    pub(super) fn step(&self, exporter: &Exporter) -> Option<&Step> {
        let at = self.order.exporters().iter().position(|ordered| ordered.word == exporter.word)?;
        self.steps[at].as_ref()
    }

    /// The folder that holds what was ordered.
    fn folder(&self) -> &Path {
        match &self.order {
            Order::File(_, path) => path.parent().unwrap_or(path),
            Order::Folder(_, folder) => folder,
        }
    }

    /// What is being made: how many are behind it, how many there are, and its name.
    fn current(&self) -> (usize, usize, &'static str) {
        let at = self.steps.iter().rposition(Option::is_some).unwrap_or_default();
        let exporters = self.order.exporters();
        (at, exporters.len(), exporters.get(at).map_or("", |exporter| exporter.title))
    }

    /// What there is now: "14 of 15 made: 23 files, 412 KB, in contoso".
    fn summary(&self) -> Message {
        let made = self.steps.iter().filter_map(|step| match step {
            Some(Step::Made { files, .. }) => Some(files),
            _ => None,
        });
        let files: Vec<&(String, usize)> = made.clone().flatten().collect();
        let size = size(files.iter().map(|(_, length)| length).sum());
        match &self.order {
            Order::File(_, path) => message!("{file} is written, {size}", file = name_of(path), size),
            Order::Folder(exporters, folder) => message!(
                "{n} of {all} made: {files}, {size}, in {folder}",
                n = made.count(),
                all = exporters.len(),
                files = match files.len() {
                    1 => message!("1 file"),
                    n => message!("{n} files", n),
                },
                size,
                folder = folder.display().to_string()
            ),
        }
    }
}

/// One line about the order: how far it is, or what became of it.
pub(super) fn strip_ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut DeliverablesState, out: &mut Outbox) {
    let Some(delivery) = &state.delivery else { return };
    let mut is_dismissed = false;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        ui.add_space(space::SMALL);
        match &delivery.outcome {
            None => running_ui(ui, cx, delivery, out),
            Some(outcome) => {
                is_dismissed = dismiss_ui(ui, cx);
                match outcome {
                    Ok(()) => done_ui(ui, cx, delivery, out),
                    Err(stopped) => stopped_ui(ui, cx, delivery, stopped, out),
                }
            }
        }
    });
    if is_dismissed {
        state.delivery = None;
    }
}

fn running_ui(ui: &mut Ui, cx: &ViewCx<'_>, delivery: &Delivery, out: &mut Outbox) {
    if order_ui(ui, cx, &message!("Cancel"), None).clicked() {
        out.ask(Intent::CancelExport);
    }
    let (n, all, title) = delivery.current();
    let share = n as f32 / all.max(1) as f32;
    let name = cx.text(&message!("Progress of the export"));
    let bar = ProgressBar::new(share).desired_width(160.0).desired_height(6.0).fill(cx.theme.color(Token::Accent));
    let bar = ui.add(bar);
    ui.ctx().accesskit_node_builder(bar.id, |node| node.set_label(name));
    let count = message!("{n} of {all}", n = n + 1, all);
    ui.label(RichText::new(cx.text(&count)).font(Type::Small.font()).color(cx.theme.color(Token::TextMuted)));
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(space::SMALL);
        ui.add(Spinner::new().size(14.0).color(cx.theme.color(Token::Accent)));
        said_ui(ui, &cx.text(&message!("Making {title}", title)));
    });
}

fn done_ui(ui: &mut Ui, cx: &ViewCx<'_>, delivery: &Delivery, out: &mut Outbox) {
    if order_ui(ui, cx, &message!("Open folder"), None).clicked() {
        out.ask(Intent::ShowFolder(delivery.folder().to_owned()));
    }
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(space::SMALL);
        let (square, _) = ui.allocate_exact_size(Vec2::splat(14.0), Sense::hover());
        paint_tick(ui, square, cx.theme.stroke(2.0, Token::Good));
        said_ui(ui, &cx.text(&delivery.summary())).on_hover_text(delivery.folder().display().to_string());
    });
}

fn stopped_ui(ui: &mut Ui, cx: &ViewCx<'_>, delivery: &Delivery, stopped: &Stopped, out: &mut Outbox) {
    let (severity, said, hint) = match stopped {
        Stopped::Refused(n) => {
            let errors = counted(Severity::Error, *n);
            (Severity::Error, message!("Nothing was made, for the deployment has {errors}", errors), None)
        }
        Stopped::NotDelivered(NotDelivered::Cancelled) => {
            (Severity::Info, message!("Given up; nothing was written"), None)
        }
        Stopped::NotDelivered(NotDelivered::InTheWay(names)) => return in_the_way_ui(ui, cx, delivery, names, out),
        Stopped::NotDelivered(NotDelivered::NotMade(exporter, why)) => {
            let (title, why) = (exporter.title, why.reason.clone());
            (Severity::Error, message!("{title}: not made, {why}", title, why), None)
        }
        Stopped::NotDelivered(NotDelivered::File(error)) => {
            let cause = error.cause.as_ref().map(|cause| format!(": {cause}")).unwrap_or_default();
            (
                Severity::Error,
                message!("Nothing was written: {error}{cause}", error = error.to_string(), cause),
                error.hint(),
            )
        }
    };
    told_ui(ui, cx, severity, &said, hint.as_ref());
}

/// Files of the same names, and the button that lets them go.
fn in_the_way_ui(ui: &mut Ui, cx: &ViewCx<'_>, delivery: &Delivery, names: &[String], out: &mut Outbox) {
    if order_ui(ui, cx, &message!("Replace"), None).on_hover_text(names.join("\n")).clicked() {
        out.ask(Intent::ReplaceExisting);
    }
    if order_ui(ui, cx, &message!("Open folder"), None).clicked() {
        out.ask(Intent::ShowFolder(delivery.folder().to_owned()));
    }
    let folder = delivery.folder().display().to_string();
    let said = match names {
        [only] => message!("Nothing was written: {only} is already in {folder}", only = only.clone(), folder),
        [first, others @ ..] => message!(
            "Nothing was written: {first} and {n} more of these files are already in {folder}",
            first = first.clone(),
            n = others.len(),
            folder
        ),
        [] => return,
    };
    told_ui(ui, cx, Severity::Warning, &said, None);
}

/// What became of an order that left nothing behind.
fn told_ui(ui: &mut Ui, cx: &ViewCx<'_>, severity: Severity, said: &Message, hint: Option<&Message>) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(space::SMALL);
        let (square, _) = ui.allocate_exact_size(Vec2::splat(14.0), Sense::hover());
        let ink = severity_token(severity);
        paint_severity(ui.painter(), square.center(), 5.0, severity, cx.theme.color(ink));
        let hint = hint.map(|hint| format!(". {}.", capitalised(&cx.text(hint)))).unwrap_or_default();
        let text = format!("{}{hint}", cx.text(said));
        said_ui(ui, &text).on_hover_text(text);
    });
}

fn said_ui(ui: &mut Ui, text: &str) -> eframe::egui::Response {
    ui.add(Label::new(RichText::new(text).font(Type::Small.font())).truncate())
}

/// A cross that takes the line away; whether it was clicked.
fn dismiss_ui(ui: &mut Ui, cx: &ViewCx<'_>) -> bool {
    let (square, response) = ui.allocate_exact_size(Vec2::splat(16.0), Sense::click());
    let name = cx.text(&message!("Dismiss the result"));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let ink = if response.hovered() || response.has_focus() { Token::Accent } else { Token::TextMuted };
    Icon::Close.paint(ui.painter(), square.shrink(3.0), cx.theme.color(ink));
    response.on_hover_text(name).clicked()
}
