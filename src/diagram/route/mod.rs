//! How lines run: level and upright, around cards and stores, each in a lane of its own.
//!
//! A line that can be straight is. Any other is searched on a sparse grid (`search`) of the lines that pass obstacles
//! at arm's length, with a price on every bend. The grid begins with the obstacles near both ends; those that a found
//! way runs into are added and the search is repeated, so that a line across a large sheet never looks at most of it.
//! Lines that would lie on each other are then moved apart.
//!
//! One line is routed after another, short ones first. Routing all at once and then nudging gives fewer crossings, but
//! moving one card would move lines all over the sheet.

mod search;

use rstar::{AABB, RTree, RTreeObject};

use self::search::{Found, Gate, find_way};
use crate::diagram::geometry::{Point, Rect, Side};
use crate::work::Cancel;

/// How far a line stays away from what it passes; the later ones are tried where there is no room for the first.
const CLEARANCES: [f32; 3] = [12.0, 4.0, 1.0];
/// From one of several parallel lines to the next.
const LANE: f32 = 8.0;
/// Closer than this, parallel lines are one line to the eye.
const TOO_CLOSE: f32 = 6.0;
/// Between the places where lines leave one side of a card.
const PORT_STEP: f32 = 16.0;
/// The least that is left between a line and what stands beside it, where there is a choice.
const BESIDE: f32 = 4.0;
/// No line leaves a card closer to its corner.
const CORNER: f32 = 12.0;
/// What counts as near an end before anything is known to be in the way.
const NEIGHBOURHOOD: f32 = 64.0;
/// How many steps the search may take, of a tenth of a microsecond or so: for any request, and more for each line that
/// is not straight. What short lines leave is for the long ones.
const EFFORT: usize = 20_000;
const EFFORT_PER_LINE: usize = 1_200;
/// No line may take more, so that a cancelled job ends soon.
const EFFORT_OF_ONE: usize = 100_000;
/// How many lines a new one avoids to cross.
const MOST_LINES: usize = 96;

/// A line that is wanted.
#[derive(Debug, Clone, Copy)]
pub struct RouteRequest {
    /// Where it begins: a card, a store, or an empty rectangle for a mere point.
    pub from: Rect,
    /// Where it ends.
    pub to: Rect,
    /// The side it must leave through, if that matters.
    pub from_side: Option<Side>,
    /// The side it must arrive at, if that matters.
    pub to_side: Option<Side>,
}

impl RouteRequest {
    /// A line that may use any side.
    pub fn new(from: Rect, to: Rect) -> Self {
        Self { from, to, from_side: None, to_side: None }
    }
}

/// Knows what lines must run around, and which lanes are taken.
#[derive(Debug)]
pub struct Router {
    obstacles: RTree<Obstacle>,
    lines: RTree<Line>,
}

/// Routes all lines around all obstacles: [`Router`] without lines that are there already, never cancelled.
pub fn route(obstacles: &[Rect], requests: &[RouteRequest]) -> Vec<Vec<Point>> {
    Router::new(obstacles, []).route(requests, &Cancel::default()).unwrap_or_default()
}

