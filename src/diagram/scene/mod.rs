//! What is painted: a list of simple shapes, in order. The canvas, and every exported picture, paint the same list.

mod far;
mod near;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Severity};
use crate::diagram::geometry::{Point, Rect, Size};
use crate::diagram::picture::{Frame, FrameKind, Line, Node, NodeShape, Picture, measure};
use crate::diagram::plan::counted;
use crate::diagram::type_size::{Weight, fitted, width};
use crate::graph::RelationKind;
use crate::model::{AnyId, Topology, Whereabouts};
pub use far::tile_plate;

/// Shapes in the order in which they are painted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scene {
    /// The shapes.
    pub items: Vec<Item>,
    /// Around all of them.
    pub bounds: Rect,
}

/// One shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its geometry.
    pub shape: Shape,
    /// The row it stands for, so that what surrounds a selection can recede.
    pub entity: Option<AnyId>,
    /// The other end, for a line and its label.
    pub other: Option<AnyId>,
}

/// Geometry and ink, nothing else.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the fields are geometry")]
pub enum Shape {
    Box { rect: Rect, radius: f32, fill: Option<Ink>, line: Option<Stroke> },
    Cylinder { rect: Rect, fill: Ink, line: Stroke },
    Circle { center: Point, radius: f32, fill: Ink, line: Option<Stroke> },
    Path { points: Vec<Point>, line: Stroke, double: bool, start: Tip, end: Tip },
    Text { at: Point, text: String, size: f32, weight: Weight, ink: Ink, align: Align },
    Icon { rect: Rect, icon: Icon, ink: Ink },
}

/// A line's ink, width and rhythm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Its colour, by meaning.
    pub ink: Ink,
    /// In sheet units.
    pub width: f32,
    /// Whether it is whole.
    pub dash: Dash,
}

/// The rhythm of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Dash {
    Solid,
    Dashed,
    Dotted,
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Tip {
    Plain,
    Arrow,
}

/// Which part of the text stands at its point; text is centred on it vertically.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Align {
    Left,
    Centre,
    Right,
}

/// What a card is, as a small drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Icon {
    /// The node's kind.
    Node(NodeIcon),
    /// A finding's weight: shape and colour both tell.
    Severity(Severity),
}

/// The drawings of kinds of card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the words say it")]
pub enum NodeIcon {
    Server,
    Shield,
    Globe,
    Phone,
    Chat,
    App,
    Camera,
    Branch,
    Document,
    Network,
}

/// What a colour means; the theme says what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Ink {
    Card,
    CardLine,
    Shadow,
    Chip,
    ChipLine,
    Text,
    Muted,
    Faint,
    Accent,
    Site,
    SiteLine,
    Band(bool),
    BandLine(bool),
    Mirror,
    LogShipping,
    Edge,
    Panel,
    Severity(Severity),
    SeverityBack(Severity),
    Good,
    GoodBack,
}

/// What is laid over the picture.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overlay {
    /// How many findings of each weight a row has, its parts' included, those of a site everything in it; infos are not
    /// badges.
    pub findings: BTreeMap<AnyId, Tally>,
}

impl Overlay {
    /// Counts the findings of each row, those of its chips on the card, and those of everything in a site.
    pub fn of<'a>(topology: &Topology, picture: &Picture, findings: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let mut overlay = Self::default();
        let mut count = |entity: AnyId, severity: Severity| {
            let tally: &mut Tally = overlay.findings.entry(entity).or_default();
            match severity {
                Severity::Error => tally.errors += 1,
                Severity::Warning => tally.warnings += 1,
                Severity::Info => {}
            }
        };
        let whereabouts = Whereabouts::new(topology);
        for finding in findings {
            let entity = finding.place.entity;
            count(entity, finding.severity);
            if let Some(site) = whereabouts.site_of(entity).map(AnyId::from).filter(|site| *site != entity) {
                count(site, finding.severity);
            }
            if let Some(node) = picture.node(entity).filter(|node| node.entity != entity) {
                count(node.entity, finding.severity);
            }
        }
        overlay
    }
}

/// How many findings there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub struct Tally {
    pub errors: usize,
    pub warnings: usize,
}

