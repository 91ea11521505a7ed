//! Rows and columns: lanes side by side whose rows line up, each lane a few columns wide.

use super::block::{Block, Stores};
use super::{COLUMN_GAP, GRID, snapped};
use crate::diagram::geometry::{Point, Rect, Size};

/// Between rows.
const ROW_GAP: f32 = 56.0;
/// Between a stretched card and its stores.
const BELOW_CARD: f32 = 48.0;
/// A stretched card fills its lanes up to this width of each half.
const WIDE_HALF: f32 = 560.0;

/// Things that are placed together.
#[derive(Debug)]
pub(super) struct Unit {
    /// Rank and key of the first item: the place in the reading order.
    pub(super) order: (u8, usize),
    /// What they are.
    pub(super) shape: Shape,
}

/// How the things of a unit stand to each other.
#[derive(Debug)]
pub(super) enum Shape {
    /// Blocks next to each other in one lane.
    Together { lane: usize, blocks: Vec<Block> },
    /// One block in each of two lanes, in one row, this far apart at least.
    Facing { lanes: [usize; 2], blocks: [Block; 2], min_length: f32 },
    /// A card across the lanes from the first to the last, with stores below each end.
    Stretched { lanes: [usize; 2], head: usize, card: Size, stores: [Stores; 2] },
}

/// Lanes with everything in place, measured from the upper left corner of the first lane's content.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// Indices of items and where they stand.
    pub(super) parts: Vec<(usize, Rect)>,
    /// Left and right side of each lane.
    pub(super) lanes: Vec<(f32, f32)>,
    /// Around all lanes.
    pub(super) size: Size,
}

/// Row, column and lane of one block.
struct Cell<'a> {
    block: &'a Block,
    lane: usize,
    row: usize,
    column: usize,
}

struct Plan<'a> {
    cells: Vec<Cell<'a>>,
    /// Stretched cards, each with its row.
    stretched: Vec<(&'a Unit, usize)>,
    /// Indices of cells that face each other, and how far apart they must be.
    facing: Vec<(usize, usize, f32)>,
    row_heights: Vec<f32>,
}

/// Places the units, which are in reading order, in lanes of `columns` columns with `between` from lane to lane.
pub(super) fn grid(units: &[Unit], n_lanes: usize, columns: usize, min_lane: f32, between: f32) -> Grid {
    let plan = rows(units, n_lanes, columns);

    // Cards of a column line up at their left sides, so a column is as wide as what sticks out on either side.
    let mut extents: Vec<Vec<(f32, f32)>> = vec![Vec::new(); n_lanes];
    for cell in &plan.cells {
        let lane = &mut extents[cell.lane];
        lane.resize(lane.len().max(cell.column + 1), (0.0, 0.0));
        let (left, right) = &mut lane[cell.column];
        *left = left.max(cell.block.spine);
        *right = right.max(cell.block.size.width - cell.block.spine);
    }
    let filled: Vec<f32> = extents.iter().map(|columns| width_of(columns)).collect();
    let mut widths: Vec<f32> = filled.iter().map(|width| width.max(min_lane)).collect();
    for (unit, _) in &plan.stretched {
        if let Shape::Stretched { lanes: [a, b], card, stores, .. } = &unit.shape {
            widths[*a] = widths[*a].max(half_width(card, &stores[0]));
            widths[*b] = widths[*b].max(half_width(card, &stores[1]));
        }
    }
    let content_left = |widths: &[f32], insets: &[(f32, f32)], lane: usize| {
        let before: f32 = (0..lane).map(|at| insets[at].0 + widths[at] + insets[at].1 + between).sum();
        before + insets[lane].0
    };
    // Outer lanes lean outwards, so that the lines between them have the middle to themselves.
    let lean = |widths: &[f32], lane: usize| {
        let spare = widths[lane] - filled[lane];
        let share = if lane == 0 {
            0.0
        } else if lane + 1 == n_lanes {
            1.0
        } else {
            0.5
        };
        (spare * share / GRID).round() * GRID
    };
    let spines: Vec<Vec<f32>> = extents.iter().map(|columns| spines_of(columns)).collect();
    let mut insets = vec![(0.0, 0.0); n_lanes];
    let card_x = |widths: &[f32], insets: &[(f32, f32)], cell: &Cell<'_>| {
        content_left(widths, insets, cell.lane) + lean(widths, cell.lane) + spines[cell.lane][cell.column]
    };

    for (from, to, min_length) in &plan.facing {
        let (left, right) = (&plan.cells[*from], &plan.cells[*to]);
        let from = card_x(&widths, &insets, left) + left.block.parts[0].1.width();
        let missing = min_length - (card_x(&widths, &insets, right) - from);
        if missing > 0.0 {
            let half = snapped(missing / 2.0);
            insets[left.lane].1 += half;
            insets[right.lane].0 += half;
        }
    }

    let mut grid = Grid::default();
    for lane in 0..n_lanes {
        let left = content_left(&widths, &insets, lane) - insets[lane].0;
        grid.lanes.push((left, left + insets[lane].0 + widths[lane] + insets[lane].1));
    }
    let tops: Vec<f32> = plan
        .row_heights
        .iter()
        .scan(0.0, |y, height| {
            let top = *y;
            *y += height + ROW_GAP;
            Some(top)
        })
        .collect();
    for cell in &plan.cells {
        let corner = Point::new(card_x(&widths, &insets, cell) - cell.block.spine, tops[cell.row]);
        grid.parts.extend(cell.block.parts.iter().map(|(index, rect)| (*index, rect.translated(corner))));
    }
    for (unit, row) in &plan.stretched {
        grid.stretch(unit, tops[*row]);
    }
    let height = plan.row_heights.iter().map(|height| height + ROW_GAP).sum::<f32>() - ROW_GAP;
    grid.size = Size::new(grid.lanes.last().map_or(0.0, |(_, right)| *right), height.max(0.0));
    grid
}

