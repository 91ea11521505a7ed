use serde::{Deserialize, Serialize};

use crate::model::walk::{part, walk};
use crate::model::{DataCentre, Fqdn, Id, is_default};
use crate::vendor::{InterfaceSide, WindowsVersion};

/// A computer of a pool. Its place in the pool's list is its place in the quorum order.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Computer {
    /// Its name.
    #[serde_with(skip_apply)]
    pub fqdn: Fqdn,
    /// The physical data centre it stands in. Ours.
    pub data_centre: Option<Id<DataCentre>>,
    /// Addresses other than "all that are configured". Only Edge servers carry real ones in the documents seen.
    pub interfaces: Vec<Interface>,
    /// Whether this chat server waits in reserve instead of serving (`Set-CsPersistentChatActiveServer`).
    pub standby: bool,
    /// Physical or virtual. Ours, for the pairing rules.
    pub platform: Option<Platform>,
    /// The Windows Server version. Ours, for the pairing and support rules.
    pub os: Option<WindowsVersion>,
    /// The physical host or rack. Ours.
    pub host: String,
    /// Whether it has several network addresses of its own. Ours.
    pub multi_homed: Option<bool>,
    /// How long it is expected to be away. Ours.
    pub outage: Option<Outage>,
    /// The upgrade domain, where it was set by hand; else assigned automatically.
    pub upgrade_domain: Option<u16>,
}

impl Computer {
    /// A computer of that name, all else unsaid.
    pub fn new(fqdn: impl Into<Fqdn>) -> Self {
        Self { fqdn: fqdn.into(), ..Self::default() }
    }

    /// The interface on that side with that number.
    pub fn interface(&self, side: InterfaceSide, number: u8) -> Option<&Interface> {
        self.interfaces.iter().find(|interface| interface.side == side && interface.number == number)
    }
}

/// One network interface that a service is bound to.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Interface {
    /// Which network it looks at.
    #[serde_with(skip_apply)]
    pub side: InterfaceSide,
    /// Counts from 1. An Edge server with three external addresses has 1 (Access), 2 (Web Conferencing) and 3 (A/V);
    /// inferred.
    #[serde_with(skip_apply)]
    pub number: u8,
    /// The IPv4 address; empty: all that are configured.
    pub address: Address,
    /// The IPv6 address; empty: none.
    pub address_v6: Address,
    /// The public IPv4 address behind which the translated one stands.
    pub public_address: Address,
    /// The public IPv6 address behind which the translated one stands.
    pub public_address_v6: Address,
}

impl Interface {
    /// The addresses of the interface itself, typed or not.
    pub const fn addresses(&self) -> [&Address; 2] {
        [&self.address, &self.address_v6]
    }
}

/// An IP address as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Address(pub String);

impl Address {
    /// The address, if the text is one.
    pub fn parse(&self) -> Option<std::net::IpAddr> {
        // Most addresses are not there, and the parser would look for two families of them.
        let text = self.0.trim();
        if text.is_empty() { None } else { text.parse().ok() }
    }

    /// Whether nothing has been typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether both texts are one address, however it is written.
    pub fn is_same(&self, other: &Self) -> bool {
        // An IPv4 address is written in one way only.
        let [own, others] = [self, other].map(|address| address.0.trim());
        let may_be_same = own == others || own.contains(':') || others.contains(':');
        may_be_same && self.parse().is_some_and(|address| other.parse() == Some(address))
    }
}

impl From<&str> for Address {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// What a computer is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Platform {
    Physical,
    Virtual,
}

/// How long a computer is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Outage {
    Hours,
    Days,
}

walk! {
    Computer { fqdn, data_centre, interfaces, standby, platform, os, host, multi_homed, outage, upgrade_domain }
    Interface { side, number, address, address_v6, public_address, public_address_v6 }
}
walk! { leaf InterfaceSide, Platform, Outage }
part! { Interface, Platform, Outage }
