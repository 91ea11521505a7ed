//! The databases of each store.

use strum::VariantArray;

use super::ServiceRole;

/// A store: what one database set-up creates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray)]
pub enum Store {
    /// Users of a pool: its back end.
    User,
    /// Response groups and call park.
    Application,
    /// The Central Management store.
    CentralMgmt,
    /// Archiving.
    Archiving,
    /// Monitoring.
    Monitoring,
    /// Persistent Chat content.
    PersistentChat,
    /// Persistent Chat compliance.
    PersistentChatCompliance,
}

/// What there is to know about a [`Store`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoreFacts {
    /// The store.
    pub store: Store,
    /// What `-DatabaseType` calls it.
    pub database_type: &'static str,
    /// The databases.
    pub databases: &'static [&'static str],
    /// Its role in a topology document; `None` where no sample shows one.
    pub role: Option<ServiceRole>,
    /// Its keys of `-DatabasePathMap`, each to be followed by `:DbPath` or `:LogPath`; empty where no page lists any.
    pub path_keys: &'static [&'static str],
    /// The pages that say so.
    pub source: &'static str,
}

impl Store {
    /// The row of this store.
    pub const fn facts(self) -> &'static StoreFacts {
        match self {
            Self::User => &STORES[0],
            Self::Application => &STORES[1],
            Self::CentralMgmt => &STORES[2],
            Self::Archiving => &STORES[3],
            Self::Monitoring => &STORES[4],
            Self::PersistentChat => &STORES[5],
            Self::PersistentChatCompliance => &STORES[6],
        }
    }
}

const PLACEMENT: &str =
    "L:sql-server-data-and-log-file-placement, L:database-installation-using-lync-server-management-shell";
const CHAT: &str = "L:add-persistent-chat-server-to-the-topology, L:topology-changes, PS:Install-CsDatabase";

/// Every store.
pub const STORES: [StoreFacts; 7] = [
    StoreFacts {
        store: Store::User,
        database_type: "User",
        databases: &["rtcxds", "rtcshared", "rtcab"],
        role: Some(ServiceRole::UserStore),
        path_keys: &["BackendStore:BlobStore", "BackendStore:RtcSharedDatabase", "ABSStore:AbsDatabase"],
        source: PLACEMENT,
    },
    StoreFacts {
        store: Store::Application,
        database_type: "Application",
        databases: &["rgsconfig", "rgsdyn", "cpsdyn"],
        role: Some(ServiceRole::ApplicationStore),
        path_keys: &[
            "ApplicationStore:RgsConfigDatabase",
            "ApplicationStore:RgsDynDatabase",
            "ApplicationStore:CpsDynDatabase",
        ],
        source: PLACEMENT,
    },
    StoreFacts {
        store: Store::CentralMgmt,
        database_type: "CentralMgmt",
        databases: &["xds", "lis"],
        role: Some(ServiceRole::CentralMgmtStore),
        path_keys: &[],
        source: PLACEMENT,
    },
    StoreFacts {
        store: Store::Archiving,
        database_type: "Archiving",
        databases: &["LcsLog"],
        role: Some(ServiceRole::ArchivingStore),
        path_keys: &["ArchivingStore:ArchivingDatabase"],
        source: PLACEMENT,
    },
    StoreFacts {
        store: Store::Monitoring,
        database_type: "Monitoring",
        databases: &["LcsCDR", "QoEMetrics"],
        role: Some(ServiceRole::MonitoringStore),
        path_keys: &["MonitoringStore:MonitoringDatabase", "MonitoringStore:QoEMetricsDatabase"],
        source: PLACEMENT,
    },
    StoreFacts {
        store: Store::PersistentChat,
        database_type: "PersistentChat",
        databases: &["mgc"],
        role: None,
        path_keys: &[],
        source: CHAT,
    },
    StoreFacts {
        store: Store::PersistentChatCompliance,
        database_type: "PersistentChatCompliance",
        databases: &["mgccomp"],
        role: None,
        path_keys: &[],
        source: CHAT,
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::vendor::source::is_slug_list;

    #[test]
    fn every_store_finds_its_own_row() {
        for (&store, row) in Store::VARIANTS.iter().zip(&STORES) {
            assert_eq!((store.facts(), store), (row, row.store));
        }
    }

    #[test]
    fn every_row_has_a_source() {
        for row in &STORES {
            assert!(is_slug_list(row.source), "{row:?}");
        }
    }

    #[test]
    fn no_two_stores_share_a_database_a_type_or_a_role() {
        let names = || STORES.iter().flat_map(|row| row.databases.iter().chain([&row.database_type]));
        assert_eq!(names().collect::<BTreeSet<_>>().len(), names().count());
        let roles = || STORES.iter().filter_map(|row| row.role);
        assert_eq!(roles().collect::<BTreeSet<_>>().len(), roles().count());
    }
}
