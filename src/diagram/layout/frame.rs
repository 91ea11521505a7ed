//! Frames: a site around its bands and cards, its branch sites below, and all sites on the sheet.

use super::grid::{Grid, Shape, Unit, grid};
use super::plan::Frame;
use super::snapped;
use crate::diagram::geometry::{Point, Rect, Size};
use crate::work::Cancel;

/// Width to height of a picture that suits screens and paper.
const ASPECT: f32 = 1.6;
/// Inside a band, left and right of its cards: room for lines.
pub(super) const BAND_SIDE: f32 = 40.0;
/// Inside a band and a frame without bands, below the title.
pub(super) const BELOW_TITLE: f32 = 16.0;
/// Inside a band, below the lowest card.
pub(super) const BAND_FOOT: f32 = 32.0;
/// Between bands.
pub(super) const BAND_GAP: f32 = 16.0;
/// Inside a frame with bands, around them.
pub(super) const FRAME_SIDE: f32 = 24.0;
/// Inside a frame, around cards that stand in no band.
pub(super) const LOOSE_SIDE: f32 = 32.0;
/// From the bands to the cards below, and from a frame to its branch sites.
const BELOW: f32 = 48.0;
/// Between branch sites.
const BRANCH_GAP: f32 = 48.0;
/// Between sites.
pub(super) const SITE_GAP: f32 = 80.0;
/// The least content of a band and of a frame, so that an empty one is still a target.
const EMPTY: Size = Size::new(160.0, 64.0);
/// What a second column costs when it puts a card between two that are paired, in powers of e of the aspect.
const COLUMN_BETWEEN_PAIRS: f32 = 0.5;

/// Part of the picture, measured from its upper left corner.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    /// Indices of items and where they stand.
    pub(super) items: Vec<(usize, Rect)>,
    /// Keys of containers and where they stand.
    pub(super) containers: Vec<(usize, Rect)>,
    /// Around all of it.
    pub(super) size: Size,
}

impl Piece {
    fn put(&mut self, piece: &Self, at: Point) {
        self.items.extend(piece.items.iter().map(|(index, rect)| (*index, rect.translated(at))));
        self.containers.extend(piece.containers.iter().map(|(key, rect)| (*key, rect.translated(at))));
        self.size = self.size.max(Size::new(at.x + piece.size.width, at.y + piece.size.height));
    }
}

/// All frames on the sheet.
pub(super) fn sheet(frames: &[Frame], cancel: &Cancel) -> Option<Piece> {
    let mut branches: Vec<Vec<usize>> = vec![Vec::new(); frames.len()];
    for (index, frame) in frames.iter().enumerate() {
        if let Some(parent) = frame.parent {
            branches[parent].push(index);
        }
    }
    let mut pieces = Vec::new();
    for (frame, branches) in frames.iter().zip(&branches).filter(|(frame, _)| frame.parent.is_none()) {
        if frame.key.is_none() && frame.loose.is_empty() {
            continue;
        }
        let mut piece = framed(frame, cancel)?;
        if !branches.is_empty() {
            let branches: Vec<Piece> =
                branches.iter().map(|branch| framed(&frames[*branch], cancel)).collect::<Option<_>>()?;
            let width = piece.size.width;
            let row = shelves(&branches, BRANCH_GAP, |size| {
                // No wider than the parent, unless that makes a tower of them.
                let over = (size.width / width).max(1.0).ln();
                off_aspect(Size::new(size.width.max(width), size.height + piece.size.height)) + over
            });
            piece.put(&row, Point::new(0.0, piece.size.height + BELOW));
        }
        if frame.key.is_some() { pieces.push(piece) } else { pieces.insert(0, piece) }
    }
    // What stands outside of every site comes last.
    if frames.first().is_some_and(|sheet| !sheet.loose.is_empty()) {
        pieces.rotate_left(1);
    }
    Some(shelves(&pieces, SITE_GAP, off_aspect))
}

/// How far from the wished proportions, 0 being perfect.
fn off_aspect(size: Size) -> f32 {
    (size.width.max(1.0) / size.height.max(1.0) / ASPECT).ln().abs()
}