impl Tally {
    /// The heavier kind that occurs, and how often.
    pub fn worst(self) -> Option<(Severity, usize)> {
        match self {
            Self { errors: 0, warnings: 0 } => None,
            Self { errors: 0, warnings } => Some((Severity::Warning, warnings)),
            Self { errors, .. } => Some((Severity::Error, errors)),
        }
    }
}

/// How much is drawn: nothing that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// Sites as tiles with their worst finding.
    Far,
    /// Cards with icon and name, stores without words.
    Middle,
    /// Everything.
    Near,
}

impl Detail {
    /// What can be read at a scale, 1 being 100 %.
    pub fn at(zoom: f32) -> Self {
        match zoom {
            zoom if zoom < 0.25 => Self::Far,
            zoom if zoom < 0.5 => Self::Middle,
            _ => Self::Near,
        }
    }

    /// Whether a node of that shape is drawn at all.
    pub fn shows(self, shape: NodeShape) -> bool {
        self != Self::Far || matches!(shape, NodeShape::Pool(_))
    }
}

/// Paints a picture into shapes.
pub fn scene(topology: &Topology, picture: &Picture, overlay: &Overlay, detail: Detail) -> Scene {
    let mut painter = Painter { topology, overlay, detail, items: Vec::new() };
    for frame in &picture.frames {
        painter.frame(frame);
    }
    for line in &picture.lines {
        painter.line(line);
    }
    for node in &picture.nodes {
        painter.node(node);
    }
    match detail {
        Detail::Near => picture.lines.iter().for_each(|line| painter.line_label(line)),
        Detail::Middle => {}
        Detail::Far => picture.frames.iter().for_each(|frame| painter.site_tile(frame)),
    }
    Scene { items: painter.items, bounds: picture.bounds }
}

/// Paints some lines alone.
pub fn scene_of_lines(topology: &Topology, lines: &[Line], detail: Detail) -> Vec<Item> {
    let mut painter = Painter { topology, overlay: &Overlay::default(), detail, items: Vec::new() };
    lines.iter().for_each(|line| painter.line(line));
    if detail == Detail::Near {
        lines.iter().for_each(|line| painter.line_label(line));
    }
    painter.items
}

/// How a piece of text looks.
#[derive(Clone, Copy)]
struct Letters {
    size: f32,
    weight: Weight,
    ink: Ink,
}

const fn letters(size: f32, weight: Weight, ink: Ink) -> Letters {
    Letters { size, weight, ink }
}

struct Painter<'a> {
    topology: &'a Topology,
    overlay: &'a Overlay,
    detail: Detail,
    items: Vec<Item>,
}

const fn solid(ink: Ink, width: f32) -> Stroke {
    Stroke { ink, width, dash: Dash::Solid }
}

