use serde::{Deserialize, Serialize};

use super::{RoleFacts, WebServices, is_default, walk};
use crate::model::{FileStore, Id, Pool, StoreRef};
use crate::vendor::Products;

pub(super) static FACTS: RoleFacts = RoleFacts {
    title: "Director pool",
    plural: "Director pools",
    token: "director",
    kind: "director-pool",
    products: Products::ALL,
    in_branch_site: false,
    source: "L:define-optional-director-topologies-in-your-topology",
};

/// Settings of a Director pool: authenticates users and sends them home, homes none.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Director {
    /// The share it is given; hardly used, so any share of the organisation will do.
    pub file_store: Option<Id<FileStore>>,
    /// The names of its web services; the external one differs from every other pool's.
    pub web: WebServices,
    /// The Edge pool for media.
    pub edge_pool: Option<Id<Pool>>,
    /// The databases of archiving.
    pub archiving_store: StoreRef,
    /// The databases of monitoring.
    pub monitoring_store: StoreRef,
}

walk! { Director { file_store, web, edge_pool, archiving_store, monitoring_store } }
