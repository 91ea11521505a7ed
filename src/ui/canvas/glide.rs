use std::collections::{BTreeMap, BTreeSet};

use eframe::egui::Ui;
use eframe::egui::emath::easing;

use super::touch::Moving;
use crate::diagram::{
    geometry::{Point, Rect},
    picture::{Frame, Picture},
};
use crate::graph::Relation;
use crate::model::AnyId;

/// What is on its way from where it was seen in the last picture to where it stands in this one, and the lines that
/// appear meanwhile.
#[derive(Debug, Default)]
pub(super) struct Glide {
    /// When it began, on the window's clock.
    begun: f64,
    /// How much of the way is done, from 0 to 1.
    done: f32,
    /// More than one for a data centre, which is drawn in each of its sites.
    ways: BTreeMap<AnyId, Vec<Way>>,
    new_lines: BTreeSet<(AnyId, AnyId)>,
}

/// From where a thing was seen to where the picture has it.
#[derive(Debug, Clone, Copy)]
struct Way {
    from: Rect,
    to: Rect,
}

/// A line whose corners all stay within this distance is the same line to the eye.
const SAME_PLACE: f32 = 12.0;
/// More cards than this cannot be followed with the eyes.
const MOST_NODES: usize = 4_000;

impl Glide {
    /// Sets out from one picture to the next. What a hand has just let go sets out from there.
    pub(super) fn begin(&mut self, ui: &Ui, before: &Picture, after: &Picture, let_go: Option<&Moving>) {
        let begun = ui.input(|input| input.time);
        if before.nodes.len().max(after.nodes.len()) > MOST_NODES {
            *self = Self::default();
            return;
        }
        let seen = |entity: AnyId, rect: Rect| match let_go.and_then(|moving| moving.shift_of(entity)) {
            Some(by) => rect.translated(by),
            None => self.shown(entity, rect),
        };
        let mut ways: BTreeMap<AnyId, Vec<Way>> = BTreeMap::new();
        for node in &after.nodes {
            let Some(old) = before.node(node.entity).filter(|old| old.entity == node.entity) else { continue };
            let (from, to) = (seen(node.entity, old.rect), node.rect);
            if from != to {
                ways.entry(node.entity).or_default().push(Way { from, to });
                for chip in &node.chips {
                    let from = chip.rect.translated(from.min - to.min);
                    ways.entry(chip.entity).or_default().push(Way { from, to: chip.rect });
                }
            }
        }
        for (new, old) in frames_of_both(before, after) {
            let (from, to) = (seen(new.entity, old.rect), new.rect);
            if from != to {
                ways.entry(new.entity).or_default().push(Way { from, to });
            }
        }
        let trailing = let_go.map(|moving| moving.trailing.last()).unwrap_or_default();
        let old: BTreeMap<&Relation, &[Point]> =
            before.lines.iter().chain(trailing).map(|line| (&line.relation, line.points.as_slice())).collect();
        let is_new = |relation: &Relation, points: &[Point]| {
            let is_there = |old: &&[Point]| {
                old.len() == points.len() && old.iter().zip(points).all(|(a, b)| a.manhattan(*b) < SAME_PLACE)
            };
            !old.get(relation).is_some_and(is_there)
        };
        let new_lines = after.lines.iter().filter(|line| is_new(&line.relation, &line.points));
        let new_lines = new_lines.map(|line| (line.relation.from, line.relation.to)).collect();
        *self = Self { begun, done: 0.0, ways, new_lines };
    }

    /// Goes as far as the time says.
    pub(super) fn go_on(&mut self, ui: &Ui) {
        if self.ways.is_empty() && self.new_lines.is_empty() {
            return;
        }
        let duration = 2.0 * ui.style().animation_time;
        let since = (ui.input(|input| input.time) - self.begun) as f32;
        if since >= duration {
            *self = Self::default();
            return;
        }
        self.done = easing::cubic_out(since / duration);
        ui.ctx().request_repaint();
    }

    /// Whether everything is where the picture has it.
    pub(super) fn is_over(&self) -> bool {
        self.ways.is_empty()
    }

    /// Where a thing is seen that the picture has at `rect`.
    pub(super) fn shown(&self, entity: AnyId, rect: Rect) -> Rect {
        let ways = self.ways.get(&entity).map(Vec::as_slice).unwrap_or_default();
        ways.iter().find(|way| way.to == rect).map_or(rect, |way| way.at(self.done))
    }

    /// Where the picture has the thing of which a part is at that point, and where it is seen.
    pub(super) fn shift_at(&self, entity: AnyId, part: Point) -> Option<(Rect, Rect)> {
        let ways = self.ways.get(&entity)?;
        let way = ways.iter().find(|way| way.to.contains(part)).or(ways.first())?;
        Some((way.to, way.at(self.done)))
    }

    /// How strong the line between the two is drawn.
    pub(super) fn strength_of_line(&self, from: AnyId, to: AnyId) -> f32 {
        if self.new_lines.contains(&(from, to)) { self.done } else { 1.0 }
    }
}

impl Way {
    fn at(self, done: f32) -> Rect {
        let between = |from: Point, to: Point| {
            let step = to - from;
            from + Point::new(step.x * done, step.y * done)
        };
        Rect { min: between(self.from.min, self.to.min), max: between(self.from.max, self.to.max) }
    }
}

/// Each frame of the new picture with the same one of the old.
fn frames_of_both<'a>(before: &'a Picture, after: &'a Picture) -> impl Iterator<Item = (&'a Frame, &'a Frame)> {
    let mut old: BTreeMap<AnyId, Vec<&Frame>> = BTreeMap::new();
    for frame in before.frames.iter().rev() {
        old.entry(frame.entity).or_default().push(frame);
    }
    after.frames.iter().filter_map(move |frame| Some((frame, old.get_mut(&frame.entity)?.pop()?)))
}
