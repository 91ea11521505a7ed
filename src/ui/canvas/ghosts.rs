//! What a fix would change, drawn over the drawing while the fix is pointed at. What would come is a ghost, where there
//! is room for it; what would change or go is marked where it stands.

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::accesskit::Role;
use eframe::egui::{CornerRadius, Painter, Pos2, Rect, Sense, Shape, StrokeKind, Ui, Vec2, pos2, vec2};

use super::camera::Transform;
use super::glide::Glide;
use super::maker::Maker;
use super::paint::{self, Mood};
use super::touch::Ground;
use super::{CanvasState, Placed, access, icons};
use crate::diagram::{
    Picture,
    geometry::{self, Point},
    picture::{FrameKind, Node},
    scene::{Detail, Overlay, Scene, scene},
};
use crate::graph::{Relation, RelationKind};
use crate::message;
use crate::model::AnyId;
use crate::ui::preview::{Mark, Outcome};
use crate::ui::theme::{Theme, Token, Type};
use crate::ui::view::{View, ViewCx};

/// What would come, kept as long as the same fix is pointed at.
#[derive(Debug, Default)]
pub(super) struct Ghosts {
    maker: Maker,
    of: Option<(u64, usize, usize, Detail)>,
    /// The cards that would come, where there is room for them in the picture as it is.
    nodes: Vec<Node>,
    /// What would come on a card that is there: the card, and the name.
    on_cards: Vec<(AnyId, String)>,
    scene: Scene,
    bounds: Vec<Rect>,
}

/// How near a ghost may come to a card.
const GAP: f32 = 12.0;
/// The steps in which room is looked for, and how many at most.
const STEP: f32 = 32.0;
const MOST_STEPS: i32 = 24;
const STRENGTH: f32 = 0.7;

/// Draws what the fix that is pointed at would change.
pub(super) fn ghosts_ui(ui: &Ui, cx: &ViewCx<'_>, view: &mut View, on: &Ground<'_>) {
    let View { preview, canvas, .. } = view;
    let Some(preview) = preview.shown() else { return };
    let Ok(outcome) = &preview.outcome else { return };
    canvas.ghosts.update(ui, preview.serial, outcome, on);
    let painter = ui.painter_at(on.rect);
    let Ghosts { nodes, on_cards, scene, bounds, .. } = &canvas.ghosts;
    let mut faint = painter.clone();
    faint.multiply_opacity(STRENGTH);
    let still = Glide::default();
    let mood = Mood { focus: None, trails: None, glide: &still };
    paint::scene(&faint, scene, bounds, on.transform, cx.theme, &mood);

    let pen = Pen { ui, cx, painter: &painter, canvas, on, outcome };
    for (relation, mark) in &outcome.relations {
        pen.line(relation, *mark, nodes);
    }
    let mut marked = BTreeSet::new();
    for (id, mark) in &outcome.rows {
        let Some((entity, rect)) = pen.place(*id, nodes) else { continue };
        // Servers have no place of their own from afar; their card is marked once for all of them.
        if marked.insert((entity, *mark)) {
            pen.mark(rect, *mark, &pen.name(*id));
        }
    }
    let mut below = 0.0;
    for (card, name) in on_cards {
        let Some((_, rect)) = pen.place(*card, nodes) else { continue };
        let at = rect.left_bottom() + vec2(10.0, 4.0 + below);
        let text = format!("{} {name}", Mark::Added.sign());
        below += pen.tag(at, &text, Mark::Added, &cx.text(&message!("{name}, added", name = name.as_str()))).height();
    }
    pen.banner(&cx.text(&message!("Preview: {title}", title = preview.title.clone())));
}

impl Ghosts {
    /// Sees to it that what would come is placed. Where many rows make the picture slow, it comes a little later.
    fn update(&mut self, ui: &Ui, serial: u64, outcome: &Outcome, on: &Ground<'_>) {
        let added: Vec<AnyId> =
            outcome.rows.iter().filter(|(_, mark)| *mark == Mark::Added).map(|(id, _)| *id).collect();
        if added.is_empty() {
            *self = Self::default();
            return;
        }
        self.maker.update(ui.ctx(), &outcome.after, serial);
        let after = self.maker.placed();
        if self.maker.is_busy() {
            self.of = None;
            (self.nodes, self.on_cards, self.scene) = Default::default();
            return;
        }
        let key = (serial, std::ptr::from_ref::<Placed>(on.placed) as usize, Arc::as_ptr(&after) as usize, on.detail);
        if self.of == Some(key) {
            return;
        }
        self.of = Some(key);
        self.nodes.clear();
        self.on_cards.clear();
        for id in added {
            match after.picture.node(id) {
                Some(node) if node.entity == id => {
                    let rect = room_for(node.rect, &after.picture, &on.placed.picture, &self.nodes);
                    self.nodes.push(moved(node, rect.min - node.rect.min));
                }
                Some(card) => self.on_cards.push((card.entity, outcome.after.topology.name(id))),
                None => {}
            }
        }
        // What stands on a ghost is drawn on it.
        let nodes = &self.nodes;
        self.on_cards.retain(|(card, _)| nodes.iter().all(|node| node.entity != *card));
        let picture = Picture { nodes: self.nodes.clone(), ..Picture::default() };
        self.scene = scene(&outcome.after.topology, &picture, &Overlay::default(), on.detail);
        self.bounds = self.scene.items.iter().map(|item| paint::bounds(&item.shape)).collect();
    }
}

