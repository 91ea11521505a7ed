//! How much one server, one pool or one site may carry.

use strum::VariantArray;

use super::{Product, Products, Sourced};

/// A quantity that the vendor's planning pages limit or recommend. Users are enabled users unless said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray)]
pub enum Figure {
    /// Users per Front End server of an Enterprise pool, hyper-threading on.
    UsersPerFrontEnd,
    /// Users per Enterprise pool.
    UsersPerPool,
    /// Users of its own that a paired Enterprise pool holds at most, so that either pool can carry both.
    UsersPerPairedPool,
    /// Users per Standard Edition server.
    UsersPerStandardEdition,
    /// Users of a Standard Edition server while it carries those of its partner.
    UsersPerStandardEditionWithPartner,
    /// Concurrent remote users per Edge server.
    RemoteUsersPerEdge,
    /// Concurrent remote users per Director.
    RemoteUsersPerDirector,
    /// Front End servers in a pool, supported.
    FrontEndsPerPool,
    /// Front End servers in a pool that the vendor's tool accepts, supported or not.
    FrontEndsPerPoolAccepted,
    /// Directors in a pool.
    DirectorsPerPool,
    /// Edge servers in a pool, supported.
    EdgesPerPool,
    /// Edge servers in a pool that the vendor's tool accepts, supported or not.
    EdgesPerPoolAccepted,
    /// Chat servers in a pool, standby ones included.
    ChatServersPerPool,
    /// Chat servers of a pool that may be active.
    ActiveChatServersPerPool,
    /// Survivable Branch Appliances in a branch site.
    AppliancesPerBranchSite,
    /// Calls without media bypass per server of a stand-alone Mediation pool, hyper-threading on.
    CallsPerMediation,
    /// The same with hyper-threading off.
    CallsPerMediationNoHyperThreading,
    /// Calls without media bypass per Front End server with a collocated Mediation server.
    CallsPerCollocatedMediation,
    /// Participants of the largest conference in a pool that homes users.
    ConferenceInUserPool,
    /// Participants of the largest conference in a pool that does nothing else.
    ConferenceInDedicatedPool,
    /// Connected chat users per active chat server.
    ChatUsersPerServer,
    /// Connected chat users per chat pool.
    ChatUsersPerPool,
    /// Users provisioned for chat.
    ChatUsersProvisioned,
    /// Chat endpoints of a pool.
    ChatEndpoints,
    /// Chat rooms of the vendor's sample deployment: what was measured, not a limit.
    ChatRoomsSample,
    /// Entries in the access control lists of a chat pool's rooms.
    ChatAclEntries,
    /// Users from which a Survivable Branch Appliance is meant.
    ApplianceUsersFrom,
    /// Users of a Survivable Branch Appliance at most.
    ApplianceUsersTo,
    /// Users from which a Survivable Branch Server is meant.
    BranchServerUsersFrom,
    /// Users of a Survivable Branch Server at most. Two pages disagree: there are two rows.
    BranchServerUsersTo,
    /// Video devices transcoded per Video Interop Server, about.
    VideoDevicesPerInterop,
}

/// One line of the planning pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CapacityRow {
    /// What is counted.
    pub figure: Figure,
    /// The products the line holds for.
    pub products: Products,
    /// How many, and who says so.
    pub limit: Sourced<u32>,
}

/// The figure for a product; of two lines that disagree the stricter. `None` where the documents give none.
pub fn capacity(figure: Figure, product: Product) -> Option<Sourced<u32>> {
    capacity_rows(figure, product).next().map(|row| row.limit)
}

/// Every line about the figure for a product, the stricter first.
pub fn capacity_rows(figure: Figure, product: Product) -> impl Iterator<Item = &'static CapacityRow> {
    CAPACITY.iter().filter(move |row| row.figure == figure && row.products.contains(product))
}

const OLD: Products = Products::of(&[Product::L13, Product::S15]);
const NEW: Products = Products::of(&[Product::S19, Product::SE]);
const INTEROP: Products = Products::of(&[Product::S15, Product::S19, Product::SE]);
const OLD_MODEL: &str = "L:capacity-planning-using-the-user-models, S:user-model";
const NEW_MODEL: &str = "S:user-model-2019";
const ANY_MODEL: &str = "L:capacity-planning-using-the-user-models, S:user-model, S:user-model-2019";
const CHAT: &str = "L:capacity-planning-for-persistent-chat-server, S:capacity-planning";
const CHAT_SERVERS: &str = "L:components-and-topologies-for-persistent-chat-server";
const BRANCH: &str = "L:branch-site-resiliency-solutions, S:enterprise-voice-resiliency";

const fn row(figure: Figure, products: Products, limit: u32, source: &'static str) -> CapacityRow {
    CapacityRow { figure, products, limit: Sourced::stated(limit, source) }
}