impl Router {
    /// A sheet with these cards and stores on it, and these lines, which stay as they are.
    pub fn new<'a>(obstacles: &[Rect], lines: impl IntoIterator<Item = &'a [Point]>) -> Self {
        let obstacles = obstacles.iter().filter(|rect| is_finite(rect)).map(|rect| Obstacle(*rect)).collect();
        let lines = lines.into_iter().flat_map(pieces).filter(|line| is_finite(&line.rect())).collect();
        Self { obstacles: RTree::bulk_load(obstacles), lines: RTree::bulk_load(lines) }
    }

    /// Follows a card that is being dragged; cheap enough for every frame.
    pub fn move_obstacle(&mut self, from: &Rect, to: Rect) {
        if self.obstacles.remove(&Obstacle(*from)).is_some() && is_finite(&to) {
            self.obstacles.insert(Obstacle(to));
        }
    }

    /// Reserves the lanes of a line for itself.
    fn occupy(&mut self, line: &[Point]) {
        for piece in pieces(line).filter(|line| is_finite(&line.rect())) {
            self.lines.insert(piece);
        }
    }

    /// A polyline of level and upright pieces for each request, from border to border; nothing if cancelled.
    ///
    /// No line enters an obstacle if there is a way around that is not absurdly long to find, save obstacles that the
    /// ends themselves lie on. The lines keep apart from each other but are forgotten afterwards.
    pub fn route(&mut self, requests: &[RouteRequest], cancel: &Cancel) -> Option<Vec<Vec<Point>>> {
        let mut routes = vec![Vec::new(); requests.len()];
        let is_done = self.route_all(requests, &mut routes, cancel);
        for piece in routes.iter().flat_map(|line| pieces(line)) {
            self.lines.remove(&piece);
        }
        is_done.then_some(routes)
    }

    /// Fills in one line after another; false if cancelled.
    fn route_all(&mut self, requests: &[RouteRequest], routes: &mut [Vec<Point>], cancel: &Cancel) -> bool {
        let mut bent = Vec::new();
        for (index, request) in requests.iter().enumerate() {
            match self.straight(request) {
                Some(line) => {
                    self.occupy(&line);
                    routes[index] = line.to_vec();
                }
                None => bent.push(index),
            }
        }
        let distance = |index: usize| requests[index].from.center().manhattan(requests[index].to.center());
        bent.sort_by(|a, b| distance(*a).total_cmp(&distance(*b)).then(a.cmp(b)));
        let mut effort = EFFORT + EFFORT_PER_LINE * bent.len();
        for index in bent {
            if cancel.is_cancelled() {
                return false;
            }
            let mut left = effort.min(EFFORT_OF_ONE);
            effort -= left;
            let line = self.around(&requests[index], &mut left).unwrap_or_else(|| through(&requests[index]));
            self.occupy(&line);
            routes[index] = line;
            effort += left;
        }
        true
    }

    /// One level or upright piece, if the ends face each other and nothing is between.
    fn straight(&self, request: &RouteRequest) -> Option<[Point; 2]> {
        let (from, to) = (&request.from, &request.to);
        let side = facing_side(from, to)?;
        if request.from_side.is_some_and(|wish| wish != side)
            || request.to_side.is_some_and(|wish| wish != side.opposite())
        {
            return None;
        }
        let (a, b) = (span(from, side), span(to, side));
        let (low, high) = (a.0.max(b.0), a.1.min(b.1));
        let middle = |span: (f32, f32)| (span.0 + span.1) / 2.0;
        // The smaller end is met in the middle; the larger has room elsewhere.
        let wish = if a.1 - a.0 < b.1 - b.0 { middle(a) } else { middle(b) }.clamp(low, high);
        outwards_from(wish, LANE, low, high)
            .map(|along| [port(from, side, along), port(to, side.opposite(), along)])
            .find(|[a, b]| self.is_free(*a, *b, BESIDE, request) && !self.is_taken(*a, *b))
    }

    /// The cheapest way around everything, in a lane of its own.
    fn around(&self, request: &RouteRequest, effort: &mut usize) -> Option<Vec<Point>> {
        if !is_finite(&request.from) || !is_finite(&request.to) {
            return None;
        }
        CLEARANCES.iter().find_map(|&clearance| {
            let starts = self.gates(request, &request.from, request.from_side, clearance);
            let ends = self.gates(request, &request.to, request.to_side, clearance);
            let way = self.way(request, [&starts, &ends], clearance, effort)?;
            Some(self.in_free_lanes(way, request))
        })
    }

    /// The cheapest way between the gates. Where too much is in the way, the best one that was found in time.
    fn way(
        &self,
        request: &RouteRequest,
        [starts, ends]: [&[Gate]; 2],
        clearance: f32,
        effort: &mut usize,
    ) -> Option<Vec<Point>> {
        let mut known: Vec<Rect> = vec![request.from, request.to];
        let learn = |known: &mut Vec<Rect>, area: &Rect| {
            for rect in self.obstacles_in(area, request) {
                if !known.contains(&rect) {
                    known.push(rect);
                }
            }
        };
        learn(&mut known, &request.from.inflated(NEIGHBOURHOOD));
        learn(&mut known, &request.to.inflated(NEIGHBOURHOOD));
        let (mut lines, mut clear) = (None, None);
        loop {
            let Found { points, n_steps } =
                find_way(&known, lines.as_deref().unwrap_or_default(), starts, ends, clearance)?;
            *effort = effort.saturating_sub(n_steps);
            let n_known = known.len();
            for pair in points.windows(2) {
                learn(&mut known, &swept(pair[0], pair[1], clearance / 2.0));
            }
            let is_clear = known.len() == n_known;
            if is_clear && lines.is_some() {
                return Some(points);
            }
            if *effort == 0 {
                return clear.or(Some(points));
            }
            if is_clear {
                // Lines make the grid finer, so they come in when the obstacles are known.
                lines = Some(self.lines_near(&known, request));
                clear = Some(points);
            }
        }
    }

    /// The lines that a way past these obstacles may meet; on a crowded sheet only those near its ends.
    fn lines_near(&self, known: &[Rect], request: &RouteRequest) -> Vec<(Point, Point)> {
        let lines_in = |area: &Rect| {
            let lines = self.lines.locate_in_envelope_intersecting(envelope(area));
            lines.take(MOST_LINES + 1).map(|line| (line.from, line.to)).collect::<Vec<_>>()
        };
        let all = Rect::around(known.iter().copied()).map(|area| lines_in(&area.inflated(NEIGHBOURHOOD)));
        let mut lines = all.unwrap_or_default();
        if lines.len() > MOST_LINES {
            lines = [request.from, request.to].iter().flat_map(|end| lines_in(&end.inflated(NEIGHBOURHOOD))).collect();
        }
        lines
    }

    /// Where a line may leave or meet the rectangle: one place on each side, as near to its middle as there is room.
    fn gates(&self, request: &RouteRequest, rect: &Rect, wish: Option<Side>, clearance: f32) -> Vec<Gate> {
        let sides = Side::ALL.into_iter().filter(|side| wish.is_none_or(|wish| wish == *side));
        let gate = |side: Side| {
            let (low, high) = span(rect, side);
            let places = outwards_from((low + high) / 2.0, PORT_STEP, low, high).map(|along| {
                let outward = side.outward();
                let port = port(rect, side, along);
                Gate { port, outside: port + Point::new(outward.x * clearance, outward.y * clearance), side }
            });
            let sideways = clearance.min(BESIDE);
            let mut open = places.filter(|gate| self.is_free(gate.port, gate.outside, sideways, request));
            let first = open.next()?;
            let untaken = |gate: &Gate| !self.is_taken(gate.port, gate.outside);
            if untaken(&first) { Some(first) } else { Some(open.find(untaken).unwrap_or(first)) }
        };
        sides.filter_map(gate).collect()
    }

    /// Moves the inner pieces of a way off lines that are already there.
    fn in_free_lanes(&self, mut way: Vec<Point>, request: &RouteRequest) -> Vec<Point> {
        for at in 1..way.len().saturating_sub(2) {
            if !self.is_taken(way[at], way[at + 1]) {
                continue;
            }
            let is_level = way[at].y == way[at + 1].y;
            let shifted = (1..=6).flat_map(|lane| [lane as f32 * LANE, lane as f32 * -LANE]).find_map(|by| {
                let step = if is_level { Point::new(0.0, by) } else { Point::new(by, 0.0) };
                let (from, to) = (way[at] + step, way[at + 1] + step);
                let (before, after) = (way[at - 1], way[at + 2]);
                let is_onward = goes_on(before, way[at], from) && goes_on(after, way[at + 1], to);
                let is_clear = self.is_free(from, to, LANE - 1.0, request)
                    && self.is_free(before, from, BESIDE, request)
                    && self.is_free(to, after, BESIDE, request)
                    && !self.is_taken(from, to);
                (is_onward && is_clear).then_some((from, to))
            });
            if let Some((from, to)) = shifted {
                (way[at], way[at + 1]) = (from, to);
            }
        }
        way
    }

    /// Obstacles that reach into the area, from left to right. What an end lies on is none: a card is being dragged
    /// over another, and a way out is wanted all the same.
    fn obstacles_in(&self, area: &Rect, request: &RouteRequest) -> Vec<Rect> {
        let ends = [request.from, request.to];
        let is_under_an_end = |rect: &Rect| !ends.contains(rect) && ends.iter().any(|end| end.overlaps(rect));
        let near = self.obstacles.locate_in_envelope_intersecting(envelope(area)).map(|obstacle| obstacle.0);
        let mut found: Vec<Rect> = near.filter(|rect| rect.overlaps(area) && !is_under_an_end(rect)).collect();
        found.sort_by(|a, b| a.min.x.total_cmp(&b.min.x).then(a.min.y.total_cmp(&b.min.y)));
        found
    }

    /// Whether the piece keeps `clearance` on either side.
    fn is_free(&self, a: Point, b: Point, clearance: f32, request: &RouteRequest) -> bool {
        self.obstacles_in(&swept(a, b, clearance), request).is_empty()
    }

    /// Whether a line that is there already runs along this piece.
    fn is_taken(&self, a: Point, b: Point) -> bool {
        let is_level = a.y == b.y;
        let near = swept(a, b, TOO_CLOSE);
        self.lines
            .locate_in_envelope_intersecting(envelope(&near))
            .any(|line| (line.from.y == line.to.y) == is_level && line.from != line.to)
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Obstacle(Rect);

impl RTreeObject for Obstacle {
    type Envelope = AABB<[f32; 2]>;

    fn envelope(&self) -> Self::Envelope {
        envelope(&self.0)
    }
}

/// A piece of a line that is there already.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Line {
    from: Point,
    to: Point,
}