fn moved(node: &Node, by: Point) -> Node {
    let mut node = node.clone();
    node.rect = node.rect.translated(by);
    node.hinge = node.hinge.map(|x| x + by.x);
    node.chips.iter_mut().for_each(|chip| chip.rect = chip.rect.translated(by));
    node
}

/// The free place nearest to where a card would stand, inside its site if there is one.
fn room_for(wanted: geometry::Rect, after: &Picture, now: &Picture, ghosts: &[Node]) -> geometry::Rect {
    let is_site = |kind: FrameKind| !matches!(kind, FrameKind::DataCentre(_));
    let around = after.frames.iter().find(|frame| is_site(frame.kind) && frame.rect.contains_rect(&wanted));
    let site = around.and_then(|frame| now.frames.iter().find(|own| own.entity == frame.entity && is_site(own.kind)));
    let start = match (around, site) {
        // Sites may have moved apart to make room.
        (Some(then), Some(now)) => wanted.translated(now.rect.min - then.rect.min),
        _ => wanted,
    };
    let reach = start.inflated(STEP * MOST_STEPS as f32 + wanted.width());
    let taken: Vec<geometry::Rect> = now
        .nodes
        .iter()
        .chain(ghosts)
        .map(|node| node.rect.inflated(GAP))
        .filter(|rect| rect.overlaps(&reach))
        .collect();
    let is_free = |rect: &geometry::Rect| taken.iter().all(|other| !other.overlaps(rect));
    let inside = |rect: &geometry::Rect| site.is_some_and(|site| site.rect.contains_rect(rect));
    rings(start)
        .find(|rect| inside(rect) && is_free(rect))
        .or_else(|| rings(start).find(|rect| is_free(rect)))
        .unwrap_or(start)
}

/// The same rectangle in ever wider rings around where it is.
fn rings(start: geometry::Rect) -> impl Iterator<Item = geometry::Rect> {
    (0..=MOST_STEPS).flat_map(move |ring| {
        let sides = (-ring..=ring).flat_map(move |x| (-ring..=ring).map(move |y| (x, y)));
        let on_ring = sides.filter(move |(x, y)| x.abs().max(y.abs()) == ring);
        on_ring.map(move |(x, y)| start.translated(Point::new(x as f32 * STEP, y as f32 * STEP)))
    })
}

struct Pen<'a> {
    ui: &'a Ui,
    cx: &'a ViewCx<'a>,
    painter: &'a Painter,
    canvas: &'a CanvasState,
    on: &'a Ground<'a>,
    outcome: &'a Outcome,
}

