//! How one end of a flow is told: what stands there, under which addresses, in cells that a spreadsheet takes.

use std::collections::HashSet;

use crate::deliverables::sheet::{estate::Host, listed};
use crate::model::{DataCentre, Id};

/// How many servers stand in one cell: a spreadsheet takes 32,767 characters.
const MOST_HOSTS: usize = 200;

/// One end of a flow: pools and other things with their hosts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct End(pub(super) Vec<(String, Vec<Host>)>);

impl End {
    pub(super) fn one(object: impl Into<String>, hosts: Vec<Host>) -> Self {
        Self(vec![(object.into(), hosts)])
    }

    /// Something that is no row of the deployment.
    pub(super) fn network(object: &str) -> Self {
        Self(vec![(object.to_owned(), Vec::new())])
    }

    pub(super) fn host(host: Host) -> Self {
        Self(vec![(host.name.clone(), vec![host])])
    }

    pub(super) fn hosts(hosts: impl IntoIterator<Item = Host>) -> Self {
        let mut once: Vec<Host> = Vec::new();
        for host in hosts {
            if !once.iter().any(|other| other.name.eq_ignore_ascii_case(&host.name)) {
                once.push(host);
            }
        }
        Self(once.into_iter().map(|host| (host.name.clone(), vec![host])).collect())
    }

    pub(super) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn objects(&self) -> String {
        listed(self.0.iter().map(|(object, _)| object))
    }

    /// "lon-edge1 10.10.1.11, lon-edge2 10.10.1.21"; those whose address is not known stand at the end.
    pub(super) fn addresses(&self) -> String {
        let hosts = || self.0.iter().flat_map(|(_, hosts)| hosts);
        let mut known = Vec::new();
        let mut unknown = Vec::new();
        let mut seen = HashSet::new();
        for host in hosts().filter(|host| seen.insert(host.name.to_ascii_lowercase())) {
            let addresses: Vec<&str> =
                [&host.address, &host.address_v6].into_iter().flatten().map(String::as_str).collect();
            match addresses.as_slice() {
                [] => unknown.push(host.name.as_str()),
                some => known.push(format!("{} {}", host.name, some.join(" "))),
            }
        }
        if hosts().next().is_none() {
            return String::new();
        }
        if !unknown.is_empty() {
            known.push(format!("address not known: {}", unknown.join(", ")));
        }
        known.join("; ")
    }

    /// The same in parts that fit into a cell.
    pub(super) fn parts(&self) -> Vec<Self> {
        let mut parts = vec![Self::default()];
        let mut n_hosts = 0;
        for (object, hosts) in &self.0 {
            if n_hosts > 0 && n_hosts + hosts.len() > MOST_HOSTS {
                parts.push(Self::default());
                n_hosts = 0;
            }
            n_hosts += hosts.len();
            parts.last_mut().expect("there is always one").0.push((object.clone(), hosts.clone()));
        }
        parts
    }

    /// What of it stands in a data centre.
    pub(super) fn within(&self, data_centre: Id<DataCentre>) -> Self {
        let inside = |(object, hosts): &(String, Vec<Host>)| {
            let hosts: Vec<_> = hosts.iter().filter(|host| host.data_centre == Some(data_centre)).cloned().collect();
            (!hosts.is_empty()).then(|| (object.clone(), hosts))
        };
        Self(self.0.iter().filter_map(inside).collect())
    }

    pub(super) fn data_centres(&self) -> Vec<Id<DataCentre>> {
        self.0.iter().flat_map(|(_, hosts)| hosts).filter_map(|host| host.data_centre).collect()
    }
}
