use serde::{Deserialize, Serialize};

use super::{RoleFacts, is_default, walk};
use crate::model::walk::part;
use crate::model::{Id, Pool, Trunk};
use crate::vendor::Products;

pub(super) static FACTS: RoleFacts = RoleFacts {
    title: "Mediation pool",
    plural: "Mediation pools",
    token: "mediation",
    kind: "mediation-pool",
    products: Products::ALL,
    in_branch_site: true,
    source: "L:define-a-mediation-server-in-topology-builder",
};

/// Settings of a stand-alone Mediation pool.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Mediation {
    /// The Front End pool it works for.
    pub next_hop: Option<Id<Pool>>,
    /// The Edge pool for media; only for remote voice users.
    pub edge_pool: Option<Id<Pool>>,
    /// Where it listens.
    #[serde_with(skip_apply)]
    pub ports: MediationPorts,
}

/// Where a Mediation Server listens, collocated or not.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MediationPorts {
    /// TLS ports for gateways.
    pub tls: Option<PortRange>,
    /// TCP ports for gateways; off until the first TCP gateway.
    pub tcp: Option<PortRange>,
    /// The trunk used where no route says otherwise.
    pub default_trunk: Option<Id<Trunk>>,
}

/// Consecutive ports, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the words say it")]
pub struct PortRange {
    pub first: u16,
    pub last: u16,
}

impl PortRange {
    /// Just one port.
    pub const fn single(port: u16) -> Self {
        Self { first: port, last: port }
    }

    /// Whether the port lies in the range.
    pub const fn contains(self, port: u16) -> bool {
        self.first <= port && port <= self.last
    }
}

impl Default for MediationPorts {
    /// TLS on 5067, no TCP.
    fn default() -> Self {
        Self { tls: Some(PortRange::single(5067)), tcp: None, default_trunk: None }
    }
}

walk! {
    Mediation { next_hop, edge_pool, ports }
    MediationPorts { tls, tcp, default_trunk }
}
walk! { leaf PortRange }
part! { MediationPorts, PortRange }
