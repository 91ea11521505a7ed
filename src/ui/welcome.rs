//! The page that is shown while no deployment is open.

use std::path::Path;

use eframe::egui::{
    Align2, CornerRadius, Pos2, Rect, RichText, Role, ScrollArea, Sense, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo,
};

use crate::message;
use crate::model::Topology;
use crate::templates::TEMPLATES;
use crate::ui::action::Action;
use crate::ui::icon::Icon;
use crate::ui::intent::{Intent, Next, Outbox};
use crate::ui::theme::{Token, Type, space};
use crate::ui::view::ViewCx;
use crate::ui::widgets::elided;

const WIDTH: f32 = 860.0;
const CARD_HEIGHT: f32 = 104.0;

/// Whether nothing is open: a document that was never saved and holds nothing.
pub(super) fn is_welcome(cx: &ViewCx<'_>) -> bool {
    cx.file.path.is_none() && cx.history.done().is_empty() && *cx.topology() == Topology::default()
}

/// Draws the page.
pub(super) fn welcome_ui(ui: &mut Ui, cx: &ViewCx<'_>, out: &mut Outbox) {
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, cx.theme.color(Token::Canvas));
    let width = WIDTH.min(whole.width() - 2.0 * space::HUGE);
    let margin = Vec2::new((whole.width() - width) / 2.0, (whole.height() * 0.06).max(space::HUGE));
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let page = Rect::from_min_size(ui.max_rect().min + margin, Vec2::new(width, ui.available_height()));
        ui.scope_builder(UiBuilder::new().max_rect(page), |ui| page_ui(ui, cx, out));
        ui.add_space(space::HUGE);
    });
}

fn page_ui(ui: &mut Ui, cx: &ViewCx<'_>, out: &mut Outbox) {
    let width = ui.available_width();
    let muted = cx.theme.color(Token::TextMuted);
    ui.label(RichText::new("Linchpin").font(Type::Display.font()));
    let purpose = message!("Plan, draw and check a deployment of Lync Server 2013 or Skype for Business Server.");
    ui.label(RichText::new(cx.text(&purpose)).color(muted));
    ui.add_space(space::LARGE);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::LARGE;
        for (action, icon) in [(Action::New, Icon::New), (Action::Open, Icon::Open)] {
            let (title, about) = (cx.text(&action.text()), cx.text(&action.tip()));
            if card_ui(ui, cx, icon, &title, &about, (width - space::LARGE) / 2.0) {
                out.ask(Intent::Do(action));
            }
        }
    });
    ui.add_space(space::SMALL);
    let drop = message!("Or drop a file onto this window: .ron, .tbxml, or the published topology as XML.");
    ui.label(RichText::new(cx.text(&drop)).font(Type::Small.font()).color(muted));
    ui.add_space(space::LARGE);
    ui.label(RichText::new(cx.text(&message!("Begin with"))).font(Type::Heading.font()));
    ui.spacing_mut().item_spacing = Vec2::splat(space::MEDIUM);
    let each = (width - 2.0 * space::MEDIUM) / 3.0;
    for row in TEMPLATES.chunks(3) {
        ui.horizontal(|ui| {
            for template in row {
                if card_ui(ui, cx, Icon::Deployment, template.title, template.about, each) {
                    out.ask(Intent::Go(Next::BeginWith(template.name)));
                }
            }
        });
    }
    if !cx.recent.is_empty() {
        ui.add_space(space::HUGE);
        ui.label(RichText::new(cx.text(&message!("Recent files"))).font(Type::Heading.font()));
        ui.spacing_mut().item_spacing.y = 0.0;
        for path in cx.recent {
            recent_ui(ui, cx, out, path);
        }
    }
}

/// A card with a picture, a title and a sentence; whether it was clicked.
fn card_ui(ui: &mut Ui, cx: &ViewCx<'_>, icon: Icon, name: &str, about: &str, width: f32) -> bool {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, CARD_HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let line = if response.hovered() || response.has_focus() { Token::Accent } else { Token::Line };
    let corner = CornerRadius::same(space::RADIUS);
    ui.painter().rect(rect, corner, cx.theme.color(Token::Card), cx.theme.stroke(1.0, line), StrokeKind::Inside);
    let square = Rect::from_center_size(Pos2::new(rect.left() + 28.0, rect.center().y), Vec2::splat(24.0));
    icon.paint(ui.painter(), square, cx.theme.color(Token::Accent));
    let left = rect.left() + 54.0;
    let width = rect.right() - left - space::MEDIUM;
    let title = ui.painter().layout(name.to_owned(), Type::Heading.font(), cx.theme.color(Token::Text), width);
    let ink = cx.theme.color(Token::TextMuted);
    let tip = ui.painter().layout(about.to_owned(), Type::Small.font(), ink, width);
    let height = title.size().y + 4.0 + tip.size().y;
    let top = rect.center().y - height / 2.0;
    let below = top + title.size().y + 4.0;
    ui.painter().galley(Pos2::new(left, top), title, ink);
    ui.painter().galley(Pos2::new(left, below), tip, ink);
    response.clicked()
}

fn recent_ui(ui: &mut Ui, cx: &ViewCx<'_>, out: &mut Outbox, path: &Path) {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 34.0), Sense::click());
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
    if response.hovered() || response.has_focus() {
        let back = rect.expand2(Vec2::new(8.0, 0.0));
        ui.painter().rect_filled(back, CornerRadius::same(space::RADIUS_SMALL), cx.theme.color(Token::Hover));
    }
    let middle = rect.center().y;
    let title = elided(ui, &name, Type::Strong.font(), cx.theme.color(Token::Accent), rect.width() * 0.5);
    let folder_left = rect.left() + title.size().x + space::MEDIUM;
    let at = Align2::LEFT_CENTER.anchor_size(Pos2::new(rect.left(), middle), title.size()).min;
    ui.painter().galley(at, title, cx.theme.color(Token::Accent));
    let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
    let ink = cx.theme.color(Token::TextMuted);
    let folder = elided(ui, &folder, Type::Small.font(), ink, rect.right() - folder_left);
    let at = Align2::LEFT_CENTER.anchor_size(Pos2::new(folder_left, middle), folder.size()).min;
    ui.painter().galley(at, folder, ink);
    if response.on_hover_text(path.display().to_string()).clicked() {
        out.ask(Intent::Open(path.to_owned()));
    }
}
