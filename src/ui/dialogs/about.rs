use eframe::egui::{RichText, Ui};

use super::{Answer, buttons_ui, words_ui};
use crate::message;
use crate::ui::theme::Type;
use crate::ui::view::ViewCx;
use crate::ui::widgets::primary_button;

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>) -> Answer {
    ui.label(RichText::new("Linchpin").font(Type::Display.font()));
    let version = message!("Version {version}", version = env!("CARGO_PKG_VERSION"));
    words_ui(ui, cx, &cx.text(&version));
    let purpose = message!("Draws, checks and exports deployments of Lync Server 2013 and Skype for Business Server.");
    words_ui(ui, cx, &cx.text(&purpose));
    words_ui(
        ui,
        cx,
        &cx.text(&message!("Licensed under MIT or Apache 2.0. Set in Inter, under the SIL Open Font License.")),
    );
    let mut done = Answer::Open;
    buttons_ui(ui, |ui| {
        if ui.add(primary_button(cx.theme, &cx.text(&message!("Close")))).clicked() {
            done = Answer::Closed;
        }
    });
    done
}
