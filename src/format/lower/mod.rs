//! From roles to services: what the product installs for what an administrator decided. The opposite of
//! [`raise`](super::raise).
//!
//! [`Scope`] says what is lowered: what real documents show, or what follows from them without doubt, and our guesses
//! if they are asked for. `left_out` names the rest. [`pools`] are lowered with the services on them, [`shared`] is
//! what stands beside them.

mod pools;
mod shared;

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::lowered::{
    Cluster, Domain, Domains, Extension, FaultDomains, Host, InterfaceRecord, Keyed, Link, Lowered, Machine, Port,
    Service, SimpleUrl, SiteKind, SiteRecord,
};
use super::raise::ANY_ADDRESS;
use super::scope::{Scope, order_of};
use super::view::machine_key;
use crate::model::{AnyId, Fqdn, Id, Pool, SiteRef};
use crate::text::natural_key;
use crate::vendor::{Product, ServiceRole, Usage, When, port_rows};

/// What the product would install for a topology, under the keys that the file it came from has for its rows.
pub(super) fn lower(scope: Scope<'_>) -> Lowered {
    let mut lowerer = Lowerer {
        scope,
        out: Lowered::default(),
        cluster_of: HashMap::new(),
        by_name: HashMap::new(),
        taken: HashSet::new(),
        versions: HashMap::new(),
        written: HashSet::new(),
    };
    lowerer.deployment();
    lowerer.sites();
    let pools = lowerer.pools_in_order();
    lowerer.clusters(&pools);
    lowerer.services(&pools);
    lowerer.out
}

struct Lowerer<'a> {
    scope: Scope<'a>,
    out: Lowered,
    /// The cluster each row is on.
    cluster_of: HashMap<AnyId, Uuid>,
    by_name: HashMap<String, usize>,
    taken: HashSet<Uuid>,
    /// The version of a store, a share, a Web Apps server: that of the first pool that uses it.
    versions: HashMap<Uuid, u8>,
    /// Services that are there already.
    written: HashSet<Uuid>,
}

/// What a service depends on: a role, the row that it works for, and in which way.
type Partner = (ServiceRole, AnyId, Usage);

/// A partner in the usual way.
fn partner(role: ServiceRole, row: Option<impl Into<AnyId>>) -> Option<Partner> {
    row.map(|row| (role, row.into(), Usage::Default))
}

/// A cluster to be, without its key.
struct Draft<'a> {
    site: SiteRef,
    fqdn: &'a Fqdn,
    is_single: bool,
    requires_setup: bool,
    requires_replication: bool,
    machines: Vec<Machine>,
}

impl<'a> Lowerer<'a> {
    fn deployment(&mut self) {
        let deployment = self.scope.topology.deployment();
        self.out.domains = Domains {
            default: deployment.default_sip_domain.to_string(),
            all: deployment
                .sip_domains
                .iter()
                .map(|domain| Domain {
                    name: domain.name.to_string(),
                    authoritative: domain.authoritative,
                    allow_sub_domains: domain.allow_sub_domains,
                })
                .collect(),
        };
        let urls = &deployment.simple_urls;
        let any = || "*".to_owned();
        let meet = urls.meet.iter().map(|(domain, url)| ("Meet", domain.to_string(), url));
        self.out.simple_urls = std::iter::once(("Dialin", any(), &urls.dialin))
            .chain(meet)
            .chain([("Cscp", any(), &urls.admin)])
            .filter(|(_, _, url)| !url.is_empty())
            .map(|(component, domain, url)| SimpleUrl { component, domain, url: url.clone() })
            .collect();
    }

    fn sites(&mut self) {
        let topology = self.scope.topology;
        let central = topology
            .sites
            .iter()
            .map(|(id, site)| (SiteRef::Central(id), SiteKind::Central, &site.name, &site.description, &site.location));
        let branch = topology.branch_sites.iter().map(|(id, site)| {
            let kind = SiteKind::Branch(site.parent.map(Id::uuid));
            (SiteRef::Branch(id), kind, &site.name, &site.description, &site.location)
        });
        let mut sites: Vec<_> = central.chain(branch).filter(|site| self.scope.writes_site(site.0)).collect();
        sites.sort_by_cached_key(|(site, kind, name, ..)| (*kind != SiteKind::Central, natural_key(name), *site));
        self.out.sites = sites
            .into_iter()
            .map(|(site, kind, name, description, location)| SiteRecord {
                key: key_of(site),
                kind,
                name: name.clone(),
                description: description.clone(),
                city: location.city.clone(),
                state: location.state.clone(),
                country_code: location.country_code.clone(),
            })
            .collect();
    }

    /// The pools that are written, those with users first.
    fn pools_in_order(&self) -> Vec<(Id<Pool>, &'a Pool)> {
        let Scope { topology, .. } = self.scope;
        let mut pools: Vec<_> = topology.pools.iter().filter(|(id, pool)| self.scope.writes_pool(*id, pool)).collect();
        pools.sort_by_cached_key(|(id, pool)| order_of(topology, *id, pool));
        pools
    }

