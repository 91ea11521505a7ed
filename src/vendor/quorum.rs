//! How many Front End servers of an Enterprise pool must run. The back end is assumed up throughout.

use super::Product;

/// Copies of a user's data, each on another Front End server: one primary and two secondaries. Source:
/// `L:topologies-and-components-for-front-end-servers-instant-messaging-and-presence`, `S:high-availability`.
pub const REPLICAS_PER_ROUTING_GROUP: u8 = 3;

/// What keeps a running pool running.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Functional {
    /// With fewer running servers every server of the pool stops its services.
    pub minimum: u8,
    /// Only servers among the first so many of the pool count; with `None` any server does. The vendor means those that
    /// came up first when the pool was first started; that this is the order of the topology document is inferred.
    pub of_first: Option<u8>,
    /// The pages that print the row.
    pub source: &'static str,
    /// True when the row is a conclusion of ours.
    pub inferred: bool,
}

impl Functional {
    /// Whether enough of the servers that count are running, given for each server of the pool in topology order.
    pub fn is_met(&self, is_running: impl IntoIterator<Item = bool>) -> bool {
        let counted = self.of_first.map_or(usize::MAX, usize::from);
        is_running.into_iter().take(counted).filter(|&running| running).count() >= usize::from(self.minimum)
    }
}

/// The fewest servers that keep a running pool of `n_computers` running; `None` outside the vendor's table.
///
/// A 2019 pool of two is in the table although it cannot be published. For a 2019 pool of twelve the table has two rows
/// (5 of the first 9, 7 of the first 12): the stricter one is returned, which is inferred.
pub const fn min_functional(n_computers: usize, product: Product) -> Option<Functional> {
    const SOURCE: &str =
        "L:topologies-and-components-for-front-end-servers-instant-messaging-and-presence, S:high-availability";
    let up_to_16 = allows_16(product);
    let (minimum, of_first, source, inferred) = match n_computers {
        1 => (1, None, "S:high-availability", true),
        2 => (1, None, SOURCE, false),
        3 | 4 => (2, None, SOURCE, false),
        5 | 6 => (3, None, SOURCE, false),
        7 => (4, None, SOURCE, false),
        8 | 9 => (4, Some(7), SOURCE, false),
        12 if up_to_16 => (7, Some(12), "S:high-availability", true),
        10..=12 => (5, Some(9), SOURCE, false),
        13..=16 if up_to_16 => (7, Some(12), "S:high-availability", false),
        _ => return None,
    };
    Some(Functional { minimum, of_first, source, inferred })
}

/// The same from an older page, which differs for 9, 11 and 12 servers and lets any server count. [`min_functional`] is
/// binding; this one only tells whom to warn. Source:
/// `L:define-and-configure-a-front-end-pool-or-standard-edition-server`.
pub const fn older_min_functional(n_computers: usize) -> Option<u8> {
    match n_computers {
        1 | 2 => Some(1),
        3 | 4 => Some(2),
        5 | 6 => Some(3),
        7 | 8 => Some(4),
        9 | 10 => Some(5),
        11 | 12 => Some(6),
        _ => None,
    }
}

/// The fewest servers for the first start of a pool, and for every cold start without quorum loss recovery. Pools of 1
/// and of 13 to 15 servers are not documented. The text beside the table says 85 %; the table is followed. Source:
/// `L:topologies-and-components-for-front-end-servers-instant-messaging-and-presence`, `S:high-availability`.
pub const fn min_first_start(n_computers: usize, product: Product) -> Option<u8> {
    match n_computers {
        2 => Some(1),
        3 | 4 => Some(3),
        5 => Some(4),
        6 | 7 => Some(5),
        8 => Some(6),
        9 => Some(7),
        10 => Some(8),
        11 => Some(9),
        12 => Some(10),
        16 if allows_16(product) => Some(12),
        _ => None,
    }
}

