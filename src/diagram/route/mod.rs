//! How lines run: level and upright, around cards and stores, each in a lane of its own.
//!
//! A line that can be straight is. Any other is searched on a sparse grid ([`search`]) of the lines that pass obstacles
//! at arm's length, with a price on every bend. The grid begins with the obstacles near both ends; those that a found
//! way runs into are added and the search is repeated, so that a line across a large sheet never looks at most of it.
//! Lines that would lie on each other are then moved apart.
//!
//! One line is routed after another, short ones first. Routing all at once and then nudging gives fewer crossings, but
//! moving one card would move lines all over the sheet.

mod search;

use rstar::{AABB, RTree, RTreeObject};

use self::search::{Gate, find_way};
use crate::diagram::geometry::{Point, Rect, Side};
use crate::work::Cancel;

/// How far a line stays away from what it passes; the later ones are tried where there is no room for the first.
const CLEARANCES: [f32; 3] = [12.0, 4.0, 1.0];
/// Between parallel lines.
const LANE: f32 = 8.0;
/// Closer than this, parallel lines are one line to the eye.
const TOO_CLOSE: f32 = 6.0;
/// Between the places where lines leave one side of a card.
const PORT_STEP: f32 = 16.0;
/// No line leaves a card closer to its corner.
const CORNER: f32 = 12.0;
/// What counts as near an end before anything is known to be in the way.
const NEIGHBOURHOOD: f32 = 64.0;
/// How often obstacles may be added, and how many at most.
const ROUNDS: usize = 16;
const MOST_OBSTACLES: usize = 160;

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
    Router::new(obstacles).route(requests, &Cancel::default()).unwrap_or_default()
}

impl Router {
    /// A sheet with these cards and stores on it, and no lines yet.
    pub fn new(obstacles: &[Rect]) -> Self {
        let obstacles = obstacles.iter().filter(|rect| is_finite(rect)).map(|rect| Obstacle(*rect)).collect();
        Self { obstacles: RTree::bulk_load(obstacles), lines: RTree::new() }
    }

    /// Reserves the lanes of a line that stays as it is while others are routed.
    pub fn occupy(&mut self, line: &[Point]) {
        for pair in line.windows(2) {
            self.lines.insert(Line { from: pair[0], to: pair[1] });
        }
    }

    /// A polyline of level and upright pieces for each request, from border to border; nothing if cancelled.
    ///
    /// No line enters an obstacle if there is a way around that is not absurdly long to find, save obstacles that the
    /// ends themselves lie on.
    pub fn route(&mut self, requests: &[RouteRequest], cancel: &Cancel) -> Option<Vec<Vec<Point>>> {
        let mut routes = vec![Vec::new(); requests.len()];
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
        for index in bent {
            if cancel.is_cancelled() {
                return None;
            }
            let line = self.around(&requests[index]).unwrap_or_else(|| through(&requests[index]));
            self.occupy(&line);
            routes[index] = line;
        }
        Some(routes)
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
            .find(|[a, b]| self.is_free(*a, *b, 0.0, request) && !self.is_taken(*a, *b))
    }

    /// The cheapest way around everything, in a lane of its own.
    fn around(&self, request: &RouteRequest) -> Option<Vec<Point>> {
        if !is_finite(&request.from) || !is_finite(&request.to) {
            return None;
        }
        CLEARANCES.iter().find_map(|&clearance| {
            let starts = self.gates(request, &request.from, request.from_side, clearance);
            let ends = self.gates(request, &request.to, request.to_side, clearance);
            let way = self.way(request, &starts, &ends, clearance)?;
            Some(self.in_free_lanes(way, request))
        })
    }

    fn way(&self, request: &RouteRequest, starts: &[Gate], ends: &[Gate], clearance: f32) -> Option<Vec<Point>> {
        let own = [request.from, request.to];
        let near = own.map(|rect| rect.inflated(NEIGHBOURHOOD));
        let mut known: Vec<Rect> = own.to_vec();
        for rect in near.iter().flat_map(|area| self.obstacles_in(area, request)) {
            if !known.contains(&rect) {
                known.push(rect);
            }
        }
        for _ in 0..ROUNDS {
            let points = find_way(&known, starts, ends, clearance)?;
            let n_known = known.len();
            for pair in points.windows(2) {
                let swept = Rect::from_corners(pair[0], pair[1]).inflated(clearance * 0.5);
                for rect in self.obstacles_in(&swept, request) {
                    if !known.contains(&rect) {
                        known.push(rect);
                    }
                }
            }
            if known.len() == n_known {
                return Some(points);
            }
            if known.len() > MOST_OBSTACLES {
                return None;
            }
        }
        None
    }

    /// Where a line may leave or meet the rectangle: one place on each side, as near to its middle as others leave room.
    fn gates(&self, request: &RouteRequest, rect: &Rect, wish: Option<Side>, clearance: f32) -> Vec<Gate> {
        let sides = Side::ALL.into_iter().filter(|side| wish.is_none_or(|wish| wish == *side));
        let gate = |side: Side| {
            let (low, high) = span(rect, side);
            let places = outwards_from((low + high) / 2.0, PORT_STEP, low, high).map(|along| {
                let outward = side.outward();
                let port = port(rect, side, along);
                Gate { port, outside: port + Point::new(outward.x * clearance, outward.y * clearance), side }
            });
            let mut open = places.filter(|gate| self.is_free(gate.port, gate.outside, 0.0, request));
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
                    && self.is_free(before, from, 0.0, request)
                    && self.is_free(to, after, 0.0, request)
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

    fn is_free(&self, a: Point, b: Point, clearance: f32, request: &RouteRequest) -> bool {
        self.obstacles_in(&Rect::from_corners(a, b).inflated(clearance), request).is_empty()
    }

    /// Whether a line that is there already runs along this piece.
    fn is_taken(&self, a: Point, b: Point) -> bool {
        let is_level = a.y == b.y;
        let piece = Rect::from_corners(a, b);
        let near = if is_level {
            Rect { min: piece.min - Point::new(0.0, TOO_CLOSE), max: piece.max + Point::new(0.0, TOO_CLOSE) }
        } else {
            Rect { min: piece.min - Point::new(TOO_CLOSE, 0.0), max: piece.max + Point::new(TOO_CLOSE, 0.0) }
        };
        self.lines
            .locate_in_envelope_intersecting(envelope(&near))
            .any(|line| (line.from.y == line.to.y) == is_level && line.from != line.to)
    }
}

#[derive(Debug, Clone, Copy)]
struct Obstacle(Rect);

impl RTreeObject for Obstacle {
    type Envelope = AABB<[f32; 2]>;

    fn envelope(&self) -> Self::Envelope {
        envelope(&self.0)
    }
}

/// A piece of a line that is there already.
#[derive(Debug, Clone, Copy)]
struct Line {
    from: Point,
    to: Point,
}

impl RTreeObject for Line {
    type Envelope = AABB<[f32; 2]>;

    fn envelope(&self) -> Self::Envelope {
        envelope(&Rect::from_corners(self.from, self.to))
    }
}

fn envelope(rect: &Rect) -> AABB<[f32; 2]> {
    AABB::from_corners([rect.min.x, rect.min.y], [rect.max.x, rect.max.y])
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
fn through(request: &RouteRequest) -> Vec<Point> {
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
