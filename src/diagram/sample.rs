//! Small pictures for tests.

use super::geometry::{Point, Rect, Side, Size};
use super::layout::{
    Arrangement, Attached, Container, ContainerKind, Home, Item, LayoutRequest, Relation, StorePart, arrange,
};
use super::route::{RouteRequest, route};
use crate::work::Cancel;

pub(crate) const CARD: Size = Size::new(248.0, 88.0);
pub(crate) const STORE: Size = Size::new(104.0, 48.0);
pub(crate) const WITNESS: Size = Size::new(24.0, 24.0);

/// A request in the making, and the lines that will be drawn.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sample {
    pub(crate) request: LayoutRequest,
    pub(crate) lines: Vec<(usize, usize)>,
    /// Lines that leave and arrive below.
    pub(crate) shipping: Vec<(usize, usize)>,
}

impl Sample {
    pub(crate) fn site(&mut self) -> usize {
        self.container(ContainerKind::Site)
    }

    pub(crate) fn band(&mut self, site: usize) -> usize {
        self.container(ContainerKind::Band { site })
    }

    pub(crate) fn branch(&mut self, site: usize) -> usize {
        self.container(ContainerKind::Branch { site: Some(site) })
    }

    fn container(&mut self, kind: ContainerKind) -> usize {
        let key = self.request.containers.len();
        self.request.containers.push(Container { key, kind, title: Size::new(120.0, 32.0) });
        key
    }

    pub(crate) fn card(&mut self, home: Home, rank: u8) -> usize {
        self.item(home, rank, CARD, None)
    }

    /// A store below a card, with a line to it if it is a principal.
    pub(crate) fn store(&mut self, home: usize, card: usize, store: u8, part: StorePart) -> usize {
        let size = if part == StorePart::Witness { WITNESS } else { STORE };
        let key = self.item(Home::In(home), 9, size, Some(Attached { to: card, store, part }));
        if part == StorePart::Principal {
            self.lines.push((card, key));
        }
        key
    }

    pub(crate) fn item(&mut self, home: Home, rank: u8, size: Size, attached: Option<Attached>) -> usize {
        let key = self.request.items.len();
        self.request.items.push(Item { key, home, size, rank, attached, pinned: None });
        key
    }

    /// A principal with its mirror and witness, and the double line.
    pub(crate) fn mirrored(&mut self, home: usize, card: usize, store: u8) -> [usize; 2] {
        let principal = self.store(home, card, store, StorePart::Principal);
        let mirror = self.store(home, card, store, StorePart::Mirror);
        self.store(home, card, store, StorePart::Witness);
        self.lines.push((principal, mirror));
        [principal, mirror]
    }

    pub(crate) fn pair(&mut self, from: usize, to: usize) {
        self.request.relations.push(Relation { from, to, min_length: 176.0 });
        self.lines.push((from, to));
    }

    pub(crate) fn arranged(&self) -> Arrangement {
        arrange(&self.request, &Cancel::default()).unwrap()
    }

    pub(crate) fn routed(&self, arrangement: &Arrangement) -> Vec<Vec<Point>> {
        let obstacles: Vec<Rect> = arrangement.items.values().copied().collect();
        let lines = self.lines.iter();
        let requests = lines.map(|(from, to)| RouteRequest::new(arrangement.items[from], arrangement.items[to]));
        let shipping = self.shipping.iter().map(|(from, to)| RouteRequest {
            from_side: Some(Side::Bottom),
            to_side: Some(Side::Bottom),
            ..RouteRequest::new(arrangement.items[from], arrangement.items[to])
        });
        route(&obstacles, &requests.chain(shipping).collect::<Vec<_>>())
    }

    /// Two data centres with paired pools, one mirrored, a stretched chat pool with log shipping, an Edge pool, a
    /// gateway and a branch site.
    pub(crate) fn two_data_centres() -> Self {
        let mut sample = Self::default();
        let site = sample.site();
        let (london, paris, leeds) = (sample.band(site), sample.band(site), sample.branch(site));
        let lon = sample.card(Home::In(london), 0);
        let par = sample.card(Home::In(paris), 0);
        sample.store(london, lon, 0, StorePart::Principal);
        sample.mirrored(paris, par, 0);
        sample.pair(lon, par);
        let chat = sample.item(Home::Across([london, paris]), 4, Size::new(560.0, 88.0), None);
        let primaries = sample.mirrored(london, chat, 0);
        let [secondary, _] = sample.mirrored(paris, chat, 1);
        let edge = sample.card(Home::In(site), 6);
        let gateway = sample.item(Home::In(site), 7, Size::new(192.0, 88.0), None);
        let appliance = sample.item(Home::In(leeds), 8, Size::new(200.0, 64.0), None);
        sample.shipping.extend([(primaries[0], secondary), (primaries[1], secondary)]);
        sample.lines.extend([(edge, lon), (appliance, lon), (gateway, par)]);
        sample
    }
}
