//! The cheapest way on a sparse grid: A* over places and directions.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use super::{LANE, TOO_CLOSE};
use crate::diagram::geometry::{Point, Rect, Side};

/// What a bend costs, in units of length.
const BEND: f32 = 48.0;
/// What it costs to cross a line.
const CROSSING: f32 = 16.0;
/// What each unit on another line costs.
const ON_A_LINE: f32 = 4.0;

/// Where a line may leave a rectangle or meet it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gate {
    /// On the border.
    pub(super) port: Point,
    /// Straight out, at arm's length.
    pub(super) outside: Point,
    /// Of the rectangle.
    pub(super) side: Side,
}

/// A way, and what it took to find it.
#[derive(Debug)]
pub(super) struct Found {
    /// From port to port, bends between.
    pub(super) points: Vec<Point>,
    /// Places looked at, and a share of those that the grid has.
    pub(super) n_steps: usize,
}

/// The cheapest way from one of the starts to one of the ends, past the obstacles at `clearance` and, where that is not
/// too long a way round, not across and never along the lines.
pub(super) fn find_way(
    obstacles: &[Rect],
    lines: &[(Point, Point)],
    starts: &[Gate],
    ends: &[Gate],
    clearance: f32,
) -> Option<Found> {
    let grid = Grid::new(obstacles, lines, starts.iter().chain(ends), clearance);
    let mut nodes = vec![Node::UNSEEN; grid.xs.len() * grid.ys.len() * Side::ALL.len()];
    let mut open = BinaryHeap::new();
    let end_places: Vec<_> = ends.iter().map(|gate| (grid.place(gate.outside), gate)).collect();
    let ahead = |place: Point, heading: Side| {
        let to = |gate: &Gate| gate.outside.manhattan(place) + f32::from(least_bends(place, heading, gate)) * BEND;
        ends.iter().map(to).fold(f32::INFINITY, f32::min)
    };

    for gate in starts {
        if let Some(place) = grid.place(gate.outside) {
            let state = grid.state(place, gate.side);
            let estimate = ahead(gate.outside, gate.side);
            nodes[state as usize] = Node { cost: 0.0, estimate, from: state };
            open.push(Open::new(estimate, state));
        }
    }
    let mut best: Option<(f32, u32, Point)> = None;
    let mut n_steps = 0;
    while let Some((estimate, state)) = open.pop().map(Open::parts) {
        n_steps += 1;
        if best.is_some_and(|(least, ..)| least <= estimate) {
            break;
        }
        let Node { cost, estimate: latest, .. } = nodes[state as usize];
        if latest < estimate {
            continue;
        }
        let (place, heading) = grid.place_of(state);
        let here = grid.point(place);
        for (_, gate) in end_places.iter().filter(|(end, gate)| *end == Some(place) && gate.side != heading) {
            let total = cost + if heading == gate.side.opposite() { 0.0 } else { BEND };
            if best.is_none_or(|(least, ..)| total < least) {
                best = Some((total, state, gate.port));
            }
        }
        for side in Side::ALL {
            if side == heading.opposite() {
                continue;
            }
            let Some((next, price)) = grid.step(place, side) else { continue };
            let there = grid.point(next);
            let next_cost = cost + here.manhattan(there) + price + if side == heading { 0.0 } else { BEND };
            let next_state = grid.state(next, side);
            if next_cost < nodes[next_state as usize].cost - 0.001 {
                let estimate = next_cost + ahead(there, side);
                nodes[next_state as usize] = Node { cost: next_cost, estimate, from: state };
                open.push(Open::new(estimate, next_state));
            }
        }
    }

    let (_, mut state, last) = best?;
    let mut points = vec![last];
    loop {
        points.push(grid.point(grid.place_of(state).0));
        let from = nodes[state as usize].from;
        if from == state {
            break;
        }
        state = from;
    }
    let first = grid.point(grid.place_of(state).0);
    let heading = grid.place_of(state).1;
    points.extend(starts.iter().find(|gate| gate.outside == first && gate.side == heading).map(|gate| gate.port));
    points.reverse();
    Some(Found { points: without_straight_joints(points), n_steps: n_steps + nodes.len() / 32 })
}

/// How often a way must bend that comes to a place with this heading and goes on into the gate, if nothing is between.
fn least_bends(place: Point, heading: Side, gate: &Gate) -> u8 {
    let to = gate.outside - place;
    let along = |side: Side| to.x * side.outward().x + to.y * side.outward().y;
    let (arrival, ahead) = (gate.side.opposite(), along(heading));
    if arrival == heading {
        match ahead {
            _ if ahead == gate.outside.manhattan(place) => 0,
            0.0.. => 2,
            _ => 4,
        }
    } else if arrival == heading.opposite() {
        2
    } else if ahead >= 0.0 && along(arrival) >= 0.0 {
        1
    } else {
        3
    }
}

