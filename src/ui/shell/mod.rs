//! What stands around the canvas: the menu bar, the panels, the status bar.

mod bar;
pub(super) mod menu;
mod notice;
mod status;

use eframe::egui::{CentralPanel, Frame, Margin, Panel, Ui};

use crate::message;
use crate::ui::canvas::canvas_ui;
use crate::ui::deliverables::deliverables_ui;
use crate::ui::dialogs::dialog_ui;
use crate::ui::inspector::inspector_ui;
use crate::ui::intent::Outbox;
use crate::ui::outline::outline_ui;
use crate::ui::palette::{self, palette_ui};
use crate::ui::problems::problems_ui;
use crate::ui::tab::Tab;
use crate::ui::theme::{Token, space};
use crate::ui::view::{View, ViewCx};
use crate::ui::welcome::{is_welcome, welcome_ui};
use crate::ui::widgets::{caption_ui, resizable_panel_ui};

/// Draws the whole window.
pub(super) fn shell_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox) {
    view.preview.begin_frame();
    let panel = Frame::NONE.fill(cx.theme.color(Token::Panel));
    Panel::top("menu bar")
        .exact_size(36.0)
        .resizable(false)
        .frame(panel.inner_margin(Margin::symmetric(10, 0)))
        .show(ui, |ui| bar::bar_ui(ui, cx, view, out));
    Panel::bottom("status bar")
        .exact_size(28.0)
        .resizable(false)
        .frame(Frame::NONE.fill(cx.theme.color(Token::Bar)).inner_margin(Margin::symmetric(14, 0)))
        .show(ui, |ui| status::status_ui(ui, cx, view, out));
    if is_welcome(cx) {
        CentralPanel::no_frame().show(ui, |ui| {
            welcome_ui(ui, cx, out);
            notice::notice_ui(ui, cx, view, out);
        });
    } else {
        panels_ui(ui, cx, view, out, panel);
    }
    dialog_ui(ui, cx, view, out);
}

fn panels_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox, frame: Frame) {
    match view.panels.bottom {
        Some(Tab::Problems) => {
            let most = ui.available_height() * 0.6;
            let panel = Panel::bottom("problems").default_size(170.0).size_range(96.0..=most).frame(frame);
            resizable_panel_ui(ui, cx.theme, panel, |ui| problems_ui(ui, cx, view, out));
        }
        Some(Tab::Deliverables) => {
            let most = ui.available_height() * 0.75;
            let panel = Panel::bottom("deliverables").default_size(380.0_f32.min(most)).size_range(150.0..=most);
            resizable_panel_ui(ui, cx.theme, panel.frame(frame), |ui| deliverables_ui(ui, cx, view, out));
        }
        None => {}
    }
    if view.panels.outline {
        let panel = Panel::left("outline").default_size(288.0).size_range(200.0..=480.0).frame(frame);
        resizable_panel_ui(ui, cx.theme, panel, |ui| left_ui(ui, cx, view, out));
    }
    if view.panels.inspector {
        let frame = frame.inner_margin(Margin::symmetric(space::LARGE as i8, space::MEDIUM as i8));
        let panel = Panel::right("inspector").default_size(318.0).size_range(260.0..=560.0).frame(frame);
        resizable_panel_ui(ui, cx.theme, panel, |ui| inspector_ui(ui, cx, view, out));
    }
    CentralPanel::no_frame().show(ui, |ui| {
        let rect = ui.max_rect();
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        canvas_ui(ui, cx, view, out);
        notice::notice_ui(ui, cx, view, out);
    });
}

/// The outline above, the palette below.
fn left_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox) {
    let heading = 34.0;
    // The tree is what one works with; on a small screen the palette gives way and scrolls.
    let most = ui.available_height() * if ui.available_height() > 640.0 { 0.5 } else { 0.38 };
    let panel = Panel::bottom("palette")
        .default_size((palette::HEIGHT + heading).min(most))
        .size_range(heading..=palette::HEIGHT + heading + space::SMALL)
        .frame(Frame::NONE.inner_margin(Margin { left: 16, right: 8, top: 0, bottom: 0 }));
    resizable_panel_ui(ui, cx.theme, panel, |ui| {
        ui.add_space(space::SMALL);
        caption_ui(ui, cx.theme, &cx.text(&message!("Palette")));
        ui.add_space(2.0);
        palette_ui(ui, cx, view, out);
    });
    CentralPanel::no_frame().show(ui, |ui| {
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            ui.add_space(16.0);
            caption_ui(ui, cx.theme, &cx.text(&message!("Outline")));
        });
        ui.add_space(2.0);
        outline_ui(ui, cx, view, out);
    });
}
