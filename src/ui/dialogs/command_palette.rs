use eframe::egui::{
    self, Align2, CornerRadius, Key, Modifiers, Pos2, Rect, Role, ScrollArea, Sense, TextEdit, Ui, Vec2, WidgetInfo,
};

use super::{Answer, answer};
use crate::message;
use crate::model::AnyId;
use crate::ui::action::Action;
use crate::ui::icon::Icon;
use crate::ui::intent::{Intent, Outbox};
use crate::ui::selection::Selection;
use crate::ui::theme::{Token, Type, space};
use crate::ui::view::ViewCx;
use crate::ui::widgets::elided;

const ROW: f32 = 30.0;
/// How high the list is when nothing cuts it short; it grows to this again after a search that found little.
const HEIGHT: f32 = ROW * 11.0;
const MOST: usize = 200;

/// The search field at the top of the window: finds things and commands by any part of their name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommandPalette {
    query: String,
    at: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hit {
    Row(AnyId),
    Action(Action),
}

pub(super) fn ui(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    selection: &Selection,
    out: &mut Outbox,
    palette: &mut CommandPalette,
) -> Answer {
    let hint = cx.text(&message!("Name of a pool, a server, a site, or a command"));
    let field = TextEdit::singleline(&mut palette.query).hint_text(hint).desired_width(f32::INFINITY);
    let keys = |ui: &mut Ui, key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    // Taken before the field sees them.
    let (down, up, enter) = (keys(ui, Key::ArrowDown), keys(ui, Key::ArrowUp), keys(ui, Key::Enter));
    let response = ui.add(field.margin(egui::Margin::symmetric(10, 8)).font(Type::Heading.font()));
    let name = cx.text(&message!("Search"));
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
    response.request_focus();
    if response.changed() {
        palette.at = 0;
    }
    let hits = hits(cx, selection, &palette.query);
    let last = hits.len().saturating_sub(1);
    let before = palette.at;
    palette.at = match (down, up) {
        (true, _) => (palette.at + 1).min(last),
        (_, true) => palette.at.saturating_sub(1),
        _ => palette.at.min(last),
    };
    let mut chosen = if enter { hits.get(palette.at).copied() } else { None };
    let mut area = ScrollArea::vertical().max_height(HEIGHT).min_scrolled_height(HEIGHT).auto_shrink([false, true]);
    if palette.at != before {
        area = area.vertical_scroll_offset((palette.at as f32 - 5.0).max(0.0) * ROW);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    area.show_rows(ui, ROW, hits.len(), |ui, rows| {
        for at in rows {
            if hit_ui(ui, cx, hits[at], at == palette.at) {
                chosen = Some(hits[at]);
            }
        }
    });
    if hits.is_empty() {
        super::words_ui(ui, cx, &cx.text(&message!("Nothing of that name.")));
    }
    match chosen {
        Some(Hit::Row(id)) => {
            out.ask(Intent::Reveal(id.into()));
            answer(out, Intent::Do(Action::ZoomSelection))
        }
        Some(Hit::Action(action)) => answer(out, Intent::Do(action)),
        None => Answer::Open,
    }
}

/// What matches, best first: every word of the query is somewhere in the name; a name that begins with it is better.
fn hits(cx: &ViewCx<'_>, selection: &Selection, query: &str) -> Vec<Hit> {
    let query = query.trim().to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let rank = |name: &str| {
        let name = name.to_lowercase();
        words.iter().all(|word| name.contains(word)).then(|| (!name.starts_with(&query), name.len(), name))
    };
    let possible = Action::all().filter(|action| *action != Action::CommandPalette);
    let actions = possible.filter(|action| action.is_enabled(cx, selection).is_ok());
    let mut found: Vec<_> =
        actions.filter_map(|action| Some((rank(&cx.text(&action.text()))?, Hit::Action(action)))).collect();
    if query.is_empty() {
        return found.into_iter().map(|(_, hit)| hit).collect();
    }
    let topology = cx.topology();
    found.extend(topology.ids().filter_map(|id| Some((rank(&topology.name(id))?, Hit::Row(id)))));
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    found.truncate(MOST);
    found.into_iter().map(|(_, hit)| hit).collect()
}

/// Draws a hit; whether it was chosen.
fn hit_ui(ui: &mut Ui, cx: &ViewCx<'_>, hit: Hit, is_current: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::CLICK);
    let topology = cx.topology();
    let (name, detail) = match hit {
        Hit::Row(id) => (topology.name(id), cx.text(&cx.kind(id))),
        Hit::Action(action) => {
            let keys = action.shortcuts(ui.ctx().os()).first().map(|keys| ui.ctx().format_shortcut(keys));
            (cx.text(&action.text()), keys.unwrap_or_default())
        }
    };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_current, &name));
    let ground = match (is_current, response.hovered()) {
        (true, _) => Some(Token::AccentBack),
        (false, true) => Some(Token::Hover),
        _ => None,
    };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, CornerRadius::same(space::RADIUS_SMALL), cx.theme.color(ground));
    }
    let middle = rect.center().y;
    if let Hit::Row(id) = hit {
        let square = Rect::from_center_size(Pos2::new(rect.left() + 18.0, middle), Vec2::splat(16.0));
        Icon::of(topology, id).paint(ui.painter(), square, cx.theme.color(Token::TextMuted));
    }
    let faint = cx.theme.color(Token::TextMuted);
    let detail = ui.painter().layout_no_wrap(detail, Type::Small.font(), faint);
    let at = Align2::RIGHT_CENTER.anchor_size(Pos2::new(rect.right() - 10.0, middle), detail.size()).min;
    let width = at.x - rect.left() - 50.0;
    ui.painter().galley(at, detail, faint);
    let ink = cx.theme.color(Token::Text);
    let words = elided(ui, &name, Type::Body.font(), ink, width);
    let at = Align2::LEFT_CENTER.anchor_size(Pos2::new(rect.left() + 36.0, middle), words.size()).min;
    ui.painter().galley(at, words, ink);
    response.clicked()
}
