//! What a picture is made of: frames, the cards and stores in them, the lines between. What it looks like is the
//! business of [`scene`](crate::diagram::scene).

use std::collections::BTreeMap;

use crate::diagram::geometry::{Point, Rect, Size};
use crate::diagram::type_size::{Weight, width};
use crate::graph::Relation;
use crate::model::{AnyId, GatewayKind, RoleKind};

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
    /// The number of the frame it belongs in, which comes before it; none where it stands on the sheet itself.
    pub home: Option<usize>,
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
    /// The number of the innermost frame it belongs in, that of the site for a card stretched over two data centres;
    /// none where it stands on the sheet itself.
    pub home: Option<usize>,
    /// Where it is.
    pub rect: Rect,
}

impl Node {
    /// Where the name of a witness stands, which has no room for it inside.
    pub fn name_below(&self) -> Option<Rect> {
        if self.shape != NodeShape::Witness {
            return None;
        }
        let size = Size::new(width(&self.title, measure::WITNESS_NAME, Weight::Regular), 12.0);
        let at = Point::new(self.rect.center().x - size.width / 2.0, self.rect.max.y + 2.0);
        Some(Rect::from_min_size(at, size))
    }

    /// What lines run around.
    pub fn in_the_way(&self) -> impl Iterator<Item = Rect> + use<> {
        std::iter::once(self.rect).chain(self.name_below())
    }
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
    /// The size of its name, below it.
    pub const WITNESS_NAME: f32 = 10.0;
    /// Room for the title of a site.
    pub const SITE_TITLE: f32 = 32.0;
    /// Room for the title of a data centre.
    pub const BAND_TITLE: f32 = 28.0;
    /// How many chips stand side by side.
    pub const CHIPS_IN_A_ROW: usize = 4;
}

impl Picture {
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

    /// What stands in a site or a data centre, and the lines within; nothing where it has no frame.
    pub fn part(&self, entity: AnyId) -> Option<Self> {
        let mut part = Self::default();
        // Outer frames come first, so the frame that holds one has its new number already.
        let mut numbers: Vec<Option<usize>> = Vec::with_capacity(self.frames.len());
        for frame in &self.frames {
            let home = frame.home.and_then(|home| numbers[home]);
            let is_kept = home.is_some() || frame.entity == entity;
            numbers.push(is_kept.then_some(part.frames.len()));
            if is_kept {
                part.frames.push(Frame { home, ..frame.clone() });
            }
        }
        let kept = |home: Option<usize>| home.and_then(|home| numbers[home]);
        for node in self.nodes.iter().filter(|node| kept(node.home).is_some()) {
            let key = part.nodes.len();
            part.node_of.insert(node.entity, key);
            for chip in &node.chips {
                part.node_of.entry(chip.entity).or_insert(key);
            }
            part.nodes.push(Node { home: kept(node.home), ..node.clone() });
        }
        let is_inside =
            |line: &&Line| [line.relation.from, line.relation.to].iter().all(|end| part.node(*end).is_some());
        let lines: Vec<Line> = self.lines.iter().filter(is_inside).cloned().collect();
        let frames = part.frames.iter().map(|frame| frame.rect);
        let nodes = part.nodes.iter().flat_map(Node::in_the_way);
        let points = lines.iter().flat_map(|line| &line.points).map(|point| Rect { min: *point, max: *point });
        part.bounds = Rect::around(frames.chain(nodes).chain(points))?;
        part.lines = lines;
        Some(part)
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
        Self { entity, shape, title, subtitle, chips: Vec::new(), hinge: None, home: None, rect: Rect::default() }
    }
}
