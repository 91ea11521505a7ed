//! A scene on egui's painter: only what is in view, only what can be read.

use std::collections::BTreeSet;
use std::f32::consts::PI;

use eframe::egui::epaint::{CornerRadiusF32, EllipseShape, PathShape, PathStroke, RectShape};
use eframe::egui::{
    Align2, Color32, FontFamily, FontId, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2,
};

use super::camera::{Transform, multiples};
use super::glide::Glide;
use super::icons;
use super::touch::Moving;
use crate::diagram::{
    geometry, pen,
    scene::{Align, Dash, Detail, Ink, Item, Scene, Shape as Drawn, Stroke as Line, Tip, scene_of_lines},
    type_size::{Weight, width},
};
use crate::model::{AnyId, Topology};
use crate::ui::theme::{Theme, Token, medium, semibold};

/// How the scene is looked at just now.
pub(super) struct Mood<'a> {
    /// What stays at full strength while the rest recedes; everything, if nothing is selected.
    pub(super) focus: Option<BTreeSet<AnyId>>,
    /// What is in a hand, with its lines.
    pub(super) trails: Option<Trails<'a>>,
    /// What is on its way to where the scene has it.
    pub(super) glide: &'a Glide,
}

/// What is in a hand, and the lines that hang on it.
pub(super) struct Trails<'a> {
    moving: &'a Moving,
    /// The lines of the scene that these take the place of.
    instead_of: BTreeSet<(AnyId, AnyId)>,
    lines: Vec<Item>,
}

impl<'a> Trails<'a> {
    pub(super) fn of(topology: &Topology, moving: &'a mut Moving, detail: Detail) -> Self {
        let lines = moving.lines();
        let instead_of = lines.iter().map(|line| (line.relation.from, line.relation.to)).collect();
        let lines = scene_of_lines(topology, lines, detail);
        Self { moving, instead_of, lines }
    }
}

/// Text smaller than this on the screen is not drawn.
const LEAST_TEXT: f32 = 5.0;
/// How much of its strength a thing keeps that is not in focus.
const RECEDED_LINE: f32 = 0.25;
const RECEDED_CARD: f32 = 0.55;

/// The dots of the sheet, if they are not too dense.
pub(super) fn dots(painter: &Painter, rect: Rect, transform: Transform, theme: &Theme) {
    let step = 24.0;
    if transform.zoom < 0.4 {
        return;
    }
    let view = transform.rect_on_sheet(rect);
    let color = theme.color(Token::CanvasDot);
    let mut mesh = Mesh::default();
    for x in multiples(view.min.x, view.max.x, step) {
        for y in multiples(view.min.y, view.max.y, step) {
            let center = transform.pos(geometry::Point::new(x, y));
            mesh.add_colored_rect(Rect::from_center_size(center, Vec2::splat(1.5)), color);
        }
    }
    painter.add(Shape::mesh(mesh));
}

/// Where a shape is, with room for its line.
pub(super) fn bounds(shape: &Drawn) -> Rect {
    let rect = |rect: &geometry::Rect| Rect::from_min_max(pos2(rect.min.x, rect.min.y), pos2(rect.max.x, rect.max.y));
    match shape {
        Drawn::Box { rect: own, .. } | Drawn::Cylinder { rect: own, .. } | Drawn::Icon { rect: own, .. } => {
            rect(own).expand(4.0)
        }
        Drawn::Circle { center, radius, .. } => {
            Rect::from_center_size(pos2(center.x, center.y), Vec2::splat(2.0 * radius + 4.0))
        }
        Drawn::Path { points, .. } => {
            let mut bounds = Rect::NOTHING;
            points.iter().for_each(|point| bounds.extend_with(pos2(point.x, point.y)));
            bounds.expand(8.0)
        }
        Drawn::Text { at, text, size, weight, align, .. } => {
            let wide = width(text, *size, *weight);
            let left = match align {
                Align::Left => at.x,
                Align::Centre => at.x - wide / 2.0,
                Align::Right => at.x - wide,
            };
            Rect::from_min_size(pos2(left, at.y - size), vec2(wide, 2.0 * size))
        }
    }
}

