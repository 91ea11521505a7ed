use serde::{Deserialize, Serialize};

use super::{RoleFacts, is_default, walk};
use crate::model::walk::part;
use crate::model::{Field, Fqdn, Id, Pool, field};
use crate::vendor::Products;

pub(super) static FACTS: RoleFacts = RoleFacts {
    title: "Edge pool",
    plural: "Edge pools",
    token: "edge",
    kind: "edge-pool",
    products: Products::ALL,
    in_branch_site: false,
    source: "L:define-your-edge-topology",
};

/// Settings of an Edge pool: the deployment's door to the outside. Source: `L:define-your-edge-topology`.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edge {
    /// One name and address for the three services, told apart by port.
    pub single_fqdn: bool,
    /// Federation, on port 5061.
    pub federation: bool,
    /// XMPP federation, on port 5269; until 2015.
    pub xmpp: bool,
    /// Skype search; from 2015 on.
    pub skype_search: bool,
    /// Which families of addresses are used.
    pub ip: IpOptions,
    /// The external addresses of the pool are translated.
    pub nat: bool,
    /// SIP Access.
    pub access: EdgeService,
    /// Web Conferencing.
    pub web_conferencing: EdgeService,
    /// Audio and video.
    pub av: EdgeService,
    /// Where requests from outside go: a Director, a Front End pool or a Standard Edition server.
    pub next_hop: Option<Id<Pool>>,
    /// The external ports of media.
    #[serde_with(skip_apply)]
    pub media: MediaRange,
}

/// The external services of an Edge pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the words say it")]
pub enum EdgeServiceKind {
    Access,
    WebConferencing,
    Av,
}

impl EdgeServiceKind {
    /// Every two of the services.
    pub fn pairs() -> impl Iterator<Item = (Self, Self)> {
        [(Self::Access, Self::WebConferencing), (Self::Access, Self::Av), (Self::WebConferencing, Self::Av)].into_iter()
    }

    /// "Web Conferencing".
    pub const fn title(self) -> &'static str {
        match self {
            Self::Access => "Access",
            Self::WebConferencing => "Web Conferencing",
            Self::Av => "A/V",
        }
    }

    /// The field of the role that holds it.
    pub const fn field(self) -> Field {
        match self {
            Self::Access => field::ACCESS,
            Self::WebConferencing => field::WEB_CONFERENCING,
            Self::Av => field::AV,
        }
    }
}

/// One of the three external services of an Edge pool.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct EdgeService {
    /// Its external name.
    pub fqdn: Fqdn,
    /// Its external port.
    #[serde_with(skip_apply)]
    pub port: u16,
}

/// Which families of addresses an Edge pool uses.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the words say it")]
pub struct IpOptions {
    pub internal_v4: bool,
    pub internal_v6: bool,
    pub external_v4: bool,
    pub external_v6: bool,
}

/// The external ports of media, as a start and a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the words say it")]
pub struct MediaRange {
    pub start: u16,
    pub count: u16,
}

impl Edge {
    /// The three external services.
    pub fn services(&self) -> [(EdgeServiceKind, &EdgeService); 3] {
        [EdgeServiceKind::Access, EdgeServiceKind::WebConferencing, EdgeServiceKind::Av]
            .map(|kind| (kind, self.service(kind)))
    }

    /// One of the external services.
    pub const fn service(&self, kind: EdgeServiceKind) -> &EdgeService {
        match kind {
            EdgeServiceKind::Access => &self.access,
            EdgeServiceKind::WebConferencing => &self.web_conferencing,
            EdgeServiceKind::Av => &self.av,
        }
    }

    /// Whether all three services have one name.
    pub fn has_one_name(&self) -> bool {
        [&self.web_conferencing, &self.av].iter().all(|service| service.fqdn.is(&self.access.fqdn))
    }

    /// How many external names and addresses each server has.
    pub const fn n_names(&self) -> usize {
        if self.single_fqdn { 1 } else { 3 }
    }

    /// The number of the external interface that a service has on each server; all share one with a single name.
    pub const fn interface_number(&self, service: EdgeServiceKind) -> u8 {
        if self.single_fqdn { 1 } else { service as u8 + 1 }
    }

    /// The ports the documentation names: 443 each with three names, 5061, 444 and 443 with one.
    pub fn set_default_ports(&mut self) {
        let ports = if self.single_fqdn { [5061, 444, 443] } else { [443, 443, 443] };
        [self.access.port, self.web_conferencing.port, self.av.port] = ports;
    }
}

impl Default for Edge {
    /// Three names, IPv4, no federation.
    fn default() -> Self {
        let mut edge = Self {
            single_fqdn: false,
            federation: false,
            xmpp: false,
            skype_search: false,
            ip: IpOptions::default(),
            nat: false,
            access: EdgeService::default(),
            web_conferencing: EdgeService::default(),
            av: EdgeService::default(),
            next_hop: None,
            media: MediaRange::default(),
        };
        edge.set_default_ports();
        edge
    }
}

impl Default for IpOptions {
    /// IPv4 on both sides.
    fn default() -> Self {
        Self { internal_v4: true, internal_v6: false, external_v4: true, external_v6: false }
    }
}

impl Default for MediaRange {
    /// 50000 to 59999.
    fn default() -> Self {
        Self { start: 50000, count: 10000 }
    }
}

walk! {
    Edge {
        single_fqdn, federation, xmpp, skype_search, ip, nat, access, web_conferencing, av, next_hop, media,
    }
    EdgeService { fqdn, port }
}
walk! { leaf IpOptions, MediaRange }
part! { EdgeService }