/// Leaves out the points at which a line goes straight on.
pub(super) fn without_straight_joints(points: Vec<Point>) -> Vec<Point> {
    let mut bends: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if bends.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = bends.as_slice()
            && ((a.x == b.x && b.x == point.x) || (a.y == b.y && b.y == point.y))
        {
            bends.pop();
        }
        bends.push(point);
    }
    bends
}

#[derive(Debug, Clone, Copy)]
struct Node {
    cost: f32,
    /// Of the whole way through here.
    estimate: f32,
    from: u32,
}

impl Node {
    const UNSEEN: Self = Self { cost: f32::INFINITY, estimate: f32::INFINITY, from: 0 };
}

/// A state to go on from; the least estimate comes first, then the lowest state. Both are one number, which a heap
/// compares fastest: the bits of floats that are not negative are in the order of the floats.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Open(Reverse<u64>);

impl Open {
    fn new(estimate: f32, state: u32) -> Self {
        Self(Reverse(u64::from(estimate.to_bits()) << 32 | u64::from(state)))
    }

    const fn parts(self) -> (f32, u32) {
        let Self(Reverse(both)) = self;
        (f32::from_bits((both >> 32) as u32), both as u32)
    }
}

/// The levels and uprights on which a way may run, and what their pieces cost beyond their length.
struct Grid {
    xs: Vec<f32>,
    ys: Vec<f32>,
    /// For each place: the price of the way to the next x, and to the next y; infinite where an obstacle is.
    prices: Vec<[f32; 2]>,
}

impl Grid {
    fn new<'a>(
        obstacles: &[Rect],
        lines: &[(Point, Point)],
        gates: impl Iterator<Item = &'a Gate>,
        clearance: f32,
    ) -> Self {
        let (mut xs, mut ys) = (Vec::new(), Vec::new());
        for rect in obstacles {
            let around = rect.inflated(clearance);
            xs.extend([around.min.x, around.max.x]);
            ys.extend([around.min.y, around.max.y]);
        }
        for gate in gates {
            xs.push(gate.outside.x);
            ys.push(gate.outside.y);
        }
        for axis in [&mut xs, &mut ys] {
            axis.sort_by(f32::total_cmp);
            axis.dedup();
        }
        let beside = |axis: &[f32], line: f32| {
            let is_taken = axis.iter().any(|at| (at - line).abs() < TOO_CLOSE);
            is_taken.then_some([line - LANE, line + LANE]).into_iter().flatten()
        };
        let levels: Vec<f32> = lines.iter().filter(|(a, b)| a.y == b.y).flat_map(|(a, _)| beside(&ys, a.y)).collect();
        let uprights: Vec<f32> = lines.iter().filter(|(a, b)| a.x == b.x).flat_map(|(a, _)| beside(&xs, a.x)).collect();
        xs.extend(uprights);
        ys.extend(levels);
        for axis in [&mut xs, &mut ys] {
            axis.sort_by(f32::total_cmp);
            axis.dedup();
        }
        let mut grid = Self { prices: vec![[0.0; 2]; xs.len() * ys.len()], xs, ys };
        for &(a, b) in lines {
            grid.charge(a, b);
        }
        for rect in obstacles {
            grid.block(&rect.inflated(clearance - 0.5));
        }
        grid
    }

    /// Puts a price on the pieces that run along the line from `a` to `b` or cross it.
    fn charge(&mut self, a: Point, b: Point) {
        let line = Rect::from_corners(a, b);
        let width = self.xs.len();
        let (first_x, last_x) = pieces(&self.xs, line.min.x, line.max.x);
        let (first_y, last_y) = pieces(&self.ys, line.min.y, line.max.y);
        if a.y == b.y {
            for y in near(&self.ys, a.y) {
                for x in first_x..last_x {
                    self.prices[y * width + x][0] += ON_A_LINE * (self.xs[x + 1] - self.xs[x]);
                }
            }
            for x in inside(&self.xs, line.min.x, line.max.x) {
                for y in first_y..last_y {
                    self.prices[y * width + x][1] += CROSSING;
                }
            }
        } else {
            for x in near(&self.xs, a.x) {
                for y in first_y..last_y {
                    self.prices[y * width + x][1] += ON_A_LINE * (self.ys[y + 1] - self.ys[y]);
                }
            }
            for y in inside(&self.ys, line.min.y, line.max.y) {
                for x in first_x..last_x {
                    self.prices[y * width + x][0] += CROSSING;
                }
            }
        }
    }

    /// Closes every piece that enters the rectangle.
    fn block(&mut self, rect: &Rect) {
        let width = self.xs.len();
        let (first_x, last_x) = pieces(&self.xs, rect.min.x, rect.max.x);
        let (first_y, last_y) = pieces(&self.ys, rect.min.y, rect.max.y);
        for y in inside(&self.ys, rect.min.y, rect.max.y) {
            for x in first_x..last_x {
                self.prices[y * width + x][0] = f32::INFINITY;
            }
        }
        for x in inside(&self.xs, rect.min.x, rect.max.x) {
            for y in first_y..last_y {
                self.prices[y * width + x][1] = f32::INFINITY;
            }
        }
    }

    fn place(&self, point: Point) -> Option<(usize, usize)> {
        let x = self.xs.binary_search_by(|at| at.total_cmp(&point.x)).ok()?;
        let y = self.ys.binary_search_by(|at| at.total_cmp(&point.y)).ok()?;
        Some((x, y))
    }

    fn point(&self, (x, y): (usize, usize)) -> Point {
        Point::new(self.xs[x], self.ys[y])
    }

    /// The next place on this side and the price of the way there, if it is open.
    fn step(&self, (x, y): (usize, usize), side: Side) -> Option<((usize, usize), f32)> {
        let (next, piece, axis) = match side {
            Side::Right => ((x + 1, y), (x, y), 0),
            Side::Bottom => ((x, y + 1), (x, y), 1),
            Side::Left => ((x.checked_sub(1)?, y), (x.checked_sub(1)?, y), 0),
            Side::Top => ((x, y.checked_sub(1)?), (x, y.checked_sub(1)?), 1),
        };
        let is_there = next.0 < self.xs.len() && next.1 < self.ys.len();
        let price = self.prices[piece.1 * self.xs.len() + piece.0][axis];
        (is_there && price.is_finite()).then_some((next, price))
    }

    fn state(&self, (x, y): (usize, usize), heading: Side) -> u32 {
        ((y * self.xs.len() + x) * Side::ALL.len() + heading as usize) as u32
    }

    fn place_of(&self, state: u32) -> ((usize, usize), Side) {
        let (place, heading) = (state as usize / Side::ALL.len(), state as usize % Side::ALL.len());
        ((place % self.xs.len(), place / self.xs.len()), Side::ALL[heading])
    }
}

