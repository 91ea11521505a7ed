//! What people have put in place stays there; the rest makes way and frames grow around it.

use std::collections::BTreeMap;

use rstar::{AABB, RTree, RTreeObject};

use super::frame::{BAND_FOOT, BAND_GAP, BAND_SIDE, BELOW_TITLE, FRAME_SIDE, LOOSE_SIDE, Piece, SITE_GAP};
use super::plan::{Frame, Place, Plan};
use super::{GRID, snapped};
use crate::diagram::geometry::{Point, Rect, Size};
use crate::work::Cancel;

/// Between a pinned card and one that makes way.
const BERTH: f32 = 16.0;
/// Frames and cards push each other; after so many rounds frames may overlap, cards still may not.
const ROUNDS: usize = 4;

/// Moves pinned items of the free arrangement to their pins and lets everything else make way.
pub(super) fn keep_pins(plan: &Plan, free: Piece, cancel: &Cancel) -> Option<Piece> {
    if plan.items.iter().all(|item| item.pinned.is_none()) {
        return Some(free);
    }
    let mut picture = Picture::new(plan, free);
    picture.follow_pins();
    for _ in 0..ROUNDS {
        picture.outline();
        let before = picture.rects.clone();
        picture.part_frames();
        if cancel.is_cancelled() {
            return None;
        }
        picture.part_blocks();
        if picture.rects == before {
            break;
        }
    }
    picture.outline();
    Some(picture.into_piece())
}

struct Picture<'a> {
    plan: &'a Plan,
    /// By index of item.
    rects: Vec<Rect>,
    /// By key: where containers stood in the free arrangement, moved with their contents since.
    homes: BTreeMap<usize, Rect>,
    /// By key: around what stands in the container now.
    outlines: BTreeMap<usize, Rect>,
}

impl<'a> Picture<'a> {
    fn new(plan: &'a Plan, free: Piece) -> Self {
        let mut rects = vec![Rect::default(); plan.items.len()];
        for (index, rect) in free.items {
            rects[index] = rect;
        }
        Self { plan, rects, homes: free.containers.into_iter().collect(), outlines: BTreeMap::new() }
    }

    fn is_pinned(&self, index: usize) -> bool {
        self.plan.items[index].pinned.is_some()
    }

    /// Pinned items go to their pins, and what hangs on a pinned card goes with it. Where most of a frame was moved,
    /// the rest follows.
    fn follow_pins(&mut self) {
        let steps: Vec<Option<Point>> = (0..self.rects.len())
            .map(|index| self.plan.items[index].pinned.map(|pin| pin - self.rects[index].min))
            .collect();
        let mut of_frame: Vec<Vec<Point>> = vec![Vec::new(); self.plan.frames.len()];
        for (index, place) in self.plan.places.iter().enumerate() {
            if self.plan.heads[index] == index {
                of_frame[place.frame].push(steps[index].unwrap_or_default());
            }
        }
        let drift: Vec<Point> = of_frame.into_iter().map(|steps| typical(&steps)).collect();
        for index in 0..self.rects.len() {
            let with_frame = drift[self.plan.places[index].frame];
            let step = steps[index].or(steps[self.plan.heads[index]]).unwrap_or(with_frame);
            self.rects[index] = self.rects[index].translated(step);
            if let Some(pin) = self.plan.items[index].pinned {
                self.rects[index] = Rect::from_min_size(pin, self.rects[index].size());
            }
        }
        for (frame, step) in self.plan.frames.iter().zip(&drift) {
            self.move_homes(frame, *step);
        }
    }

    fn move_homes(&mut self, frame: &Frame, step: Point) {
        for key in frame.key.iter().chain(frame.bands.iter().map(|(key, _)| key)) {
            if let Some(home) = self.homes.get_mut(key) {
                *home = home.translated(step);
            }
        }
    }

