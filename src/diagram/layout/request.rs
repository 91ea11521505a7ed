use std::collections::BTreeMap;

use crate::diagram::geometry::{Point, Rect, Size};

/// What is to be arranged. Keys are unique among containers and among items, and their order is the reading order;
/// the order of the lists says nothing.
#[derive(Debug, Clone, Default)]
pub struct LayoutRequest {
    /// Frames and bands.
    pub containers: Vec<Container>,
    /// Cards, cylinders and whatever else stands in them.
    pub items: Vec<Item>,
    /// Lines that have a say in where their ends stand; others need not be listed.
    pub relations: Vec<Relation>,
}

/// A frame that holds items.
#[derive(Debug, Clone)]
pub struct Container {
    /// Names the container; also its place in the reading order.
    pub key: usize,
    /// What kind of frame it is, and whose.
    pub kind: ContainerKind,
    /// Room that the title needs along the upper side.
    pub title: Size,
}

/// The kinds of frame. A site that is named here but not in the request counts as not named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContainerKind {
    /// A central site.
    Site,
    /// A data centre: a column inside a site, as high as its neighbours.
    Band {
        /// The key of the site.
        site: usize,
    },
    /// A branch site: a frame of its own below its parent.
    Branch {
        /// The key of the central site.
        site: Option<usize>,
    },
}

/// Something that stands somewhere.
#[derive(Debug, Clone)]
pub struct Item {
    /// Names the item; also its place in the reading order.
    pub key: usize,
    /// Where it belongs.
    pub home: Home,
    /// How large it is. A card across two bands may become wider.
    pub size: Size,
    /// Lower ranks stand higher; rank 0, the Front End pools, keeps its rows to itself.
    pub rank: u8,
    /// The card it hangs on. Heeded when both have the same home, or when this item's home is one of the card's bands.
    pub attached: Option<Attached>,
    /// Where a person has put its upper left corner.
    pub pinned: Option<Point>,
}

/// Where an item belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// Outside of every frame.
    Sheet,
    /// In this container.
    In(usize),
    /// Across the border between these two bands of one site.
    Across([usize; 2]),
}

/// How an item hangs on a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attached {
    /// The key of the card.
    pub to: usize,
    /// Which of the card's stores this is about: principal, mirror and witness of one database share a number.
    pub store: u8,
    /// What it is to that store.
    pub part: StorePart,
}

/// What an instance is to a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StorePart {
    /// Keeps the databases; a file share too.
    Principal,
    /// Stands beside the principal, with room for a double line between them.
    Mirror,
    /// Hangs below that line.
    Witness,
}

/// A line that has a say in where its ends stand: they share a row, side by side.
#[derive(Debug, Clone, Copy)]
pub struct Relation {
    /// The key of one item.
    pub from: usize,
    /// The key of the other.
    pub to: usize,
    /// How long the line must be for its label to be readable.
    pub min_length: f32,
}

/// Where everything stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Arrangement {
    /// The rectangle of each item, by key.
    pub items: BTreeMap<usize, Rect>,
    /// The rectangle of each container, by key.
    pub containers: BTreeMap<usize, Rect>,
    /// The smallest rectangle around all of it.
    pub bounds: Rect,
}
