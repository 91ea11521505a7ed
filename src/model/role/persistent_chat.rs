use serde::{Deserialize, Serialize};

use super::{RoleFacts, is_default, walk};
use crate::model::walk::part;
use crate::model::{FileStore, Id, Pool, StoreRef, Topology, UncPath};
use crate::vendor::{Product, Products};

pub(super) static FACTS: RoleFacts = RoleFacts {
    title: "Persistent Chat pool",
    plural: "Persistent Chat pools",
    token: "persistent-chat",
    kind: "persistent-chat-pool",
    products: Products::of(&[Product::L13, Product::S15]),
    in_branch_site: false,
    source: "L:add-persistent-chat-server-to-the-topology",
};

/// Settings of a Persistent Chat pool. Source: `L:add-persistent-chat-server-to-the-topology`.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersistentChat {
    /// The name users see.
    pub display_name: String,
    /// The port between chat servers and the next hop.
    #[serde_with(skip_apply)]
    pub port: u16,
    /// Whether a record of everything is kept.
    pub compliance: bool,
    /// Whether it is the default pool of its site.
    pub default_for_site: bool,
    /// Whether it is the default pool of all sites.
    pub default_for_all_sites: bool,
    /// The content of the rooms (`mgc`).
    pub primary: StoreRef,
    /// Its log-shipping secondary, in the other data centre.
    pub backup: StoreRef,
    /// The record of everything (`mgccomp`).
    pub compliance_primary: StoreRef,
    /// Its log-shipping secondary, in the other data centre.
    pub compliance_backup: StoreRef,
    /// The share for uploaded files.
    pub file_store: Option<Id<FileStore>>,
    /// A folder on the computer itself instead of a share; for a single-computer pool only.
    pub local_file_folder: String,
    /// The Front End pool or Standard Edition server in front of it.
    pub next_hop: Option<Id<Pool>>,
    /// How the secondary is fed; set up in SQL Server. Ours.
    pub log_shipping: LogShipping,
    /// Which data centre serves. Ours.
    pub state: ChatState,
}

/// Log shipping of chat databases: set up in SQL Server, not part of any vendor document.
/// Source: `L:required-resources-for-persistent-chat-server`.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LogShipping {
    /// The share that transaction logs are backed up to.
    pub backup_share: UncPath,
    /// The folder on the secondary that they are copied to.
    pub copy_folder: UncPath,
    /// Whether log shipping is also set up from the primary's mirror.
    pub from_mirror: bool,
}

/// Which side of a stretched chat pool serves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChatState {
    /// The primary's data centre.
    #[default]
    Normal,
    /// The secondary's data centre.
    FailedOver,
}

impl Pool {
    /// Whether its computers stand in two or more data centres.
    pub fn is_stretched(&self, topology: &Topology) -> bool {
        topology.data_centres_of(self).len() > 1
    }
}

impl Default for PersistentChat {
    fn default() -> Self {
        Self {
            display_name: String::new(),
            port: 5041,
            compliance: false,
            default_for_site: false,
            default_for_all_sites: false,
            primary: StoreRef::default(),
            backup: StoreRef::default(),
            compliance_primary: StoreRef::default(),
            compliance_backup: StoreRef::default(),
            file_store: None,
            local_file_folder: String::new(),
            next_hop: None,
            log_shipping: LogShipping::default(),
            state: ChatState::Normal,
        }
    }
}

walk! {
    PersistentChat {
        display_name, port, compliance, default_for_site, default_for_all_sites, primary, backup, compliance_primary,
        compliance_backup, file_store, local_file_folder, next_hop, log_shipping, state,
    }
    LogShipping { backup_share, copy_folder, from_mirror }
}
walk! { leaf ChatState }
part! { ChatState }
