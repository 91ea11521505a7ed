use eframe::egui::{Align, Layout, Pos2, RichText, Sense, Spinner, Ui, Vec2};

use crate::diagnostic::Severity;
use crate::message;
use crate::session::JobKind;
use crate::text::Message;
use crate::ui::action::Action;
use crate::ui::icon::{Icon, paint_severity};
use crate::ui::intent::{Intent, Outbox};
use crate::ui::problems::counted;
use crate::ui::theme::{Token, Type, space};
use crate::ui::view::{View, ViewCx, Work};
use crate::ui::welcome::is_welcome;
use crate::ui::widgets::severity_token;

/// One line about the state of things.
pub(super) fn status_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &View, out: &mut Outbox) {
    let muted = cx.theme.color(Token::TextMuted);
    let words = |text: &Message| RichText::new(cx.text(text)).font(Type::Small.font()).color(muted);
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        if is_welcome(cx) {
            ui.label(words(&message!("No deployment is open")));
        } else {
            ui.label(words(&message!("{product}", product = cx.product().title())));
            problems_ui(ui, cx, out);
            let saved = match (cx.file.is_saved, &cx.file.path) {
                (true, Some(_)) => message!("saved"),
                (true, None) => message!("nothing to save"),
                (false, _) => message!("not saved"),
            };
            ui.label(words(&saved));
            compared_ui(ui, cx, out);
        }
        for work in cx.work {
            work_ui(ui, cx, work);
        }
        if !is_welcome(cx) {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                zoom_ui(ui, cx, view, out);
                let topology = cx.topology();
                let counts = message!(
                    "{sites} · {pools} · {servers} · {sql}",
                    sites = match topology.sites.len() + topology.branch_sites.len() {
                        1 => message!("1 site"),
                        n => message!("{n} sites", n = n),
                    },
                    pools = match topology.pools.len() {
                        1 => message!("1 pool"),
                        n => message!("{n} pools", n = n),
                    },
                    servers = match topology.computers.len() {
                        1 => message!("1 server"),
                        n => message!("{n} servers", n = n),
                    },
                    sql = match topology.sql_instances.len() {
                        1 => message!("1 SQL instance"),
                        n => message!("{n} SQL instances", n = n),
                    },
                );
                if ui.available_width() > 330.0 {
                    ui.label(words(&counts));
                }
            });
        }
    });
}

/// What the document is compared with, and the verb that ends it.
fn compared_ui(ui: &mut Ui, cx: &ViewCx<'_>, out: &mut Outbox) {
    let Some(published) = &cx.yardstick.published else { return };
    let words = cx.text(&message!("compared with {file}", file = published.name()));
    let text = RichText::new(words).font(Type::Small.font()).color(cx.theme.color(Token::Accent));
    ui.label(text).on_hover_text(published.path.display().to_string());
    let (square, response) = ui.allocate_exact_size(Vec2::splat(16.0), Sense::click());
    let name = cx.text(&Action::EndComparison.text());
    response.widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Button, true, &name));
    let ink = if response.hovered() || response.has_focus() { Token::Accent } else { Token::TextMuted };
    Icon::Close.paint(ui.painter(), square.shrink(3.0), cx.theme.color(ink));
    if response.on_hover_text(cx.text(&Action::EndComparison.tip())).clicked() {
        out.ask(Intent::Do(Action::EndComparison));
    }
}

/// How many errors and warnings; a click shows the panel.
fn problems_ui(ui: &mut Ui, cx: &ViewCx<'_>, out: &mut Outbox) {
    if cx.findings.run == 0 {
        return;
    }
    for severity in [Severity::Error, Severity::Warning] {
        let n = cx.findings.count(severity);
        let ink = if n == 0 { Token::TextFaint } else { severity_token(severity) };
        let text = ui.painter().layout_no_wrap(n.to_string(), Type::Small.font(), cx.theme.color(Token::TextMuted));
        let (rect, response) = ui.allocate_exact_size(Vec2::new(text.size().x + 16.0, 20.0), Sense::click());
        let name = cx.text(&counted(severity, n));
        response.widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Button, true, &name));
        let middle = rect.center().y;
        paint_severity(ui.painter(), Pos2::new(rect.left() + 6.0, middle), 4.5, severity, cx.theme.color(ink));
        ui.painter().galley(Pos2::new(rect.left() + 15.0, middle - text.size().y / 2.0), text, cx.theme.color(ink));
        if response.on_hover_text(name).clicked() {
            out.ask(Intent::Do(Action::NextProblem));
        }
    }
}

fn work_ui(ui: &mut Ui, cx: &ViewCx<'_>, work: &Work) {
    let what = match work.kind {
        JobKind::Check => message!("checking"),
        JobKind::Analyse => message!("analysing"),
        JobKind::Arrange => message!("arranging"),
        JobKind::Save => message!("saving"),
        JobKind::Open => message!("opening"),
        JobKind::Compare => message!("reading what is published"),
        JobKind::Export => message!("exporting"),
        JobKind::Preview => message!("making a preview"),
    };
    let text = match work.progress {
        Some(share) if share > 0.0 => message!("{what} {percent} %", what, percent = (share * 100.0) as u32),
        _ => message!("{what}…", what),
    };
    ui.add(Spinner::new().size(12.0).color(cx.theme.color(Token::Accent)));
    ui.label(RichText::new(cx.text(&text)).font(Type::Small.font()).color(cx.theme.color(Token::TextMuted)));
}

fn zoom_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &View, out: &mut Outbox) {
    ui.spacing_mut().item_spacing.x = 2.0;
    let percent = cx.text(&message!("{percent} %", percent = (view.camera.zoom * 100.0).round() as u32));
    for (text, action) in [
        (cx.text(&message!("Fit")), Action::ZoomFit),
        ("+".to_owned(), Action::ZoomIn),
        (percent, Action::ZoomActual),
        ("−".to_owned(), Action::ZoomOut),
    ] {
        let text = RichText::new(text).font(Type::Small.font()).color(cx.theme.color(Token::TextMuted));
        let button = eframe::egui::Button::new(text).frame(false).min_size(Vec2::new(24.0, 20.0));
        let name = cx.text(&action.text());
        let response = ui.add(button).on_hover_text(&name);
        response.widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Button, true, &name));
        if response.clicked() {
            out.ask(Intent::Do(action));
        }
    }
    ui.add_space(space::MEDIUM);
}