    /// Draws bands and frames around what stands in them.
    fn outline(&mut self) {
        let mut around: BTreeMap<Place, Rect> = BTreeMap::new();
        let mut all_pinned = vec![true; self.plan.frames.len()];
        let mut grow = |place: Place, rect: Rect| {
            around.entry(place).and_modify(|all| *all = all.union(&rect)).or_insert(rect);
        };
        for (index, place) in self.plan.places.iter().enumerate() {
            let rect = self.rects[index];
            all_pinned[place.frame] &= self.is_pinned(index);
            match place.lanes {
                Some((first, last)) if first != last => {
                    let hinge = self.hinge(place.frame, first).clamp(rect.min.x, rect.max.x);
                    // The card crosses the border, so the bands keep no distance from it there.
                    let (left, right) = (hinge - BAND_SIDE - BAND_GAP / 2.0, hinge + BAND_SIDE + BAND_GAP / 2.0);
                    let halves = [(first, rect.min.x, left.max(rect.min.x)), (last, right.min(rect.max.x), rect.max.x)];
                    for (lane, left, right) in halves {
                        let half = Rect { min: Point::new(left, rect.min.y), max: Point::new(right, rect.max.y) };
                        grow(Place { lanes: Some((lane, lane)), ..*place }, half);
                    }
                }
                _ => grow(*place, rect),
            }
        }
        self.outlines.clear();
        for (index, frame) in self.plan.frames.iter().enumerate() {
            let home = |key: usize| self.homes.get(&key).copied().filter(|_| !all_pinned[index]);
            let mut bands = Vec::new();
            for (lane, (key, title)) in frame.bands.iter().enumerate() {
                let content = around.get(&Place { frame: index, lanes: Some((lane, lane)) });
                let padded = content.map(|rect| padded(rect, BAND_SIDE, title.height + BELOW_TITLE, BAND_FOOT));
                let fallback = || self.homes.get(key).copied().unwrap_or_default();
                let outline = Rect::around(padded.into_iter().chain(home(*key))).unwrap_or_else(fallback);
                bands.push((*key, outline));
            }
            // Columns of one site are equally high.
            let all_bands = Rect::around(bands.iter().map(|(_, rect)| *rect));
            if let Some(all) = all_bands {
                for (key, rect) in bands {
                    let (min, max) = (Point::new(rect.min.x, all.min.y), Point::new(rect.max.x, all.max.y));
                    self.outlines.insert(key, Rect { min, max });
                }
            }
            let Some(key) = frame.key else { continue };
            let head = frame.title.height + BELOW_TITLE;
            let loose = around.get(&Place { frame: index, lanes: None });
            let parts = [
                loose.map(|rect| padded(rect, LOOSE_SIDE, head, LOOSE_SIDE)),
                all_bands.map(|rect| padded(&rect, FRAME_SIDE, head, FRAME_SIDE)),
                home(key),
            ];
            let outline = Rect::around(parts.into_iter().flatten()).or(self.homes.get(&key).copied());
            self.outlines.insert(key, outline.unwrap_or_default());
        }
    }

    /// The border between a lane and the next.
    fn hinge(&self, frame: usize, lane: usize) -> f32 {
        let bands = &self.plan.frames[frame].bands;
        let home = |lane: usize| bands.get(lane).and_then(|(key, _)| self.homes.get(key)).copied().unwrap_or_default();
        (home(lane).max.x + home(lane + 1).min.x) / 2.0
    }

    /// Frames in which nothing is pinned make way for those in which something is, and for each other.
    fn part_frames(&mut self) {
        let mut has_pins = vec![false; self.plan.frames.len()];
        for (index, place) in self.plan.places.iter().enumerate() {
            has_pins[place.frame] |= self.is_pinned(index);
        }
        let outline = |frame: &Frame| frame.key.and_then(|key| self.outlines.get(&key)).copied();
        let (mut fixed, mut movable) = (RTree::new(), Vec::new());
        for (index, frame) in self.plan.frames.iter().enumerate() {
            match outline(frame) {
                Some(rect) if has_pins[index] => fixed.insert(Fixed { rect, frame: None }),
                Some(rect) => movable.push((index, rect)),
                None => {}
            }
        }
        movable.sort_by(|(a, at), (b, bt)| {
            at.min.y.total_cmp(&bt.min.y).then(at.min.x.total_cmp(&bt.min.x)).then(a.cmp(b))
        });
        let mut steps = vec![Point::ZERO; self.plan.frames.len()];
        for (index, rect) in movable {
            let step = Point::new(0.0, sunk(&[rect], SITE_GAP / 2.0, &fixed, None));
            steps[index] = step;
            fixed.insert(Fixed { rect: rect.translated(step), frame: None });
        }
        for (index, place) in self.plan.places.iter().enumerate() {
            self.rects[index] = self.rects[index].translated(steps[place.frame]);
        }
        for (frame, step) in self.plan.frames.iter().zip(&steps) {
            self.move_homes(frame, *step);
        }
    }

