//! Addresses and ports.

mod address_taken;
mod gateway_address_not_on_server;
mod invalid_address;
mod invalid_port;
mod ipv6_alone;
mod ipv6_needs_records;
mod port_taken;
mod servers_without_address;
mod too_few_media_ports;
mod unusual_port;
mod virtual_address_taken;

use std::net::IpAddr;

use crate::checks::{Cx, Family, Groups};
use crate::message;
use crate::model::{
    Address, AnyId, EdgeServiceKind, Features, Field, Fqdn, Id, Interface, MediationPorts, Place, Pool, PortRange,
    Role, SqlHa, field,
};
use crate::text::Message;
use crate::vendor::{
    InterfaceSide, PortRow, Product, Protocol, ServiceRole, When,
    names::{FEDERATION_PORT, XMPP_PORT},
    port_rows,
};

pub(super) static FAMILY: Family = Family {
    letters: "IP",
    title: "Addresses and ports",
    rules: &[
        &invalid_address::RULE,
        &address_taken::RULE,
        &virtual_address_taken::RULE,
        &ipv6_alone::RULE,
        &ipv6_needs_records::RULE,
        &invalid_port::RULE,
        &port_taken::RULE,
        &unusual_port::RULE,
        &too_few_media_ports::RULE,
        &servers_without_address::RULE,
        &gateway_address_not_on_server::RULE,
    ],
};

/// The addresses that machines have of their own: which row, what machine, which address.
fn machine_addresses<'a>(cx: &Cx<'a>) -> impl Iterator<Item = (AnyId, &'a Fqdn, &'a Address)> + use<'a> {
    let topology = cx.topology();
    let computers = topology.computers.iter().flat_map(|(id, computer)| {
        let addresses = computer.interfaces.iter().flat_map(Interface::addresses);
        addresses.map(move |address| (id.into(), &computer.fqdn, address))
    });
    let gateways = topology.gateways.iter().map(|(id, gateway)| (id.into(), &gateway.fqdn, &gateway.address));
    computers.chain(gateways).filter(|(_, _, address)| !address.is_empty())
}

/// Whose address it is, of every address that can be read.
fn owners<'a>(addresses: impl Iterator<Item = (AnyId, &'a Fqdn, &'a Address)>) -> Groups<IpAddr, (AnyId, &'a Fqdn)> {
    let is_known = |address: &IpAddr| !address.is_unspecified();
    addresses.filter_map(|(row, name, address)| Some((address.parse().filter(is_known)?, (row, name)))).collect()
}

/// Ports that a person can change.
struct Ports<'a> {
    place: Place,
    range: PortRange,
    what: What<'a>,
}

/// What ports are for.
#[derive(Clone, Copy)]
enum What<'a> {
    External(EdgeServiceKind),
    Application(&'a str),
    Other(&'static str),
}

impl What<'_> {
    /// "TLS port for gateways", as it reads in a sentence after "the".
    fn title(self) -> Message {
        match self {
            Self::External(service) => message!("external {service} port", service = service.title()),
            Self::Application(id) => message!("port of application {id}", id),
            Self::Other(what) => message!("{what}", what),
        }
    }
}

impl<'a> Ports<'a> {
    fn single(row: impl Into<AnyId>, field: Field, port: u16, what: What<'a>) -> Self {
        Self { place: Place::from(row.into()).field(field), range: PortRange::single(port), what }
    }

    /// "5067", or "5067-5069".
    fn spelled(&self) -> String {
        let PortRange { first, last } = self.range;
        if first == last { first.to_string() } else { format!("{first}-{last}") }
    }
}

/// The signalling ports of a pool that a person can change.
fn signalling_ports(id: Id<Pool>, pool: &Pool) -> Vec<Ports<'_>> {
    let mut found = Vec::new();
    if let Some(MediationPorts { tls, tcp, .. }) = pool.role.mediation_ports() {
        let ranges =
            [(field::TLS_PORTS, *tls, "TLS port for gateways"), (field::TCP_PORTS, *tcp, "TCP port for gateways")];
        for (field, range, what) in ranges {
            let place = Place::from(id).field(field);
            found.extend(range.map(|range| Ports { place, range, what: What::Other(what) }));
        }
    }
    let mut add = |field, port, what| found.push(Ports::single(id, field, port, what));
    match &pool.role {
        Role::Edge(edge) => {
            for (service, named) in edge.services() {
                add(service.field(), named.port, What::External(service));
            }
        }
        Role::PersistentChat(chat) => add(field::PORT, chat.port, What::Other("chat port")),
        Role::TrustedApplication(settings) => {
            for application in &settings.applications {
                add(field::APPLICATIONS, application.port, What::Application(&application.id));
            }
        }
        Role::VideoInterop(interop) => {
            if let Some(port) = interop.tls_port.filter(|_| interop.tls) {
                add(field::TLS_PORT, port, What::Other("TLS port for video gateways"));
            }
            if let Some(port) = interop.tcp_port.filter(|_| interop.tcp) {
                add(field::TCP_PORT, port, What::Other("TCP port for video gateways"));
            }
        }
        _ => {}
    }
    found
}

