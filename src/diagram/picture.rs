//! Where everything of a deployment stands: the model told to the layout, and the layout's answer told in terms of the
//! model. What it looks like is the business of [`scene`](crate::diagram::scene).

use std::collections::{BTreeMap, BTreeSet};

use crate::diagram::geometry::{Point, Rect, Side, Size};
use crate::diagram::layout::{Home, arrange};
use crate::diagram::plan::Plan;
use crate::diagram::route::{RouteRequest, Router};
use crate::diagram::type_size::{Weight, width};
use crate::graph::{Relation, RelationKind, relations};
use crate::model::{AnyId, Document, GatewayKind, RoleKind, Topology};
use crate::work::Cancel;

/// A deployment, placed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Picture {
    /// Sites, data centres and branch sites; outer ones first.
    pub frames: Vec<Frame>,
    /// Cards and stores, in reading order.
    pub nodes: Vec<Node>,
    /// Lines between them.
    pub lines: Vec<Line>,
    /// Around all of it.
    pub bounds: Rect,
    /// Which node a row is drawn as; a computer is drawn on its pool's card.
    pub node_of: BTreeMap<AnyId, usize>,
}

/// A container.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// The site or data centre.
    pub entity: AnyId,
    /// Which kind.
    pub kind: FrameKind,
    /// Its name.
    pub title: String,
    /// What it is, in a few words.
    pub subtitle: String,
    /// Where it is.
    pub rect: Rect,
}

impl Frame {
    /// Where its title stands; lines run around it.
    pub fn title_rect(&self) -> Rect {
        let title = width(&self.title, measure::FRAME_TITLE, Weight::SemiBold);
        let subtitle = width(&self.subtitle, measure::SMALL, Weight::Regular);
        let size = Size::new(title + 8.0 + subtitle, 20.0);
        Rect::from_min_size(self.rect.min + Point::new(16.0, 8.0), size)
    }
}

/// The kinds of container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameKind {
    /// A central site.
    Site,
    /// A data centre, with a number that tells neighbours apart.
    DataCentre(usize),
    /// A branch site.
    BranchSite,
}

/// Something that is drawn in one piece.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The row it stands for.
    pub entity: AnyId,
    /// What it looks like.
    pub shape: NodeShape,
    /// Its name.
    pub title: String,
    /// What it is, in a few words.
    pub subtitle: String,
    /// The computers or trunks on it.
    pub chips: Vec<Chip>,
    /// Where the border between two data centres crosses a stretched card, in sheet units.
    pub hinge: Option<f32>,
    /// Where it is.
    pub rect: Rect,
}

/// What a node looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeShape {
    /// A pool.
    Pool(RoleKind),
    /// A gateway.
    Gateway(GatewayKind),
    /// A Web Apps server.
    WebApps,
    /// Something outside the topology.
    NetworkService,
    /// An SQL instance: a cylinder.
    Database,
    /// An SQL instance that only watches: a circle on the line it watches.
    Witness,
    /// A share.
    Share,
}

/// A computer or a trunk on a card.
#[derive(Debug, Clone, PartialEq)]
pub struct Chip {
    /// The row.
    pub entity: AnyId,
    /// Its short name.
    pub label: String,
    /// A standby server is drawn hollow.
    pub is_hollow: bool,
    /// Where it is, on the sheet.
    pub rect: Rect,
}

/// A relation, drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it stands for.
    pub relation: Relation,
    /// Level and upright pieces, from one border to the other.
    pub points: Vec<Point>,
}

