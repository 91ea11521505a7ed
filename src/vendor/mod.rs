//! What the vendor's documentation says, about no deployment in particular: tables and look-ups only.
//! Every row cites its source: `L:` a Lync Server 2013 page, `S:` a Skype for Business Server page, `TB:` a page of the
//! Topology Builder help, `PS:` a cmdlet page, `SAMPLE:tbxml` and `SAMPLE:topologyxml` public documents of the two file
//! formats. *Inferred* marks what the documents do not say. What holds for 2019 holds for Subscription Edition, by the
//! vendor's announcement of it.

pub mod balancer;
mod capacity;
pub mod certificate;
pub mod cmdlet;
mod database;
pub mod dns;
pub mod flow;
pub mod names;
pub mod namespace;
mod port;
mod product;
mod quorum;
pub mod recovery;
#[cfg(test)]
mod samples;
mod service;
mod source;
mod sql;
mod windows;

pub use capacity::{CAPACITY, CapacityRow, Figure, capacity, capacity_rows};
pub use database::{STORES, Store, StoreFacts};
pub use port::{ConfiguredFqdn, InterfaceSide, PortRow, Protocol, When, port_rows};
pub use product::{Product, Products};
pub use quorum::{Functional, REPLICAS_PER_ROUTING_GROUP, min_first_start, min_functional, older_min_functional};
pub use service::{
    DIRECTOR_DISPLAY_NAME, Dependency, MCUS, Mcu, SERVICES, ServiceFacts, ServiceHost, ServiceRole, TYPE_PREFIX, Usage,
    WEB_COMPONENTS,
};
pub use source::{Keyed, Sourced};
pub use sql::{
    AG_ENDPOINT_PORT, AG_LISTENER_PORT, HA_SUPPORT, HaSupport, MIRRORING_PORT, SQL_BROWSER_PORT, SQL_PORT, SQL_SUPPORT,
    SqlEdition, SqlHa, SqlSupport, SqlUse, SqlVersion, WITNESS_PORT, ha_support, sql_support, supports_sql,
};
pub use windows::{WINDOWS_SUPPORT, WindowsSupport, WindowsVersion, windows_support};