impl RTreeObject for Line {
    type Envelope = AABB<[f32; 2]>;

    fn envelope(&self) -> Self::Envelope {
        envelope(&self.rect())
    }
}

impl Line {
    fn rect(&self) -> Rect {
        Rect::from_corners(self.from, self.to)
    }
}

fn pieces(line: &[Point]) -> impl Iterator<Item = Line> {
    line.windows(2).map(|pair| Line { from: pair[0], to: pair[1] })
}

fn envelope(rect: &Rect) -> AABB<[f32; 2]> {
    AABB::from_corners([rect.min.x, rect.min.y], [rect.max.x, rect.max.y])
}

/// What a piece covers when it is widened to both sides, but not lengthened.
fn swept(a: Point, b: Point, sideways: f32) -> Rect {
    let piece = Rect::from_corners(a, b);
    let step = if a.y == b.y { Point::new(0.0, sideways) } else { Point::new(sideways, 0.0) };
    Rect { min: piece.min - step, max: piece.max + step }
}

fn is_finite(rect: &Rect) -> bool {
    [rect.min.x, rect.min.y, rect.max.x, rect.max.y].iter().all(|at| at.is_finite())
}

/// The side of `from` that looks at `to`, if a level or upright line can join them.
fn facing_side(from: &Rect, to: &Rect) -> Option<Side> {
    let meet = |side| {
        let (a, b) = (span(from, side), span(to, side));
        a.0.max(b.0) <= a.1.min(b.1)
    };
    if meet(Side::Right) && from.max.x < to.min.x {
        Some(Side::Right)
    } else if meet(Side::Right) && to.max.x < from.min.x {
        Some(Side::Left)
    } else if meet(Side::Bottom) && from.max.y < to.min.y {
        Some(Side::Bottom)
    } else if meet(Side::Bottom) && to.max.y < from.min.y {
        Some(Side::Top)
    } else {
        None
    }
}