/// Paints what is in view. What is square and without a line goes into one mesh.
pub(super) fn scene(
    painter: &Painter,
    scene: &Scene,
    bounds: &[Rect],
    transform: Transform,
    theme: &Theme,
    mood: &Mood<'_>,
) {
    let view = transform.rect_on_sheet(painter.clip_rect());
    let view = Rect::from_min_max(pos2(view.min.x, view.min.y), pos2(view.max.x, view.max.y));
    let mut brush = Brush { painter, theme, transform, strength: 1.0, mesh: Mesh::default() };
    let mut trails = mood.trails.as_ref();
    let mut in_hand = Vec::new();
    for (item, bounds) in scene.items.iter().zip(bounds) {
        if is_replaced(item, mood) {
            // Between what lies below lines and what lies above.
            for line in trails.take().into_iter().flat_map(|trails| &trails.lines) {
                brush.strength = strength(line, mood);
                brush.paint(&line.shape);
            }
            continue;
        }
        if let Some(by) = shift_in_hand(item, mood) {
            // Over everything else.
            in_hand.push((item, vec2(by.x, by.y)));
            continue;
        }
        let shift = shift(item, *bounds, mood);
        if !view.intersects(shift.map_or(*bounds, |shift| shift.of(*bounds))) {
            continue;
        }
        brush.strength = strength(item, mood);
        match shift {
            None => brush.paint(&item.shape),
            Some(shift) if is_frame(item.entity) => brush.paint(&shift.stretched(&item.shape)),
            Some(shift) => {
                brush.transform = transform.moved(shift.step());
                brush.paint(&item.shape);
                brush.transform = transform;
            }
        }
    }
    for (item, by) in in_hand {
        brush.strength = strength(item, mood);
        brush.transform = transform.moved(by);
        brush.paint(&item.shape);
    }
    brush.flush();
}

/// Whether the item is a line, or its label, that is drawn otherwise while its card is dragged.
fn is_replaced(item: &Item, mood: &Mood<'_>) -> bool {
    let (Some(trails), Some(from), Some(to)) = (&mood.trails, item.entity, item.other) else { return false };
    trails.instead_of.contains(&(from, to))
}

fn is_frame(entity: Option<AnyId>) -> bool {
    matches!(entity, Some(AnyId::Site(_) | AnyId::BranchSite(_) | AnyId::DataCentre(_)))
}

/// From where the scene has a thing to where it is seen.
#[derive(Clone, Copy)]
struct Shift {
    has: geometry::Rect,
    seen: geometry::Rect,
}

fn shift_in_hand(item: &Item, mood: &Mood<'_>) -> Option<geometry::Point> {
    let entity = item.entity.filter(|_| item.other.is_none())?;
    mood.trails.as_ref()?.moving.shift_of(entity)
}

fn shift(item: &Item, bounds: Rect, mood: &Mood<'_>) -> Option<Shift> {
    let entity = item.entity.filter(|_| item.other.is_none())?;
    let center = bounds.center();
    let (has, seen) = mood.glide.shift_at(entity, geometry::Point::new(center.x, center.y))?;
    Some(Shift { has, seen })
}

impl Shift {
    fn step(self) -> Vec2 {
        vec2(self.seen.min.x - self.has.min.x, self.seen.min.y - self.has.min.y)
    }

    /// A part of the thing, which may have another size where it is seen.
    fn of(self, part: Rect) -> Rect {
        let corner = |at: Pos2| {
            let point = self.point(geometry::Point::new(at.x, at.y));
            pos2(point.x, point.y)
        };
        Rect::from_min_max(corner(part.min), corner(part.max))
    }

