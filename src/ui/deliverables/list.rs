use eframe::egui::{
    Align2, Checkbox, CornerRadius, Id, Layout, Pos2, Rect, Role, ScrollArea, Sense, Shape, Spinner, Ui, UiBuilder,
    Vec2, WidgetInfo,
};
use strum::VariantArray;

use super::{DeliverablesState, size};
use crate::deliverables::{EXPORTERS, Exporter, Group};
use crate::message;
use crate::session::delivery::Step;
use crate::text::Message;
use crate::ui::theme::{Token, Type, space};
use crate::ui::view::ViewCx;
use crate::ui::widgets::elided;

const ROW: f32 = 27.0;
const BOX: f32 = 16.0;
/// What the formats of a line may take.
const FORMATS: f32 = 92.0;
/// What became of a line takes so much.
const MARK: f32 = 76.0;

/// Everything that can be made, under headings; what is ticked is ordered together.
pub(super) fn list_ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut DeliverablesState) {
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().id_salt("deliverables").auto_shrink(false).show(ui, |ui| {
        ui.add_space(space::TINY);
        for &group in Group::VARIANTS {
            let members: Vec<_> = EXPORTERS.iter().copied().filter(|exporter| exporter.group == group).collect();
            if members.is_empty() {
                continue;
            }
            heading_ui(ui, cx, state, group, &members);
            for exporter in members {
                row_ui(ui, cx, state, exporter);
            }
        }
        ui.add_space(space::SMALL);
    });
}

/// A heading, and a box that ticks all below it.
fn heading_ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut DeliverablesState, group: Group, members: &[&Exporter]) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::hover());
    let title = cx.text(&group.title());
    let n_ticked = members.iter().filter(|member| state.ticked.contains(member.word)).count();
    let is_part = n_ticked > 0 && n_ticked < members.len();
    let name = cx.text(&message!("All of {title}", title = &*title));
    if let Some(is_ticked) = box_ui(ui, rect, n_ticked == members.len(), is_part, &name) {
        for member in members {
            if is_ticked {
                state.ticked.insert(member.word);
            } else {
                state.ticked.remove(member.word);
            }
        }
    }
    let ink = cx.theme.color(Token::TextFaint);
    let words = ui.painter().layout_no_wrap(title.to_uppercase(), Type::CaptionStrong.font(), ink);
    let left = Pos2::new(rect.left() + space::LARGE + BOX + space::SMALL, rect.center().y);
    ui.painter().galley(Align2::LEFT_CENTER.anchor_size(left, words.size()).min, words, ink);
}

/// A box to tick at the beginning of a line; what it was set to.
fn box_ui(ui: &mut Ui, line: Rect, mut is_ticked: bool, is_part: bool, name: &str) -> Option<bool> {
    let place = Rect::from_min_size(Pos2::new(line.left() + space::LARGE, line.top()), Vec2::new(BOX, ROW));
    let layout = Layout::left_to_right(eframe::egui::Align::Center);
    let mut inner = ui.new_child(UiBuilder::new().max_rect(place).layout(layout).id_salt(name));
    inner.spacing_mut().interact_size = Vec2::splat(BOX);
    let response = inner.add(Checkbox::without_text(&mut is_ticked).indeterminate(is_part));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    response.changed().then_some(is_ticked)
}

