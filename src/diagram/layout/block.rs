//! A card with the stores that hang on it: the piece that rows and columns are made of.

use std::collections::BTreeMap;

use super::{BELOW_CARD, GRID, Item, StorePart, snapped};
use crate::diagram::geometry::{Point, Rect, Size};

/// Between principal and mirror: room for the double line.
const MIRROR_GAP: f32 = 80.0;
/// Between stores that have nothing to do with each other.
const STORE_GAP: f32 = 32.0;
/// Between a principal and the witness below.
const WITNESS_DROP: f32 = 8.0;
/// How far from a corner of the card the line to a store may begin.
const CORNER: f32 = 24.0;
/// Stores of one card stand in a row up to this width, or to twice the card's.
const STORE_ROW: f32 = 520.0;

/// A card with its stores, measured from the upper left corner of both.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Indices of items and where they stand in the block; the card is first.
    pub(super) parts: Vec<(usize, Rect)>,
    /// Around all parts.
    pub(super) size: Size,
    /// From the left side of the block to that of the card: cards of a column line up.
    pub(super) spine: f32,
}

/// The stores of a card, or of one half of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Stores {
    /// Indices of items and where they stand.
    pub(super) parts: Vec<(usize, Rect)>,
    /// Around all parts.
    pub(super) size: Size,
    /// The first and the last x at which a line from the card comes down into the first row.
    anchors: Option<(f32, f32)>,
}

impl Block {
    /// The card `head` over its stores.
    pub(super) fn new(items: &[Item], head: usize, attached: &[usize]) -> Self {
        let card = items[head].size;
        let room = Size::new(snapped(card.width), snapped(card.height));
        if attached.is_empty() {
            return Self { parts: vec![(head, Rect::from_min_size(Point::ZERO, card))], size: room, spine: 0.0 };
        }
        let stores = Stores::new(items, attached, room.width);
        let spine = stores.offset_of_card(room.width);
        let (card_x, stores_x) = (spine.max(0.0), (-spine).max(0.0));
        let below = Point::new(stores_x, room.height + BELOW_CARD);
        let mut parts = vec![(head, Rect::from_min_size(Point::new(card_x, 0.0), card))];
        parts.extend(stores.parts.iter().map(|(index, rect)| (*index, rect.translated(below))));
        let width = (card_x + room.width).max(stores_x + stores.size.width);
        Self { parts, size: Size::new(width, below.y + stores.size.height), spine: card_x }
    }
}

impl Stores {
    /// The stores `attached`, in rows below a card of this width.
    pub(super) fn new(items: &[Item], attached: &[usize], card_width: f32) -> Self {
        let mut chains: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
        for &index in attached {
            chains.entry(items[index].attached.map_or(0, |attached| attached.store)).or_default().push(index);
        }
        let mut chains: Vec<_> = chains.into_values().map(|members| Self::chain(items, &members)).collect();
        // Lone stores first, so that they and the first principal both find room below the card; mirrors stick out.
        chains.sort_by(|a, b| a.size.width.total_cmp(&b.size.width));

        let mut all = Self::default();
        let (mut x, mut y, mut row_height) = (0.0, 0.0, 0.0_f32);
        for chain in chains {
            if x > 0.0 && x + chain.size.width > STORE_ROW.max(2.0 * card_width) {
                (x, y, row_height) = (0.0, y + row_height + STORE_GAP, 0.0);
            }
            all.parts.extend(chain.parts.iter().map(|(index, rect)| (*index, rect.translated(Point::new(x, y)))));
            if let (0.0, Some((first, last))) = (y, chain.anchors) {
                all.anchors = Some((all.anchors.map_or(x + first, |(first, _)| first), x + last));
            }
            row_height = row_height.max(chain.size.height);
            all.size = all.size.max(Size::new(x + chain.size.width, y + chain.size.height));
            x += chain.size.width + STORE_GAP;
        }
        all
    }

    /// One database: its principal and mirror side by side, its witness below the line between them.
    fn chain(items: &[Item], members: &[usize]) -> Self {
        let mut members = members.to_vec();
        members.sort_by_key(|&index| (items[index].attached.map(|attached| attached.part), index));
        let is_witness = |index: usize| items[index].attached.is_some_and(|it| it.part == StorePart::Witness);
        let (witnesses, stores): (Vec<_>, Vec<_>) = members.into_iter().partition(|&index| is_witness(index));

        let mut chain = Self::default();
        let mut x = 0.0;
        for index in stores {
            let size = items[index].size;
            chain.parts.push((index, Rect::from_min_size(Point::new(x, 0.0), size)));
            chain.size = chain.size.max(Size::new(x + snapped(size.width), snapped(size.height)));
            x += snapped(size.width) + MIRROR_GAP;
        }
        let middle = match chain.parts.as_slice() {
            [] => 0.0,
            [(_, alone)] => alone.center().x,
            [(_, principal), (_, mirror), ..] => (principal.max.x + mirror.min.x) / 2.0,
        };
        chain.anchors = chain.parts.first().map(|(_, first)| (first.center().x, first.center().x));
        for index in witnesses {
            let size = items[index].size;
            let top = chain.size.height + if chain.size.height > 0.0 { WITNESS_DROP } else { 0.0 };
            chain.parts.push((index, Rect::from_min_size(Point::new(middle - size.width / 2.0, top), size)));
            chain.size.height = top + snapped(size.height);
        }
        chain.shifted_to_origin()
    }

    /// A wide witness may stick out to the left of its store.
    fn shifted_to_origin(mut self) -> Self {
        let Some(around) = Rect::around(self.parts.iter().map(|(_, rect)| *rect)) else { return self };
        let step = snapped(-around.min.x);
        for (_, rect) in &mut self.parts {
            *rect = rect.translated(Point::new(step, 0.0));
        }
        self.anchors = self.anchors.map(|(first, last)| (first + step, last + step));
        self.size.width = self.size.width.max(snapped(around.max.x)) + step;
        self
    }

    /// Where the card's left side stands, seen from the left side of the stores: over the middle, or as near to it as
    /// keeps the lines to its stores upright.
    fn offset_of_card(&self, card_width: f32) -> f32 {
        let over_the_middle = (self.size.width - card_width) / 2.0;
        let offset = match self.anchors {
            Some((first, last)) if last - card_width + CORNER <= first - CORNER => {
                over_the_middle.clamp(last - card_width + CORNER, first - CORNER)
            }
            _ => over_the_middle,
        };
        (offset / GRID).round() * GRID
    }
}
