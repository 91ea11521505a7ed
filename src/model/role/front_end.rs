use serde::{Deserialize, Serialize};

use super::{MediationPorts, RoleFacts, is_default, walk};
use crate::model::walk::part;
use crate::model::{FileStore, Fqdn, Id, Pool, StoreRef, WebAppsServer};
use crate::vendor::Products;

pub(super) static FACTS: RoleFacts = RoleFacts {
    title: "Enterprise Edition Front End pool",
    plural: "Enterprise Edition Front End pools",
    token: "front-end",
    kind: "front-end-pool",
    products: Products::ALL,
    in_branch_site: false,
    source: "L:supported-topologies",
};

pub(super) static STANDARD_EDITION_FACTS: RoleFacts = RoleFacts {
    title: "Standard Edition server",
    plural: "Standard Edition Front End servers",
    token: "standard-edition",
    kind: "standard-edition-server",
    products: Products::ALL,
    in_branch_site: false,
    source: "L:supported-topologies",
};

/// Settings of a pool that homes users: an Enterprise Edition Front End pool or a Standard Edition server.
/// Source: `L:define-and-configure-a-front-end-pool-or-standard-edition-server`.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrontEnd {
    /// What it offers beyond instant messaging and presence.
    pub features: Features,
    /// The ports of the Mediation Server that runs on the same computers, if one does.
    pub mediation: Option<MediationPorts>,
    /// The Edge pool for media.
    pub edge_pool: Option<Id<Pool>>,
    /// The user and application databases. Local, and not to be moved, on a Standard Edition server.
    pub back_end: StoreRef,
    /// The share for files.
    pub file_store: Option<Id<FileStore>>,
    /// The names of its web services.
    pub web: WebServices,
    /// Shows presentations in meetings.
    pub web_apps: Option<Id<WebAppsServer>>,
    /// The databases of archiving.
    pub archiving_store: StoreRef,
    /// The databases of monitoring.
    pub monitoring_store: StoreRef,
    /// Automatic failover and failback for voice.
    pub voice_failover: VoiceFailover,
    /// Whether it is meant for meetings of more than 250 people. Ours.
    pub large_meetings: Option<bool>,
}

impl Default for FrontEnd {
    /// Collocated Mediation and conferencing, as the wizard recommends.
    fn default() -> Self {
        Self {
            features: Features { conferencing: true, ..Features::default() },
            mediation: Some(MediationPorts::default()),
            edge_pool: None,
            back_end: StoreRef::default(),
            file_store: None,
            web: WebServices::default(),
            web_apps: None,
            archiving_store: StoreRef::default(),
            monitoring_store: StoreRef::default(),
            voice_failover: VoiceFailover::default(),
            large_meetings: None,
        }
    }
}

/// What a pool offers beyond instant messaging and presence.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Features {
    /// Web, audio, video and application sharing with three or more people.
    pub conferencing: bool,
    /// Dial-in (PSTN) conferencing; a part of conferencing.
    pub dialin: bool,
    /// Enterprise Voice.
    pub voice: bool,
    /// Call admission control.
    pub call_admission_control: bool,
    /// Archiving.
    pub archiving: bool,
    /// Monitoring.
    pub monitoring: bool,
}

/// The names of a pool's web services. Empty: not overridden, the pool's own name.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct WebServices {
    /// The internal name; needed with DNS load balancing, not possible on a Standard Edition server.
    pub internal_fqdn: Fqdn,
    /// The external name.
    pub external_fqdn: Fqdn,
}

/// Automatic failover and failback for voice between a pool and its backup.
/// Source: `L:planning-for-central-site-voice-resiliency`, `TB:registrar-settings-expander`.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceFailover {
    /// Whether it happens.
    pub automatic: bool,
    /// How long a failure lasts before it is one.
    #[serde_with(skip_apply)]
    pub failure_detection_secs: u32,
    /// How long the pool must be well before users go back.
    #[serde_with(skip_apply)]
    pub failback_secs: u32,
}

impl Default for VoiceFailover {
    /// Off; 300 s for both, as for a Front End pool.
    fn default() -> Self {
        Self { automatic: false, failure_detection_secs: 300, failback_secs: 300 }
    }
}

walk! {
    FrontEnd {
        features, mediation, edge_pool, back_end, file_store, web, web_apps, archiving_store, monitoring_store,
        voice_failover, large_meetings,
    }
    WebServices { internal_fqdn, external_fqdn }
}
walk! { leaf Features, VoiceFailover }
part! { Features }