/// Sizes of what stands on a card; the scene draws with the same.
pub mod measure {
    /// From the card's edge to what stands on it.
    pub const CARD_PADDING: f32 = 12.0;
    /// Room for icon and two lines of text.
    pub const CARD_HEAD: f32 = 48.0;
    /// Where text begins, to the right of the icon.
    pub const TEXT_INDENT: f32 = 40.0;
    /// Height of a chip.
    pub const CHIP_HEIGHT: f32 = 22.0;
    /// Between chips.
    pub const CHIP_GAP: f32 = 6.0;
    /// The size of a site's title.
    pub const FRAME_TITLE: f32 = 14.0;
    /// The size of a card's title.
    pub const TITLE: f32 = 13.0;
    /// The size of what stands below a title, and on a chip.
    pub const SMALL: f32 = 11.0;
    /// The size of a store's second line.
    pub const TINY: f32 = 9.5;
    /// Room for a badge beside the title.
    pub const BADGE: f32 = 96.0;
    /// Height of a cylinder or a share.
    pub const STORE_HEIGHT: f32 = 48.0;
    /// Diameter of a witness.
    pub const WITNESS: f32 = 24.0;
    /// Room for the title of a site.
    pub const SITE_TITLE: f32 = 32.0;
    /// Room for the title of a data centre.
    pub const BAND_TITLE: f32 = 28.0;
}
use measure::{CARD_HEAD, CARD_PADDING, CHIP_GAP, CHIP_HEIGHT};

/// How many chips stand side by side.
pub(super) const CHIPS_IN_A_ROW: usize = 4;
impl Picture {
    /// Places a document; nothing if cancelled.
    pub fn of(document: &Document, cancel: &Cancel) -> Option<Self> {
        let plan = Plan::of(document);
        let arrangement = arrange(&plan.request, cancel)?;
        let mut picture = Self { bounds: arrangement.bounds, ..Self::default() };
        for (key, mut frame) in plan.frames.into_iter().enumerate() {
            frame.rect = arrangement.containers.get(&key).copied().unwrap_or_default();
            picture.frames.push(frame);
        }
        let bands: BTreeMap<usize, Rect> = arrangement.containers;
        for (key, mut node) in plan.nodes.into_iter().enumerate() {
            node.rect = arrangement.items.get(&key).copied().unwrap_or_default();
            if let Home::Across([left, right]) = plan.request.items[key].home
                && let (Some(left), Some(right)) = (bands.get(&left), bands.get(&right))
            {
                node.hinge = Some((left.max.x + right.min.x) / 2.0);
            }
            node.place_chips(&document.topology);
            picture.node_of.insert(node.entity, key);
            for chip in &node.chips {
                picture.node_of.entry(chip.entity).or_insert(key);
            }
            picture.nodes.push(node);
        }
        picture.lines = picture.routed(&document.topology, cancel)?;
        let ends = picture.lines.iter().flat_map(|line| &line.points);
        let around = Rect::around(ends.map(|point| Rect { min: *point, max: *point }));
        picture.bounds = around.map_or(picture.bounds, |lines| picture.bounds.union(&lines));
        Some(picture)
    }

    /// The node a row is drawn as, or on.
    pub fn node(&self, entity: AnyId) -> Option<&Node> {
        self.node_of.get(&entity).map(|&key| &self.nodes[key])
    }

    /// Where a row is drawn: its chip, its node, its frame.
    pub fn rect_of(&self, entity: AnyId) -> Option<Rect> {
        if let Some(node) = self.node(entity) {
            let chip = node.chips.iter().find(|chip| chip.entity == entity && node.entity != entity);
            return Some(chip.map_or(node.rect, |chip| chip.rect));
        }
        self.frames.iter().find(|frame| frame.entity == entity).map(|frame| frame.rect)
    }