impl Painter<'_> {
    fn add(&mut self, entity: AnyId, shape: Shape) {
        self.items.push(Item { shape, entity: Some(entity), other: None });
    }

    fn text(&mut self, entity: AnyId, at: Point, align: Align, text: impl Into<String>, letters: Letters) {
        let Letters { size, weight, ink } = letters;
        self.add(entity, Shape::Text { at, text: text.into(), size, weight, ink, align });
    }

    fn add_to_line(&mut self, line: &Line, shape: Shape) {
        let (entity, other) = (Some(line.relation.from), Some(line.relation.to));
        self.items.push(Item { shape, entity, other });
    }

    fn tally(&self, entity: AnyId) -> Tally {
        self.overlay.findings.get(&entity).copied().unwrap_or_default()
    }

    fn frame(&mut self, frame: &Frame) {
        let (radius, fill, line) = match frame.kind {
            FrameKind::Site => (14.0, self.site_fill(frame), solid(Ink::SiteLine, 1.5)),
            FrameKind::BranchSite => (10.0, self.site_fill(frame), solid(Ink::SiteLine, 1.4)),
            FrameKind::DataCentre(number) => {
                let odd = number % 2 == 1;
                (10.0, Ink::Band(odd), Stroke { ink: Ink::BandLine(odd), width: 1.2, dash: Dash::Dashed })
            }
        };
        // From afar the colour of a site tells how it is.
        let is_tinted = self.detail != Detail::Far || !matches!(frame.kind, FrameKind::DataCentre(_));
        let fill = is_tinted.then_some(fill);
        self.add(frame.entity, Shape::Box { rect: frame.rect, radius, fill, line: Some(line) });
        if self.detail == Detail::Far {
            return;
        }
        let at = frame.rect.min + Point::new(16.0, 18.0);
        if let FrameKind::DataCentre(_) = frame.kind {
            self.text(
                frame.entity,
                at,
                Align::Left,
                frame.title.clone(),
                letters(self.readable_on_frame(11.0), Weight::SemiBold, Ink::Muted),
            );
            return;
        }
        let size = self.readable_on_frame(14.0);
        let end = frame.rect.max.x - 16.0;
        let end = if self.detail == Detail::Middle { end - self.frame_badge(frame, end, size) } else { end };
        let title = fitted(&frame.title, size, Weight::SemiBold, end - at.x);
        let right = at.x + width(&title, size, Weight::SemiBold) + 8.0;
        self.text(frame.entity, at, Align::Left, title, letters(size, Weight::SemiBold, Ink::Text));
        let quiet = self.readable_on_frame(11.5);
        if right + width(&frame.subtitle, quiet, Weight::Regular) <= end {
            self.text(
                frame.entity,
                Point::new(right, at.y + 1.0),
                Align::Left,
                frame.subtitle.clone(),
                letters(quiet, Weight::Regular, Ink::Muted),
            );
        }
    }

    fn node(&mut self, node: &Node) {
        if !self.detail.shows(node.shape) {
            return;
        }
        match (self.detail, node.shape) {
            (Detail::Far, _) => {
                let severity = self.tally(node.entity).worst();
                let fill = severity.map_or(Ink::ChipLine, |(severity, _)| Ink::Severity(severity));
                self.add(node.entity, Shape::Box { rect: node.rect, radius: 0.0, fill: Some(fill), line: None });
            }
            (_, NodeShape::Database | NodeShape::Share) => self.store(node),
            (_, NodeShape::Witness) => self.witness(node),
            _ => self.card(node),
        }
    }

    fn store(&mut self, node: &Node) {
        let line = match self.tally(node.entity).worst() {
            Some((severity, _)) => solid(Ink::Severity(severity), 2.0),
            None => solid(Ink::Mirror, 1.4),
        };
        if node.shape == NodeShape::Database {
            self.add(node.entity, Shape::Cylinder { rect: node.rect, fill: Ink::Card, line });
        } else {
            let tab = Rect::from_min_size(node.rect.min, Size::new(node.rect.width() * 0.4, 10.0));
            let body = Rect { min: node.rect.min + Point::new(0.0, 6.0), ..node.rect };
            self.add(node.entity, Shape::Box { rect: tab, radius: 4.0, fill: Some(Ink::Card), line: Some(line) });
            self.add(node.entity, Shape::Box { rect: body, radius: 5.0, fill: Some(Ink::Card), line: Some(line) });
        }
        if self.detail != Detail::Near {
            return;
        }
        let center = node.rect.center();
        let room = node.rect.width() - 10.0;
        let title = fitted(&node.title, measure::SMALL, Weight::Medium, room);
        let at = Point::new(center.x, node.rect.min.y + 25.0);
        self.text(node.entity, at, Align::Centre, title, letters(measure::SMALL, Weight::Medium, Ink::Text));
        let subtitle = fitted(&node.subtitle, measure::TINY, Weight::Regular, room);
        let at = Point::new(center.x, node.rect.min.y + 38.0);
        self.text(node.entity, at, Align::Centre, subtitle, letters(measure::TINY, Weight::Regular, Ink::Muted));
    }

    fn witness(&mut self, node: &Node) {
        let center = node.rect.center();
        let radius = node.rect.width() / 2.0 - 1.0;
        let line = match self.tally(node.entity).worst() {
            Some((severity, _)) => solid(Ink::Severity(severity), 2.0),
            None => solid(Ink::Mirror, 1.3),
        };
        self.add(node.entity, Shape::Circle { center, radius, fill: Ink::Card, line: Some(line) });
        if self.detail == Detail::Near {
            self.text(node.entity, center, Align::Centre, "W", letters(10.0, Weight::SemiBold, Ink::Text));
            let letters = letters(measure::WITNESS_NAME, Weight::Regular, Ink::Muted);
            let at = node.name_below().unwrap_or_default().center();
            self.text(node.entity, at, Align::Centre, node.title.clone(), letters);
        }
    }

    fn card(&mut self, node: &Node) {
        let rect = node.rect;
        let shadow = rect.translated(Point::new(0.0, 2.0)).inflated(1.0);
        self.add(node.entity, Shape::Box { rect: shadow, radius: 10.0, fill: Some(Ink::Shadow), line: None });
        let line = Some(solid(Ink::CardLine, 1.0));
        self.add(node.entity, Shape::Box { rect, radius: 9.0, fill: Some(Ink::Card), line });
        if let Some(x) = node.hinge {
            let points = vec![Point::new(x, rect.min.y + 1.0), Point::new(x, rect.max.y - 1.0)];
            let line = Stroke { ink: Ink::BandLine(true), width: 1.2, dash: Dash::Dashed };
            self.add(node.entity, Shape::Path { points, line, double: false, start: Tip::Plain, end: Tip::Plain });
        }
        let worst = self.tally(node.entity).worst();
        if let Some((severity, _)) = worst {
            let bar =
                Rect { min: rect.min + Point::new(0.0, 9.0), max: Point::new(rect.min.x + 3.5, rect.max.y - 9.0) };
            self.add(
                node.entity,
                Shape::Box { rect: bar, radius: 1.5, fill: Some(Ink::Severity(severity)), line: None },
            );
        }
        if self.detail == Detail::Middle {
            self.card_from_afar(node, worst);
        } else {
            self.words_of_card(node, worst);
        }
    }

    fn line(&mut self, line: &Line) {
        let is_shown = match (self.detail, line.relation.kind) {
            (Detail::Near, _) | (_, RelationKind::Pair) => true,
            (Detail::Middle, RelationKind::FileStore | RelationKind::WebApps | RelationKind::Serves) => false,
            (Detail::Middle, _) => true,
            (Detail::Far, _) => false,
        };
        if !is_shown {
            return;
        }
        let (stroke, double, start, end) = style(line.relation.kind);
        let points = line.points.clone();
        self.add_to_line(line, Shape::Path { points, line: stroke, double, start, end });
    }
}

