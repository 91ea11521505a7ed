use eframe::egui::{
    Align, Align2, CornerRadius, CursorIcon, Layout, MenuBar, Pos2, Rect, RichText, Role, Sense, StrokeKind, Ui, Vec2,
    WidgetInfo,
};

use super::menu::menus_ui;
use crate::message;
use crate::ui::action::Action;
use crate::ui::icon::Icon;
use crate::ui::intent::{Intent, Outbox};
use crate::ui::theme::{Token, Type};
use crate::ui::view::{View, ViewCx};
use crate::ui::welcome::is_welcome;
use crate::ui::widgets::elided;

/// The menus, the search field, the name of the file.
pub(super) fn bar_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &View, out: &mut Outbox) {
    let bar = ui.max_rect();
    let mut menus_end = bar.left();
    ui.horizontal_centered(|ui| {
        MenuBar::new().ui(ui, |ui| {
            menus_ui(ui, cx, view, out);
            menus_end = ui.cursor().left();
        });
    });
    let width = 460_f32.min(bar.width() - 2.0 * (menus_end - bar.left()) - 40.0);
    if width > 120.0 {
        let field = Rect::from_center_size(bar.center(), Vec2::new(width, 24.0));
        search_ui(ui, cx, out, field);
    }
    if is_welcome(cx) {
        return;
    }
    let title_left = bar.center().x + width.max(0.0) / 2.0 + 20.0;
    let right = Rect::from_min_max(Pos2::new(title_left.max(menus_end), bar.top()), bar.max);
    let layout = Layout::right_to_left(Align::Center);
    let mut ui = ui.new_child(eframe::egui::UiBuilder::new().max_rect(right).layout(layout));
    ui.add_space(6.0);
    if !cx.file.is_saved {
        let (dot, response) = ui.allocate_exact_size(Vec2::splat(8.0), Sense::hover());
        ui.painter().circle_filled(dot.center(), 3.5, cx.theme.color(Token::Accent));
        response.on_hover_text(cx.text(&message!("Not saved")));
    }
    let ink = cx.theme.color(Token::TextMuted);
    let name = RichText::new(cx.text(&cx.file.title)).font(Type::Small.font()).color(ink);
    let label = ui.add(eframe::egui::Label::new(name).truncate());
    if let Some(path) = &cx.file.path {
        label.on_hover_text(path.display().to_string());
    }
}

fn search_ui(ui: &mut Ui, cx: &ViewCx<'_>, out: &mut Outbox, rect: Rect) {
    let id = ui.scope_id().with("search");
    let response = ui.interact(rect, id, Sense::click()).on_hover_cursor(CursorIcon::Text);
    let name = cx.text(&Action::CommandPalette.text());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let line = if response.hovered() || response.has_focus() { Token::FieldLine } else { Token::Line };
    let corner = CornerRadius::same(12);
    let (back, line) = (cx.theme.color(Token::Bar), cx.theme.stroke(1.0, line));
    ui.painter().rect(rect, corner, back, line, StrokeKind::Inside);
    let faint = cx.theme.color(Token::TextFaint);
    let square = Rect::from_center_size(Pos2::new(rect.left() + 18.0, rect.center().y), Vec2::splat(13.0));
    Icon::Search.paint(ui.painter(), square, faint);
    let keys = Action::CommandPalette.shortcuts(ui.ctx().os());
    let keys = keys.first().map(|keys| ui.ctx().format_shortcut(keys)).unwrap_or_default();
    let keys = ui.painter().layout_no_wrap(keys, Type::Caption.font(), faint);
    let at = Align2::RIGHT_CENTER.anchor_size(rect.right_center() - Vec2::new(14.0, 0.0), keys.size()).min;
    let width = at.x - rect.left() - 40.0;
    ui.painter().galley(at, keys, faint);
    let words = elided(ui, &cx.text(&message!("Search or run a command")), Type::Small.font(), faint, width);
    let at = Align2::LEFT_CENTER.anchor_size(Pos2::new(rect.left() + 32.0, rect.center().y), words.size()).min;
    ui.painter().galley(at, words, faint);
    if response.clicked() {
        out.ask(Intent::Do(Action::CommandPalette));
    }
}
