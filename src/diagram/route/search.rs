//! The cheapest way on a sparse grid: A* over places and directions.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::diagram::geometry::{Point, Rect, Side};

/// What a bend costs, in units of length.
const BEND: f32 = 48.0;

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

/// The cheapest way from one of the starts to one of the ends, past the obstacles at `clearance`.
pub(super) fn find_way(obstacles: &[Rect], starts: &[Gate], ends: &[Gate], clearance: f32) -> Option<Vec<Point>> {
    let grid = Grid::new(obstacles, starts.iter().chain(ends), clearance);
    let mut nodes = vec![Node::UNSEEN; grid.xs.len() * grid.ys.len() * Side::ALL.len()];
    let mut open = BinaryHeap::new();
    let end_places: Vec<_> = ends.iter().map(|gate| (grid.place(gate.outside), gate)).collect();
    let ahead = |place: Point| ends.iter().map(|gate| gate.outside.manhattan(place)).fold(f32::INFINITY, f32::min);

    for gate in starts {
        if let Some(place) = grid.place(gate.outside) {
            let state = grid.state(place, gate.side);
            nodes[state] = Node { cost: 0.0, from: state };
            open.push(Open { estimate: ahead(gate.outside), state });
        }
    }
    let mut best: Option<(f32, usize, Point)> = None;
    while let Some(Open { estimate, state }) = open.pop() {
        if best.is_some_and(|(least, ..)| least <= estimate) {
            break;
        }
        let (place, heading) = grid.place_of(state);
        let here = grid.point(place);
        let cost = nodes[state].cost;
        if cost + ahead(here) < estimate - 0.01 {
            continue;
        }
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
            let Some(next) = grid.step(place, side) else { continue };
            let there = grid.point(next);
            let next_cost = cost + here.manhattan(there) + if side == heading { 0.0 } else { BEND };
            let next_state = grid.state(next, side);
            if next_cost < nodes[next_state].cost - 0.001 {
                nodes[next_state] = Node { cost: next_cost, from: state };
                open.push(Open { estimate: next_cost + ahead(there), state: next_state });
            }
        }
    }

    let (_, mut state, last) = best?;
    let mut points = vec![last];
    loop {
        points.push(grid.point(grid.place_of(state).0));
        let from = nodes[state].from;
        if from == state {
            break;
        }
        state = from;
    }
    let first = grid.point(grid.place_of(state).0);
    let heading = grid.place_of(state).1;
    points.extend(starts.iter().find(|gate| gate.outside == first && gate.side == heading).map(|gate| gate.port));
    points.reverse();
    Some(without_straight_joints(points))
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
    from: usize,
}

impl Node {
    const UNSEEN: Self = Self { cost: f32::INFINITY, from: 0 };
}

/// A state to go on from; the least estimate comes first, then the lowest state.
struct Open {
    estimate: f32,
    state: usize,
}

impl Ord for Open {
    fn cmp(&self, other: &Self) -> Ordering {
        other.estimate.total_cmp(&self.estimate).then(other.state.cmp(&self.state))
    }
}

impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Open {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Open {}

/// The lines on which a way may run, and which of their pieces are blocked.
struct Grid {
    xs: Vec<f32>,
    ys: Vec<f32>,
    /// For each place: whether the way to the next x, and to the next y, is blocked.
    blocked: Vec<[bool; 2]>,
}

impl Grid {
    fn new<'a>(obstacles: &[Rect], gates: impl Iterator<Item = &'a Gate>, clearance: f32) -> Self {
        let (mut xs, mut ys) = (Vec::new(), Vec::new());
        for rect in obstacles {
            let lines = rect.inflated(clearance);
            xs.extend([lines.min.x, lines.max.x]);
            ys.extend([lines.min.y, lines.max.y]);
        }
        for gate in gates {
            xs.push(gate.outside.x);
            ys.push(gate.outside.y);
        }
        for axis in [&mut xs, &mut ys] {
            axis.sort_by(f32::total_cmp);
            axis.dedup();
        }
        let mut grid = Self { blocked: vec![[false; 2]; xs.len() * ys.len()], xs, ys };
        for rect in obstacles {
            grid.block(&rect.inflated(clearance - 0.5));
        }
        grid
    }

    /// Closes every piece that enters the rectangle.
    fn block(&mut self, rect: &Rect) {
        let inside = |axis: &[f32], low: f32, high: f32| {
            (axis.partition_point(|at| *at <= low), axis.partition_point(|at| *at < high))
        };
        let (left, right) = inside(&self.xs, rect.min.x, rect.max.x);
        let (top, bottom) = inside(&self.ys, rect.min.y, rect.max.y);
        for y in top..bottom {
            for x in left.saturating_sub(1)..right {
                self.blocked[y * self.xs.len() + x][0] = true;
            }
        }
        for y in top.saturating_sub(1)..bottom {
            for x in left..right {
                self.blocked[y * self.xs.len() + x][1] = true;
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

    /// The next place on this side, if the way there is open.
    fn step(&self, (x, y): (usize, usize), side: Side) -> Option<(usize, usize)> {
        let (next, piece, axis) = match side {
            Side::Right => ((x + 1, y), (x, y), 0),
            Side::Bottom => ((x, y + 1), (x, y), 1),
            Side::Left => (((x.checked_sub(1)?), y), (x.checked_sub(1)?, y), 0),
            Side::Top => ((x, y.checked_sub(1)?), (x, y.checked_sub(1)?), 1),
        };
        let is_there = next.0 < self.xs.len() && next.1 < self.ys.len();
        (is_there && !self.blocked[piece.1 * self.xs.len() + piece.0][axis]).then_some(next)
    }

    fn state(&self, (x, y): (usize, usize), heading: Side) -> usize {
        (y * self.xs.len() + x) * Side::ALL.len() + heading as usize
    }

    fn place_of(&self, state: usize) -> ((usize, usize), Side) {
        let place = state / Side::ALL.len();
        ((place % self.xs.len(), place / self.xs.len()), Side::ALL[state % Side::ALL.len()])
    }
}