/// Every line of the planning pages, by figure.
pub const CAPACITY: &[CapacityRow] = &[
    row(Figure::UsersPerFrontEnd, Products::ALL, 6_660, ANY_MODEL),
    row(Figure::UsersPerPool, OLD, 80_000, OLD_MODEL),
    row(Figure::UsersPerPool, NEW, 106_000, NEW_MODEL),
    row(Figure::UsersPerPairedPool, OLD, 40_000, OLD_MODEL),
    row(Figure::UsersPerPairedPool, NEW, 53_000, NEW_MODEL),
    row(Figure::UsersPerStandardEdition, Products::ALL, 2_500, ANY_MODEL),
    row(Figure::UsersPerStandardEditionWithPartner, Products::ALL, 5_000, ANY_MODEL),
    row(Figure::RemoteUsersPerEdge, OLD, 12_000, OLD_MODEL),
    row(Figure::RemoteUsersPerEdge, NEW, 18_000, NEW_MODEL),
    row(Figure::RemoteUsersPerDirector, OLD, 12_000, OLD_MODEL),
    row(Figure::RemoteUsersPerDirector, NEW, 18_000, NEW_MODEL),
    row(Figure::FrontEndsPerPool, OLD, 12, "L:supported-topologies, S:topology-basics"),
    row(Figure::FrontEndsPerPool, NEW, 16, "S:high-availability, S:user-model-2019"),
    row(Figure::FrontEndsPerPoolAccepted, Products::ALL, 20, "TB:add-front-end-machine"),
    row(Figure::DirectorsPerPool, Products::ALL, 10, "L:supported-topologies, S:topology-basics"),
    row(Figure::EdgesPerPool, Products::ALL, 12, "L:supported-topologies, S:edge-environmental-requirements"),
    row(Figure::EdgesPerPoolAccepted, Products::ALL, 20, "S:edge-environmental-requirements"),
    row(Figure::ChatServersPerPool, OLD, 8, CHAT_SERVERS),
    row(Figure::ActiveChatServersPerPool, OLD, 4, CHAT_SERVERS),
    row(Figure::AppliancesPerBranchSite, Products::ALL, 2, BRANCH),
    row(Figure::CallsPerMediation, OLD, 1_500, OLD_MODEL),
    row(Figure::CallsPerMediation, NEW, 2_000, NEW_MODEL),
    row(Figure::CallsPerMediationNoHyperThreading, OLD, 1_100, OLD_MODEL),
    row(Figure::CallsPerMediationNoHyperThreading, NEW, 1_500, NEW_MODEL),
    row(Figure::CallsPerCollocatedMediation, OLD, 150, OLD_MODEL),
    row(Figure::CallsPerCollocatedMediation, NEW, 200, NEW_MODEL),
    row(Figure::ConferenceInUserPool, Products::ALL, 250, "S:large-meetings, S:user-model, S:user-model-2019"),
    row(Figure::ConferenceInDedicatedPool, Products::ALL, 1_000, "S:large-meetings, S:user-model-2019"),
    row(Figure::ChatUsersPerServer, OLD, 20_000, CHAT),
    row(Figure::ChatUsersPerPool, OLD, 80_000, CHAT),
    row(Figure::ChatUsersProvisioned, OLD, 150_000, CHAT),
    row(Figure::ChatEndpoints, OLD, 120_000, CHAT),
    row(Figure::ChatRoomsSample, OLD, 33_077, CHAT),
    row(Figure::ChatAclEntries, OLD, 2_000_000, CHAT),
    row(Figure::ApplianceUsersFrom, Products::ALL, 25, BRANCH),
    row(Figure::ApplianceUsersTo, Products::ALL, 1_000, BRANCH),
    row(Figure::BranchServerUsersFrom, Products::ALL, 1_000, "L:branch-site-resiliency-solutions, L:sites"),
    row(Figure::BranchServerUsersTo, Products::ALL, 2_000, BRANCH),
    row(Figure::BranchServerUsersTo, Products::ALL, 5_000, "L:sites"),
    row(Figure::VideoDevicesPerInterop, INTEROP, 16, "S:video-interop-server"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendor::source::is_slug_list;

    fn limit(figure: Figure, product: Product) -> Option<u32> {
        capacity(figure, product).map(|limit| limit.value)
    }

    #[test]
    fn every_row_has_a_source() {
        for row in CAPACITY {
            assert!(is_slug_list(row.limit.source), "{row:?}");
        }
    }

    #[test]
    fn every_figure_holds_for_some_product() {
        for &figure in Figure::VARIANTS {
            assert!(
                CAPACITY.iter().any(|row| row.figure == figure && row.products.iter().next().is_some()),
                "{figure:?}"
            );
        }
    }

    #[test]
    fn the_table_is_in_the_order_of_the_figures() {
        assert!(CAPACITY.is_sorted_by_key(|row| row.figure));
    }

    #[test]
    fn no_figure_falls_from_one_product_to_the_next_that_has_it() {
        for &figure in Figure::VARIANTS {
            let limits: Vec<u32> = Product::VARIANTS.iter().filter_map(|&product| limit(figure, product)).collect();
            assert!(limits.is_sorted(), "{figure:?}: {limits:?}");
        }
    }

    #[test]
    fn subscription_edition_carries_what_2019_carries() {
        for &figure in Figure::VARIANTS {
            assert_eq!(capacity(figure, Product::SE), capacity(figure, Product::S19), "{figure:?}");
        }
    }

    #[test]
    fn a_pair_can_live_in_one_of_its_pools() {
        for &product in Product::VARIANTS {
            let paired = limit(Figure::UsersPerPairedPool, product).unwrap();
            assert_eq!(limit(Figure::UsersPerPool, product), Some(2 * paired));
        }
    }

    #[test]
    fn of_two_pages_that_disagree_the_stricter_comes_first() {
        for (&figure, &product) in Figure::VARIANTS.iter().flat_map(|f| Product::VARIANTS.iter().map(move |p| (f, p))) {
            assert!(capacity_rows(figure, product).is_sorted_by_key(|row| row.limit.value), "{figure:?}, {product}");
        }
        let branch: Vec<u32> =
            capacity_rows(Figure::BranchServerUsersTo, Product::L13).map(|row| row.limit.value).collect();
        assert_eq!(branch, [2_000, 5_000]);
    }

    #[test]
    fn chat_ended_with_2015() {
        assert_eq!(limit(Figure::ActiveChatServersPerPool, Product::S15), Some(4));
        assert_eq!(limit(Figure::ActiveChatServersPerPool, Product::S19), None);
    }
}
