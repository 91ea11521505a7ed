use serde::{Deserialize, Serialize};

use super::{MediationPorts, RoleFacts, VoiceFailover, is_default, walk};
use crate::model::walk::part;
use crate::model::{Id, Pool};
use crate::vendor::Products;

pub(super) static FACTS: RoleFacts = RoleFacts {
    title: "Survivable Branch Appliance",
    plural: "Survivable Branch Appliances",
    token: "survivable-branch",
    kind: "survivable-branch",
    products: Products::ALL,
    in_branch_site: true,
    source: "L:define-a-survivable-branch-appliance-or-server",
};

/// Settings of a Survivable Branch Appliance or Server: registrar and Mediation for a branch site, kept alive when the
/// line to the central site is down. Source: `L:define-a-survivable-branch-appliance-or-server`.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SurvivableBranch {
    /// An appliance, or a server of one's own.
    pub kind: SurvivableBranchKind,
    /// The Front End pool that keeps its users and is its backup registrar.
    pub registrar: Option<Id<Pool>>,
    /// The Edge pool for media.
    pub edge_pool: Option<Id<Pool>>,
    /// Where its Mediation Server listens.
    #[serde_with(skip_apply)]
    pub ports: MediationPorts,
    /// Failover to the backup registrar and back.
    #[serde_with(skip_apply)]
    pub voice_failover: VoiceFailover,
}

/// The two forms of survivable branch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SurvivableBranchKind {
    /// A device with gateway.
    #[default]
    Appliance,
    /// A Windows server.
    Server,
}

impl Default for SurvivableBranch {
    /// Detection after 120 s, failback after 240 s.
    fn default() -> Self {
        Self {
            kind: SurvivableBranchKind::Appliance,
            registrar: None,
            edge_pool: None,
            ports: MediationPorts::default(),
            voice_failover: VoiceFailover { automatic: true, failure_detection_secs: 120, failback_secs: 240 },
        }
    }
}

walk! { SurvivableBranch { kind, registrar, edge_pool, ports, voice_failover } }
walk! { leaf SurvivableBranchKind }
part! { SurvivableBranchKind }