/// Indices of the values strictly between the two.
fn inside(axis: &[f32], low: f32, high: f32) -> Range<usize> {
    let first = axis.partition_point(|at| *at <= low);
    first..axis.partition_point(|at| *at < high).max(first)
}

/// The first and one past the last index from which the way to the next value touches what is between the two.
fn pieces(axis: &[f32], low: f32, high: f32) -> (usize, usize) {
    let first = axis.partition_point(|at| *at <= low).saturating_sub(1);
    let last = axis.partition_point(|at| *at < high).min(axis.len().saturating_sub(1));
    (first, last.max(first))
}

/// Indices of the values that are too close to a line there.
fn near(axis: &[f32], line: f32) -> Range<usize> {
    inside(axis, line - TOO_CLOSE, line + TOO_CLOSE)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn gate() -> impl Strategy<Value = Gate> {
        let place = (0..12_i32, 0..12_i32).prop_map(|(x, y)| Point::new(x as f32 * 10.0, y as f32 * 10.0));
        (place, prop::sample::select(Side::ALL.to_vec())).prop_map(|(outside, side)| {
            let port = outside - side.outward().times(4.0);
            Gate { port, outside, side }
        })
    }

    fn obstacle() -> impl Strategy<Value = Rect> {
        (0..12_i32, 0..12_i32, 1..5_i32, 1..5_i32).prop_map(|(x, y, wide, tall)| {
            let min = Point::new(x as f32 * 10.0 + 2.0, y as f32 * 10.0 + 2.0);
            Rect { min, max: min + Point::new(wide as f32 * 10.0 - 4.0, tall as f32 * 10.0 - 4.0) }
        })
    }

    proptest! {
        #[test]
        fn no_way_bends_less_than_is_foretold(start in gate(), end in gate(), obstacles in prop::collection::vec(obstacle(), 0..6)) {
            let Some(found) = find_way(&obstacles, &[], &[start], &[end], 2.0) else { return Ok(()) };
            let n_bends = found.points.len().saturating_sub(2);
            prop_assert!(n_bends >= usize::from(least_bends(start.outside, start.side, &end)), "{found:?}");
        }
    }
}