    fn point(self, at: geometry::Point) -> geometry::Point {
        let along = |at: f32, has: (f32, f32), seen: (f32, f32)| {
            let long = has.1 - has.0;
            if long > 0.0 { seen.0 + (at - has.0) / long * (seen.1 - seen.0) } else { at + seen.0 - has.0 }
        };
        let Self { has, seen } = self;
        geometry::Point::new(
            along(at.x, (has.min.x, has.max.x), (seen.min.x, seen.max.x)),
            along(at.y, (has.min.y, has.max.y), (seen.min.y, seen.max.y)),
        )
    }

    /// What a frame is drawn with: boxes grow with it, text keeps its size.
    fn stretched(self, shape: &Drawn) -> Drawn {
        let mut shape = shape.clone();
        match &mut shape {
            Drawn::Box { rect, .. } => (rect.min, rect.max) = (self.point(rect.min), self.point(rect.max)),
            Drawn::Text { at, .. } => *at = self.point(*at),
            Drawn::Icon { rect, .. } => *rect = rect.translated(self.point(rect.min) - rect.min),
            _ => {}
        }
        shape
    }
}

fn strength(item: &Item, mood: &Mood<'_>) -> f32 {
    let fade = match (item.entity, item.other) {
        (Some(from), Some(to)) => mood.glide.strength_of_line(from, to),
        _ => 1.0,
    };
    let (Some(focus), Some(entity)) = (&mood.focus, item.entity) else { return fade };
    let kept = match (entity, item.other) {
        (_, Some(other)) if focus.contains(&entity) && focus.contains(&other) => 1.0,
        (_, Some(_)) if matches!(item.shape, Drawn::Path { .. }) => RECEDED_LINE,
        (_, None) if is_frame(item.entity) || focus.contains(&entity) => 1.0,
        // Words must stay readable, also those of a line.
        _ => RECEDED_CARD,
    };
    kept * fade
}

struct Brush<'a> {
    painter: &'a Painter,
    theme: &'a Theme,
    transform: Transform,
    strength: f32,
    mesh: Mesh,
}