/// The ports of SQL instances and trunks.
fn other_ports<'a>(cx: &Cx<'a>) -> impl Iterator<Item = Ports<'a>> + use<'a> {
    let topology = cx.topology();
    let of_instances = topology.sql_instances.iter().flat_map(|(id, sql)| {
        let listener_port = match &sql.ha {
            SqlHa::AvailabilityGroup(group) => Some(group.listener_port),
            SqlHa::None | SqlHa::FailoverCluster => None,
        };
        let ports = [
            (field::PORT, sql.port, "port"),
            (field::MIRROR_PORT, sql.mirror_port, "mirroring port"),
            (field::LISTENER_PORT, listener_port, "listener port"),
        ];
        ports
            .into_iter()
            .filter_map(move |(field, port, what)| Some(Ports::single(id, field, port?, What::Other(what))))
    });
    let of_trunks = topology.trunks.iter().flat_map(|(id, trunk)| {
        let pool_port = trunk.pool.map(|_| trunk.pool_port);
        let ports =
            [(field::GATEWAY_PORT, Some(trunk.gateway_port), "gateway port"), (field::PORT, pool_port, "pool port")];
        ports
            .into_iter()
            .filter_map(move |(field, port, what)| Some(Ports::single(id, field, port?, What::Other(what))))
    });
    of_instances.chain(of_trunks)
}

/// The ports that the product opens on the servers of a pool, whatever a person chooses.
fn fixed_ports(pool: &Pool, product: Product) -> impl Iterator<Item = &'static PortRow> {
    use ServiceRole::{ApplicationServer, ConfServices, MediationServer, Registrar, UserServices, WebServices};
    let services: &[ServiceRole] = match &pool.role {
        Role::FrontEnd(_) | Role::StandardEdition(_) => {
            &[UserServices, Registrar, WebServices, ConfServices, ApplicationServer, MediationServer]
        }
        Role::Director(_) => &[Registrar, WebServices],
        Role::Mediation(_) => &[MediationServer],
        Role::SurvivableBranch(_) => &[Registrar, MediationServer],
        _ => &[],
    };
    let features = pool.role.front_end().map_or_else(Features::default, |settings| settings.features);
    let has_mediation = pool.role.mediation_ports().is_some();
    let is_there = move |service| match service {
        ConfServices => features.conferencing,
        MediationServer => has_mediation,
        _ => true,
    };
    let is_open = move |row: &&PortRow| match row.when {
        When::Always => true,
        When::DialIn => features.dialin,
        When::EnterpriseVoice => features.voice,
        When::CallAdmissionControl => features.call_admission_control,
        When::ServiceVersion8 => matches!(product, Product::S19 | Product::SE),
        _ => false,
    };
    services.iter().filter(move |service| is_there(**service)).flat_map(|&service| port_rows(service)).filter(is_open)
}

/// Those of SIP and web services that lie in a range, each with what opens it.
fn fixed_listeners(pool: &Pool, product: Product, within: PortRange) -> impl Iterator<Item = (u16, &'static str)> {
    let is_tcp = |row: &&PortRow| row.range.is_none() && !matches!(row.protocol, Protocol::Udp | Protocol::TcpOrUdp);
    let is_within = move |row: &&PortRow| within.contains(row.port);
    let component = |row: &'static PortRow| (row.port, row.owner.rsplit(':').next().unwrap_or(row.owner));
    let for_partners = match &pool.role {
        Role::Edge(edge) if edge.single_fqdn => [
            edge.federation.then_some((FEDERATION_PORT.value, "federation")),
            edge.xmpp.then_some((XMPP_PORT.value, "XMPP")),
        ],
        _ => [None, None],
    };
    let rows = fixed_ports(pool, product).filter(is_within).filter(is_tcp).map(component);
    rows.chain(for_partners.into_iter().flatten().filter(move |(port, _)| within.contains(*port)))
}

/// Whether two ranges have a port in common.
const fn overlap(a: PortRange, b: PortRange) -> bool {
    a.first <= b.last && b.first <= a.last
}

/// Whether gateways reach every server of a pool at an address of its own.
fn has_gateway_address(cx: &Cx<'_>, pool: Id<Pool>) -> bool {
    let mut computers = cx.computers_of(pool).map(|(_, computer)| computer).peekable();
    computers.peek().is_some()
        && computers.all(|computer| {
            let address = |side| computer.interface(side, 1).map(|interface| &interface.address);
            match (address(InterfaceSide::Pstn), address(InterfaceSide::Primary)) {
                (Some(pstn), Some(primary)) => !pstn.is_empty() && !primary.is_empty() && !pstn.is_same(primary),
                _ => false,
            }
        })
}
