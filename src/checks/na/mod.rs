//! Names of hosts: what DNS and Windows accept, and what must differ.

mod address_instead_of_name;
mod computer_name_taken;
mod domain_renamed;
mod external_web_name_not_public;
mod external_web_name_taken;
mod internal_web_name_taken;
mod international_name;
mod long_computer_name;
mod malformed_name;
mod name_without_domain;
mod numeric_computer_name;
mod one_web_name_inside_and_outside;
mod pool_name_taken;
mod pool_named_after_computer;
mod pool_outside_domain_of_servers;
mod published_computer_renamed;
mod sip_domain_malformed_or_twice;
mod sip_domain_without_servers;
mod strange_character_in_name;

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use crate::checks::{Cx, Family, Findings, Rule};
use crate::message;
use crate::model::{
    AnyId, Computer, EdgeServiceKind, Field, Fqdn, Id, Place, Pool, Role, SqlHa, Topology, WebServices, field,
};
use crate::text::Message;

pub(super) static FAMILY: Family = Family {
    letters: "NA",
    title: "Names",
    rules: &[
        &name_without_domain::RULE,
        &strange_character_in_name::RULE,
        &malformed_name::RULE,
        &long_computer_name::RULE,
        &numeric_computer_name::RULE,
        &pool_name_taken::RULE,
        &computer_name_taken::RULE,
        &pool_named_after_computer::RULE,
        &international_name::RULE,
        &address_instead_of_name::RULE,
        &sip_domain_malformed_or_twice::RULE,
        &sip_domain_without_servers::RULE,
        &external_web_name_taken::RULE,
        &internal_web_name_taken::RULE,
        &external_web_name_not_public::RULE,
        &one_web_name_inside_and_outside::RULE,
        &published_computer_renamed::RULE,
        &domain_renamed::RULE,
        &pool_outside_domain_of_servers::RULE,
    ],
};

/// How many other rows with the same name a finding shows.
const MOST_NAMESAKES: usize = 3;

/// A name of a host, and where it stands.
#[derive(Clone, Copy)]
struct Named<'a> {
    place: Place,
    fqdn: &'a Fqdn,
    /// What the name is of the row, where it is not the row's own.
    what: Option<&'static str>,
    /// Whether the row cannot be without it.
    is_needed: bool,
}

impl<'a> Named<'a> {
    fn own(row: impl Into<AnyId>, field: Field, fqdn: &'a Fqdn) -> Self {
        Self { place: Place::from(row.into()).field(field), fqdn, what: None, is_needed: true }
    }

    fn other(row: impl Into<AnyId>, field: Field, fqdn: &'a Fqdn, what: &'static str) -> Self {
        Self { what: Some(what), is_needed: false, ..Self::own(row, field, fqdn) }
    }

    /// The name as the subject of a sentence.
    fn subject(&self, topology: &Topology) -> Message {
        let fqdn = self.fqdn.as_str();
        match self.what {
            None => Message::verbatim(fqdn),
            Some(what) => {
                let row = topology.name(self.place.entity);
                message!("{fqdn}, the {what} of {row},", fqdn, what, row)
            }
        }
    }
}

/// Shows every name of a host that a row has or gives, also the empty ones, rows that others follow first.
fn each_name<'a>(cx: &Cx<'a>, mut visit: impl FnMut(Named<'a>)) {
    let topology = cx.topology();
    for (id, pool) in topology.pools.iter() {
        visit(Named::own(id, field::FQDN, &pool.fqdn));
    }
    for (id, computer) in topology.computers.iter() {
        visit(Named::own(id, field::FQDN, &computer.fqdn));
    }
    for (id, sql) in topology.sql_instances.iter() {
        visit(Named::own(id, field::FQDN, &sql.fqdn));
        if let SqlHa::AvailabilityGroup(group) = &sql.ha {
            visit(Named::other(id, field::LISTENER, &group.listener, "listener"));
            for node in &group.nodes {
                visit(Named::other(id, field::NODES, &node.fqdn, "node"));
            }
        }
    }
    for (id, store) in topology.file_stores.iter() {
        visit(Named::own(id, field::SERVER, &store.server));
    }
    for (id, gateway) in topology.gateways.iter() {
        visit(Named::own(id, field::FQDN, &gateway.fqdn));
    }
    for (id, server) in topology.web_apps_servers.iter() {
        visit(Named::own(id, field::FQDN, &server.fqdn));
    }
    for (id, pool) in topology.pools.iter() {
        if let Some(web) = pool.role.web() {
            visit(Named::other(id, field::WEB_INTERNAL, &web.internal_fqdn, "internal web name"));
            visit(Named::other(id, field::WEB_EXTERNAL, &web.external_fqdn, "external web name"));
        }
        if let Role::Edge(edge) = &pool.role {
            for (service, named) in edge.services().into_iter().take(edge.n_names()) {
                let what = match service {
                    EdgeServiceKind::Access => "external Access name",
                    EdgeServiceKind::WebConferencing => "external Web Conferencing name",
                    EdgeServiceKind::Av => "external A/V name",
                };
                visit(Named { is_needed: true, ..Named::other(id, service.field(), &named.fqdn, what) });
            }
        }
    }
    for (id, service) in topology.network_services.iter() {
        visit(Named::other(id, field::FQDN, &service.fqdn, "name"));
    }
}

