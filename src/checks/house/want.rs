use std::net::IpAddr;

use ipnet::IpNet;
use regex_lite::Regex;

use crate::checks::Cx;
use crate::message;
use crate::model::{Address, Computer, Deployment, Place, field};
use crate::text::Message;
use crate::vendor::{InterfaceSide, SqlVersion};

/// What is asked of which rows.
#[derive(Debug, Clone)]
pub enum Want {
    /// The names of rows of these kinds match a pattern; of an FQDN, the whole of it counts.
    Name {
        /// The kinds, as `front-end-pool`.
        of: Vec<String>,
        /// The pattern.
        matches: Regex,
    },
    /// SQL instances whose version is known are of one of these.
    SqlVersion(Vec<SqlVersion>),
    /// The addresses of computers in pools of these kinds lie in one of these networks.
    Address {
        /// The kinds of pool; none for all.
        of: Vec<String>,
        /// Which network card; all where nothing is said.
        side: Option<InterfaceSide>,
        /// The networks.
        within: Vec<IpNet>,
    },
    /// There are data centres of these names.
    DataCentres(Vec<String>),
}

impl Want {
    /// Calls `report` wherever a document is not so, with what it is instead.
    pub(super) fn check(&self, cx: &Cx<'_>, report: &mut dyn FnMut(Place, Message)) {
        let topology = cx.topology();
        match self {
            Self::Name { of, matches } => {
                let is_asked = |kind: &str| of.iter().any(|of| of == kind);
                for row in topology.ids().filter(|&row| is_asked(topology.kind(row))) {
                    let name = topology.name(row);
                    if !name.is_empty() && !matches.is_match(&name) {
                        report(row.into(), message!("the name is {name}", name));
                    }
                }
            }
            Self::SqlVersion(allowed) => {
                for (id, sql) in topology.sql_instances.iter() {
                    if let Some(version) = sql.version.filter(|version| !allowed.contains(version)) {
                        let place = Place::from(id).field(field::VERSION);
                        report(place, message!("the version is {version}", version = version.title()));
                    }
                }
            }
            Self::Address { of, side, within } => {
                let is_asked = |kind: &str| of.is_empty() || of.iter().any(|of| of == kind);
                for (_, pool) in topology.pools.iter().filter(|(id, _)| is_asked(topology.kind((*id).into()))) {
                    for (id, computer) in topology.computers_of(pool) {
                        for address in
                            addresses(computer, *side).filter(|ip| !within.iter().any(|net| net.contains(ip)))
                        {
                            let place = Place::from(id).field(field::INTERFACES);
                            report(place, message!("the address is {address}", address = address.to_string()));
                        }
                    }
                }
            }
            Self::DataCentres(names) => {
                let is_there =
                    |name: &str| topology.data_centres.iter().any(|(_, row)| row.name.eq_ignore_ascii_case(name));
                for name in names.iter().filter(|name| !is_there(name)) {
                    report(Deployment::ID.into(), message!("there is no data centre {name}", name = &**name));
                }
            }
        }
    }
}

/// The addresses that are addresses, and not public ones behind which others are translated.
fn addresses(computer: &Computer, side: Option<InterfaceSide>) -> impl Iterator<Item = IpAddr> {
    let asked = computer.interfaces.iter().filter(move |interface| side.is_none_or(|side| interface.side == side));
    asked.flat_map(|interface| [&interface.address, &interface.address_v6]).filter_map(Address::parse)
}
