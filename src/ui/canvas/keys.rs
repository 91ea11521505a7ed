//! What the keyboard does on the drawing: go from card to card, move what is selected, begin a name, let go.

use eframe::egui::{Key, Modifiers, Ui, Vec2};

use super::touch::{GRID, Gesture, Ground, Moving, pinned, selected_nodes};
use crate::diagram::picture::Node;
use crate::model::AnyId;
use crate::ui::intent::{Intent, Outbox};
use crate::ui::selection::Selection;
use crate::ui::view::View;

const ARROWS: [(Key, Vec2); 4] = [
    (Key::ArrowLeft, Vec2::LEFT),
    (Key::ArrowRight, Vec2::RIGHT),
    (Key::ArrowUp, Vec2::UP),
    (Key::ArrowDown, Vec2::DOWN),
];

/// Arrows with Ctrl move what is selected, with Shift further. The document changes once, when Ctrl is let go.
pub(super) fn nudge(ui: &Ui, view: &mut View, out: &mut Outbox, on: &Ground<'_>) {
    let far = Modifiers::COMMAND | Modifiers::SHIFT;
    let (mut by, is_held) = (Vec2::ZERO, ui.input(|input| input.modifiers.command));
    for (key, direction) in ARROWS {
        ui.input_mut(|input| {
            by += direction * (5 * input.count_and_consume_key(far, key)) as f32 * GRID;
            by += direction * input.count_and_consume_key(Modifiers::COMMAND, key) as f32 * GRID;
        });
    }
    let picture = &on.placed.picture;
    if by != Vec2::ZERO && matches!(view.canvas.gesture, Gesture::Idle) {
        let nodes = selected_nodes(view, picture);
        if !nodes.is_empty() {
            view.canvas.gesture = Gesture::Nudging(Moving::new(picture, nodes));
        }
    }
    let Gesture::Nudging(moving) = &mut view.canvas.gesture else { return };
    moving.by += by;
    let is_given_up = ui.input(|input| input.key_pressed(Key::Escape));
    if is_held && !is_given_up {
        return;
    }
    if !is_given_up {
        out.ask(Intent::Edit(pinned(picture, moving)));
    }
    view.canvas.let_go();
}

/// Arrows go to the next card that way, Enter lets the name be typed, Escape lets go.
pub(super) fn keys(ui: &Ui, view: &mut View, out: &mut Outbox, on: &Ground<'_>, was_idle: bool) {
    for (key, direction) in ARROWS {
        if ui.input(|input| input.key_pressed(key) && input.modifiers.is_none())
            && let Some(next) = next_node(on, view.selection.lead(), direction)
        {
            out.ask(Intent::Select(Selection::one(next)));
        }
    }
    if ui.input(|input| input.key_pressed(Key::Enter))
        && let Some(entity) = view.selection.only()
    {
        view.canvas.gesture = Gesture::Renaming { entity, text: String::new(), has_begun: false };
    }
    // In the middle of something, Escape gives up that alone.
    if ui.input(|input| input.key_pressed(Key::Escape)) && was_idle {
        out.ask(Intent::Select(Selection::none()));
    }
}

fn next_node(on: &Ground<'_>, from: Option<AnyId>, direction: Vec2) -> Option<AnyId> {
    let picture = &on.placed.picture;
    let Some(start) = from.and_then(|id| picture.node(id)) else {
        return picture.nodes.first().map(|node| node.entity);
    };
    let distance = |node: &Node| {
        let step = node.rect.center() - start.rect.center();
        let ahead = step.x * direction.x + step.y * direction.y;
        let aside = (step.x * direction.y).abs() + (step.y * direction.x).abs();
        (ahead > 1.0).then_some(ahead + 2.0 * aside)
    };
    let candidates = picture.nodes.iter().filter(|node| node.entity != start.entity);
    let measured = candidates.filter_map(|node| Some((distance(node)?, node.entity)));
    measured.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, entity)| entity)
}