impl Pen<'_> {
    fn theme(&self) -> &Theme {
        self.cx.theme
    }

    fn transform(&self) -> Transform {
        self.on.transform
    }

    /// What a row is drawn as, and where that is on the screen: its chip, else its card, else its frame.
    fn place(&self, id: AnyId, ghosts: &[Node]) -> Option<(AnyId, Rect)> {
        if let Some(ghost) = ghosts.iter().find(|node| node.entity == id) {
            return Some((id, self.transform().rect(ghost.rect)));
        }
        let picture = &self.on.placed.picture;
        let entity = match picture.node(id) {
            Some(node) if self.on.detail != Detail::Near => node.entity,
            _ => id,
        };
        let rect = picture.rect_of(entity)?;
        Some((entity, self.transform().rect(self.canvas.shown(entity, rect))))
    }

    fn name(&self, id: AnyId) -> String {
        let now = self.cx.topology();
        if now.contains(id) { now.name(id) } else { self.outcome.after.topology.name(id) }
    }

    /// Frames a thing, and says what would happen to it.
    fn mark(&self, rect: Rect, mark: Mark, name: &str) {
        let rect = rect.expand(2.5);
        let radius = (9.0 * self.transform().zoom).clamp(2.0, 14.0);
        let stroke = self.theme().stroke(2.0, mark.token());
        if mark == Mark::Changed {
            self.painter.rect_stroke(rect, CornerRadius::same(radius as u8), stroke, StrokeKind::Middle);
        } else {
            self.painter.extend(Shape::dashed_line(&icons::outline(rect, radius), stroke, 6.0, 4.0));
        }
        if mark == Mark::Removed {
            self.painter.line_segment([rect.left_top(), rect.right_bottom()], stroke);
            self.painter.line_segment([rect.left_bottom(), rect.right_top()], stroke);
        }
        let word = self.cx.text(&mark.word());
        let text = if rect.width() > 76.0 { format!("{} {word}", mark.sign()) } else { mark.sign().to_owned() };
        self.tag(rect.left_top() + vec2(8.0, -15.0), &text, mark, &format!("{name}, {word}"));
    }

    /// A line that would come or go.
    fn line(&self, relation: &Relation, mark: Mark, ghosts: &[Node]) {
        let is_same = |other: &Relation| {
            let is_turned = other.kind == RelationKind::Pair && (other.from, other.to) == (relation.to, relation.from);
            other.kind == relation.kind && ((other.from, other.to) == (relation.from, relation.to) || is_turned)
        };
        let drawn = self.on.placed.picture.lines.iter().find(|line| is_same(&line.relation));
        let points: Vec<Pos2> = match drawn {
            Some(line) => line.points.iter().map(|point| self.transform().pos(*point)).collect(),
            None => {
                let ends = [relation.from, relation.to].map(|id| self.place(id, ghosts));
                let [Some((_, from)), Some((_, to))] = ends else { return };
                vec![border_towards(from, to.center()), border_towards(to, from.center())]
            }
        };
        let stroke = self.theme().stroke(2.5, mark.token());
        self.painter.extend(Shape::dashed_line(&points, stroke, 7.0, 5.0));
        let on_screen: Vec<Point> = points.iter().map(|pos| Point::new(pos.x, pos.y)).collect();
        if self.on.detail != Detail::Far
            && let Some(middle) = crate::diagram::picture::middle(&on_screen)
        {
            let text = format!("{} {}", mark.sign(), relation.kind.title());
            let word = self.cx.text(&mark.word());
            let (from, to) = (self.name(relation.from), self.name(relation.to));
            let name = format!("{}: {from} – {to}, {word}", relation.kind.title());
            self.tag(pos2(middle.x - 24.0, middle.y - 9.0), &text, mark, &name);
        }
    }

    /// A few words on a plate, whatever the zoom.
    fn tag(&self, at: Pos2, text: &str, mark: Mark, name: &str) -> Rect {
        let ink = self.theme().color(mark.token());
        let words = self.painter.layout_no_wrap(text.to_owned(), Type::CaptionStrong.font(), ink);
        let plate = Rect::from_min_size(at, words.size() + vec2(14.0, 5.0));
        let back = self.theme().color(Token::Panel);
        let line = self.theme().stroke(1.2, mark.token());
        self.painter.rect(plate, CornerRadius::same(8), back, line, StrokeKind::Inside);
        self.painter.galley(plate.min + vec2(7.0, 2.5), words, ink);
        self.said(plate, Role::Mark, name);
        plate
    }

    /// What is seen is not there yet.
    fn banner(&self, text: &str) {
        let ink = self.theme().color(Token::Text);
        let words = self.painter.layout(text.to_owned(), Type::Strong.font(), ink, self.on.rect.width() - 80.0);
        let size = words.size() + vec2(28.0, 12.0);
        let top = self.on.rect.center_top() + vec2(0.0, 14.0);
        let plate = Rect::from_min_size(top - Vec2::X * size.x / 2.0, size);
        let (back, line) = (self.theme().color(Token::Panel), self.theme().stroke(1.0, Token::Accent));
        self.painter.rect(plate, CornerRadius::same(9), back, line, StrokeKind::Inside);
        self.painter.galley(plate.min + vec2(14.0, 6.0), words, ink);
        self.said(plate, Role::Status, text);
    }

    fn said(&self, plate: Rect, role: Role, name: &str) {
        let plate = plate.intersect(self.on.rect);
        if plate.is_positive() {
            let id = self.ui.scope_id().with(("preview", name));
            access::name(&self.ui.interact(plate, id, Sense::hover()), role, name);
        }
    }
}

/// Where the straight way from the middle of a card to a point leaves the card.
fn border_towards(rect: Rect, to: Pos2) -> Pos2 {
    let way = to - rect.center();
    let reach = |half: f32, along: f32| if along == 0.0 { f32::INFINITY } else { half / along.abs() };
    let share = reach(rect.width() / 2.0, way.x).min(reach(rect.height() / 2.0, way.y)).min(1.0);
    rect.center() + way * share
}
