//! From the lists of a request to frames with lanes, and lanes with units.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{Block, Stores};
use super::grid::{Shape, Unit};
use super::{COLUMN_GAP, Container, ContainerKind, Home, Item, LayoutRequest, snapped};
use crate::diagram::geometry::Size;

/// Sizes beyond this are cut: no card is that large, and the arithmetic stays exact.
const LARGEST: f32 = 16_384.0;

/// Pins further from the origin than this are nowhere, and are not heeded.
const FURTHEST: f32 = 1_048_576.0;

/// The request, sorted and resolved.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// By key.
    pub(super) items: Vec<Item>,
    /// For each item: the card it hangs on, or itself.
    pub(super) heads: Vec<usize>,
    /// For each item: where it stands.
    pub(super) places: Vec<Place>,
    /// The sheet itself, then sites and branch sites by key.
    pub(super) frames: Vec<Frame>,
}

/// A site, a branch site, or the sheet outside of both.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// None for the sheet.
    pub(super) key: Option<usize>,
    /// Room for the title.
    pub(super) title: Size,
    /// Index of the frame it stands below.
    pub(super) parent: Option<usize>,
    /// Key and title of each band, from left to right.
    pub(super) bands: Vec<(usize, Size)>,
    /// What stands in the bands; a lane is a band.
    pub(super) in_bands: Vec<Unit>,
    /// What stands outside of them.
    pub(super) loose: Vec<Unit>,
}

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// Index of the frame.
    pub(super) frame: usize,
    /// First and last lane, unless it stands outside of the bands.
    pub(super) lanes: Option<(usize, usize)>,
}

impl Plan {
    pub(super) fn new(request: &LayoutRequest) -> Self {
        let items = sorted_items(&request.items);
        let (mut frames, doors) = frames(&request.containers, &items);
        let places: Vec<Place> = items.iter().map(|item| place_of(item.home, &doors)).collect();
        let heads = heads(&items, &places);
        for (frame, unit) in units(&items, &places, &heads, request) {
            let Frame { in_bands, loose, .. } = &mut frames[frame.frame];
            if frame.lanes.is_some() { in_bands.push(unit) } else { loose.push(unit) }
        }
        for frame in &mut frames {
            frame.in_bands.sort_by_key(|unit| unit.order);
            frame.loose.sort_by_key(|unit| unit.order);
        }
        Self { items, heads, places, frames }
    }
}

fn sorted_items(items: &[Item]) -> Vec<Item> {
    let mut items = items.to_vec();
    items.sort_by_key(|item| item.key);
    items.dedup_by_key(|item| item.key);
    for item in &mut items {
        item.size = Size::new(sane(item.size.width), sane(item.size.height));
        item.pinned = item.pinned.filter(|pin| pin.x.abs() <= FURTHEST && pin.y.abs() <= FURTHEST);
    }
    items
}

fn sane(length: f32) -> f32 {
    if length.is_finite() { length.clamp(0.0, LARGEST) } else { 0.0 }
}

/// Frames in order, and for each key of a container the place that it names.
fn frames(containers: &[Container], items: &[Item]) -> (Vec<Frame>, BTreeMap<usize, Place>) {
    let mut containers = containers.to_vec();
    containers.sort_by_key(|container| container.key);
    containers.dedup_by_key(|container| container.key);
    let sites: BTreeSet<usize> =
        containers.iter().filter(|it| it.kind == ContainerKind::Site).map(|site| site.key).collect();
    let band_of = |kind: ContainerKind| match kind {
        ContainerKind::Band { site } if sites.contains(&site) => Some(site),
        _ => None,
    };

    let mut frames = vec![Frame::default()];
    let mut doors = BTreeMap::new();
    for container in containers.iter().filter(|container| band_of(container.kind).is_none()) {
        doors.insert(container.key, Place { frame: frames.len(), lanes: None });
        let title = Size::new(sane(container.title.width), snapped(sane(container.title.height)));
        frames.push(Frame { key: Some(container.key), title, ..Frame::default() });
    }
    for container in &containers {
        if let ContainerKind::Branch { site: Some(site) } = container.kind
            && sites.contains(&site)
        {
            frames[doors[&container.key].frame].parent = Some(doors[&site].frame);
        }
        if let Some(site) = band_of(container.kind) {
            let title = Size::new(sane(container.title.width), snapped(sane(container.title.height)));
            frames[doors[&site].frame].bands.push((container.key, title));
        }
    }
    for item in items {
        if let Home::Across([a, b]) = item.home {
            frames.iter_mut().for_each(|frame| bring_together(&mut frame.bands, a, b));
        }
    }
    for (frame, plan) in frames.iter().enumerate() {
        for (lane, (key, _)) in plan.bands.iter().enumerate() {
            doors.insert(*key, Place { frame, lanes: Some((lane, lane)) });
        }
    }
    (frames, doors)
}

/// A stretched card wants its two bands side by side; where two cards disagree, it crosses the bands between.
fn bring_together(bands: &mut Vec<(usize, Size)>, a: usize, b: usize) {
    let position = |key| bands.iter().position(|(band, _)| *band == key);
    if let (Some(a), Some(b)) = (position(a), position(b))
        && a.abs_diff(b) > 1
    {
        let moved = bands.remove(a.max(b));
        bands.insert(a.min(b) + 1, moved);
    }
}