fn row_ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut DeliverablesState, exporter: &'static Exporter) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::hover());
    let response = ui.interact(rect, Id::unique(("deliverable", exporter.word)), Sense::click());
    let is_chosen = state.chosen().word == exporter.word;
    let step = state.delivery.as_ref().and_then(|delivery| delivery.step(exporter));
    let formats = exporter.endings.join(", ");
    let came = step.map(|step| cx.text(&words_of(step)));
    let spoken = [Some(exporter.title), Some(&*formats), came.as_deref()];
    let spoken = spoken.into_iter().flatten().collect::<Vec<_>>().join("; ");
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_chosen, &spoken));

    let theme = cx.theme;
    let back = rect.shrink2(Vec2::new(8.0, 1.0));
    let ground = match (is_chosen, response.hovered() || response.has_focus()) {
        (true, _) => Some(Token::AccentBack),
        (false, true) => Some(Token::Hover),
        (false, false) => None,
    };
    if let Some(ground) = ground {
        ui.painter().rect_filled(back, CornerRadius::same(space::RADIUS_SMALL), theme.color(ground));
    }
    if response.clicked() || response.gained_focus() {
        state.chosen = Some(exporter.word);
        response.scroll_to_me(None);
    }
    let middle = rect.center().y;
    let mut right = back.right() - space::SMALL;
    if let Some(step) = step {
        mark_ui(ui, cx, step, Pos2::new(right, middle));
        right -= MARK;
    } else if state.delivery.is_some() {
        right -= MARK;
    }
    let left = rect.left() + space::LARGE + BOX + space::SMALL;
    if right - left > 250.0 {
        let words = elided(ui, &formats, Type::Caption.font(), theme.color(Token::TextFaint), FORMATS);
        let at = Align2::RIGHT_CENTER.anchor_size(Pos2::new(right, middle), words.size()).min;
        right = at.x - space::SMALL;
        ui.painter().galley(at, words, theme.color(Token::TextFaint));
    }
    let font = if is_chosen { Type::Strong } else { Type::Body };
    let words = elided(ui, exporter.title, font.font(), theme.color(Token::Text), right - left);
    let at = Align2::LEFT_CENTER.anchor_size(Pos2::new(left, middle), words.size()).min;
    ui.painter().galley(at, words, theme.color(Token::Text));
    let tip = tip(cx, exporter, step);
    response.on_hover_text(tip);

    let is_ticked = state.ticked.contains(exporter.word);
    match box_ui(ui, rect, is_ticked, false, exporter.title) {
        Some(true) => drop(state.ticked.insert(exporter.word)),
        Some(false) => drop(state.ticked.remove(exporter.word)),
        None => {}
    }
}

/// What became of it, at the right end of the line.
fn mark_ui(ui: &mut Ui, cx: &ViewCx<'_>, step: &Step, right: Pos2) {
    let square = |left: f32| Rect::from_center_size(Pos2::new(left, right.y), Vec2::splat(12.0));
    let words = |ui: &Ui, text: &Message, ink: Token| {
        let text = cx.text(text);
        let words = elided(ui, &text, Type::Caption.font(), cx.theme.color(ink), MARK - 24.0);
        let at = Align2::RIGHT_CENTER.anchor_size(right, words.size()).min;
        ui.painter().galley(at, words, cx.theme.color(ink));
        at.x - space::SMALL
    };
    match step {
        Step::Begun => {
            let place = square(right.x - 8.0);
            Spinner::new().size(12.0).color(cx.theme.color(Token::Accent)).paint_at(ui, place);
        }
        Step::Made { files, .. } => {
            let left = words(ui, &size(files.iter().map(|(_, length)| length).sum()), Token::TextMuted);
            paint_tick(ui, square(left - 4.0), cx.theme.stroke(1.8, Token::Good));
        }
        Step::LeftOut(_) => drop(words(ui, &message!("left out"), Token::Warning)),
    }
}

/// A mark that something is done.
pub(super) fn paint_tick(ui: &Ui, square: Rect, stroke: eframe::egui::Stroke) {
    let at = |x: f32, y: f32| square.min + Vec2::new(x, y) * square.width();
    ui.painter().add(Shape::line(vec![at(0.1, 0.55), at(0.4, 0.85), at(0.95, 0.2)], stroke));
}

fn words_of(step: &Step) -> Message {
    match step {
        Step::Begun => message!("being made"),
        Step::Made { files, caveat } => {
            let made = message!("made, {size}", size = size(files.iter().map(|(_, length)| length).sum()));
            match caveat {
                Some(caveat) => message!("{made}: {caveat}", made, caveat = caveat.clone()),
                None => made,
            }
        }
        Step::LeftOut(why) => message!("left out: {why}", why = why.reason.clone()),
    }
}

fn tip(cx: &ViewCx<'_>, exporter: &Exporter, step: Option<&Step>) -> String {
    const MOST: usize = 12;
    match step {
        Some(Step::Made { files, caveat }) => {
            let named = files.iter().filter(|(name, _)| !name.is_empty());
            let mut lines: Vec<String> =
                named.take(MOST).map(|(name, length)| format!("{name}, {}", cx.text(&size(*length)))).collect();
            if files.len() > MOST {
                lines.push(cx.text(&message!("and {n} more", n = files.len() - MOST)));
            }
            lines.insert(0, exporter.title.to_owned());
            lines.extend(caveat.as_ref().map(|caveat| cx.text(caveat)));
            lines.join("\n")
        }
        Some(step) => format!("{}\n{}", exporter.title, cx.text(&words_of(step))),
        None => exporter.title.to_owned(),
    }
}