/// Reports every name with a fault, once for each name.
fn report_names(
    rule: &Rule,
    cx: &Cx<'_>,
    out: &mut Findings<'_>,
    has_fault: impl Fn(AnyId, &Fqdn) -> bool,
    say: impl Fn(Message) -> Message,
    help: &Message,
) {
    let mut faulty: BTreeMap<String, Vec<Named<'_>>> = BTreeMap::new();
    each_name(cx, |named| {
        if !named.fqdn.is_empty() && has_fault(named.place.entity, named.fqdn) {
            faulty.entry(named.fqdn.key()).or_default().push(named);
        }
    });
    for rows in faulty.values() {
        let [first, others @ ..] = rows.as_slice() else { continue };
        let message = say(first.subject(cx.topology()));
        let mut found = out.report(rule, first.place, message).help(help.clone());
        for other in others.iter().filter(|other| other.place.entity != first.place.entity) {
            found = found.related(other.place.entity, message!("has the same name"));
        }
    }
}

/// Reports every name of a Windows computer with a fault, once for each name.
fn report_computers(
    rule: &Rule,
    cx: &Cx<'_>,
    out: &mut Findings<'_>,
    has_fault: impl Fn(&str) -> bool,
    say: impl Fn(&str) -> Message,
    help: &Message,
) {
    let mut seen = BTreeSet::new();
    for (_, pool) in cx.pools().filter(|(_, pool)| is_windows(&pool.role)) {
        for (id, computer) in cx.topology().computers_of(pool) {
            if has_fault(computer.fqdn.host()) && seen.insert(computer.fqdn.key()) {
                let place = Place::from(id).field(field::FQDN);
                out.report(rule, place, say(computer.fqdn.as_str())).help(help.clone());
            }
        }
    }
}

/// Whether the servers of a role are computers with Windows for certain. What runs on trusted application servers, and
/// on those of roles that are only carried along, is not known.
const fn is_windows(role: &Role) -> bool {
    !matches!(role, Role::TrustedApplication(_) | Role::Foreign(_))
}

/// Whether the name is an address.
fn is_address(name: &Fqdn) -> bool {
    name.as_str().parse::<IpAddr>().is_ok()
}

/// Whether a name has no domain.
fn is_short(name: &Fqdn) -> bool {
    !name.as_str().contains('.') && !is_address(name)
}

/// Whether a name has a character that host names do not have. Those beyond ASCII are another matter.
fn has_strange_character(name: &Fqdn) -> bool {
    let is_strange = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.');
    name.as_str().contains(is_strange) && !is_address(name)
}

/// Whether a name is in an international alphabet, as such or encoded.
fn is_international(name: &Fqdn) -> bool {
    let is_encoded = |label: &str| label.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--"));
    !name.as_str().is_ascii() || name.as_str().split('.').any(is_encoded)
}

/// The pools that serve web clients, with the names of their web services.
fn web_pools<'a>(cx: &Cx<'a>) -> impl Iterator<Item = (Id<Pool>, &'a Pool, &'a WebServices)> + use<'a> {
    cx.pools().filter_map(|(id, pool)| Some((id, pool, pool.role.web()?)))
}

/// The domains that published computers were in and have left all together, each with the one they are in now.
fn renamed_domains(published: &Topology, topology: &Topology) -> BTreeMap<String, String> {
    let (before, now) = (hosts_by_domain(published), hosts_by_domain(topology));
    let left = before.iter().filter(|(domain, _)| !now.contains_key(*domain));
    let renamed = left.filter_map(|(domain, hosts)| {
        let mut others = now.iter().filter(|(other, _)| !before.contains_key(*other));
        let (other, _) = others.find(|(_, there)| hosts.is_subset(there))?;
        Some((domain.clone(), other.clone()))
    });
    renamed.collect()
}

/// The computers of each domain, all in lower case.
fn hosts_by_domain(topology: &Topology) -> BTreeMap<String, BTreeSet<String>> {
    let mut hosts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, Computer { fqdn, .. }) in topology.computers.iter() {
        let domain = fqdn.domain().to_ascii_lowercase();
        if !domain.is_empty() {
            hosts.entry(domain).or_default().insert(fqdn.host().to_ascii_lowercase());
        }
    }
    hosts
}
