//! Rows and columns: lanes side by side whose rows line up, each lane a few columns wide.

use super::block::{Block, Stores};
use super::{BELOW_CARD, COLUMN_GAP, GRID, snapped};
use crate::diagram::geometry::{Point, Rect, Size};

/// Between rows.
const ROW_GAP: f32 = 56.0;
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
    let mut lanes = lanes(&plan, n_lanes, min_lane);
    make_room_between(&plan, &mut lanes, between);

    let mut grid = Grid::default();
    let tops: Vec<f32> = starts(plan.row_heights.iter().map(|height| height + ROW_GAP)).collect();
    for cell in &plan.cells {
        let corner = Point::new(lanes[cell.lane].card_x(cell.column) - cell.block.spine, tops[cell.row]);
        grid.parts.extend(cell.block.parts.iter().map(|(index, rect)| (*index, rect.translated(corner))));
    }
    grid.lanes = lanes.iter().map(|lane| (lane.left, lane.left + lane.width())).collect();
    for (unit, row) in &plan.stretched {
        grid.stretch(unit, tops[*row]);
    }
    let height = plan.row_heights.iter().map(|height| height + ROW_GAP).sum::<f32>() - ROW_GAP;
    grid.size = Size::new(grid.lanes.last().map_or(0.0, |(_, right)| *right), height.max(0.0));
    grid
}

/// The columns of one lane and the room around them.
#[derive(Debug, Clone, Default)]
struct Lane {
    /// For each column, how far it reaches to the left and to the right of where its cards begin.
    columns: Vec<(f32, f32)>,
    /// Where the cards of each column begin, from the left side of the first column.
    spines: Vec<f32>,
    /// On the sheet.
    left: f32,
    /// Columns, and what else there is room for.
    content: f32,
    /// From the left side of the content to the first column.
    lean: f32,
    /// Left and right of the content, for the labels of lines that cross the border.
    insets: (f32, f32),
}

impl Lane {
    fn width(&self) -> f32 {
        self.insets.0 + self.content + self.insets.1
    }

    fn columns_width(&self) -> f32 {
        (self.columns.iter().map(|(left, right)| left + right + COLUMN_GAP).sum::<f32>() - COLUMN_GAP).max(0.0)
    }

    fn card_x(&self, column: usize) -> f32 {
        self.left + self.insets.0 + self.lean + self.spines[column]
    }
}

/// Lanes as wide as what stands in them; where they stand is still open.
fn lanes(plan: &Plan<'_>, n_lanes: usize, min_lane: f32) -> Vec<Lane> {
    let mut lanes = vec![Lane { content: min_lane, ..Lane::default() }; n_lanes];
    for cell in &plan.cells {
        // Cards of a column line up at their left sides, so a column is as wide as what sticks out on either side.
        let columns = &mut lanes[cell.lane].columns;
        columns.resize(columns.len().max(cell.column + 1), (0.0, 0.0));
        let (left, right) = &mut columns[cell.column];
        *left = left.max(cell.block.spine);
        *right = right.max(cell.block.size.width - cell.block.spine);
    }
    for (unit, _) in &plan.stretched {
        if let Shape::Stretched { lanes: [a, b], card, stores, .. } = &unit.shape {
            lanes[*a].content = lanes[*a].content.max(half_width(card, &stores[0]));
            lanes[*b].content = lanes[*b].content.max(half_width(card, &stores[1]));
        }
    }
    for (index, lane) in lanes.iter_mut().enumerate() {
        let columns_width = lane.columns_width();
        lane.content = lane.content.max(columns_width);
        let before = starts(lane.columns.iter().map(|(left, right)| left + right + COLUMN_GAP));
        lane.spines = before.zip(&lane.columns).map(|(x, (left, _))| x + left).collect();
        // Outer lanes lean outwards, so that the lines between them have the middle to themselves.
        let share = match index {
            0 => 0.0,
            last if last + 1 == n_lanes => 1.0,
            _ => 0.5,
        };
        lane.lean = ((lane.content - columns_width) * share / GRID).round() * GRID;
    }
    lanes
}

/// Puts the lanes side by side, with room for the lines between cards that face each other.
fn make_room_between(plan: &Plan<'_>, lanes: &mut [Lane], between: f32) {
    put_side_by_side(lanes, between);
    let mut missing = vec![0.0_f32; lanes.len()];
    for (from, to, min_length) in &plan.facing {
        let (from, to) = (&plan.cells[*from], &plan.cells[*to]);
        let end_of_card = lanes[from.lane].card_x(from.column) + from.block.parts[0].1.width();
        let length = lanes[to.lane].card_x(to.column) - end_of_card;
        // Half of it on either side of the first border.
        missing[from.lane] = missing[from.lane].max(snapped((min_length - length) / 2.0));
    }
    for (index, half) in missing.into_iter().enumerate().filter(|(_, half)| *half > 0.0) {
        lanes[index].insets.1 = half;
        if let Some(next) = lanes.get_mut(index + 1) {
            next.insets.0 = half;
        }
    }
    put_side_by_side(lanes, between);
}

fn put_side_by_side(lanes: &mut [Lane], between: f32) {
    let lefts: Vec<f32> = starts(lanes.iter().map(|lane| lane.width() + between)).collect();
    for (lane, left) in lanes.iter_mut().zip(lefts) {
        lane.left = left;
    }
}

/// Where each of a row of things begins.
fn starts(lengths: impl Iterator<Item = f32>) -> impl Iterator<Item = f32> {
    lengths.scan(0.0, |next, length| {
        let start = *next;
        *next += length;
        Some(start)
    })
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
