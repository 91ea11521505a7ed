use eframe::egui::{Align2, Area, Frame, Id, Margin, Order, RichText, Sense, Ui, Vec2};

use crate::message;
use crate::ui::action::Action;
use crate::ui::icon::Icon;
use crate::ui::intent::{Intent, Outbox};
use crate::ui::theme::{Token, Type, space};
use crate::ui::view::{NoticeKind, View, ViewCx};
use crate::ui::widgets::{capitalised, link_ui};

const STAYS_SECS: f64 = 6.0;
const REFUSAL_STAYS_SECS: f64 = 14.0;

/// What was refused or done, at the foot of the canvas until it has been read.
pub(super) fn notice_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox) {
    let Some(notice) = &mut view.notice else { return };
    let now = ui.input(|input| input.time);
    let stays = match notice.kind {
        NoticeKind::Done => STAYS_SECS,
        NoticeKind::Refusal => REFUSAL_STAYS_SECS,
        NoticeKind::File => f64::INFINITY,
    };
    let until = *notice.until.get_or_insert(now + stays);
    let (ink, back) = match notice.kind {
        NoticeKind::Refusal => (Token::Error, Token::ErrorBack),
        NoticeKind::Done | NoticeKind::File => (Token::Accent, Token::Panel),
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
                if notice.kind == NoticeKind::File
                    && link_ui(ui, cx.theme, &cx.text(&message!("Show all")), Token::Accent).clicked()
                {
                    out.ask(Intent::Do(Action::FileNotes));
                    is_closed = true;
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
        notice.until = Some(until.max(now + STAYS_SECS));
    }
    if until.is_finite() {
        ui.ctx().request_repaint_after_secs((until - now).max(0.1) as f32);
    }
    if is_closed {
        view.notice = None;
    }
}
