use serde::{Deserialize, Serialize};

use super::{RoleFacts, is_default, walk};
use crate::model::walk::part;
use crate::model::{Id, Pool};
use crate::vendor::Products;

pub(super) static FACTS: RoleFacts = RoleFacts {
    title: "Trusted application pool",
    plural: "Trusted application servers",
    token: "trusted-application",
    kind: "trusted-application-pool",
    products: Products::ALL,
    in_branch_site: false,
    source: "L:configure-a-new-trusted-application-server",
};

/// Settings of a trusted application pool. Source: `L:configure-a-new-trusted-application-server`.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrustedApplication {
    /// The Front End pool it talks to.
    pub next_hop: Option<Id<Pool>>,
    /// The Front End pool whose data it is associated with; optional.
    pub user_pool: Option<Id<Pool>>,
    /// What runs on it.
    pub applications: Vec<Application>,
    /// Whether it only calls and is never called.
    pub outbound_only: bool,
    /// Whether the server throttles it as a server; the vendor's default.
    #[serde_with(skip_apply)]
    pub throttle_as_server: bool,
    /// Whether its word is taken for who a user is; the vendor's default.
    #[serde_with(skip_apply)]
    pub treat_as_authenticated: bool,
    /// Whether its computers get a copy of the Central Management store.
    pub requires_replication: bool,
}

/// An application on a trusted application pool.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Application {
    /// Its id, without `urn:application:`.
    pub id: String,
    /// Where it listens.
    pub port: u16,
}

impl Default for TrustedApplication {
    fn default() -> Self {
        Self {
            next_hop: None,
            user_pool: None,
            applications: Vec::new(),
            outbound_only: false,
            throttle_as_server: true,
            treat_as_authenticated: true,
            requires_replication: false,
        }
    }
}

walk! {
    TrustedApplication {
        next_hop, user_pool, applications, outbound_only, throttle_as_server, treat_as_authenticated,
        requires_replication,
    }
    Application { id, port }
}
part! { Application }
