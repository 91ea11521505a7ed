//! What a document must have before it leaves: what the product looks at first when one is published. Most of it rules
//! say of the model already; here it is asked of what is written.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::lowered::{Host, Lowered, Service};
use crate::message;
use crate::model::VendorFormat;
use crate::text::Message;
use crate::vendor::ServiceRole;

/// Why the product would refuse the document; nothing for one that is whole.
pub(super) fn defects(lowered: &Lowered, format: VendorFormat) -> Vec<Message> {
    let mut defects = Vec::new();
    let Lowered { domains, clusters, sql_instances, services, .. } = lowered;
    if !domains.all.iter().any(|domain| domain.name == domains.default) {
        let domain = domains.default.as_str();
        defects.push(message!("the default SIP domain {domain} is not among the SIP domains", domain));
    }
    for cluster in clusters.iter().filter(|cluster| cluster.machines.is_empty()) {
        defects.push(message!("pool {name} has no server", name = cluster.fqdn.as_str()));
    }
    for name in twice(clusters.iter().map(|cluster| cluster.fqdn.to_lowercase())) {
        defects.push(message!("two pools or servers are called {name}", name));
    }
    let machines = clusters.iter().flat_map(|cluster| cluster.machines.iter().map(move |machine| (cluster, machine)));
    // A machine that is its cluster has been looked at with that.
    let machines = machines.filter(|(cluster, machine)| !cluster.fqdn.eq_ignore_ascii_case(&machine.fqdn));
    for name in twice(machines.map(|(_, machine)| machine.fqdn.to_lowercase())) {
        defects.push(message!("two servers are called {name}", name));
    }
    for (_, name) in twice(sql_instances.iter().map(|sql| (sql.cluster, sql.name.to_lowercase()))) {
        defects.push(message!("two SQL instances of one server are called {name}", name));
    }
    // Only of pools that home users, and of what works for them, do documents show what they cannot be without.
    let with_users: HashSet<Host> = services
        .iter()
        .filter(|service| service.role == ServiceRole::UserServices)
        .map(|service| service.host)
        .collect();
    for service in services {
        let role = service.role;
        let is_shown = match role {
            ServiceRole::Registrar | ServiceRole::WebServices => with_users.contains(&service.host),
            role => !role.facts().inferred,
        };
        let has = |on: ServiceRole| service.depends_on.iter().any(|link| link.on == on);
        let needed = role.depends_on().iter().filter(|needed| is_shown && !needed.is_optional);
        for needed in needed.filter(|needed| !has(needed.on)) {
            let (name, on) = (name_of(service, lowered), needed.on.name());
            defects.push(message!("service {role} of {name} has no {on} to work with", role = role.name(), name, on));
        }
    }
    let n_central = services.iter().filter(|service| service.role == ServiceRole::CentralMgmt).count();
    if format == VendorFormat::Published && n_central != 1 {
        defects.push(message!("no pool holds the Central Management store"));
    }
    defects
}

fn name_of(service: &Service, lowered: &Lowered) -> String {
    let cluster = match service.host {
        Host::Cluster(cluster) => Some(cluster),
        Host::Sql(sql) => lowered.sql_instances.iter().find(|row| row.key == sql).map(|row| row.cluster),
    };
    let cluster = lowered.clusters.iter().find(|row| Some(row.key) == cluster);
    cluster.map(|cluster| cluster.fqdn.clone()).unwrap_or_default()
}

/// What comes more than once, each once, in order.
fn twice<T: Hash + Eq + Ord + Clone>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut counts: HashMap<T, usize> = HashMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    let mut twice: Vec<T> = counts.into_iter().filter(|(_, n)| *n > 1).map(|(one, _)| one).collect();
    twice.sort();
    twice
}
