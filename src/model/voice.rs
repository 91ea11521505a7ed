use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::model::walk::{part, walk};
use crate::model::{Address, DataCentre, Fqdn, Id, Pool, SiteRef, is_default};

/// A PSTN gateway, IP-PBX or session border controller, or a video gateway.
/// Source: `L:define-a-gateway-in-topology-builder`, `S:create-a-vis-pool`.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gateway {
    /// Its name, or its IP address.
    #[serde_with(skip_apply)]
    pub fqdn: Fqdn,
    /// The site that shares it.
    #[serde_with(skip_apply)]
    pub site: SiteRef,
    /// What it connects to.
    pub kind: GatewayKind,
    /// The physical data centre it stands in. Ours.
    pub data_centre: Option<Id<DataCentre>>,
    /// The address to use; empty: all that are configured.
    pub address: Address,
}

/// What a gateway connects to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
pub enum GatewayKind {
    /// The telephone network.
    #[default]
    Pstn,
    /// Video conferencing systems.
    Video,
}

impl GatewayKind {
    /// What such a gateway is, as one word for the command line. A sketch says `gateway … video`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pstn => "gateway",
            Self::Video => "video-gateway",
        }
    }
}

/// A logical link between a Mediation (or Video Interop) pool and a gateway, told apart by both ends and both ports.
/// Source: `L:define-additional-trunks-in-topology-builder`.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trunk {
    /// Unique; by default the gateway's name.
    #[serde_with(skip_apply)]
    pub name: String,
    /// The gateway's end. The first trunk of a gateway goes only with it.
    #[serde_with(skip_apply)]
    pub gateway: Id<Gateway>,
    /// The port the gateway listens on.
    #[serde_with(skip_apply)]
    pub gateway_port: u16,
    /// How SIP travels.
    pub transport: Transport,
    /// The pool's end: a Mediation pool, a pool that collocates Mediation, or a Video Interop pool.
    pub pool: Option<Id<Pool>>,
    /// The port the pool listens on for this trunk.
    #[serde_with(skip_apply)]
    pub pool_port: u16,
    /// Whether it was made with its gateway and cannot go without it.
    pub is_root: bool,
}

/// How SIP travels between a gateway and a pool.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Transport {
    #[default]
    Tls,
    Tcp,
}

walk! {
    Gateway { fqdn, site, kind, data_centre, address }
    Trunk { name, gateway, gateway_port, transport, pool, pool_port, is_root }
}
walk! { leaf GatewayKind, Transport }
part! { GatewayKind, Transport }