    fn clusters(&mut self, pools: &[(Id<Pool>, &'a Pool)]) {
        for &(id, pool) in pools {
            self.pool(id, pool);
        }
        self.web_apps_servers();
        self.sql_instances();
        self.file_stores();
        self.gateways();
    }

    fn services(&mut self, pools: &[(Id<Pool>, &'a Pool)]) {
        // The product writes a pool together with what it uses, each role in its place.
        for &(id, pool) in pools {
            let start = self.out.services.len();
            self.services_of(id, pool);
            self.out.services[start..].sort_by_key(|service| service.role);
        }
        for (id, _) in self.scope.topology.file_stores.iter() {
            self.file_store(id, None);
        }
        for (id, _) in self.scope.topology.web_apps_servers.iter() {
            self.web_apps_server(id, None);
        }
        self.trunks();
        let there: HashSet<Uuid> =
            self.out.services.iter().map(Keyed::key).chain(self.scope.known.services.values().copied()).collect();
        for service in &mut self.out.services {
            service.depends_on.retain(|link| there.contains(&link.target));
        }
    }

    /// The cluster of something that is no pool: the one of that name, or a new one.
    fn host(
        &mut self,
        row: AnyId,
        new_key: Uuid,
        (site, fqdn): (SiteRef, &Fqdn),
        domains: FaultDomains,
        interfaces: Vec<InterfaceRecord>,
    ) -> Option<Uuid> {
        if let Some(&cluster) = self.by_name.get(&fqdn.key()).filter(|_| !fqdn.is_empty()) {
            let cluster = &mut self.out.clusters[cluster];
            if cluster.site != key_of(self.scope.site_of(cluster.key, site)) {
                self.out.moved.push(row);
            }
            if let [machine] = cluster.machines.as_mut_slice()
                && machine.interfaces.is_empty()
            {
                machine.interfaces = interfaces;
            }
            self.cluster_of.insert(row, cluster.key);
            return Some(cluster.key);
        }
        let known = self.scope.cluster_of(row, site);
        if known.is_none() && !self.scope.writes_site(site) {
            return None;
        }
        let key = known.filter(|key| !self.taken.contains(key)).unwrap_or(new_key);
        let machine = self.scope.known.machines.get(&key).copied().unwrap_or_else(|| machine_key(key, ""));
        let machines = vec![Machine { key: machine, fqdn: fqdn.to_string(), domains, interfaces }];
        let draft = Draft { site, fqdn, is_single: true, requires_setup: false, requires_replication: false, machines };
        self.add_cluster(row, key, draft);
        Some(key)
    }

    fn add_cluster(&mut self, row: AnyId, key: Uuid, draft: Draft<'_>) {
        let Draft { site, fqdn, is_single, requires_setup, requires_replication, machines } = draft;
        let site = self.scope.site_of(key, site);
        self.cluster_of.insert(row, key);
        self.taken.insert(key);
        self.by_name.entry(fqdn.key()).or_insert(self.out.clusters.len());
        let (site, fqdn) = (key_of(site), fqdn.to_string());
        self.out.clusters.push(Cluster { key, site, fqdn, is_single, requires_setup, requires_replication, machines });
    }

    fn version_of(&mut self, key: Uuid, version: Option<u8>) -> u8 {
        let usual = self.scope.topology.deployment().product.service_version();
        *self.versions.entry(key).or_insert(version.unwrap_or(usual))
    }

    /// A service on the computers of a pool. Returns it unless it is there already.
    fn add<const N: usize>(
        &mut self,
        pool: Id<Pool>,
        role: ServiceRole,
        version: u8,
        depends_on: [Option<Partner>; N],
        extension: Extension,
    ) -> Option<&mut Service> {
        let cluster = *self.cluster_of.get(&pool.into())?;
        self.push(role, pool.into(), Host::Cluster(cluster), version, &depends_on, extension)
    }

    fn push(
        &mut self,
        role: ServiceRole,
        owner: AnyId,
        host: Host,
        version: u8,
        depends_on: &[Option<Partner>],
        extension: Extension,
    ) -> Option<&mut Service> {
        let key = self.service_key(role, owner);
        if !self.written.insert(key) {
            return None;
        }
        let ports = ports(role, |when| when == When::ServiceVersion8 && version >= Product::S19.service_version());
        let link = |&(on, owner, usage): &Partner| Link { on, usage, target: self.service_key(on, owner) };
        let depends_on = depends_on.iter().flatten().map(link).collect();
        self.out.services.push(Service { key, role, host, version, depends_on, ports, extension });
        self.out.services.last_mut()
    }

    /// Makes a service that is there depend on further partners.
    fn link(&mut self, role: ServiceRole, owner: AnyId, partners: &[Partner]) {
        let key = self.service_key(role, owner);
        let links: Vec<Link> = partners
            .iter()
            .map(|&(on, owner, usage)| Link { on, usage, target: self.service_key(on, owner) })
            .collect();
        if let Some(service) = self.out.services.iter_mut().rev().find(|service| service.key == key) {
            service.depends_on.extend(links);
        }
    }

    fn service_key(&self, role: ServiceRole, owner: AnyId) -> Uuid {
        let part = |id: Uuid| Id::<Pool>::from_uuid(id).part::<Pool>(role.name()).uuid();
        self.scope.known.services.get(&(role, owner)).copied().unwrap_or_else(|| match owner {
            AnyId::FileStore(id) => id.uuid(),
            AnyId::Trunk(id) => id.uuid(),
            AnyId::Pool(id) => part(id.uuid()),
            AnyId::SqlInstance(id) => part(id.uuid()),
            AnyId::WebAppsServer(id) => part(id.uuid()),
            other => unreachable!("{other:?} has no services"),
        })
    }
}

fn key_of(site: SiteRef) -> Uuid {
    match site {
        SiteRef::Central(id) => id.uuid(),
        SiteRef::Branch(id) => id.uuid(),
    }
}

/// The rows of a role that are written always or when `holds` says so.
fn ports(role: ServiceRole, holds: impl Fn(When) -> bool) -> Vec<Port> {
    port_rows(role)
        .iter()
        .filter(|row| row.when == When::Always || holds(row.when))
        .map(|row| Port { row, interface: 1, port: row.port, range: row.range, fqdn: None, application: None })
        .collect()
}

fn address_or_any(address: &str) -> String {
    if address.is_empty() { ANY_ADDRESS.to_owned() } else { address.to_owned() }
}
