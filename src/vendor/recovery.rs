//! How long recovery takes and what it loses, and the intervals behind both. The vendor measured with
//! 40,000 active and 200,000 enabled users in one world region over a fast link of low latency.

use strum::VariantArray;

use super::{Product, Products, Sourced};

/// A case for which the documents give a recovery time and point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray)]
pub enum Recovery {
    /// Failing a pool over to its partner, or back.
    Pool,
    /// Failing the Central Management store over.
    CentralManagement,
    /// An automatic failover of a mirrored back end, which takes a witness.
    MirrorWithWitness,
}

/// What the documents promise for one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Objectives {
    /// The case.
    pub case: Recovery,
    /// The products the line holds for.
    pub products: Products,
    /// Recovery time at best, in minutes.
    pub rto_from_minutes: u16,
    /// Recovery time at worst, in minutes; the same where the documents give one number.
    pub rto_to_minutes: u16,
    /// Minutes of changes that may be lost.
    pub rpo_minutes: u16,
    /// The pages that say so.
    pub source: &'static str,
}

/// What the documents promise a product for one case, `None` when the case cannot occur.
pub fn objectives(case: Recovery, product: Product) -> Option<&'static Objectives> {
    OBJECTIVES.iter().find(|row| row.case == case && row.products.contains(product))
}

const L13: Products = Products::of(&[Product::L13]);
const OLD: Products = Products::of(&[Product::L13, Product::S15]);
const SINCE_2015: Products = Products::of(&[Product::S15, Product::S19, Product::SE]);
const POOL_PAGE: &str = "L:recovery-time-for-pool-failover-and-pool-failback";

const fn row(
    case: Recovery,
    products: Products,
    rto_minutes: [u16; 2],
    rpo_minutes: u16,
    source: &'static str,
) -> Objectives {
    let [rto_from_minutes, rto_to_minutes] = rto_minutes;
    Objectives { case, products, rto_from_minutes, rto_to_minutes, rpo_minutes, source }
}

/// Every case.
pub const OBJECTIVES: &[Objectives] = &[
    row(Recovery::Pool, L13, [30, 30], 30, POOL_PAGE),
    row(Recovery::Pool, SINCE_2015, [15, 20], 5, "S:disaster-recovery"),
    row(
        Recovery::CentralManagement,
        Products::ALL,
        [5, 5],
        5,
        "L:central-management-store-failover, S:disaster-recovery",
    ),
    row(Recovery::MirrorWithWitness, OLD, [5, 5], 5, "L:back-end-server-high-availability, S:back-end-server"),
];

/// Minutes, about, for which sessions go on as normal when a back end is down and nothing takes over; afterwards users
/// are in resiliency mode.
pub const UNTIL_RESILIENCY_MODE_MINUTES: Sourced<u16> =
    Sourced::stated(30, "L:back-end-server-high-availability, S:back-end-server");
/// Minutes to allow for a failback of [`FAILBACK_MEASURED_USERS`]. Documented for 2013 only.
pub const FAILBACK_MINUTES: Sourced<u16> = Sourced::stated(60, POOL_PAGE);
/// The users that [`FAILBACK_MINUTES`] speaks of.
pub const FAILBACK_MEASURED_USERS: Sourced<u32> = Sourced::stated(20_000, POOL_PAGE);
/// Seconds between two runs of the Backup Service.
pub const BACKUP_SYNC_INTERVAL_SECS: Sourced<u32> =
    Sourced::stated(120, "L:configuring-and-monitoring-the-backup-service");
/// Seconds after which a Front End pool counts as failed for automatic voice failover, and as back for the failback.
pub const POOL_DETECTION_SECS: Sourced<u32> = Sourced::stated(300, "L:planning-for-central-site-voice-resiliency");
/// Seconds after which the pool behind a branch appliance or server counts as failed.
pub const BRANCH_DETECTION_SECS: Sourced<u32> = Sourced::stated(120, "TB:registrar-settings-expander");
/// Seconds after which the pool behind a branch appliance or server counts as back.
pub const BRANCH_FAILBACK_SECS: Sourced<u32> = Sourced::stated(240, "TB:registrar-settings-expander");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendor::source::is_slug_list;

    #[test]
    fn every_row_has_a_source() {
        let seconds = [BACKUP_SYNC_INTERVAL_SECS, POOL_DETECTION_SECS, BRANCH_DETECTION_SECS, BRANCH_FAILBACK_SECS];
        let others = [UNTIL_RESILIENCY_MODE_MINUTES.source, FAILBACK_MINUTES.source, FAILBACK_MEASURED_USERS.source];
        let rows = OBJECTIVES.iter().map(|row| row.source);
        for source in rows.chain(seconds.map(|interval| interval.source)).chain(others) {
            assert!(is_slug_list(source), "{source}");
        }
    }

    #[test]
    fn later_products_never_recover_more_slowly_or_lose_more() {
        for &case in Recovery::VARIANTS {
            let rows: Vec<_> = Product::VARIANTS.iter().filter_map(|&product| objectives(case, product)).collect();
            for pair in rows.windows(2) {
                assert!(pair[1].rto_to_minutes <= pair[0].rto_to_minutes, "{case:?}");
                assert!(pair[1].rpo_minutes <= pair[0].rpo_minutes, "{case:?}");
            }
        }
    }

    #[test]
    fn no_range_of_recovery_time_is_upside_down() {
        assert!(OBJECTIVES.iter().all(|row| row.rto_from_minutes <= row.rto_to_minutes));
    }

    #[test]
    fn a_mirror_recovers_nothing_where_none_can_be_deployed() {
        let has_mirror = |product| objectives(Recovery::MirrorWithWitness, product).is_some();
        assert_eq!([Product::L13, Product::S15, Product::S19, Product::SE].map(has_mirror), [true, true, false, false]);
    }
}