fn counted_findings(severity: Severity, n: usize) -> String {
    match severity {
        Severity::Error => counted(n, "error", "errors"),
        Severity::Warning | Severity::Info => counted(n, "warning", "warnings"),
    }
}

/// Each relation has a line style of its own; the meaning is never in the colour alone.
pub fn style(kind: RelationKind) -> (Stroke, bool, Tip, Tip) {
    let quiet = solid(Ink::Faint, 1.3);
    match kind {
        RelationKind::Pair => (solid(Ink::Accent, 3.0), false, Tip::Arrow, Tip::Arrow),
        RelationKind::Store => (quiet, false, Tip::Plain, Tip::Arrow),
        RelationKind::Mirror => (solid(Ink::Mirror, 1.6), true, Tip::Plain, Tip::Plain),
        RelationKind::Witness => {
            (Stroke { ink: Ink::Mirror, width: 1.3, dash: Dash::Dotted }, false, Tip::Plain, Tip::Plain)
        }
        RelationKind::LogShipping => {
            (Stroke { ink: Ink::LogShipping, width: 1.7, dash: Dash::Dashed }, false, Tip::Plain, Tip::Arrow)
        }
        RelationKind::FileStore => {
            (Stroke { ink: Ink::Faint, width: 1.1, dash: Dash::Dotted }, false, Tip::Plain, Tip::Plain)
        }
        RelationKind::WebApps | RelationKind::Serves => {
            (Stroke { ink: Ink::Faint, width: 1.1, dash: Dash::Dotted }, false, Tip::Plain, Tip::Arrow)
        }
        RelationKind::MediaEdge => {
            (Stroke { ink: Ink::Edge, width: 1.4, dash: Dash::Dashed }, false, Tip::Plain, Tip::Arrow)
        }
        RelationKind::NextHop => (solid(Ink::Edge, 1.5), false, Tip::Plain, Tip::Arrow),
        RelationKind::Registrar => (quiet, false, Tip::Plain, Tip::Arrow),
        RelationKind::Trunk => (solid(Ink::Mirror, 1.4), false, Tip::Plain, Tip::Plain),
    }
}