/// From where to where along a side lines may be attached: not at the corners, and of a short side in the middle only.
fn span(rect: &Rect, side: Side) -> (f32, f32) {
    let (low, high) = if side.is_level() { (rect.min.x, rect.max.x) } else { (rect.min.y, rect.max.y) };
    let middle = (low + high) / 2.0;
    ((low + CORNER).min(middle), (high - CORNER).max(middle))
}

/// The point on a side, `along` it.
fn port(rect: &Rect, side: Side, along: f32) -> Point {
    match side {
        Side::Top => Point::new(along, rect.min.y),
        Side::Bottom => Point::new(along, rect.max.y),
        Side::Left => Point::new(rect.min.x, along),
        Side::Right => Point::new(rect.max.x, along),
    }
}

/// `wish`, then ever further from it in steps, as long as it stays between the two.
fn outwards_from(wish: f32, step: f32, low: f32, high: f32) -> impl Iterator<Item = f32> {
    let n_steps = ((high - low) / step).clamp(0.0, 64.0) as usize;
    let further = (1..=n_steps).flat_map(move |n| [wish + n as f32 * step, wish - n as f32 * step]);
    std::iter::once(wish).chain(further).filter(move |at| (low..=high).contains(at))
}

/// Whether a piece that now ends elsewhere still leads the same way.
fn goes_on(start: Point, end: Point, new_end: Point) -> bool {
    let (was, is) = (end - start, new_end - start);
    was.x * is.x + was.y * is.y > 0.0 && is.x.abs() + is.y.abs() >= LANE / 2.0
}