impl Brush<'_> {
    fn flush(&mut self) {
        if !self.mesh.is_empty() {
            self.painter.add(Shape::mesh(std::mem::take(&mut self.mesh)));
        }
    }

    fn color(&self, ink: Ink) -> Color32 {
        let color = self.theme.ink(ink);
        if self.strength < 1.0 { color.gamma_multiply(self.strength) } else { color }
    }

    fn stroke(&self, line: Line) -> Stroke {
        Stroke::new((line.width * self.transform.zoom).max(line.width.min(0.8)), self.color(line.ink))
    }

    fn paint(&mut self, shape: &Drawn) {
        if let Drawn::Box { rect, radius, fill: Some(fill), line: None } = shape
            && *radius * self.transform.zoom < 1.0
        {
            let color = self.color(*fill);
            self.mesh.add_colored_rect(self.transform.rect(*rect), color);
            return;
        }
        self.flush();
        match shape {
            Drawn::Box { rect, radius, fill, line } => self.boxed(*rect, *radius, *fill, *line),
            Drawn::Cylinder { rect, fill, line } => {
                let lid = pen::lid(*rect) * self.transform.zoom;
                self.cylinder(self.transform.rect(*rect), lid, *fill, self.stroke(*line));
            }
            Drawn::Circle { center, radius, fill, line } => {
                let (center, radius) = (self.transform.pos(*center), radius * self.transform.zoom);
                let stroke = line.map_or(Stroke::NONE, |line| self.stroke(line));
                self.painter.circle(center, radius, self.opaque(*fill), stroke);
            }
            Drawn::Path { points, line, double, start, end } => self.path(points, *line, *double, *start, *end),
            Drawn::Text { at, text, size, weight, ink, align } => {
                let size = size * self.transform.zoom;
                if size >= LEAST_TEXT {
                    let align = match align {
                        Align::Left => Align2::LEFT_CENTER,
                        Align::Centre => Align2::CENTER_CENTER,
                        Align::Right => Align2::RIGHT_CENTER,
                    };
                    self.painter.text(self.transform.pos(*at), align, text, font(size, *weight), self.color(*ink));
                }
            }
            Drawn::Icon { rect, icon, ink } => {
                icons::paint(self.painter, self.transform.rect(*rect), *icon, self.color(*ink));
            }
        }
    }

    /// What recedes must still hide what lies below it.
    fn opaque(&self, ink: Ink) -> Color32 {
        self.theme.ink(ink)
    }

    fn boxed(&self, rect: geometry::Rect, radius: f32, fill: Option<Ink>, line: Option<Line>) {
        let (rect, radius) = (self.transform.rect(rect), radius * self.transform.zoom);
        let fill = fill.map_or(Color32::TRANSPARENT, |ink| self.opaque(ink));
        let dashed = line.filter(|line| line.dash != Dash::Solid);
        let stroke = line.filter(|_| dashed.is_none()).map_or(Stroke::NONE, |line| self.stroke(line));
        self.painter.add(RectShape::new(rect, CornerRadiusF32::same(radius), fill, stroke, StrokeKind::Middle));
        if let Some(line) = dashed {
            self.dashes(&icons::outline(rect, radius), line);
        }
    }

    fn dashes(&self, points: &[Pos2], line: Line) {
        let (stroke, scale) = (self.stroke(line), self.transform.zoom.max(0.5));
        let shapes = match line.dash {
            Dash::Dotted => {
                let radius = (stroke.width * pen::DOT).max(0.7);
                Shape::dotted_line(points, stroke.color, pen::BETWEEN_DOTS * scale, radius)
            }
            Dash::Solid | Dash::Dashed => {
                let [dash, gap] = pen::DASHES;
                Shape::dashed_line(points, stroke, dash * scale, gap * scale)
            }
        };
        self.painter.extend(shapes);
    }

    fn cylinder(&self, rect: Rect, lid: f32, fill: Ink, stroke: Stroke) {
        let lid = vec2(rect.width() / 2.0, lid);
        let (top, bottom) = (rect.top() + lid.y, rect.bottom() - lid.y);
        let mut points = vec![pos2(rect.left(), top)];
        for step in 0..=16 {
            let angle = PI - PI * step as f32 / 16.0;
            points.push(pos2(rect.center().x + lid.x * angle.cos(), bottom + lid.y * angle.sin()));
        }
        points.push(pos2(rect.right(), top));
        let fill = self.opaque(fill);
        self.painter.add(PathShape::convex_polygon(points.clone(), fill, Stroke::NONE));
        self.painter.add(Shape::line(points, stroke));
        let center = pos2(rect.center().x, top);
        self.painter.add(EllipseShape { center, radius: lid, fill, stroke, angle: 0.0 });
    }

    fn path(&self, points: &[geometry::Point], line: Line, double: bool, start: Tip, end: Tip) {
        let pen::Drawn { tips, ways } = pen::drawn(points, line, double, start, end);
        let stroke = self.stroke(line);
        for tip in tips {
            let corners = tip.map(|corner| self.transform.pos(corner)).to_vec();
            self.painter.add(Shape::convex_polygon(corners, stroke.color, Stroke::NONE));
        }
        for way in ways {
            let points: Vec<Pos2> = way.points(4).into_iter().map(|point| self.transform.pos(point)).collect();
            if line.dash == Dash::Solid {
                self.painter.add(PathShape::line(points, PathStroke::from(stroke)));
            } else {
                self.dashes(&points, line);
            }
        }
    }
}

/// Quarter points spare the glyph atlas.
fn font(size: f32, weight: Weight) -> FontId {
    let family = match weight {
        Weight::Regular => FontFamily::Proportional,
        Weight::Medium => medium(),
        Weight::SemiBold => semibold(),
    };
    FontId::new((size * 4.0).round() / 4.0, family)
}
