//! Where cards in a hand come into line with those around them, and the lines that show it.

use eframe::egui::{Painter, Stroke};

use super::camera::Transform;
use crate::diagram::geometry::{Point, Rect};

/// How far on the screen cards jump to come into line.
const REACH: f32 = 6.0;
/// Sides this close to each other are in line to the eye.
const IN_LINE: f32 = 0.5;
/// How far a guide stands out beyond what it brings into line.
const BEYOND: f32 = 12.0;

/// What brings cards in a hand into line with others.
#[derive(Debug, Default)]
pub(super) struct Guides {
    across: Option<Guide>,
    down: Option<Guide>,
}

/// One line.
#[derive(Debug, Clone, Copy)]
struct Guide {
    /// How far the cards jump to be in line.
    jump: f32,
    /// Where it stands on its axis.
    at: f32,
    /// From where to where it goes along the other.
    from: f32,
    to: f32,
}

impl Guides {
    /// The guides for cards at `held` among `others`, at a zoom.
    pub(super) fn of(held: Rect, others: &[Rect], zoom: f32) -> Self {
        let reach = REACH / zoom;
        Self { across: Guide::find(held, others, reach, spans_x), down: Guide::find(held, others, reach, spans_y) }
    }

    /// How far the cards jump.
    pub(super) fn jump(&self) -> Point {
        let jump = |guide: Option<Guide>| guide.map_or(0.0, |guide| guide.jump);
        Point::new(jump(self.across), jump(self.down))
    }

    /// Whether the cards are in line with others from left to right, and from top to bottom.
    pub(super) fn hold(&self) -> [bool; 2] {
        [self.across.is_some(), self.down.is_some()]
    }

    pub(super) fn paint(&self, painter: &Painter, transform: Transform, stroke: Stroke) {
        let beyond = BEYOND / transform.zoom;
        let across = self.across.map(|Guide { at, from, to, .. }| [(at, from - beyond), (at, to + beyond)]);
        let down = self.down.map(|Guide { at, from, to, .. }| [(from - beyond, at), (to + beyond, at)]);
        for ends in [across, down].into_iter().flatten() {
            painter.line_segment(ends.map(|(x, y)| transform.pos(Point::new(x, y))), stroke);
        }
    }
}

/// Where a rectangle begins and ends on the one axis, and on the other.
type Spans = [(f32, f32); 2];

fn spans_x(rect: &Rect) -> Spans {
    [(rect.min.x, rect.max.x), (rect.min.y, rect.max.y)]
}

fn spans_y(rect: &Rect) -> Spans {
    let [x, y] = spans_x(rect);
    [y, x]
}

impl Guide {
    /// The guide that asks for the shortest jump; of several, that of the nearest card.
    fn find(held: Rect, others: &[Rect], reach: f32, spans: fn(&Rect) -> Spans) -> Option<Self> {
        let [own, own_aside] = spans(&held);
        let gap = |(from, to): (f32, f32)| (from - own_aside.1).max(own_aside.0 - to).max(0.0);
        let candidates = others.iter().flat_map(|other| {
            let [span, aside] = spans(other);
            let gap = gap(aside);
            meetings(own, span).map(move |(mark, at)| (at - mark, at, gap))
        });
        let within = candidates.filter(|(jump, ..)| jump.abs() <= reach);
        let nearest = within.min_by(|a, b| {
            let by_jump = a.0.abs().total_cmp(&b.0.abs());
            if (a.0.abs() - b.0.abs()).abs() < IN_LINE { a.2.total_cmp(&b.2) } else { by_jump }
        });
        let (jump, at, _) = nearest?;
        let in_line = others
            .iter()
            .map(spans)
            .filter(|[(from, to), _]| [*from, (from + to) / 2.0, *to].iter().any(|mark| (mark - at).abs() < IN_LINE));
        let (from, to) = in_line.fold(own_aside, |(from, to), [_, aside]| (from.min(aside.0), to.max(aside.1)));
        Some(Self { jump, at, from, to })
    }
}

/// What can come into line: sides with sides, the middle with the middle.
fn meetings(own: (f32, f32), other: (f32, f32)) -> impl Iterator<Item = (f32, f32)> {
    let sides = [(own.0, other.0), (own.1, other.1), (own.0, other.1), (own.1, other.0)];
    sides.into_iter().chain([((own.0 + own.1) / 2.0, (other.0 + other.1) / 2.0)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::geometry::Size;

    fn card(x: f32, y: f32) -> Rect {
        Rect::from_min_size(Point::new(x, y), Size::new(200.0, 60.0))
    }

    #[test]
    fn a_card_jumps_to_the_side_of_another_that_is_near_enough() {
        let guides = Guides::of(card(104.0, 300.0), &[card(100.0, 0.0)], 1.0);
        assert_eq!(guides.jump(), Point::new(-4.0, 0.0));
        assert_eq!(guides.hold(), [true, false]);
        assert_eq!(Guides::of(card(107.0, 300.0), &[card(100.0, 0.0)], 1.0).hold(), [false, false]);
        // The same distance on the sheet is less on the screen.
        assert_eq!(Guides::of(card(107.0, 300.0), &[card(100.0, 0.0)], 0.5).jump(), Point::new(-7.0, 0.0));
    }

    #[test]
    fn middles_and_far_sides_count_too() {
        let wide = Rect::from_min_size(Point::new(0.0, 0.0), Size::new(400.0, 60.0));
        let middle = Guides::of(card(97.0, 300.0), &[wide], 1.0);
        assert_eq!(middle.jump(), Point::new(3.0, 0.0));
        let below = Guides::of(card(900.0, 63.0), &[wide], 1.0);
        assert_eq!(below.jump(), Point::new(0.0, -3.0));
    }

    #[test]
    fn of_two_cards_in_line_the_guide_goes_to_both() {
        let guides = Guides::of(card(0.0, 500.0), &[card(0.0, 0.0), card(0.0, 200.0), card(3.0, 300.0)], 1.0);
        let across = guides.across.unwrap();
        assert_eq!((across.jump, across.at, across.from, across.to), (0.0, 0.0, 0.0, 560.0));
    }
}
