//! Icons and outlines on egui's painter.

use eframe::egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use crate::diagram::{
    icons::{FIELD, LINE, Mark, Place},
    scene::Icon,
};

/// Draws an icon into `rect`.
pub(super) fn paint(painter: &Painter, rect: Rect, icon: Icon, color: Color32) {
    let scale = rect.width() / FIELD;
    let stroke = Stroke::new((scale * LINE).max(0.8), color);
    let at = |[x, y]: Place| rect.min + vec2(x, y) * scale;
    let all = |places: &[Place]| places.iter().copied().map(at).collect::<Vec<_>>();
    for mark in icon.marks() {
        match *mark {
            Mark::Line(places) => painter.add(Shape::line(all(places), stroke)),
            Mark::Frame(min, max) => {
                let corners = [min, [max[0], min[1]], max, [min[0], max[1]]];
                painter.add(Shape::closed_line(all(&corners), stroke))
            }
            Mark::Circle(center, radius) => painter.circle_stroke(at(center), radius * scale, stroke),
            Mark::Dot(center, radius) => painter.circle_filled(at(center), radius * scale, color),
            Mark::Filled(places) => painter.add(Shape::convex_polygon(all(places), color, Stroke::NONE)),
        };
    }
}

/// The corners of a rounded rectangle as a closed line, for dashes.
pub(super) fn outline(rect: Rect, radius: f32) -> Vec<Pos2> {
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    let inner = rect.shrink(radius);
    let corners = [
        (inner.right_top(), -90.0_f32),
        (inner.right_bottom(), 0.0),
        (inner.left_bottom(), 90.0),
        (inner.left_top(), 180.0),
    ];
    let mut points: Vec<Pos2> = Vec::with_capacity(21);
    for (center, from) in corners {
        for step in 0..=4 {
            let angle = (from + 22.5 * step as f32).to_radians();
            points.push(pos2(center.x + radius * angle.cos(), center.y + radius * angle.sin()));
        }
    }
    points.push(points[0]);
    points
}