impl Grid {
    /// Places a card across lanes, as wide as it needs to be or as its lanes are, and its stores below its halves.
    fn stretch(&mut self, unit: &Unit, top: f32) {
        let Shape::Stretched { lanes: [a, b], head, card, stores } = &unit.shape else { return };
        let (a, b) = (self.lanes[*a], self.lanes[*b]);
        let half = |lane: (f32, f32), stores: &Stores| {
            let (room, need) = (lane.1 - lane.0, half_width(card, stores));
            if room <= WIDE_HALF.max(1.5 * need) { room } else { need }
        };
        let (left, right) = (a.1 - half(a, &stores[0]), b.0 + half(b, &stores[1]));
        let rect = Rect::from_corners(Point::new(left, top), Point::new(right, top + card.height));
        self.parts.push((*head, rect));
        let below = top + snapped(card.height) + BELOW_CARD;
        for (stores, from, to) in [(&stores[0], left, a.1), (&stores[1], b.0, right)] {
            let aside = ((to - from - stores.size.width) / 2.0 / GRID).floor() * GRID;
            let corner = Point::new(from + aside, below);
            self.parts.extend(stores.parts.iter().map(|(index, rect)| (*index, rect.translated(corner))));
        }
    }
}

fn half_width(card: &Size, stores: &Stores) -> f32 {
    snapped(card.width / 2.0).max(stores.size.width)
}

fn width_of(columns: &[(f32, f32)]) -> f32 {
    (columns.iter().map(|(left, right)| left + right + COLUMN_GAP).sum::<f32>() - COLUMN_GAP).max(0.0)
}

/// Where the cards of each column begin, from the left side of the first column.
fn spines_of(columns: &[(f32, f32)]) -> Vec<f32> {
    let mut x = 0.0;
    columns
        .iter()
        .map(|(left, right)| {
            let spine = x + left;
            x = spine + right + COLUMN_GAP;
            spine
        })
        .collect()
}

/// Gives each unit its row, from left to right and from top to bottom, as text is set.
fn rows(units: &[Unit], n_lanes: usize, columns: usize) -> Plan<'_> {
    let mut plan = Plan { cells: Vec::new(), stretched: Vec::new(), facing: Vec::new(), row_heights: Vec::new() };
    let mut pens = vec![Pen::default(); n_lanes];
    for unit in units {
        let (rank, _) = unit.order;
        match &unit.shape {
            Shape::Together { lane, blocks } => {
                let pen = &mut pens[*lane];
                pen.make_room(rank, blocks.len(), columns);
                for block in blocks {
                    plan.put(block, *lane, pen.row, pen.column);
                    pen.column += 1;
                }
            }
            Shape::Facing { lanes, blocks, min_length } => {
                for lane in *lanes {
                    pens[lane].make_room(rank, 1, columns);
                }
                let row = lanes.map(|lane| pens[lane].row).into_iter().max().unwrap_or(0);
                for (lane, block) in lanes.iter().zip(blocks) {
                    pens[*lane].move_down_to(row);
                    plan.put(block, *lane, row, pens[*lane].column);
                    pens[*lane].column += 1;
                }
                plan.facing.push((plan.cells.len() - 2, plan.cells.len() - 1, *min_length));
            }
            Shape::Stretched { lanes: [a, b], card, stores, .. } => {
                let row = pens[*a..=*b].iter().map(Pen::next_empty_row).max().unwrap_or(0);
                for pen in &mut pens[*a..=*b] {
                    pen.move_down_to(row + 1);
                    pen.rank = Some(rank);
                }
                let below = stores[0].size.max(stores[1].size).height;
                let height = snapped(card.height) + if below > 0.0 { BELOW_CARD + below } else { 0.0 };
                plan.make_row(row, height);
                plan.stretched.push((unit, row));
            }
        }
    }
    plan
}

impl<'a> Plan<'a> {
    fn put(&mut self, block: &'a Block, lane: usize, row: usize, column: usize) {
        self.make_row(row, block.size.height);
        self.cells.push(Cell { block, lane, row, column });
    }

    fn make_row(&mut self, row: usize, height: f32) {
        self.row_heights.resize(self.row_heights.len().max(row + 1), 0.0);
        self.row_heights[row] = self.row_heights[row].max(height);
    }
}

/// Where the next block of a lane goes.
#[derive(Debug, Clone, Default)]
struct Pen {
    row: usize,
    column: usize,
    /// Of the block before.
    rank: Option<u8>,
}

impl Pen {
    /// Begins a new row if this one has no room, or if the Front End pools end here.
    fn make_room(&mut self, rank: u8, n_blocks: usize, columns: usize) {
        let front_ends_end = self.rank == Some(0) && rank != 0;
        if self.column > 0 && (front_ends_end || self.column + n_blocks > columns) {
            self.move_down_to(self.row + 1);
        }
        self.rank = Some(rank);
    }

    fn move_down_to(&mut self, row: usize) {
        if row > self.row {
            (self.row, self.column) = (row, 0);
        }
    }

    fn next_empty_row(&self) -> usize {
        if self.column > 0 { self.row + 1 } else { self.row }
    }
}
