//! The automatic arrangement: where cards, stores and frames stand when nobody has said otherwise.
//!
//! It knows frames, bands, cards and stores, not pools and sites: whoever draws a deployment says which is which. The
//! way is bottom-up. Stores are put below their card (`block`), cards into rows and columns (`grid`), those into
//! frames and frames onto the sheet (`frame`). Pins come last (`pins`): the picture is arranged as if there were
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
/// Between a card and its stores: room for an arrow head and a bend.
const BELOW_CARD: f32 = 48.0;
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagram::geometry::{Point, Size};
    use crate::diagram::sample::{CARD, STORE, Sample, WITNESS};

    #[test]
    fn paired_cards_face_each_other_across_the_border_with_room_for_the_label() {
        let mut sample = Sample::default();
        let site = sample.site();
        let bands = [sample.band(site), sample.band(site)];
        let alone = sample.card(Home::In(bands[0]), 0);
        let [lon, par] = bands.map(|band| sample.card(Home::In(band), 0));
        sample.pair(lon, par);
        let arrangement = sample.arranged();
        let [alone, lon, par] = [alone, lon, par].map(|key| arrangement.items[&key]);
        assert_eq!(lon.min.y, par.min.y);
        assert!(par.min.x - lon.max.x >= 176.0);
        assert_ne!(alone.min.y, lon.min.y);
    }

    #[test]
    fn the_witness_hangs_below_the_line_from_principal_to_mirror() {
        let mut sample = Sample::default();
        let site = sample.site();
        let pool = sample.card(Home::In(site), 0);
        let [principal, mirror] = sample.mirrored(site, pool, 0);
        let items = sample.arranged().items;
        let (card, left, right, witness) = (items[&pool], items[&principal], items[&mirror], items[&(mirror + 1)]);
        assert_eq!((left.min.y, right.min.x - left.max.x), (right.min.y, 80.0));
        assert_eq!(witness.center().x, (left.max.x + right.min.x) / 2.0);
        assert!(witness.min.y >= left.max.y && left.min.y > card.max.y);
        assert!(card.min.x < left.center().x && left.center().x < card.max.x);
    }

    #[test]
    fn a_stretched_card_lies_across_the_border_with_stores_below_both_halves() {
        let sample = Sample::two_data_centres();
        let arrangement = sample.arranged();
        let (london, paris) = (arrangement.containers[&1], arrangement.containers[&2]);
        let (chat, primary, secondary) = (arrangement.items[&6], arrangement.items[&7], arrangement.items[&10]);
        assert!(london.min.x < chat.min.x && chat.min.x < london.max.x);
        assert!(paris.min.x < chat.max.x && chat.max.x < paris.max.x);
        assert!(london.contains_rect(&primary) && paris.contains_rect(&secondary));
        assert!(primary.min.y > chat.max.y && secondary.min.y == primary.min.y);
    }

    #[test]
    fn bands_are_equally_high_and_branch_sites_stand_below_their_parent() {
        let arrangement = Sample::two_data_centres().arranged();
        let [site, london, paris, leeds] = [0, 1, 2, 3].map(|key| arrangement.containers[&key]);
        assert_eq!((london.min.y, london.max.y), (paris.min.y, paris.max.y));
        assert!(site.contains_rect(&london) && site.contains_rect(&paris));
        assert!(leeds.min.y > site.max.y);
    }

    #[test]
    fn a_card_that_is_pinned_where_it_stands_changes_nothing() {
        let mut sample = Sample::two_data_centres();
        let free = sample.arranged();
        for key in [1, 4, 6, 13] {
            sample.request.items[key].pinned = Some(free.items[&key].min);
            assert_eq!(sample.arranged(), free, "{key}");
        }
    }

    #[test]
    fn stores_go_with_their_pinned_card() {
        let mut sample = Sample::two_data_centres();
        let free = sample.arranged().items;
        let step = Point::new(-1200.0, 0.0);
        sample.request.items[1].pinned = Some(free[&1].min + step);
        let moved = sample.arranged().items;
        assert_eq!(moved[&3], free[&3].translated(step));
        assert_eq!(moved[&4], free[&4].translated(step));
    }

    #[test]
    fn many_pools_make_a_picture_of_a_screens_proportions() {
        let mut sample = Sample::default();
        for _ in 0..40 {
            let site = sample.site();
            for rank in [0, 0, 1, 3, 6] {
                let pool = sample.card(Home::In(site), rank);
                sample.store(site, pool, 0, StorePart::Principal);
            }
        }
        let bounds = sample.arranged().bounds;
        let aspect = bounds.width() / bounds.height();
        assert!((1.3..2.0).contains(&aspect), "{aspect}");
    }

    #[test]
    fn what_the_request_does_not_explain_is_placed_all_the_same() {
        let mut sample = Sample::default();
        let site = sample.site();
        sample.item(
            Home::In(77),
            0,
            Size::new(f32::NAN, -3.0),
            Some(Attached { to: 0, store: 0, part: StorePart::Mirror }),
        );
        sample.item(Home::Across([site, 78]), 0, CARD, None);
        sample.item(Home::Across([78, 79]), 0, CARD, None);
        sample.request.items[1].pinned = Some(Point::new(f32::INFINITY, 0.0));
        sample.pair(0, 99);
        assert_eq!(sample.arranged().items.len(), 3);
        assert_eq!(Sample::default().arranged(), Arrangement::default());
    }

    #[test]
    fn a_cancelled_job_gives_nothing() {
        let cancel = Cancel::default();
        cancel.cancel();
        assert_eq!(arrange(&Sample::two_data_centres().request, &cancel), None);
    }

    /// Sites with up to three bands and a branch site, and items anywhere in them.
    fn requests(with_pins: bool) -> impl Strategy<Value = LayoutRequest> {
        let sites = prop::collection::vec((0_usize..4, any::<bool>()), 1..4);
        let pin = prop::option::weighted(0.2, (-900_i16..2000, -900_i16..2000));
        let item = (any::<(u8, u8)>(), 0_usize..3, 0_u8..4, prop::option::of((0_usize..30, 0_u8..3, 0_u8..3)), pin);
        let pairs = prop::collection::vec((0_usize..30, 0_usize..30), 0..6);
        (sites, prop::collection::vec(item, 0..30), pairs).prop_map(move |(sites, items, pairs)| {
            let mut sample = Sample::default();
            let mut homes = vec![Home::Sheet];
            for (n_bands, has_branch) in sites {
                let site = sample.site();
                homes.push(Home::In(site));
                let bands: Vec<usize> = (0..n_bands).map(|_| sample.band(site)).collect();
                homes.extend(bands.iter().map(|band| Home::In(*band)));
                homes.extend(bands.windows(2).map(|pair| Home::Across([pair[0], pair[1]])));
                if has_branch {
                    homes.push(Home::In(sample.branch(site)));
                }
            }
            for ((home, other), size, rank, attached, pin) in items {
                let attached = attached.map(|(to, store, part)| {
                    let part = [StorePart::Principal, StorePart::Mirror, StorePart::Witness][usize::from(part)];
                    Attached { to, store, part }
                });
                // Homes of a few bits, so that items that hang on each other are often together.
                let home = homes[usize::from(home & other) % homes.len()];
                let key = sample.item(home, rank, [CARD, STORE, WITNESS][size], attached);
                sample.request.items[key].pinned =
                    pin.filter(|_| with_pins).map(|(x, y)| Point::new(x.into(), y.into()));
            }
            pairs.into_iter().for_each(|(a, b)| sample.pair(a, b));
            sample.request
        })
    }

    fn arranged(request: &LayoutRequest) -> Arrangement {
        arrange(request, &Cancel::default()).unwrap()
    }

    /// The band or frame an item is in, and the site around it.
    fn containers_of(home: Home, containers: &[Container]) -> Vec<usize> {
        let (Home::In(key) | Home::Across([key, _])) = home else { return Vec::new() };
        match (home, containers[key].kind) {
            (Home::Across(_), ContainerKind::Band { site }) => vec![site],
            (_, ContainerKind::Band { site }) => vec![key, site],
            _ => vec![key],
        }
    }

    proptest! {
        #[test]
        fn no_two_items_overlap_unless_both_are_pinned(request in requests(true)) {
            let items = arranged(&request).items;
            for (index, a) in request.items.iter().enumerate() {
                for b in &request.items[..index] {
                    let both_pinned = a.pinned.is_some() && b.pinned.is_some();
                    let (one, other) = (items[&a.key], items[&b.key]);
                    prop_assert!(both_pinned || !one.overlaps(&other), "{} {one:?} {} {other:?}", a.key, b.key);
                }
            }
        }

        #[test]
        fn every_item_is_inside_its_container(request in requests(true)) {
            let arrangement = arranged(&request);
            for item in &request.items {
                for key in containers_of(item.home, &request.containers) {
                    let (outer, inner) = (arrangement.containers[&key], arrangement.items[&item.key]);
                    prop_assert!(outer.contains_rect(&inner), "{key} {outer:?} {} {inner:?}", item.key);
                }
            }
        }

        #[test]
        fn pins_do_not_move(request in requests(true)) {
            let items = arranged(&request).items;
            for item in &request.items {
                prop_assert!(item.pinned.is_none_or(|pin| items[&item.key].min == pin));
            }
        }

        #[test]
        fn the_order_of_the_lists_says_nothing(request in requests(true), by in 0_usize..30) {
            let mut shuffled = request.clone();
            shuffled.items.reverse();
            let by = by.min(shuffled.items.len());
            shuffled.items.rotate_left(by);
            shuffled.containers.reverse();
            shuffled.relations.reverse();
            prop_assert_eq!(arranged(&request), arranged(&shuffled));
        }

        #[test]
        fn free_frames_keep_apart_and_stand_on_the_grid(request in requests(false)) {
            let arrangement = arranged(&request);
            let is_band = |kind| matches!(kind, ContainerKind::Band { .. });
            for (index, a) in request.containers.iter().enumerate() {
                let outer = arrangement.containers[&a.key];
                prop_assert_eq!((outer.min.x % GRID, outer.min.y % GRID), (0.0, 0.0));
                for b in request.containers[..index].iter().filter(|b| is_band(a.kind) == is_band(b.kind)) {
                    prop_assert!(!outer.overlaps(&arrangement.containers[&b.key]), "{} {}", a.key, b.key);
                }
            }
            for item in request.items.iter().filter(|item| item.attached.is_none()) {
                let corner = arrangement.items[&item.key].min;
                prop_assert_eq!((corner.x % GRID, corner.y % GRID), (0.0, 0.0));
            }
        }
    }
}
