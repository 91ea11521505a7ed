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

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::net::IpAddr;

use crate::checks::{Cx, Family, Findings, Groups, Rule};
use crate::message;
use crate::model::{
    AnyId, Computer, EdgeServiceKind, Field, Folded, Fqdn, Id, Place, Pool, Role, SqlHa, Topology, WebServices, field,
};
use crate::text::Message;
use crate::vendor::names::{LONGEST_COMPUTER_NAME, LONGEST_LABEL, LONGEST_NAME};

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
pub(super) struct Named<'a> {
    place: Place,
    pub(super) fqdn: &'a Fqdn,
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

/// The names that are not [as plain as can be](is_plain), the empty ones too. Nearly all names are, and rules look for
/// faults among these few.
pub(super) fn odd_names(topology: &Topology) -> Vec<Named<'_>> {
    let mut odd = Vec::new();
    each_name(topology, |named| {
        if !is_plain(named.fqdn.as_str()) {
            odd.push(named);
        }
    });
    odd
}

/// Whether a name can have no fault: labels of ASCII letters and digits with hyphens between, neither too long nor
/// encoded, more than two of them, with a letter in the first and in the last, the first fit for a computer.
fn is_plain(name: &str) -> bool {
    let is_plain = |label: &[u8]| {
        matches!(label, [first, .., last] | [first @ last] if *first != b'-' && *last != b'-')
            && label.len() <= LONGEST_LABEL
            && label.iter().all(|c| c.is_ascii_alphanumeric() || *c == b'-')
            && !is_encoded(label)
    };
    let is_number = |label: &[u8]| label.iter().all(u8::is_ascii_digit);
    let mut labels = name.as_bytes().split(|c| *c == b'.');
    let (first, last) = (labels.next().unwrap_or_default(), labels.next_back().unwrap_or_default());
    let has_domain_of_several_labels = labels.clone().next().is_some();
    has_domain_of_several_labels
        && name.len() <= LONGEST_NAME
        && first.len() <= LONGEST_COMPUTER_NAME
        && !is_number(first)
        && !is_number(last)
        && [first, last].into_iter().chain(labels).all(is_plain)
}

/// Whether a label stands for one in another alphabet.
fn is_encoded(label: &[u8]) -> bool {
    label.get(..4).is_some_and(|start| start.eq_ignore_ascii_case(b"xn--"))
}

/// Shows every name of a host that a row has or gives, also the empty ones, rows that others follow first.
fn each_name<'a>(topology: &'a Topology, mut visit: impl FnMut(Named<'a>)) {
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
    let is_faulty = |named: &Named<'_>| !named.fqdn.is_empty() && has_fault(named.place.entity, named.fqdn);
    let faulty = cx.odd_names().iter().copied().filter(is_faulty);
    let faulty: Groups<Folded<'_>, Named<'_>> = faulty.map(|named| (named.fqdn.folded(), named)).collect();
    for (_, rows) in faulty.iter() {
        let [first, others @ ..] = rows else { continue };
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
    if !cx.odd_names().iter().any(|named| matches!(named.place.entity, AnyId::Computer(_))) {
        return;
    }
    let mut seen = HashSet::new();
    for (pool, _) in cx.pools().filter(|(_, pool)| is_windows(&pool.role)) {
        for (id, computer) in cx.computers_of(pool) {
            if has_fault(computer.fqdn.host()) && seen.insert(computer.fqdn.folded()) {
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
    !name.as_str().is_ascii() || name.as_str().split('.').any(|label| is_encoded(label.as_bytes()))
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

#[cfg(test)]
mod tests {
    use proptest::{prop_assert, proptest};

    use super::address_instead_of_name::is_like_address;
    use super::malformed_name::is_malformed;
    use super::*;

    proptest! {
        #[test]
        fn a_plain_name_has_no_fault(text in r"[a-z0-9.-]{0,24}|[xX]n--[a-z]{2}\.[a-z]{2}|[a-zö_]{1,17}\.[0-9a]{1,3}") {
            let name = Fqdn::from(&*text);
            let host_is_odd = name.host().len() > LONGEST_COMPUTER_NAME || name.host().bytes().all(|c| c.is_ascii_digit());
            let is_odd = name.is_empty()
                || is_short(&name)
                || has_strange_character(&name)
                || is_malformed(&name)
                || is_international(&name)
                || is_like_address(&name)
                || host_is_odd;
            prop_assert!(!(is_plain(&text) && is_odd));
            let is_rare = text.split('.').count() < 3 || text.split('.').any(|label| label.len() > LONGEST_LABEL);
            prop_assert!(is_plain(&text) || is_odd || is_rare);
        }
    }
}