fn place_of(home: Home, doors: &BTreeMap<usize, Place>) -> Place {
    let sheet = Place { frame: 0, lanes: None };
    match home {
        Home::Sheet => sheet,
        Home::In(key) => doors.get(&key).copied().unwrap_or(sheet),
        Home::Across([a, b]) => match (doors.get(&a), doors.get(&b)) {
            (Some(a), Some(b)) => match (a.lanes, b.lanes) {
                (Some((left, _)), Some((right, _))) if a.frame == b.frame => {
                    Place { frame: a.frame, lanes: Some((left.min(right), left.max(right))) }
                }
                _ => *a,
            },
            (Some(one), None) | (None, Some(one)) => *one,
            (None, None) => sheet,
        },
    }
}

/// For each item the card it hangs on: one that hangs on nothing itself and stands where the item does.
fn heads(items: &[Item], places: &[Place]) -> Vec<usize> {
    let head_of = |index: usize| {
        let key = items[index].attached?.to;
        let head = items.binary_search_by_key(&key, |item| item.key).ok()?;
        let (here, there) = (places[index], places[head]);
        let is_below_an_end = match (here.lanes, there.lanes) {
            (Some((a, b)), Some((first, last))) => a == b && (a == first || a == last),
            (here, there) => here == there,
        };
        (head != index && items[head].attached.is_none() && here.frame == there.frame && is_below_an_end)
            .then_some(head)
    };
    (0..items.len()).map(|index| head_of(index).unwrap_or(index)).collect()
}

/// Each card with what hangs on it, alone or with the card it is paired with.
fn units(items: &[Item], places: &[Place], heads: &[usize], request: &LayoutRequest) -> Vec<(Place, Unit)> {
    let mut attached: Vec<Vec<usize>> = vec![Vec::new(); items.len()];
    for (index, head) in heads.iter().enumerate().filter(|(index, head)| index != *head) {
        attached[*head].push(index);
    }
    let mut paired = vec![false; items.len()];
    let mut units = Vec::new();
    for (a, b, min_length) in pairs(items, places, heads, request) {
        if paired[a] || paired[b] {
            continue;
        }
        (paired[a], paired[b]) = (true, true);
        let [mut left, right] = [a, b].map(|index| Block::new(items, index, &attached[index]));
        let shape = match (places[a].lanes, places[b].lanes) {
            (Some((left_lane, _)), Some((right_lane, _))) if left_lane != right_lane => {
                Shape::Facing { lanes: [left_lane, right_lane], blocks: [left, right], min_length }
            }
            (lanes, _) => {
                let beside = left.size.width - left.spine - left.parts[0].1.width() + right.spine;
                left.size.width += snapped((min_length - COLUMN_GAP - beside).max(0.0));
                Shape::Together { lane: lanes.map_or(0, |(lane, _)| lane), blocks: vec![left, right] }
            }
        };
        let order = (items[a].rank.min(items[b].rank), items[a].key.min(items[b].key));
        units.push((places[a], Unit { order, shape }));
    }
    for index in (0..items.len()).filter(|&index| heads[index] == index && !paired[index]) {
        let shape = match places[index].lanes {
            Some((left, right)) if left != right => {
                let half = snapped(items[index].size.width / 2.0);
                let below = |lane| {
                    let here: Vec<usize> = attached[index]
                        .iter()
                        .copied()
                        .filter(|&store| places[store].lanes == Some((lane, lane)))
                        .collect();
                    Stores::new(items, &here, half)
                };
                let stores = [below(left), below(right)];
                Shape::Stretched { lanes: [left, right], head: index, card: items[index].size, stores }
            }
            lanes => {
                let blocks = vec![Block::new(items, index, &attached[index])];
                Shape::Together { lane: lanes.map_or(0, |(lane, _)| lane), blocks }
            }
        };
        units.push((places[index], Unit { order: (items[index].rank, items[index].key), shape }));
    }
    units
}

/// Which cards of one frame want to stand side by side: indices from left to right, and the length of the line.
fn pairs(items: &[Item], places: &[Place], heads: &[usize], request: &LayoutRequest) -> Vec<(usize, usize, f32)> {
    let find = |key: usize| items.binary_search_by_key(&key, |item| item.key).ok();
    let mut pairs: Vec<(usize, usize, f32)> = request
        .relations
        .iter()
        .filter_map(|relation| Some((find(relation.from)?, find(relation.to)?, sane(relation.min_length))))
        .filter(|&(a, b, _)| a != b && heads[a] == a && heads[b] == b)
        .filter(|&(a, b, _)| {
            let is_whole = |place: Place| place.lanes.is_none_or(|(first, last)| first == last);
            let (a, b) = (places[a], places[b]);
            a.frame == b.frame && a.lanes.is_some() == b.lanes.is_some() && is_whole(a) && is_whole(b)
        })
        .map(|(a, b, length)| {
            let (left, right) = if (places[a], a) <= (places[b], b) { (a, b) } else { (b, a) };
            (left, right, length)
        })
        .collect();
    pairs.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
    pairs
}