    /// Cards with their stores make way for pinned items and for each other; cards outside of the bands also for bands.
    fn part_blocks(&mut self) {
        let pinned = (0..self.rects.len()).filter(|&index| self.is_pinned(index));
        let mut fixed: Vec<Fixed> = pinned.map(|index| Fixed { rect: self.rects[index], frame: None }).collect();
        for (index, frame) in self.plan.frames.iter().enumerate() {
            let bands = frame.bands.iter().filter_map(|(key, _)| self.outlines.get(key));
            fixed.extend(bands.map(|rect| Fixed { rect: *rect, frame: Some(index) }));
        }
        let mut fixed = RTree::bulk_load(fixed);

        let mut blocks: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for index in (0..self.rects.len()).filter(|&index| !self.is_pinned(index)) {
            blocks.entry(self.plan.heads[index]).or_default().push(index);
        }
        let mut blocks: Vec<Vec<usize>> = blocks.into_values().collect();
        blocks.sort_by(|a, b| {
            let corner = |block: &[usize]| self.rects[block[0]].min;
            let (a, b) = (corner(a), corner(b));
            a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x))
        });
        for block in blocks {
            let rects: Vec<Rect> = block.iter().map(|&index| self.rects[index]).collect();
            let place = self.plan.places[block[0]];
            let bands_of = place.lanes.is_none().then_some(place.frame);
            let step = Point::new(0.0, sunk(&rects, BERTH, &fixed, bands_of));
            for index in block {
                self.rects[index] = self.rects[index].translated(step);
                fixed.insert(Fixed { rect: self.rects[index], frame: None });
            }
        }
    }

    fn into_piece(self) -> Piece {
        Piece {
            items: self.rects.into_iter().enumerate().collect(),
            containers: self.outlines.into_iter().collect(),
            size: Size::ZERO,
        }
    }
}

/// Something that does not make way any more; a band does so only for cards of its own frame that are in no band.
#[derive(Debug, Clone, Copy)]
struct Fixed {
    rect: Rect,
    frame: Option<usize>,
}

impl RTreeObject for Fixed {
    type Envelope = AABB<[f32; 2]>;

    fn envelope(&self) -> Self::Envelope {
        envelope(&self.rect)
    }
}

fn envelope(rect: &Rect) -> AABB<[f32; 2]> {
    AABB::from_corners([rect.min.x, rect.min.y], [rect.max.x, rect.max.y])
}

/// How far down the rectangles must go, as one, to be clear of everything fixed.
fn sunk(rects: &[Rect], berth: f32, fixed: &RTree<Fixed>, bands_of: Option<usize>) -> f32 {
    let mut down = 0.0;
    loop {
        let further = rects
            .iter()
            .flat_map(|rect| {
                let wanted = rect.translated(Point::new(0.0, down)).inflated(berth);
                let in_the_way = fixed.locate_in_envelope_intersecting(envelope(&wanted));
                in_the_way
                    .filter(move |it| it.rect.overlaps(&wanted) && (it.frame.is_none() || it.frame == bands_of))
                    .map(move |it| it.rect.max.y - wanted.min.y)
                    .collect::<Vec<_>>()
            })
            .fold(0.0, f32::max);
        // Pins stand anywhere, and large coordinates are coarse: whole steps of the grid always get past.
        if further <= 0.0 {
            return down;
        }
        down += snapped(further).max(GRID);
    }
}

/// The median in both directions: what happened to most of them.
fn typical(steps: &[Point]) -> Point {
    let median = |mut values: Vec<f32>| {
        values.sort_by(f32::total_cmp);
        values.get(values.len().saturating_sub(1) / 2).copied().unwrap_or(0.0)
    };
    let coarse = |value: f32| (value / GRID).round() * GRID;
    Point::new(
        coarse(median(steps.iter().map(|step| step.x).collect())),
        coarse(median(steps.iter().map(|step| step.y).collect())),
    )
}

fn padded(rect: &Rect, side: f32, head: f32, foot: f32) -> Rect {
    Rect {
        min: Point::new(rect.min.x - side, rect.min.y - head),
        max: Point::new(rect.max.x + side, rect.max.y + foot),
    }
}