const fn icon_of(shape: NodeShape) -> NodeIcon {
    use crate::model::{GatewayKind, RoleKind};
    match shape {
        NodeShape::Pool(kind) => match kind {
            RoleKind::FrontEnd | RoleKind::StandardEdition | RoleKind::Foreign => NodeIcon::Server,
            RoleKind::Director => NodeIcon::Shield,
            RoleKind::Edge => NodeIcon::Globe,
            RoleKind::Mediation => NodeIcon::Phone,
            RoleKind::PersistentChat => NodeIcon::Chat,
            RoleKind::TrustedApplication => NodeIcon::App,
            RoleKind::VideoInterop => NodeIcon::Camera,
            RoleKind::SurvivableBranch => NodeIcon::Branch,
        },
        NodeShape::Gateway(GatewayKind::Pstn) => NodeIcon::Phone,
        NodeShape::Gateway(GatewayKind::Video) => NodeIcon::Camera,
        NodeShape::WebApps => NodeIcon::Document,
        NodeShape::NetworkService | NodeShape::Database | NodeShape::Witness | NodeShape::Share => NodeIcon::Network,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work::Cancel;

    /// The words and marks that stand for a row, in the order in which they are painted.
    fn said(scene: &Scene, entity: AnyId) -> Vec<String> {
        let own = scene.items.iter().filter(|item| item.entity == Some(entity));
        let words = own.filter_map(|item| match &item.shape {
            Shape::Text { text, .. } => Some(text.clone()),
            Shape::Icon { icon: Icon::Severity(severity), .. } => Some(format!("[{}]", severity.word())),
            _ => None,
        });
        words.collect()
    }

    #[test]
    fn the_further_away_the_more_a_site_says_of_what_is_in_it() {
        let sketch = "site EMEA\n  front-end lon-fe.contoso.com\nsite A\n  branch-site B\n";
        let document = crate::sketch::read(sketch).unwrap().document;
        let topology = &document.topology;
        let picture = Picture::of(&document, &Cancel::default()).unwrap();
        let site = |name| AnyId::from(topology.sites.iter().find(|(_, site)| site.name == name).unwrap().0);
        let mut overlay = Overlay::default();
        overlay.findings.insert(site("EMEA"), Tally { errors: 2, warnings: 5 });
        let at = |detail| scene(topology, &picture, &overlay, detail);

        assert_eq!(said(&at(Detail::Near), site("EMEA")), ["EMEA", "central site"]);
        let middle = said(&at(Detail::Middle), site("EMEA"));
        assert!(middle.starts_with(&["[error]".to_owned(), "2".to_owned()]), "{middle:?}");
        assert_eq!(said(&at(Detail::Far), site("EMEA")), ["[error]", "EMEA", "2 errors"]);
        assert_eq!(said(&at(Detail::Far), site("A")), ["A", "0 pools"]);
        let tile = |name| {
            let far = at(Detail::Far);
            let frame = far.items.into_iter().find(|item| item.entity == Some(site(name)));
            frame.map(|item| item.shape)
        };
        assert!(matches!(tile("EMEA"), Some(Shape::Box { fill: Some(Ink::SeverityBack(Severity::Error)), .. })));
        assert!(matches!(tile("A"), Some(Shape::Box { fill: Some(Ink::Site), .. })));
    }

    #[test]
    fn what_is_said_on_a_frame_stays_inside_it() {
        let document = crate::sketch::read("site A\n  branch-site B\n").unwrap().document;
        let picture = Picture::of(&document, &Cancel::default()).unwrap();
        for detail in [Detail::Near, Detail::Middle, Detail::Far] {
            let scene = scene(&document.topology, &picture, &Overlay::default(), detail);
            for item in scene.items {
                let Shape::Text { at, text, size, weight, align: Align::Left, .. } = item.shape else { continue };
                let frame = picture.rect_of(item.entity.unwrap()).unwrap();
                assert!(at.x + width(&text, size, weight) <= frame.max.x, "{text}, {detail:?}");
            }
        }
    }
}