    fn routed(&self, topology: &Topology, cancel: &Cancel) -> Option<Vec<Line>> {
        let mut lines: Vec<Line> = Vec::new();
        let mut requests = Vec::new();
        let mut mirror_lines: BTreeMap<(AnyId, AnyId), usize> = BTreeMap::new();
        let relations = worth_a_line(relations(topology));
        // Mirrors first: their line is where the witness hangs.
        let order = |relation: &Relation| relation.kind == RelationKind::Witness;
        let (witnesses, others): (Vec<_>, Vec<_>) = relations.into_iter().partition(order);
        for relation in others {
            let (Some(from), Some(to)) = (self.end(relation.from), self.end(relation.to)) else { continue };
            if from == to {
                continue;
            }
            if relation.kind == RelationKind::Mirror {
                mirror_lines.insert((relation.owner, relation.from), lines.len());
            }
            requests.push(request(&relation, from, to));
            lines.push(Line { relation, points: Vec::new() });
        }
        let titles = self.frames.iter().map(Frame::title_rect);
        let obstacles: Vec<Rect> = self.nodes.iter().map(|node| node.rect).chain(titles).collect();
        let routed = Router::new(&obstacles, []).route(&requests, cancel)?;
        for (line, points) in lines.iter_mut().zip(routed) {
            line.points = points;
        }
        let mut requests = Vec::new();
        let mut hanging = Vec::new();
        for relation in witnesses {
            let Some(to) = self.end(relation.to) else { continue };
            let from = mirror_lines
                .get(&(relation.owner, relation.from))
                .and_then(|&mirror| middle(&lines[mirror].points))
                .map(|point| Rect { min: point, max: point })
                .or_else(|| self.end(relation.from));
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

    fn end(&self, entity: AnyId) -> Option<Rect> {
        self.node_of.get(&entity).map(|&key| self.nodes[key].rect)
    }
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

fn request(relation: &Relation, from: Rect, to: Rect) -> RouteRequest {
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

/// The point half-way along a line.
pub fn middle(points: &[Point]) -> Option<Point> {
    let length: f32 = points.windows(2).map(|pair| pair[0].manhattan(pair[1])).sum();
    let mut left = length / 2.0;
    for pair in points.windows(2) {
        let piece = pair[0].manhattan(pair[1]);
        if left <= piece && piece > 0.0 {
            let share = left / piece;
            let step = pair[1] - pair[0];
            return Some(Point::new(pair[0].x + step.x * share, pair[0].y + step.y * share));
        }
        left -= piece;
    }
    points.first().copied()
}

impl Node {
    pub(super) fn new(entity: AnyId, shape: NodeShape, title: &str, subtitle: String) -> Self {
        let title = title.to_owned();
        Self { entity, shape, title, subtitle, chips: Vec::new(), hinge: None, rect: Rect::default() }
    }

    /// Chips in rows below the head. On a stretched card each stands on the side of its data centre.
    fn place_chips(&mut self, topology: &Topology) {
        let inner = Rect {
            min: self.rect.min + Point::new(CARD_PADDING, CARD_HEAD),
            max: self.rect.max - Point::new(CARD_PADDING, CARD_PADDING),
        };
        let Some(hinge) = self.hinge else {
            let all: Vec<&mut Chip> = self.chips.iter_mut().collect();
            place_in_rows(all, inner);
            return;
        };
        let data_centre = |chip: &Chip| match chip.entity {
            AnyId::Computer(id) => topology.computers.get(id).and_then(|computer| computer.data_centre),
            _ => None,
        };
        let first = self.chips.first().and_then(data_centre);
        let (left, right): (Vec<_>, Vec<_>) = self.chips.iter_mut().partition(|chip| data_centre(chip) == first);
        place_in_rows(left, Rect { max: Point::new(hinge - CHIP_GAP, inner.max.y), ..inner });
        place_in_rows(right, Rect { min: Point::new(hinge + CHIP_GAP, inner.min.y), ..inner });
    }
}

fn place_in_rows(chips: Vec<&mut Chip>, room: Rect) {
    let n_columns = chips.len().min(CHIPS_IN_A_ROW);
    if n_columns == 0 {
        return;
    }
    let wide = (room.width() - CHIP_GAP * (n_columns - 1) as f32) / n_columns as f32;
    for (place, chip) in chips.into_iter().enumerate() {
        let (row, column) = (place / n_columns, place % n_columns);
        let min = room.min + Point::new(column as f32 * (wide + CHIP_GAP), row as f32 * (CHIP_HEIGHT + CHIP_GAP));
        chip.rect = Rect::from_min_size(min, Size::new(wide, CHIP_HEIGHT));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::edit::{Command, SheetCommand};
    use crate::model::Pin;

    const TWO_DATA_CENTRES: &str = r"
        data-centre London
        data-centre Paris
        site EMEA
          front-end lon-fe in London
            computers 3
            back-end sql1\rtc mirror sql2\rtc witness sql3\rtc
            file-store \\fs1\lync
          front-end par-fe in Paris
            computers 3
          persistent-chat chat
            computers chat1 chat2 in London
            computers chat3 chat4 in Paris standby
            chat-store sqlc1\mgc
            chat-backup sqlc2\mgc
          standard-edition se1
          pair lon-fe par-fe
          branch-site Leeds
            survivable-branch sba-leeds
              registrar lon-fe
    ";

    fn picture(document: &Document) -> Picture {
        Picture::of(document, &Cancel::default()).unwrap()
    }

    fn document(sketch: &str) -> Document {
        crate::sketch::read(sketch).unwrap().document
    }

    fn line<'a>(picture: &'a Picture, document: &Document, kind: RelationKind, from: &str) -> &'a Line {
        let is_it =
            |line: &&Line| line.relation.kind == kind && document.topology.name(line.relation.from).starts_with(from);
        picture.lines.iter().find(is_it).unwrap()
    }

    #[test]
    fn a_pair_is_joined_by_one_level_line() {
        let document = document(TWO_DATA_CENTRES);
        let picture = picture(&document);
        let pairs = picture.lines.iter().filter(|line| line.relation.kind == RelationKind::Pair);
        let points = &pairs.map(|line| &line.points).collect::<Vec<_>>()[..];
        let [points] = points else { panic!("{} lines", points.len()) };
        assert_eq!(points.len(), 2);
        assert_eq!(points[0].y, points[1].y);
    }

    #[test]
    fn the_witness_hangs_on_the_middle_of_the_mirror_line() {
        let document = document(TWO_DATA_CENTRES);
        let picture = picture(&document);
        let mirror = line(&picture, &document, RelationKind::Mirror, "sql1");
        let witness = line(&picture, &document, RelationKind::Witness, "sql1");
        assert_eq!(Some(witness.points[0]), middle(&mirror.points));
    }

    #[test]
    fn standby_servers_stand_hollow_beyond_the_hinge() {
        let document = document(TWO_DATA_CENTRES);
        let picture = picture(&document);
        let chat = picture.nodes.iter().find(|node| node.title == "chat.contoso.com").unwrap();
        let hinge = chat.hinge.unwrap();
        let sides: Vec<_> = chat.chips.iter().map(|chip| (chip.is_hollow, chip.rect.min.x > hinge)).collect();
        assert_eq!(sides, [(false, false), (false, false), (true, true), (true, true)]);
    }

    #[test]
    fn what_is_on_a_standard_edition_server_is_not_drawn_beside_it() {
        let document = document("site EMEA\n  standard-edition se1");
        assert_eq!(document.topology.sql_instances.len(), 1);
        assert_eq!(picture(&document).nodes.len(), 1);
    }

    #[test]
    fn no_card_is_drawn_outside_its_site_and_none_over_another() {
        let document = document(TWO_DATA_CENTRES);
        let picture = picture(&document);
        for (place, node) in picture.nodes.iter().enumerate() {
            let frames = picture.frames.iter().filter(|frame| frame.rect.contains_rect(&node.rect));
            assert!(frames.count() >= 1, "{} is outside", node.title);
            let others = &picture.nodes[place + 1..];
            assert!(!others.iter().any(|other| other.rect.overlaps(&node.rect)), "{} overlaps", node.title);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn what_is_pinned_is_where_it_was_pinned(x in -2000i32..2000, y in -2000i32..2000, which in 0usize..4) {
            let document = document(TWO_DATA_CENTRES);
            let pool = document.topology.pools.ids().nth(which).unwrap();
            let command = Command::Sheet(SheetCommand::Pin(vec![(pool.into(), Pin { x, y })]));
            let document = command.plan(&document).unwrap().apply(&document).unwrap();
            let picture = picture(&document);
            let rect = picture.rect_of(pool.into()).unwrap();
            prop_assert_eq!((rect.min.x, rect.min.y), (x as f32, y as f32));
        }
    }
}
