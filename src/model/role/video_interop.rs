use serde::{Deserialize, Serialize};

use super::{RoleFacts, is_default, walk};
use crate::model::{Id, Pool};
use crate::vendor::{Product, Products};

pub(super) static FACTS: RoleFacts = RoleFacts {
    title: "Video Interop pool",
    plural: "Video Interop Server pools",
    token: "video-interop",
    kind: "video-interop-pool",
    products: Products::of(&[Product::S15, Product::S19, Product::SE]),
    in_branch_site: false,
    source: "S:create-a-vis-pool",
};

/// Settings of a Video Interop pool: lets video conferencing systems take part. Source: `S:create-a-vis-pool`.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VideoInterop {
    /// The Front End pool it works for.
    pub next_hop: Option<Id<Pool>>,
    /// The Edge pool for media.
    pub edge_pool: Option<Id<Pool>>,
    /// Whether video gateways may use TLS; on by default.
    pub tls: bool,
    /// The TLS port; its default is not documented, so it is unknown until typed.
    pub tls_port: Option<u16>,
    /// Whether video gateways may use TCP, the only transport tested with Cisco Unified Communications Manager.
    pub tcp: bool,
    /// The TCP port; its default is not documented, so it is unknown until typed.
    pub tcp_port: Option<u16>,
}

impl Default for VideoInterop {
    /// TLS on, TCP off.
    fn default() -> Self {
        Self { next_hop: None, edge_pool: None, tls: true, tls_port: None, tcp: false, tcp_port: None }
    }
}

walk! { VideoInterop { next_hop, edge_pool, tls, tls_port, tcp, tcp_port } }
