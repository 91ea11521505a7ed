//! The automatic arrangement: where cards, stores and frames stand when nobody has said otherwise.
//!
//! It knows frames, bands, cards and stores, not pools and sites: whoever draws a deployment says which is which. The
//! way is bottom-up. Stores are put below their card ([`block`]), cards into rows and columns ([`grid`]), those into
//! frames and frames onto the sheet ([`frame`]). Pins come last ([`pins`]): the picture is arranged as if there were
//! none, so that a card that is pinned where it stands changes nothing, and then makes way for what was moved.
//!
//! A general layered layout was rejected: it minimises crossings, but two deployments that differ by one pool then
//! look nothing alike, and bands, rows of pairs and stores below their cards would each be a constraint against it.

mod block;
mod frame;
mod grid;
mod pins;
mod plan;
mod request;

pub use request::{Arrangement, Attached, Container, ContainerKind, Home, Item, LayoutRequest, Relation, StorePart};

use crate::diagram::geometry::Rect;
use crate::work::Cancel;

/// Everything that is not pinned stands on multiples of this; a witness, which is centred, may not.
const GRID: f32 = 8.0;
/// Between columns of cards: room for five lines.
const COLUMN_GAP: f32 = 48.0;

/// Says where everything stands, or nothing if it was cancelled.
///
/// The same request gives the same arrangement, in whatever order its lists are. No two items overlap unless both are
/// pinned; pinned items are exactly where they were put; every item is inside its container.
pub fn arrange(request: &LayoutRequest, cancel: &Cancel) -> Option<Arrangement> {
    let plan = plan::Plan::new(request);
    let free = frame::sheet(&plan.frames, cancel)?;
    let piece = pins::keep_pins(&plan, free, cancel)?;
    let rects = piece.items.iter().map(|(_, rect)| *rect).chain(piece.containers.iter().map(|(_, rect)| *rect));
    let bounds = Rect::around(rects).unwrap_or_default();
    Some(Arrangement {
        items: piece.items.into_iter().map(|(index, rect)| (plan.items[index].key, rect)).collect(),
        containers: piece.containers.into_iter().collect(),
        bounds,
    })
}

/// The next multiple of the grid that is not smaller.
fn snapped(length: f32) -> f32 {
    (length / GRID).ceil() * GRID
}