/// One frame with all that stands in it.
fn framed(frame: &Frame, cancel: &Cancel) -> Option<Piece> {
    let mut piece = Piece::default();
    let top = if frame.key.is_some() { frame.title.height + BELOW_TITLE } else { 0.0 };
    let mut loose_corner = Point::new(LOOSE_SIDE, top);
    if !frame.bands.is_empty() {
        let title = frame.bands.iter().fold(Size::ZERO, |all, (_, title)| all.max(*title));
        let min_lane = snapped(EMPTY.width.max(title.width - BAND_SIDE));
        let between = 2.0 * BAND_SIDE + BAND_GAP;
        let head = title.height + BELOW_TITLE;
        let lanes = best(&frame.in_bands, frame.bands.len(), min_lane, between, cancel, |size| {
            off_aspect(Size::new(
                size.width + 2.0 * (FRAME_SIDE + BAND_SIDE),
                size.height + top + head + BAND_FOOT + FRAME_SIDE,
            ))
        })?;
        let height = head + lanes.size.height.max(EMPTY.height) + BAND_FOOT;
        let corner = Point::new(FRAME_SIDE + BAND_SIDE, top + head);
        piece.items.extend(lanes.parts.iter().map(|(index, rect)| (*index, rect.translated(corner))));
        for ((key, _), (left, right)) in frame.bands.iter().zip(&lanes.lanes) {
            let size = Size::new(right - left + 2.0 * BAND_SIDE, height);
            piece.containers.push((*key, Rect::from_min_size(Point::new(FRAME_SIDE + left, top), size)));
        }
        piece.size = Size::new(lanes.size.width + 2.0 * (FRAME_SIDE + BAND_SIDE), top + height + FRAME_SIDE);
        // In line with the first column of cards above.
        loose_corner = Point::new(FRAME_SIDE + BAND_SIDE, top + height + BELOW);
    }
    if !frame.loose.is_empty() {
        let above = piece.size;
        let around = |size: Size| {
            let foot = if frame.key.is_some() { LOOSE_SIDE } else { 0.0 };
            Size::new(size.width + 2.0 * loose_corner.x, loose_corner.y + size.height + foot).max(above)
        };
        // No wider than the bands, unless that makes a tower.
        let over = |size: Size| if above.width > 0.0 { (size.width / above.width).ln() } else { 0.0 };
        let cost = |size: Size| off_aspect(around(size)) + over(around(size));
        let loose = best(&frame.loose, 1, 0.0, 0.0, cancel, cost)?;
        piece.items.extend(loose.parts.iter().map(|(index, rect)| (*index, rect.translated(loose_corner))));
        piece.size = around(loose.size);
    }
    if let Some(key) = frame.key {
        let least = Size::new(EMPTY.width + 2.0 * FRAME_SIDE, top + EMPTY.height);
        piece.size = piece.size.max(least).max(Size::new(snapped(frame.title.width) + 2.0 * FRAME_SIDE, 0.0));
        piece.containers.push((key, Rect::from_min_size(Point::ZERO, piece.size)));
    }
    Some(piece)
}

/// The lanes with as many columns as cost least.
fn best(
    units: &[Unit],
    n_lanes: usize,
    min_lane: f32,
    between: f32,
    cancel: &Cancel,
    cost: impl Fn(Size) -> f32,
) -> Option<Grid> {
    let has_pairs = units.iter().any(|unit| matches!(unit.shape, Shape::Facing { .. }));
    let mut best: Option<(f32, Grid)> = None;
    for columns in column_counts(units.len().div_ceil(n_lanes)) {
        if cancel.is_cancelled() {
            return None;
        }
        let lanes = grid(units, n_lanes, columns, min_lane, between);
        let pairs_cost = if has_pairs { COLUMN_BETWEEN_PAIRS * (columns as f32).ln() } else { 0.0 };
        let cost = cost(lanes.size) + pairs_cost;
        if best.as_ref().is_none_or(|(least, _)| cost < least - 0.01) {
            best = Some((cost, lanes));
        }
    }
    Some(best.map(|(_, lanes)| lanes).unwrap_or_default())
}

/// Every small number, then ever larger steps.
fn column_counts(n: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(1), |columns| Some(columns + 1 + columns / 8))
        .take_while(move |columns| *columns <= n.max(1))
}

/// Pieces in reading order from left to right, in as many shelves as cost least.
fn shelves(pieces: &[Piece], gap: f32, cost: impl Fn(Size) -> f32) -> Piece {
    let widest = pieces.iter().map(|piece| piece.size.width).fold(0.0, f32::max);
    let in_a_row: f32 = pieces.iter().map(|piece| piece.size.width + gap).sum::<f32>() - gap;
    let mut width = widest;
    let mut best: Option<(f32, Vec<Point>)> = None;
    loop {
        let (corners, size) = shelves_of_width(pieces, gap, width);
        let cost = cost(size);
        if best.as_ref().is_none_or(|(least, _)| cost < least - 0.01) {
            best = Some((cost, corners));
        }
        if width >= in_a_row {
            break;
        }
        width = (width * 1.04 + 8.0).min(in_a_row);
    }
    let mut all = Piece::default();
    for (piece, corner) in pieces.iter().zip(best.map(|(_, corners)| corners).unwrap_or_default()) {
        all.put(piece, corner);
    }
    all
}

fn shelves_of_width(pieces: &[Piece], gap: f32, width: f32) -> (Vec<Point>, Size) {
    let (mut pen, mut shelf_height, mut size) = (Point::ZERO, 0.0_f32, Size::ZERO);
    let mut corners = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if pen.x > 0.0 && pen.x + piece.size.width > width {
            pen = Point::new(0.0, pen.y + shelf_height + gap);
            shelf_height = 0.0;
        }
        corners.push(pen);
        size = size.max(Size::new(pen.x + piece.size.width, pen.y + piece.size.height));
        shelf_height = shelf_height.max(piece.size.height);
        pen.x += piece.size.width + gap;
    }
    (corners, size)
}