const fn allows_16(product: Product) -> bool {
    matches!(product, Product::S19 | Product::SE)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use strum::VariantArray;

    use super::*;
    use crate::vendor::source::is_slug_list;

    fn each_product() -> impl Iterator<Item = Product> {
        Product::VARIANTS.iter().copied()
    }

    #[test]
    fn no_minimum_falls_as_a_pool_grows() {
        for product in each_product() {
            let functional: Vec<u8> =
                (0..40).filter_map(|n| min_functional(n, product)).map(|row| row.minimum).collect();
            let first_start: Vec<u8> = (0..40).filter_map(|n| min_first_start(n, product)).collect();
            let older: Vec<u8> = (0..40).filter_map(older_min_functional).collect();
            for minimums in [functional, first_start, older] {
                assert!(minimums.is_sorted(), "{product}: {minimums:?}");
            }
        }
    }

    #[test]
    fn a_pool_never_needs_more_servers_than_it_has_or_than_count() {
        for (product, n) in each_product().flat_map(|product| (0..40).map(move |n| (product, n))) {
            if let Some(row) = min_functional(n, product) {
                assert!(usize::from(row.minimum) <= n);
                assert!(row.of_first.is_none_or(|k| row.minimum <= k && usize::from(k) <= n), "{product}, {n} servers");
            }
            assert!(min_first_start(n, product).is_none_or(|minimum| usize::from(minimum) <= n));
        }
    }

    #[test]
    fn starting_never_takes_fewer_servers_than_staying_up() {
        for (product, n) in each_product().flat_map(|product| (0..40).map(move |n| (product, n))) {
            if let (Some(start), Some(stay)) = (min_first_start(n, product), min_functional(n, product)) {
                assert!(start >= stay.minimum, "{product}, {n} servers");
            }
        }
    }

    #[test]
    fn the_two_tables_differ_for_9_11_and_12_servers_of_2013() {
        let minimum = |n| min_functional(n, Product::L13).map(|row| row.minimum);
        let differing: Vec<usize> = (0..40).filter(|&n| minimum(n) != older_min_functional(n)).collect();
        assert_eq!(differing, [9, 11, 12]);
    }

    #[test]
    fn twelve_servers_of_2019_are_held_to_the_stricter_row() {
        let row = min_functional(12, Product::S19).unwrap();
        assert_eq!((row.minimum, row.of_first, row.inferred), (7, Some(12), true));
        let row = min_functional(12, Product::S15).unwrap();
        assert_eq!((row.minimum, row.of_first, row.inferred), (5, Some(9), false));
    }

    #[test]
    fn the_tables_end_where_the_pool_sizes_end() {
        for (product, largest) in each_product().zip([12, 12, 16, 16]) {
            assert!(min_functional(0, product).is_none() && min_first_start(0, product).is_none());
            assert!((1..=largest).all(|n| min_functional(n, product).is_some()));
            assert!(min_functional(largest + 1, product).is_none() && min_first_start(largest + 1, product).is_none());
        }
    }

    #[test]
    fn a_server_behind_the_counted_ones_keeps_no_pool_up() {
        let row = min_functional(9, Product::S19).unwrap();
        let running = |servers: [u8; 9]| row.is_met(servers.map(|running| running == 1));
        assert!(running([0, 0, 0, 1, 1, 1, 1, 0, 0]));
        assert!(!running([0, 0, 0, 0, 1, 1, 1, 1, 1]));
    }

    #[test]
    fn every_row_has_a_source() {
        for (product, n) in each_product().flat_map(|product| (0..40).map(move |n| (product, n))) {
            assert!(min_functional(n, product).is_none_or(|row| is_slug_list(row.source)));
        }
    }

    proptest! {
        #[test]
        fn failing_one_more_server_never_brings_a_pool_back(
            running in prop::collection::vec(any::<bool>(), 1..=16),
            failing: prop::sample::Index,
            product in prop::sample::select(Product::VARIANTS),
        ) {
            if let Some(row) = min_functional(running.len(), product) {
                let mut fewer = running.clone();
                fewer[failing.index(running.len())] = false;
                prop_assert!(!row.is_met(fewer) || row.is_met(running));
            }
        }
    }
}