/// The way nobody likes, through whatever is there: out, across in the middle, and in.
pub(super) fn through(request: &RouteRequest) -> Vec<Point> {
    let (from, to) = (&request.from, &request.to);
    let (a, b) = (from.center(), to.center());
    let step = b - a;
    let towards = if step.x.abs() > step.y.abs() {
        if step.x > 0.0 { Side::Right } else { Side::Left }
    } else if step.y > 0.0 {
        Side::Bottom
    } else {
        Side::Top
    };
    let middle = |rect: &Rect, side: Side| {
        let center = rect.center();
        port(rect, side, if side.is_level() { center.x } else { center.y })
    };
    let (start, end) = (middle(from, towards), middle(to, towards.opposite()));
    let halfway = Point::new((start.x + end.x) / 2.0, (start.y + end.y) / 2.0);
    let bends = if towards.is_level() {
        [Point::new(start.x, halfway.y), Point::new(end.x, halfway.y)]
    } else {
        [Point::new(halfway.x, start.y), Point::new(halfway.x, end.y)]
    };
    search::without_straight_joints(vec![start, bends[0], bends[1], end])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagram::geometry::Size;
    use crate::diagram::sample::Sample;

    fn card(x: f32, y: f32) -> Rect {
        Rect::from_min_size(Point::new(x, y), Size::new(248.0, 88.0))
    }

    fn enters(route: &[Point], obstacle: &Rect) -> bool {
        route.windows(2).any(|pair| obstacle.is_crossed_by(pair[0], pair[1]))
    }

    fn lie_on_each_other(a: &[Point], b: &[Point]) -> bool {
        let shares = |[p, q]: [Point; 2], [r, s]: [Point; 2]| {
            let (one, other) = (swept(p, q, 0.5), swept(r, s, 0.5));
            (p.y == q.y) == (r.y == s.y) && one.overlaps(&other)
        };
        a.windows(2).any(|p| b.windows(2).any(|q| shares([p[0], p[1]], [q[0], q[1]])))
    }

    #[test]
    fn cards_of_one_row_are_joined_by_one_level_line() {
        let (left, right) = (card(0.0, 0.0), card(400.0, 0.0));
        let routes = route(&[left, right], &[RouteRequest::new(right, left)]);
        assert_eq!(routes, [vec![Point::new(400.0, 44.0), Point::new(248.0, 44.0)]]);
    }

    #[test]
    fn a_store_is_met_in_its_middle() {
        let (pool, store) = (card(0.0, 0.0), Rect::from_min_size(Point::new(8.0, 140.0), Size::new(104.0, 48.0)));
        let routes = route(&[pool, store], &[RouteRequest::new(pool, store)]);
        assert_eq!(routes, [vec![Point::new(60.0, 88.0), Point::new(60.0, 140.0)]]);
    }

    #[test]
    fn a_card_between_is_passed_at_arms_length() {
        let cards = [card(0.0, 0.0), card(300.0, 0.0), card(600.0, 0.0)];
        let routes = route(&cards, &[RouteRequest::new(cards[0], cards[2])]);
        assert!(cards.iter().all(|card| !enters(&routes[0], card)), "{routes:?}");
        assert!(!enters(&routes[0], &cards[1].inflated(8.0)), "{routes:?}");
        assert!(routes[0].len() <= 6, "{routes:?}");
    }

    #[test]
    fn wished_sides_are_used() {
        let cards = [card(0.0, 0.0), card(400.0, 0.0)];
        let below = Some(Side::Bottom);
        let request = RouteRequest { from_side: below, to_side: below, ..RouteRequest::new(cards[0], cards[1]) };
        let routes = route(&cards, &[request]);
        assert!(routes[0].first().is_some_and(|start| start.y == 88.0), "{routes:?}");
        assert!(routes[0].last().is_some_and(|end| end.y == 88.0), "{routes:?}");
    }

    #[test]
    fn lines_between_the_same_cards_keep_apart() {
        let cards = [card(0.0, 0.0), card(300.0, 0.0), card(600.0, 0.0)];
        let routes = route(&cards, &[RouteRequest::new(cards[0], cards[2]); 4]);
        for (index, one) in routes.iter().enumerate() {
            assert!(routes[index + 1..].iter().all(|other| !lie_on_each_other(one, other)), "{routes:?}");
        }
    }

    #[test]
    fn a_reserved_lane_is_left_alone() {
        let cards = [card(0.0, 0.0), card(400.0, 0.0)];
        let there = [Point::new(248.0, 44.0), Point::new(400.0, 44.0)];
        let mut router = Router::new(&cards, [there.as_slice()]);
        let routes = router.route(&[RouteRequest::new(cards[0], cards[1])], &Cancel::default()).unwrap();
        assert_eq!(routes[0].len(), 2);
        assert!(!lie_on_each_other(&routes[0], &there), "{routes:?}");
    }

    #[test]
    fn a_dragged_card_is_left_behind_by_the_lines_that_ran_around_it() {
        let cards = [card(0.0, 0.0), card(300.0, 0.0), card(600.0, 0.0)];
        let wanted = [RouteRequest::new(cards[0], cards[2])];
        let mut router = Router::new(&cards, []);
        assert!(router.route(&wanted, &Cancel::default()).unwrap()[0].len() > 2);
        router.move_obstacle(&cards[1], card(300.0, 500.0));
        assert_eq!(router.route(&wanted, &Cancel::default()).unwrap()[0].len(), 2);
        assert_eq!(router.route(&wanted, &Cancel::default()).unwrap()[0].len(), 2, "the first is forgotten");
    }

    #[test]
    fn a_card_dragged_over_another_keeps_its_lines() {
        let cards = [card(0.0, 0.0), card(40.0, 20.0), card(600.0, 300.0)];
        let routes = route(&cards, &[RouteRequest::new(cards[1], cards[2]), RouteRequest::new(cards[0], cards[1])]);
        assert!(routes.iter().all(|route| route.len() >= 2), "{routes:?}");
    }

    #[test]
    fn no_line_of_two_data_centres_runs_through_a_card_or_on_another() {
        let sample = Sample::two_data_centres();
        let arrangement = sample.arranged();
        let routes = sample.routed(&arrangement);
        for (index, one) in routes.iter().enumerate() {
            assert!(arrangement.items.values().all(|rect| !enters(one, rect)), "{index}: {one:?}");
            assert!(routes[index + 1..].iter().all(|other| !lie_on_each_other(one, other)), "{index}: {one:?}");
        }
    }

    #[test]
    fn a_cancelled_job_gives_nothing() {
        let cancel = Cancel::default();
        cancel.cancel();
        let request = RouteRequest::new(card(0.0, 0.0), card(400.0, 400.0));
        assert_eq!(Router::new(&[], []).route(&[request], &cancel), None);
    }

    #[test]
    fn places_that_are_no_numbers_do_no_harm() {
        let nowhere = Rect::from_min_size(Point::new(f32::NAN, f32::INFINITY), Size::ZERO);
        let routes = route(&[nowhere, card(0.0, 0.0)], &[RouteRequest::new(nowhere, card(0.0, 0.0))]);
        assert_eq!(routes.len(), 1);
    }

    /// Rectangles that do not touch, one in each cell of a table.
    fn scattered() -> impl Strategy<Value = Vec<Rect>> {
        let cell = (0.0_f32..60.0, 0.0_f32..40.0, 24.0_f32..220.0, 24.0_f32..90.0);
        // So few that the effort for all lines lasts: where it ends, a line goes straight through.
        prop::collection::vec(cell, 2..24).prop_map(|cells| {
            let place = |(index, (x, y, width, height)): (usize, (f32, f32, f32, f32))| {
                let corner = Point::new((index % 6) as f32 * 290.0 + x, (index / 6) as f32 * 140.0 + y);
                Rect::from_min_size(Point::new(corner.x.round(), corner.y.round()), Size::new(width, height))
            };
            cells.into_iter().enumerate().map(place).collect()
        })
    }

    proptest! {
        #[test]
        fn lines_go_from_border_to_border_around_everything(
            rects in scattered(),
            ends in prop::collection::vec((0_usize..24, 0_usize..24), 1..12),
        ) {
            let ends = ends.into_iter().map(|(a, b)| (a % rects.len(), b % rects.len())).filter(|(a, b)| a != b);
            let requests: Vec<RouteRequest> = ends.map(|(a, b)| RouteRequest::new(rects[a], rects[b])).collect();
            let routes = route(&rects, &requests);
            prop_assert_eq!(&routes, &route(&rects, &requests));
            for (route, request) in routes.iter().zip(&requests) {
                prop_assert!(request.from.has_on_border(route[0]), "{:?} {:?}", request, route);
                prop_assert!(request.to.has_on_border(route[route.len() - 1]), "{:?} {:?}", request, route);
                prop_assert!(route.windows(2).all(|pair| pair[0].x == pair[1].x || pair[0].y == pair[1].y));
                let entered = rects.iter().find(|rect| enters(route, &rect.inflated(-0.01)));
                prop_assert!(entered.is_none(), "{:?} {:?} {:?}", entered, request, route);
            }
        }
    }
}
