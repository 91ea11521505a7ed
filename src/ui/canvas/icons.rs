//! Small drawings of kinds of card: strokes on a field of 18 by 18, scaled to where they go.

use eframe::egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use crate::diagnostic::Severity;
use crate::diagram::scene::{Icon, NodeIcon};

/// Draws an icon into `rect`.
pub(super) fn paint(painter: &Painter, rect: Rect, icon: Icon, color: Color32) {
    let pen = Pen { painter, rect, stroke: Stroke::new((rect.width() / 18.0 * 1.5).max(0.8), color) };
    match icon {
        Icon::Severity(Severity::Error) => pen.dot([9.0, 9.0], 7.0),
        Icon::Severity(Severity::Warning) => pen.filled(&[[9.0, 2.0], [17.0, 16.0], [1.0, 16.0]]),
        Icon::Severity(Severity::Info) => pen.circle([9.0, 9.0], 7.0),
        Icon::Node(kind) => pen.node(kind),
    }
}

struct Pen<'a> {
    painter: &'a Painter,
    rect: Rect,
    stroke: Stroke,
}

impl Pen<'_> {
    fn node(&self, kind: NodeIcon) {
        match kind {
            NodeIcon::Server => {
                self.frame([1.0, 2.0], [17.0, 8.0]);
                self.frame([1.0, 10.0], [17.0, 16.0]);
                self.dot([4.5, 5.0], 1.0);
                self.dot([4.5, 13.0], 1.0);
                self.line(&[[8.0, 5.0], [14.0, 5.0]]);
                self.line(&[[8.0, 13.0], [14.0, 13.0]]);
            }
            NodeIcon::Shield => {
                self.line(&[[9.0, 1.5], [16.0, 4.0], [15.5, 10.0], [9.0, 16.5], [2.5, 10.0], [2.0, 4.0], [9.0, 1.5]]);
                self.line(&[[6.0, 9.0], [8.5, 11.5], [12.5, 6.5]]);
            }
            NodeIcon::Globe => {
                self.circle([9.0, 9.0], 7.5);
                self.line(&[[1.5, 9.0], [16.5, 9.0]]);
                self.line(&[[9.0, 1.5], [5.8, 5.0], [5.2, 9.0], [5.8, 13.0], [9.0, 16.5]]);
                self.line(&[[9.0, 1.5], [12.2, 5.0], [12.8, 9.0], [12.2, 13.0], [9.0, 16.5]]);
            }
            NodeIcon::Phone => {
                self.frame([4.5, 1.0], [13.5, 17.0]);
                self.line(&[[7.5, 14.0], [10.5, 14.0]]);
            }
            NodeIcon::Chat => {
                self.line(&[
                    [1.5, 2.5],
                    [16.5, 2.5],
                    [16.5, 12.0],
                    [8.0, 12.0],
                    [4.5, 15.5],
                    [4.5, 12.0],
                    [1.5, 12.0],
                    [1.5, 2.5],
                ]);
                self.line(&[[5.0, 6.0], [13.0, 6.0]]);
                self.line(&[[5.0, 8.8], [10.5, 8.8]]);
            }
            NodeIcon::App => {
                for corner in [[1.5, 1.5], [10.0, 1.5], [1.5, 10.0], [10.0, 10.0]] {
                    self.frame(corner, [corner[0] + 6.5, corner[1] + 6.5]);
                }
            }
            NodeIcon::Camera => {
                self.frame([1.0, 4.5], [11.5, 13.5]);
                self.line(&[[11.5, 8.0], [17.0, 5.0], [17.0, 13.0], [11.5, 10.0]]);
            }
            NodeIcon::Branch => {
                self.line(&[[1.5, 16.5], [1.5, 7.0], [9.0, 1.5], [16.5, 7.0], [16.5, 16.5], [1.5, 16.5]]);
                self.frame([6.5, 10.0], [11.5, 16.5]);
            }
            NodeIcon::Document => {
                self.line(&[[3.0, 1.5], [11.0, 1.5], [15.0, 5.5], [15.0, 16.5], [3.0, 16.5], [3.0, 1.5]]);
                self.line(&[[6.0, 8.5], [12.0, 8.5]]);
                self.line(&[[6.0, 12.0], [12.0, 12.0]]);
            }
            NodeIcon::Network => {
                self.circle([9.0, 3.5], 2.0);
                self.circle([3.5, 14.0], 2.0);
                self.circle([14.5, 14.0], 2.0);
                self.line(&[[9.0, 5.5], [9.0, 9.0]]);
                self.line(&[[3.5, 12.0], [3.5, 9.0], [14.5, 9.0], [14.5, 12.0]]);
            }
        }
    }

    fn at(&self, [x, y]: [f32; 2]) -> Pos2 {
        self.rect.min + vec2(x, y) * (self.rect.width() / 18.0)
    }

    fn line(&self, points: &[[f32; 2]]) {
        self.painter.add(Shape::line(points.iter().map(|point| self.at(*point)).collect(), self.stroke));
    }

    fn frame(&self, min: [f32; 2], max: [f32; 2]) {
        let corners = [min, [max[0], min[1]], max, [min[0], max[1]]].map(|corner| self.at(corner));
        self.painter.add(Shape::closed_line(corners.to_vec(), self.stroke));
    }

    fn circle(&self, center: [f32; 2], radius: f32) {
        self.painter.circle_stroke(self.at(center), radius * self.rect.width() / 18.0, self.stroke);
    }

    fn dot(&self, center: [f32; 2], radius: f32) {
        self.painter.circle_filled(self.at(center), radius * self.rect.width() / 18.0, self.stroke.color);
    }

    fn filled(&self, points: &[[f32; 2]]) {
        let points = points.iter().map(|point| self.at(*point)).collect();
        self.painter.add(Shape::convex_polygon(points, self.stroke.color, Stroke::NONE));
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
