//! What a deployment is: pure data that knows nothing of files, undo or screens.
//!
//! The test for what the model can hold: if a rule can complain about it, the model can hold it, so that a person can
//! see it and repair it. Two things cannot be held: two rows with one id, and a reference to nothing.

mod computer;
mod deployment;
mod document;
mod id;
mod name;
mod network;
mod place;
mod pool;
mod role;
mod sheet;
mod site;
mod store;
mod table;
mod topology;
mod voice;
mod waiver;
mod walk;
mod web_apps;
mod whereabouts;

pub use computer::{Address, Computer, Interface, Outage, Platform};
pub use deployment::{Deployment, PrepareFirstServer, SimpleUrls, SipDomain};
pub use document::{Document, Origin, VendorFormat};
pub use id::Id;
pub use name::{Folded, Fqdn, UncPath};
pub use network::{NetworkService, NetworkServiceKind};
pub use place::{Field, Place, field};
pub use pool::{LoadBalancing, Pool};
pub use role::{
    Application, ChatState, Director, Edge, EdgeService, EdgeServiceKind, Features, Foreign, FrontEnd, IpOptions,
    LogShipping, MediaRange, Mediation, MediationPorts, PersistentChat, PortRange, Role, RoleFacts, RoleKind,
    SurvivableBranch, SurvivableBranchKind, TrustedApplication, VideoInterop, VoiceFailover, WebServices,
};
pub use sheet::{Pin, Sheet};
pub use site::{Bandwidth, BranchSite, DataCentre, Latency, Link, Location, Site, SiteRef};
pub use store::{
    AvailabilityGroup, DfsTarget, FileKind, FileStore, MirrorMode, SqlHa, SqlInstance, SqlNode, StoreRef, StoreUse,
};
pub use table::Table;
pub(crate) use topology::with_rows;
pub use topology::{AnyId, Entity, Row, Rows, Topology};
pub use voice::{Gateway, GatewayKind, Transport, Trunk};
pub use waiver::{Waiver, WaiverKey, Waivers, is_day};
pub use walk::{Text, Walk};
pub use web_apps::WebAppsServer;
pub use whereabouts::Whereabouts;

/// Whether a field has nothing to say, so that the native file leaves it out.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
