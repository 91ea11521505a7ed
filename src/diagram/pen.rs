//! How a line of a scene is drawn: tips, corners, doubling. On the sheet; a canvas that zooms scales what comes out.

use crate::diagram::geometry::{Point, Rect};
use crate::diagram::scene::{Stroke, Tip};

/// Corners of lines.
const BEND: f32 = 8.0;
/// From the middle of a double line to each of the two.
const ASIDE: f32 = 2.5;
/// Of a dashed line: how long the dashes are, and how far they stand apart.
pub const DASHES: [f32; 2] = [6.0, 4.0];
/// From the middle of a dot of a dotted line to that of the next.
pub const BETWEEN_DOTS: f32 = 5.0;
/// The radius of a dot, in widths of its line.
pub const DOT: f32 = 0.7;

/// Half the height of the ellipse on top of a cylinder.
pub fn lid(cylinder: Rect) -> f32 {
    (cylinder.height() * 0.16).min(8.0)
}

/// A line of a scene, ready for a pen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Drawn {
    /// Filled triangles at its ends.
    pub tips: Vec<[Point; 3]>,
    /// One way, or two side by side.
    pub ways: Vec<Way>,
}

/// A way for a pen, without a lift.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// Where it begins.
    pub start: Point,
    /// The corners that are rounded, in order.
    pub bends: Vec<Bend>,
    /// Where it ends.
    pub end: Point,
}

/// A rounded corner: a quadratic curve with the corner as its handle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bend {
    /// Where the curve begins.
    pub from: Point,
    /// The corner itself.
    pub corner: Point,
    /// Where it ends.
    pub to: Point,
}

/// The line through these points; nothing where there are not two.
pub fn drawn(points: &[Point], line: Stroke, double: bool, start: Tip, end: Tip) -> Drawn {
    let mut points = points.to_vec();
    points.dedup();
    let mut drawn = Drawn::default();
    if points.len() < 2 {
        return drawn;
    }
    let tip = 5.0 + line.width * 1.6;
    if end == Tip::Arrow {
        drawn.tips.extend(arrow(&mut points, tip));
    }
    if start == Tip::Arrow {
        points.reverse();
        drawn.tips.extend(arrow(&mut points, tip));
        points.reverse();
    }
    drawn.ways = if double {
        [-ASIDE, ASIDE].into_iter().filter_map(|side| way(&beside(&points, side), 0.0)).collect()
    } else {
        way(&points, BEND).into_iter().collect()
    };
    drawn
}

impl Way {
    /// Its points, each bend by that many pieces.
    pub fn points(&self, n_pieces: u8) -> Vec<Point> {
        let mut points = vec![self.start];
        for Bend { from, corner, to } in &self.bends {
            if from == to {
                points.push(*corner);
                continue;
            }
            for step in 0..=n_pieces {
                let t = f32::from(step) / f32::from(n_pieces);
                points.push(from.towards(*corner, t).towards(corner.towards(*to, t), t));
            }
        }
        points.push(self.end);
        points
    }
}

/// A tip at the last point, and the line shortened to its base; none where there is no room for one.
fn arrow(points: &mut [Point], length: f32) -> Option<[Point; 3]> {
    let [.., before, last] = points else { return None };
    if (*last - *before).length() <= length {
        return None;
    }
    let direction = (*last - *before).direction();
    let (at, base) = (*last, *last - direction.times(length));
    let wing = direction.turned().times(length * 0.55);
    *last = base;
    Some([at, base + wing, base - wing])
}

fn way(points: &[Point], radius: f32) -> Option<Way> {
    let (&start, &end) = (points.first()?, points.last()?);
    let bend = |corner: &[Point]| {
        let [before, corner, after] = [corner[0], corner[1], corner[2]];
        let (into, out) = (corner - before, after - corner);
        let radius = radius.min(into.length() / 2.0).min(out.length() / 2.0);
        let (from, to) = (corner - into.direction().times(radius), corner + out.direction().times(radius));
        Bend { from, corner, to }
    };
    Some(Way { start, bends: points.windows(3).map(bend).collect(), end })
}

/// The same way, so much to its right.
fn beside(points: &[Point], aside: f32) -> Vec<Point> {
    let normal = |a: Point, b: Point| (b - a).direction().turned().times(aside);
    (0..points.len())
        .map(|i| {
            let before = (i > 0).then(|| normal(points[i - 1], points[i]));
            let after = (i + 1 < points.len()).then(|| normal(points[i], points[i + 1]));
            let by = match (before, after) {
                (Some(a), Some(b)) if a != b => a + b,
                (Some(a), _) => a,
                (None, b) => b.unwrap_or_default(),
            };
            points[i] + by
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::scene::{Dash, Ink};

    const LINE: Stroke = Stroke { ink: Ink::Faint, width: 1.0, dash: Dash::Solid };

    fn corner() -> [Point; 3] {
        [Point::ZERO, Point::new(100.0, 0.0), Point::new(100.0, 100.0)]
    }

    #[test]
    fn an_arrow_ends_where_the_line_was_to_end_and_the_line_at_its_base() {
        let drawn = drawn(&corner(), LINE, false, Tip::Plain, Tip::Arrow);
        assert_eq!(drawn.tips.len(), 1);
        assert_eq!(drawn.tips[0][0], Point::new(100.0, 100.0));
        let [way] = &drawn.ways[..] else { panic!("{drawn:?}") };
        assert_eq!((way.start, way.end.x), (Point::ZERO, 100.0));
        assert!((way.end.y - (100.0 - 6.6)).abs() < 0.01);
    }

    #[test]
    fn a_double_line_keeps_its_distance_around_a_corner() {
        let drawn = drawn(&corner(), LINE, true, Tip::Plain, Tip::Plain);
        let corners: Vec<Vec<Point>> = drawn.ways.iter().map(|way| way.points(4)).collect();
        assert_eq!(corners[0][1], Point::new(102.5, -2.5));
        assert_eq!(corners[1][1], Point::new(97.5, 2.5));
    }

    #[test]
    fn what_has_no_length_is_not_drawn() {
        assert_eq!(drawn(&[Point::ZERO, Point::ZERO], LINE, true, Tip::Arrow, Tip::Arrow), Drawn::default());
    }
}
