use eframe::egui::{Align2, Area, Frame, Id, Margin, Order, RichText, Sense, Ui, Vec2};

use crate::message;
use crate::ui::icon::Icon;
use crate::ui::intent::{Intent, Outbox};
use crate::ui::theme::{Token, Type, space};
use crate::ui::view::{View, ViewCx};
use crate::ui::widgets::link_ui;

const STAYS_SECS: f64 = 6.0;
const REFUSAL_STAYS_SECS: f64 = 14.0;

/// What was refused or done, at the foot of the canvas until it has been read.
pub(super) fn notice_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox) {
    let Some(notice) = &mut view.notice else { return };
    let now = ui.input(|input| input.time);
    let stays = if notice.is_refusal { REFUSAL_STAYS_SECS } else { STAYS_SECS };
    let until = *notice.until.get_or_insert(now + stays);
    let (ink, back) = match notice.is_refusal {
        true => (Token::Error, Token::ErrorBack),
        false => (Token::Accent, Token::Panel),
    };
    let mut is_closed = now > until;
    let place = ui.max_rect();
    let area = Area::new(Id::unique("notice")).order(Order::Foreground).pivot(Align2::CENTER_BOTTOM);
    let shown = area.fixed_pos(place.center_bottom() - Vec2::new(0.0, space::LARGE)).show(ui.ctx(), |ui| {
        let frame = Frame::popup(ui.style()).fill(cx.theme.color(back)).stroke(cx.theme.stroke(1.0, ink));
        frame.inner_margin(Margin::symmetric(14, 10)).show(ui, |ui| {
            ui.set_max_width((place.width() - 60.0).clamp(200.0, 620.0));
            ui.horizontal(|ui| {
                ui.vertical(|ui| {
                    let text = capitalised(&cx.text(&notice.message));
                    ui.label(RichText::new(text).font(Type::Strong.font()).color(cx.theme.color(Token::Text)));
                    if let Some(hint) = &notice.hint {
                        let text = capitalised(&cx.text(hint));
                        ui.label(RichText::new(text).font(Type::Small.font()).color(cx.theme.color(Token::TextMuted)));
                    }
                });
                if let Some(rule) = notice.rule {
                    let text = rule.to_string();
                    if link_ui(ui, cx.theme, &text, Token::Accent).clicked() {
                        out.ask(Intent::Explain(rule));
                    }
                }
                let (square, close) = ui.allocate_exact_size(Vec2::splat(16.0), Sense::click());
                let name = cx.text(&message!("Dismiss"));
                close.widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Button, true, &name));
                Icon::Close.paint(ui.painter(), square.shrink(3.0), cx.theme.color(Token::TextMuted));
                is_closed |= close.clicked();
            });
        });
    });
    if shown.response.contains_pointer() {
        // Nobody takes away what is being read.
        notice.until = Some(now + STAYS_SECS);
    }
    ui.ctx().request_repaint_after_secs((until - now).max(0.1) as f32);
    if is_closed {
        view.notice = None;
    }
}

/// A fragment as a sentence of its own.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    // A name at the beginning keeps its letters: lon-fe.contoso.com is no sentence.
    match (letters.next(), text.split_whitespace().next()) {
        (Some(first), Some(word)) if word.chars().all(char::is_alphabetic) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}
