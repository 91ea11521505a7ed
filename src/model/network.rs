use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::model::walk::{part, walk};
use crate::model::{Address, DataCentre, Fqdn, Id, Pool, SiteRef, is_default};

/// Something beside the topology that it needs: drawn, used for sheets and rules, never part of a vendor document.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NetworkService {
    /// What people call it.
    #[serde_with(skip_apply)]
    pub name: String,
    /// What it is.
    #[serde_with(skip_apply)]
    pub kind: NetworkServiceKind,
    /// The site it stands in.
    #[serde_with(skip_apply)]
    pub site: SiteRef,
    /// The physical data centre it stands in.
    pub data_centre: Option<Id<DataCentre>>,
    /// The name clients use, if it has one.
    pub fqdn: Fqdn,
    /// Its address: the virtual one of a load balancer, the listener of a reverse proxy.
    pub address: Address,
    /// The pools it works for.
    pub serves: Vec<Id<Pool>>,
}

/// What a network service is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, VariantArray)]
pub enum NetworkServiceKind {
    /// Publishes web services to the outside.
    ReverseProxy,
    /// A hardware load balancer (or a supported software one) with a virtual address.
    LoadBalancer,
    /// A firewall between two networks.
    Firewall,
    /// A DNS server.
    Dns,
    /// A certification authority.
    CertificateAuthority,
    /// Exchange Unified Messaging.
    ExchangeUm,
}

impl NetworkServiceKind {
    /// The word of the sketch notation and the command line.
    pub const fn token(self) -> &'static str {
        match self {
            Self::ReverseProxy => "reverse-proxy",
            Self::LoadBalancer => "load-balancer",
            Self::Firewall => "firewall",
            Self::Dns => "dns-server",
            Self::CertificateAuthority => "certificate-authority",
            Self::ExchangeUm => "exchange-um",
        }
    }

    /// "Reverse proxy".
    pub const fn title(self) -> &'static str {
        match self {
            Self::ReverseProxy => "Reverse proxy",
            Self::LoadBalancer => "Load balancer",
            Self::Firewall => "Firewall",
            Self::Dns => "DNS server",
            Self::CertificateAuthority => "Certification authority",
            Self::ExchangeUm => "Exchange UM server",
        }
    }
}

walk! { NetworkService { name, kind, site, data_centre, fqdn, address, serves } }
walk! { leaf NetworkServiceKind }
part! { NetworkServiceKind }
