//! A document in the vendor's terms: what either format is written from.

use uuid::Uuid;

use crate::model::{AnyId, VoiceFailover};
use crate::vendor::{InterfaceSide, PortRow, ServiceRole, Usage};

/// All records of a document.
#[derive(Debug, Default)]
pub(super) struct Lowered {
    pub(super) domains: Domains,
    pub(super) simple_urls: Vec<SimpleUrl>,
    /// Central sites, then branch sites.
    pub(super) sites: Vec<SiteRecord>,
    pub(super) clusters: Vec<Cluster>,
    pub(super) sql_instances: Vec<SqlRecord>,
    pub(super) services: Vec<Service>,
    /// Rows that stand on a server of another site, and so are in that.
    pub(super) moved: Vec<AnyId>,
}

/// A record that is found again by its key.
pub(super) trait Keyed {
    fn key(&self) -> Uuid;
}

#[derive(Debug, Default, PartialEq)]
pub(super) struct Domains {
    pub(super) default: String,
    pub(super) all: Vec<Domain>,
}

#[derive(Debug, PartialEq)]
pub(super) struct Domain {
    pub(super) name: String,
    pub(super) authoritative: bool,
    pub(super) allow_sub_domains: bool,
}

#[derive(Debug, PartialEq)]
pub(super) struct SimpleUrl {
    pub(super) component: &'static str,
    pub(super) domain: String,
    pub(super) url: String,
}

#[derive(Debug, PartialEq)]
pub(super) struct SiteRecord {
    pub(super) key: Uuid,
    pub(super) kind: SiteKind,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) city: String,
    pub(super) state: String,
    pub(super) country_code: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SiteKind {
    Central,
    /// A branch site of that central one, if it names any.
    Branch(Option<Uuid>),
}

#[derive(Debug, PartialEq)]
pub(super) struct Cluster {
    pub(super) key: Uuid,
    pub(super) site: Uuid,
    pub(super) fqdn: String,
    /// One computer under its own name.
    pub(super) is_single: bool,
    /// Whether the product is set up on it.
    pub(super) requires_setup: bool,
    /// Whether the configuration is replicated to it.
    pub(super) requires_replication: bool,
    pub(super) machines: Vec<Machine>,
}

#[derive(Debug, PartialEq)]
pub(super) struct Machine {
    pub(super) key: Uuid,
    pub(super) fqdn: String,
    pub(super) domains: FaultDomains,
    pub(super) interfaces: Vec<InterfaceRecord>,
}

/// What a machine says of its fault and upgrade domains.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum FaultDomains {
    /// Nothing.
    None,
    /// Its own name, twice.
    OwnName,
    /// A number each, the next that is free.
    Numbered,
    /// A number each, that of the upgrade domain chosen by hand.
    Chosen(u16),
}

#[derive(Debug, PartialEq)]
pub(super) struct InterfaceRecord {
    pub(super) side: InterfaceSide,
    pub(super) number: u8,
    pub(super) address: String,
    pub(super) public_address: Option<String>,
}

#[derive(Debug, PartialEq)]
pub(super) struct SqlRecord {
    pub(super) key: Uuid,
    pub(super) cluster: Uuid,
    pub(super) name: String,
    pub(super) primary_node: Option<String>,
    /// The port of its mirroring endpoint, where that is written.
    pub(super) mirror_port: Option<u16>,
}

#[derive(Debug, PartialEq)]
pub(super) struct Service {
    pub(super) key: Uuid,
    pub(super) role: ServiceRole,
    pub(super) host: Host,
    pub(super) version: u8,
    pub(super) depends_on: Vec<Link>,
    pub(super) ports: Vec<Port>,
    pub(super) extension: Extension,
}

/// A dependency of one service on another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Link {
    pub(super) on: ServiceRole,
    pub(super) usage: Usage,
    pub(super) target: Uuid,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Host {
    Cluster(Uuid),
    Sql(Uuid),
}

#[derive(Debug, PartialEq)]
pub(super) struct Port {
    pub(super) row: &'static PortRow,
    pub(super) interface: u8,
    pub(super) port: u16,
    pub(super) range: Option<u16>,
    pub(super) fqdn: Option<String>,
    /// The application that the row is for: the end of its owner's name and its type of GRUU.
    pub(super) application: Option<String>,
}

/// The content of a service's extension element.
#[derive(Debug, PartialEq)]
pub(super) enum Extension {
    None,
    Registrar { is_director: bool, has_edge_flag: bool, failover: Option<VoiceFailover> },
    FileStore { share: String },
    WebApps { discovery_url: String, is_external: bool },
    Application,
    CentralManagement,
    Gateway { bypass_id: Uuid, pool_port: u16, is_default: bool },
    Conferencing,
    Web { external_fqdn: String, internal_fqdn: Option<String> },
    TrustedApplication { outbound_only: bool, throttle_as_server: bool, treat_as_authenticated: bool },
    PersistentChat { display_name: String, active: Vec<String> },
}

macro_rules! keyed {
    ($($record:ident),*) => {
        $(impl Keyed for $record {
            fn key(&self) -> Uuid {
                self.key
            }
        })*
    };
}
keyed!(SiteRecord, Cluster, Machine, SqlRecord, Service);
