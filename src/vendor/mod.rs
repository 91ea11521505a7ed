//! What the vendor's documentation says, about no deployment in particular: tables and look-ups only.
//! Every row cites its source: `L:` a Lync Server 2013 page, `S:` a Skype for Business Server page, `TB:` a page of the
//! Topology Builder help, `PS:` a cmdlet page, `SAMPLE:tbxml` and `SAMPLE:topologyxml` public documents of the two file
//! formats. *Inferred* marks what the documents do not say. What holds for 2019 holds for Subscription Edition, by the
//! vendor's announcement of it.

pub mod namespace;
mod port;
mod product;
#[cfg(test)]
mod samples;
mod service;
mod source;

pub use port::{ConfiguredFqdn, InterfaceSide, PortRow, Protocol, When, port_rows};
pub use product::{Product, Products};
pub use service::{
    DEFAULT_USAGE, DIRECTOR_DISPLAY_NAME, Dependency, MCUS, Mcu, SERVICES, ServiceFacts, ServiceHost, ServiceRole,
    TYPE_PREFIX, WEB_COMPONENTS,
};
pub use source::Sourced;
