//! The lines of a picture: which relations are drawn, and from where to where.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagram::geometry::{Rect, Side};
use crate::diagram::picture::{Frame, Line, Node, Picture, middle};
use crate::diagram::route::{RouteRequest, Router};
use crate::graph::{Relation, RelationKind};
use crate::model::AnyId;
use crate::work::Cancel;

/// Routes a line for each relation that is worth one; nothing if cancelled.
pub(super) fn lines(picture: &Picture, relations: Vec<Relation>, cancel: &Cancel) -> Option<Vec<Line>> {
    let end = |entity: AnyId| picture.node(entity).map(|node| node.rect);
    let mut lines: Vec<Line> = Vec::new();
    let mut requests = Vec::new();
    let mut mirror_lines: BTreeMap<(AnyId, AnyId), usize> = BTreeMap::new();
    // Mirrors first: their line is where the witness hangs.
    let order = |relation: &Relation| relation.kind == RelationKind::Witness;
    let (witnesses, others): (Vec<_>, Vec<_>) = worth_a_line(relations).into_iter().partition(order);
    for relation in others {
        let (Some(from), Some(to)) = (end(relation.from), end(relation.to)) else { continue };
        if from == to {
            continue;
        }
        if relation.kind == RelationKind::Mirror {
            mirror_lines.insert((relation.owner, relation.from), lines.len());
        }
        requests.push(request(&relation, from, to));
        lines.push(Line { relation, points: Vec::new() });
    }
    let obstacles = obstacles(picture);
    let routed = Router::new(&obstacles, []).route(&requests, cancel)?;
    for (line, points) in lines.iter_mut().zip(routed) {
        line.points = points;
    }
    let mut requests = Vec::new();
    let mut hanging = Vec::new();
    for relation in witnesses {
        let Some(to) = end(relation.to) else { continue };
        let from = mirror_lines
            .get(&(relation.owner, relation.from))
            .and_then(|&mirror| middle(&lines[mirror].points))
            .map(|point| Rect { min: point, max: point })
            .or_else(|| end(relation.from));
        let Some(from) = from.filter(|from| *from != to) else { continue };
        requests.push(RouteRequest { to_side: None, ..RouteRequest::new(from, to) });
        hanging.push(Line { relation, points: Vec::new() });
    }
    let mut router = Router::new(&obstacles, lines.iter().map(|line| line.points.as_slice()));
    for (line, points) in hanging.iter_mut().zip(router.route(&requests, cancel)?) {
        line.points = points;
    }
    lines.append(&mut hanging);
    Some(lines)
}

/// What lines run around: cards, stores, and what frames and witnesses are called.
pub(super) fn obstacles(picture: &Picture) -> Vec<Rect> {
    let titles = picture.frames.iter().map(Frame::title_rect);
    picture.nodes.iter().flat_map(Node::in_the_way).chain(titles).collect()
}

/// Leaves out what another line says already: the way to an Edge pool that comes back as its next hop.
fn worth_a_line(relations: Vec<Relation>) -> Vec<Relation> {
    let hops: BTreeSet<(AnyId, AnyId)> = relations
        .iter()
        .filter(|relation| relation.kind == RelationKind::NextHop)
        .map(|relation| (relation.from, relation.to))
        .collect();
    let mut seen = BTreeSet::new();
    relations
        .into_iter()
        .filter(|relation| relation.kind != RelationKind::MediaEdge || !hops.contains(&(relation.to, relation.from)))
        .filter(|relation| {
            let twice = matches!(relation.kind, RelationKind::Store | RelationKind::Trunk);
            !twice || seen.insert((relation.kind, relation.from, relation.to))
        })
        .collect()
}

/// From where to where, and through which sides.
pub(super) fn request(relation: &Relation, from: Rect, to: Rect) -> RouteRequest {
    let below = |rect: Rect, of: Rect| rect.min.y >= of.max.y;
    let request = RouteRequest::new(from, to);
    match relation.kind {
        RelationKind::Store | RelationKind::FileStore if below(to, from) => {
            RouteRequest { from_side: Some(Side::Bottom), to_side: Some(Side::Top), ..request }
        }
        RelationKind::LogShipping => {
            RouteRequest { from_side: Some(Side::Bottom), to_side: Some(Side::Bottom), ..request }
        }
        _ => request,
    }
}
