//! From roles to services: what the product installs for what an administrator decided. The opposite of
//! [`raise`](super::raise).
//!
//! Only what real documents show, or what follows from them without doubt, is lowered; `left_out` names the rest.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::raise::{ANY_ADDRESS, Known};
use super::view::machine_key;
use crate::model::{
    AnyId, Computer, Edge, FileStore, Fqdn, FrontEnd, GatewayKind, Id, Interface, Mediation, MediationPorts, Pool,
    Role, RoleKind, SiteRef, SqlHa, SqlInstance, StoreRef, Topology, Transport, Trunk, VendorFormat, WebAppsServer,
};
use crate::text::natural_key;
use crate::vendor::{ConfiguredFqdn, InterfaceSide, PortRow, Product, Protocol, ServiceRole, When, port_rows};

/// A document in the vendor's terms: what either format is written from.
#[derive(Debug, Default)]
pub(super) struct Lowered {
    pub(super) domains: Domains,
    pub(super) simple_urls: Vec<SimpleUrl>,
    pub(super) sites: Vec<SiteRecord>,
    pub(super) clusters: Vec<Cluster>,
    pub(super) sql_instances: Vec<SqlRecord>,
    pub(super) services: Vec<Service>,
}

/// A record that is found again by its key.
pub(super) trait Keyed {
    fn key(&self) -> Uuid;
}

#[derive(Debug, Default, PartialEq)]
pub(super) struct Domains {
    pub(super) default: String,
    pub(super) all: Vec<Domain>,
}

#[derive(Debug, PartialEq)]
pub(super) struct Domain {
    pub(super) name: String,
    pub(super) authoritative: bool,
    pub(super) allow_sub_domains: bool,
}

#[derive(Debug, PartialEq)]
pub(super) struct SimpleUrl {
    pub(super) component: &'static str,
    pub(super) domain: String,
    pub(super) url: String,
}

#[derive(Debug, PartialEq)]
pub(super) struct SiteRecord {
    pub(super) key: Uuid,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) city: String,
    pub(super) state: String,
    pub(super) country_code: String,
}

#[derive(Debug, PartialEq)]
pub(super) struct Cluster {
    pub(super) key: Uuid,
    pub(super) site: Uuid,
    pub(super) fqdn: String,
    /// One computer under its own name.
    pub(super) is_single: bool,
    /// Whether the product is installed on it: it is set up, and the configuration is replicated to it.
    pub(super) runs_product: bool,
    pub(super) machines: Vec<Machine>,
}

#[derive(Debug, PartialEq)]
pub(super) struct Machine {
    pub(super) key: Uuid,
    pub(super) fqdn: String,
    pub(super) domains: FaultDomains,
    pub(super) interfaces: Vec<InterfaceRecord>,
}

/// What a machine says of its fault and upgrade domains.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum FaultDomains {
    /// Nothing.
    None,
    /// Its own name, twice.
    OwnName,
    /// A number each, the next that is free.
    Numbered,
    /// A number each, that of the upgrade domain chosen by hand.
    Chosen(u16),
}

#[derive(Debug, PartialEq)]
pub(super) struct InterfaceRecord {
    pub(super) side: InterfaceSide,
    pub(super) number: u8,
    pub(super) address: String,
    pub(super) public_address: Option<String>,
}

#[derive(Debug, PartialEq)]
pub(super) struct SqlRecord {
    pub(super) key: Uuid,
    pub(super) cluster: Uuid,
    pub(super) name: String,
    pub(super) primary_node: Option<String>,
}

#[derive(Debug, PartialEq)]
pub(super) struct Service {
    pub(super) key: Uuid,
    pub(super) role: ServiceRole,
    pub(super) host: Host,
    pub(super) version: u8,
    pub(super) depends_on: Vec<(ServiceRole, Uuid)>,
    pub(super) ports: Vec<Port>,
    pub(super) extension: Extension,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Host {
    Cluster(Uuid),
    Sql(Uuid),
}

#[derive(Debug, PartialEq)]
pub(super) struct Port {
    pub(super) row: &'static PortRow,
    pub(super) port: u16,
    pub(super) range: Option<u16>,
    pub(super) fqdn: Option<String>,
}

/// The content of a service's extension element.
#[derive(Debug, PartialEq)]
pub(super) enum Extension {
    None,
    Registrar { has_edge_flag: bool },
    FileStore { share: String },
    WebApps { discovery_url: String, is_external: bool },
    Application,
    CentralManagement,
    Gateway { bypass_id: Uuid, pool_port: u16, is_default: bool },
    Conferencing,
    Web { external_fqdn: String },
}

macro_rules! keyed {
    ($($record:ident),*) => {
        $(impl Keyed for $record {
            fn key(&self) -> Uuid {
                self.key
            }
        })*
    };
}
keyed!(SiteRecord, Cluster, Machine, SqlRecord, Service);

/// What the product would install for this topology, under the keys that the file it came from has for its rows.
pub(super) fn lower(topology: &Topology, known: &Known, format: VendorFormat) -> Lowered {
    let mut lowerer = Lowerer {
        topology,
        known,
        format,
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

/// Whether pools of this role are written as a whole.
pub(super) const fn is_lowered(role: RoleKind) -> bool {
    matches!(role, RoleKind::FrontEnd | RoleKind::StandardEdition | RoleKind::Edge | RoleKind::Mediation)
}

/// Whether anything in this site can be written: how new branch sites are written is not known for both formats.
pub(super) fn is_site_written(site: SiteRef, known: &Known) -> bool {
    match site {
        SiteRef::Central(_) => true,
        SiteRef::Branch(id) => known.branch_sites.contains(&id.uuid()),
    }
}

/// Whether the Central Management store is in the file: one of Topology Builder gets it when it is published.
pub(super) fn writes_central_management(known: &Known, format: VendorFormat) -> bool {
    format == VendorFormat::Published || known.services.keys().any(|(role, _)| *role == ServiceRole::CentralMgmt)
}

/// Whether an interface can be written: that a server with three addresses numbers its interfaces is inferred.
pub(super) fn is_interface_written(computer: Id<Computer>, interface: &Interface, known: &Known) -> bool {
    interface.number == 1 || known.interfaces.contains(&(computer.uuid(), interface.side, interface.number))
}

struct Lowerer<'a> {
    topology: &'a Topology,
    known: &'a Known,
    format: VendorFormat,
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

impl<'a> Lowerer<'a> {
    fn deployment(&mut self) {
        let deployment = self.topology.deployment();
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
        let central = self
            .topology
            .sites
            .iter()
            .map(|(id, site)| (SiteRef::Central(id), id.uuid(), &site.name, &site.description, &site.location));
        let branch = self
            .topology
            .branch_sites
            .iter()
            .map(|(id, site)| (SiteRef::Branch(id), id.uuid(), &site.name, &site.description, &site.location));
        let mut sites: Vec<_> = central.chain(branch).filter(|site| is_site_written(site.0, self.known)).collect();
        sites.sort_by_cached_key(|(_, key, name, ..)| (natural_key(name), *key));
        self.out.sites = sites
            .into_iter()
            .map(|(_, key, name, description, location)| SiteRecord {
                key,
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
        let is_written = |(id, pool): &(Id<Pool>, &Pool)| {
            let is_known = self.known.clusters.contains_key(&(*id).into());
            is_known || (is_lowered(pool.role.kind()) && is_site_written(pool.site, self.known))
        };
        let mut pools: Vec<_> = self.topology.pools.iter().filter(is_written).collect();
        pools.sort_by_cached_key(|(id, pool)| {
            let site = natural_key(self.topology.site_name(pool.site));
            (site, pool.role.kind(), natural_key(pool.fqdn.as_str()), *id)
        });
        pools
    }

    fn clusters(&mut self, pools: &[(Id<Pool>, &'a Pool)]) {
        for &(id, pool) in pools {
            let key = self.known.clusters.get(&id.into()).copied().unwrap_or(id.uuid());
            let has_product = !matches!(pool.role, Role::Foreign(_) | Role::TrustedApplication(_));
            let machines = self.machines_of(key, pool);
            let is_single = !pool.multi_server && machines.len() <= 1;
            self.add_cluster(id.into(), key, pool.site, &pool.fqdn, is_single, has_product, machines);
        }
        let topology = self.topology;
        let named =
            |site: SiteRef, name: String, id: Uuid| (natural_key(topology.site_name(site)), natural_key(&name), id);

        let mut rows: Vec<_> = topology.web_apps_servers.iter().collect();
        rows.sort_by_cached_key(|(id, row)| named(row.site, row.fqdn.to_string(), id.uuid()));
        for (id, row) in rows {
            self.host(id.into(), id.uuid(), row.site, &row.fqdn, FaultDomains::None, Vec::new());
        }
        let mut rows: Vec<_> = topology.sql_instances.iter().collect();
        rows.sort_by_cached_key(|(id, row)| named(row.site, row.path(), id.uuid()));
        for (id, row) in rows {
            self.sql_instance(id, row);
        }
        let mut rows: Vec<_> = topology.file_stores.iter().collect();
        rows.sort_by_cached_key(|(id, row)| named(row.site, row.path(), id.uuid()));
        for (id, row) in rows {
            let key = id.part::<Pool>("server").uuid();
            self.host(id.into(), key, row.site, &row.server, FaultDomains::None, Vec::new());
        }
        let mut rows: Vec<_> = topology.gateways.iter().collect();
        rows.sort_by_cached_key(|(id, row)| named(row.site, row.fqdn.to_string(), id.uuid()));
        for (id, row) in rows {
            if row.kind == GatewayKind::Pstn || self.known.clusters.contains_key(&id.into()) {
                let interface = InterfaceRecord {
                    side: InterfaceSide::Pstn,
                    number: 1,
                    address: address_or_any(row.address.0.as_str()),
                    public_address: None,
                };
                self.host(id.into(), id.uuid(), row.site, &row.fqdn, FaultDomains::None, vec![interface]);
            }
        }
    }

    fn sql_instance(&mut self, id: Id<SqlInstance>, row: &SqlInstance) {
        let (fqdn, primary_node) = match &row.ha {
            // The cluster of a group is its listener.
            SqlHa::AvailabilityGroup(group) if group.listener.is_empty() => (&row.fqdn, Some(&group.primary_node)),
            SqlHa::AvailabilityGroup(group) => (&group.listener, Some(&group.primary_node)),
            SqlHa::None | SqlHa::FailoverCluster => (&row.fqdn, None),
        };
        let domains = if primary_node.is_some() { FaultDomains::OwnName } else { FaultDomains::None };
        let key = id.part::<Pool>("server").uuid();
        if let Some(cluster) = self.host(id.into(), key, row.site, fqdn, domains, Vec::new()) {
            let (name, primary_node) = (row.instance.clone(), primary_node.map(Fqdn::to_string));
            self.out.sql_instances.push(SqlRecord { key: id.uuid(), cluster, name, primary_node });
        }
    }

    /// The cluster of something that is no pool: the one of that name, or a new one.
    fn host(
        &mut self,
        row: AnyId,
        new_key: Uuid,
        site: SiteRef,
        fqdn: &Fqdn,
        domains: FaultDomains,
        interfaces: Vec<InterfaceRecord>,
    ) -> Option<Uuid> {
        if let Some(&cluster) = self.by_name.get(&fqdn.key()).filter(|_| !fqdn.is_empty()) {
            let key = self.out.clusters[cluster].key;
            self.cluster_of.insert(row, key);
            return Some(key);
        }
        let known = self.known.clusters.get(&row).copied();
        if known.is_none() && !is_site_written(site, self.known) {
            return None;
        }
        let key = known.filter(|key| !self.taken.contains(key)).unwrap_or(new_key);
        let machine = self.known.machines.get(&key).copied().unwrap_or_else(|| machine_key(key, ""));
        let machine = Machine { key: machine, fqdn: fqdn.to_string(), domains, interfaces };
        self.add_cluster(row, key, site, fqdn, true, false, vec![machine]);
        Some(key)
    }

    #[allow(clippy::too_many_arguments, reason = "one for each field of a cluster")]
    fn add_cluster(
        &mut self,
        row: AnyId,
        key: Uuid,
        site: SiteRef,
        fqdn: &Fqdn,
        is_single: bool,
        runs_product: bool,
        machines: Vec<Machine>,
    ) {
        self.cluster_of.insert(row, key);
        self.taken.insert(key);
        self.by_name.entry(fqdn.key()).or_insert(self.out.clusters.len());
        let site = match site {
            SiteRef::Central(id) => id.uuid(),
            SiteRef::Branch(id) => id.uuid(),
        };
        self.out.clusters.push(Cluster { key, site, fqdn: fqdn.to_string(), is_single, runs_product, machines });
    }

    fn machines_of(&self, cluster: Uuid, pool: &Pool) -> Vec<Machine> {
        let (sides, domains): (&[InterfaceSide], _) = match &pool.role {
            Role::FrontEnd(settings) => (front_end_sides(settings), FaultDomains::Numbered),
            Role::StandardEdition(settings) => (front_end_sides(settings), FaultDomains::OwnName),
            Role::Edge(_) => (&[InterfaceSide::Internal, InterfaceSide::External], FaultDomains::None),
            Role::Mediation(_) => (&[InterfaceSide::Primary, InterfaceSide::Pstn], FaultDomains::None),
            _ => (&[], FaultDomains::None),
        };
        let has_nat = !matches!(&pool.role, Role::Edge(Edge { nat: false, .. }));
        let mut machines: Vec<Machine> = self
            .topology
            .computers_of(pool)
            .map(|(id, computer)| Machine {
                key: id.uuid(),
                fqdn: computer.fqdn.to_string(),
                domains: match computer.upgrade_domain {
                    Some(chosen) if domains == FaultDomains::Numbered => FaultDomains::Chosen(chosen),
                    _ => domains,
                },
                interfaces: interfaces_of(computer, sides, has_nat, |own| is_interface_written(id, own, self.known)),
            })
            .collect();
        if machines.is_empty() && !pool.multi_server {
            let interfaces = interfaces_of(&Computer::default(), sides, has_nat, |_| false);
            let fqdn = pool.fqdn.to_string();
            machines.push(Machine { key: machine_key(cluster, ""), fqdn, domains, interfaces });
        }
        machines
    }

    fn services(&mut self, pools: &[(Id<Pool>, &'a Pool)]) {
        // The product writes a pool together with what it uses, each role in its place.
        for &(id, pool) in pools {
            let start = self.out.services.len();
            match &pool.role {
                Role::FrontEnd(settings) | Role::StandardEdition(settings) => self.front_end(id, pool, settings),
                Role::Edge(settings) => self.edge(id, pool, settings),
                Role::Mediation(settings) => self.mediation_pool(id, pool, settings),
                _ => {}
            }
            self.out.services[start..].sort_by_key(|service| service.role);
        }
        for (id, _) in self.topology.file_stores.iter() {
            self.file_store(id, None);
        }
        for (id, _) in self.topology.web_apps_servers.iter() {
            self.web_apps_server(id, None);
        }
        let mut trunks: Vec<_> = self.topology.trunks.iter().collect();
        trunks.sort_by_cached_key(|(id, trunk)| {
            let gateway = natural_key(&self.topology.name(trunk.gateway.into()));
            (gateway, !trunk.is_root, natural_key(&trunk.name), *id)
        });
        for (id, trunk) in trunks {
            self.trunk(id, trunk);
        }
        let there: HashSet<Uuid> =
            self.out.services.iter().map(Keyed::key).chain(self.known.services.values().copied()).collect();
        for service in &mut self.out.services {
            service.depends_on.retain(|(_, target)| there.contains(target));
        }
    }

    fn front_end(&mut self, id: Id<Pool>, pool: &Pool, settings: &FrontEnd) {
        use ServiceRole::{
            ApplicationServer, ApplicationStore, ArchivingStore, CentralMgmt, CentralMgmtStore, ConfServices,
            EdgeServer, FileStore, MonitoringStore, Registrar, UserServices, UserStore, WacService, WebServices,
        };
        let version = pool.product.service_version();
        let own = |role| Some((role, id.into()));
        let store = |role, store: &StoreRef| Some((role, AnyId::from(store.primary?)));
        let archiving = settings.features.archiving.then_some(&settings.archiving_store);
        let monitoring = settings.features.monitoring.then_some(&settings.monitoring_store);
        let archiving = archiving.and_then(|archiving| store(ArchivingStore, archiving));
        let monitoring = monitoring.and_then(|monitoring| store(MonitoringStore, monitoring));
        let user_store = store(UserStore, &settings.back_end);
        let application_store = store(ApplicationStore, &settings.back_end);
        let share = settings.file_store.map(|id| (FileStore, id.into()));
        let edge = settings.edge_pool.map(|id| (EdgeServer, id.into()));
        let web_apps = settings.web_apps.map(|id| (WacService, id.into()));
        let features = settings.features;
        let external = &settings.web.external_fqdn;
        let external_fqdn = if external.is_empty() { &pool.fqdn } else { external }.to_string();

        self.add(id, UserServices, version, [user_store, share, own(ConfServices)], Extension::None);
        let has_edge_flag = version >= Product::S19.service_version();
        self.add(
            id,
            Registrar,
            version,
            [own(UserServices), own(WebServices), archiving, monitoring, edge],
            Extension::Registrar { has_edge_flag },
        );
        self.add(id, WebServices, version, [share, own(UserServices)], Extension::Web { external_fqdn });
        self.add(
            id,
            ConfServices,
            version,
            [share, own(WebServices), own(UserServices), web_apps, edge],
            Extension::Conferencing,
        );
        if let Some(ports) = &settings.mediation {
            self.mediation(id, version, ports, own(Registrar), edge);
        }
        let index = self.add(
            id,
            ApplicationServer,
            version,
            [own(Registrar), share, application_store],
            Extension::Application,
        );
        if let Some(index) = index {
            self.out.services[index].ports = ports(ApplicationServer, |when| match when {
                When::DialIn => features.dialin,
                When::EnterpriseVoice => features.voice,
                When::CallAdmissionControl => features.call_admission_control,
                _ => false,
            });
        }
        for store in [user_store, application_store, archiving, monitoring].into_iter().flatten() {
            self.store(store, version);
        }
        if self.topology.deployment().central_management == Some(id)
            && writes_central_management(self.known, self.format)
        {
            let store = store(CentralMgmtStore, &settings.back_end);
            self.add(id, CentralMgmt, version, [store, share], Extension::CentralManagement);
            if let Some(store) = store {
                self.store(store, version);
            }
        }
        if let Some(id) = settings.file_store {
            self.file_store(id, Some(version));
        }
        if let Some(id) = settings.web_apps {
            self.web_apps_server(id, Some(version));
        }
        if let Some(edge) = settings.edge_pool
            && let Some(pool) = self.topology.pools.get(edge)
            && let Role::Edge(settings) = &pool.role
        {
            self.edge(edge, pool, settings);
        }
    }

    fn edge(&mut self, id: Id<Pool>, pool: &Pool, settings: &Edge) {
        let version = pool.product.service_version();
        let next_hop = settings.next_hop.map(|id| (ServiceRole::Registrar, id.into()));
        let Some(index) = self.add(id, ServiceRole::EdgeServer, version, [next_hop], Extension::None) else { return };
        let mut rows = ports(ServiceRole::EdgeServer, |when| match when {
            When::SingleFqdn => settings.single_fqdn,
            When::ThreeFqdns => !settings.single_fqdn,
            When::Federation => settings.federation,
            When::SkypeSearch => settings.skype_search,
            When::Xmpp => settings.xmpp,
            _ => false,
        });
        for port in &mut rows {
            let service = match port.row.configured_fqdn {
                ConfiguredFqdn::Access => &settings.access,
                ConfiguredFqdn::WebConferencing => &settings.web_conferencing,
                ConfiguredFqdn::Av => &settings.av,
                ConfiguredFqdn::None | ConfiguredFqdn::TrunkPeer => continue,
            };
            port.fqdn = (!service.fqdn.is_empty()).then(|| service.fqdn.to_string());
            match (port.row.when, port.row.range, port.row.protocol) {
                (_, Some(_), _) => (port.port, port.range) = (settings.media.start, Some(settings.media.count)),
                (When::SingleFqdn | When::ThreeFqdns, ..) | (When::Always, _, Protocol::Tcp) => {
                    port.port = service.port;
                }
                _ => {}
            }
        }
        self.out.services[index].ports = rows;
        self.add(id, ServiceRole::ManagementServices, version, [], Extension::None);
    }

    fn mediation_pool(&mut self, id: Id<Pool>, pool: &Pool, settings: &Mediation) {
        let next_hop = settings.next_hop.map(|id| (ServiceRole::Registrar, id.into()));
        let edge = settings.edge_pool.map(|id| (ServiceRole::EdgeServer, id.into()));
        self.mediation(id, pool.product.service_version(), &settings.ports, next_hop, edge);
    }

    fn mediation(
        &mut self,
        id: Id<Pool>,
        version: u8,
        listening: &MediationPorts,
        next_hop: Option<(ServiceRole, AnyId)>,
        edge: Option<(ServiceRole, AnyId)>,
    ) {
        let role = ServiceRole::MediationServer;
        let Some(index) = self.add(id, role, version, [next_hop, edge], Extension::None) else { return };
        let mut rows = ports(role, |when| match when {
            When::TlsListening => listening.tls.is_some(),
            When::TcpListening => listening.tcp.is_some(),
            _ => false,
        });
        for port in &mut rows {
            let chosen = match port.row.when {
                When::TlsListening => listening.tls,
                When::TcpListening => listening.tcp,
                _ => None,
            };
            port.port = chosen.map_or(port.port, |range| range.first);
        }
        self.out.services[index].ports = rows;
    }

    fn store(&mut self, (role, sql): (ServiceRole, AnyId), version: u8) {
        if self.cluster_of.contains_key(&sql)
            && let AnyId::SqlInstance(id) = sql
        {
            self.push(role, sql, Host::Sql(id.uuid()), version, &[], Extension::None);
        }
    }

    fn file_store(&mut self, id: Id<FileStore>, version: Option<u8>) {
        let (Some(row), Some(&cluster)) = (self.topology.file_stores.get(id), self.cluster_of.get(&id.into())) else {
            return;
        };
        let version = self.version_of(id.uuid(), version);
        let extension = Extension::FileStore { share: row.share.clone() };
        self.push(ServiceRole::FileStore, id.into(), Host::Cluster(cluster), version, &[], extension);
    }

    fn web_apps_server(&mut self, id: Id<WebAppsServer>, version: Option<u8>) {
        let (Some(row), Some(&cluster)) = (self.topology.web_apps_servers.get(id), self.cluster_of.get(&id.into()))
        else {
            return;
        };
        let version = self.version_of(id.uuid(), version);
        let extension = Extension::WebApps { discovery_url: row.discovery_url.clone(), is_external: row.is_external };
        self.push(ServiceRole::WacService, id.into(), Host::Cluster(cluster), version, &[], extension);
    }

    fn version_of(&mut self, key: Uuid, version: Option<u8>) -> u8 {
        let usual = self.topology.deployment().product.service_version();
        *self.versions.entry(key).or_insert(version.unwrap_or(usual))
    }

    fn trunk(&mut self, id: Id<Trunk>, trunk: &Trunk) {
        let Some(&cluster) = self.cluster_of.get(&trunk.gateway.into()) else { return };
        let pool = trunk.pool.and_then(|id| Some((id, self.topology.pools.get(id)?)));
        let product = pool.map_or(self.topology.deployment().product, |(_, pool)| pool.product);
        let ports_of_pool = pool.and_then(|(_, pool)| pool.role.mediation_ports());
        let extension = Extension::Gateway {
            bypass_id: id.part::<Trunk>("bypass").uuid(),
            pool_port: trunk.pool_port,
            is_default: ports_of_pool.is_some_and(|ports| ports.default_trunk == Some(id)),
        };
        let role = ServiceRole::PstnGateway;
        let mediation = pool.map(|(id, _)| (ServiceRole::MediationServer, id.into()));
        let host = Host::Cluster(cluster);
        let Some(index) = self.push(role, id.into(), host, product.service_version(), &[mediation], extension) else {
            return;
        };
        let gateway = self.topology.name(trunk.gateway.into());
        // Where the name of a trunk stands is inferred from a sample in which it is the gateway's.
        let is_known = self.known.services.contains_key(&(role, id.into()));
        let peer = if is_known { trunk.name.clone() } else { gateway };
        let mut rows = ports(role, |when| match when {
            When::TcpTrunk => trunk.transport == Transport::Tcp,
            When::TlsTrunk => trunk.transport == Transport::Tls,
            _ => false,
        });
        for port in &mut rows {
            port.port = trunk.gateway_port;
            port.fqdn = Some(peer.clone());
        }
        self.out.services[index].ports = rows;
    }

    /// A service on the computers of a pool. Returns its place unless it is there already.
    fn add<const N: usize>(
        &mut self,
        pool: Id<Pool>,
        role: ServiceRole,
        version: u8,
        depends_on: [Option<(ServiceRole, AnyId)>; N],
        extension: Extension,
    ) -> Option<usize> {
        let cluster = *self.cluster_of.get(&pool.into())?;
        self.push(role, pool.into(), Host::Cluster(cluster), version, &depends_on, extension)
    }

    fn push(
        &mut self,
        role: ServiceRole,
        owner: AnyId,
        host: Host,
        version: u8,
        depends_on: &[Option<(ServiceRole, AnyId)>],
        extension: Extension,
    ) -> Option<usize> {
        let key = self.service_key(role, owner);
        if !self.written.insert(key) {
            return None;
        }
        let ports = ports(role, |when| when == When::ServiceVersion8 && version >= Product::S19.service_version());
        let depends_on =
            depends_on.iter().flatten().map(|&(role, owner)| (role, self.service_key(role, owner))).collect();
        self.out.services.push(Service { key, role, host, version, depends_on, ports, extension });
        Some(self.out.services.len() - 1)
    }

    fn service_key(&self, role: ServiceRole, owner: AnyId) -> Uuid {
        let part = |id: Uuid| Id::<Pool>::from_uuid(id).part::<Pool>(role.name()).uuid();
        self.known.services.get(&(role, owner)).copied().unwrap_or_else(|| match owner {
            AnyId::FileStore(id) => id.uuid(),
            AnyId::Trunk(id) => id.uuid(),
            AnyId::Pool(id) => part(id.uuid()),
            AnyId::SqlInstance(id) => part(id.uuid()),
            AnyId::WebAppsServer(id) => part(id.uuid()),
            other => unreachable!("{other:?} has no services"),
        })
    }
}

/// The rows of a role that are written always or when `holds` says so.
fn ports(role: ServiceRole, holds: impl Fn(When) -> bool) -> Vec<Port> {
    port_rows(role)
        .iter()
        .filter(|row| row.when == When::Always || holds(row.when))
        .map(|row| Port { row, port: row.port, range: row.range, fqdn: None })
        .collect()
}

const fn front_end_sides(settings: &FrontEnd) -> &'static [InterfaceSide] {
    use InterfaceSide::{External, Primary, Pstn};
    if settings.mediation.is_some() { &[Primary, External, Pstn] } else { &[Primary, External] }
}

/// The interfaces a role has, with the addresses that the computer gives them, then those the computer has besides.
fn interfaces_of(
    computer: &Computer,
    sides: &[InterfaceSide],
    has_nat: bool,
    is_written: impl Fn(&Interface) -> bool,
) -> Vec<InterfaceRecord> {
    let record = |side: InterfaceSide, number: u8| {
        let own = computer.interface(side, number);
        InterfaceRecord {
            side,
            number,
            address: address_or_any(own.map_or("", |own| own.address.0.as_str())),
            public_address: own.map(|own| own.public_address.0.clone()).filter(|public| has_nat && !public.is_empty()),
        }
    };
    let usual = sides.iter().map(|&side| record(side, 1));
    let others = computer
        .interfaces
        .iter()
        .filter(|own| (own.number != 1 || !sides.contains(&own.side)) && is_written(own))
        .map(|own| record(own.side, own.number));
    usual.chain(others).collect()
}

fn address_or_any(address: &str) -> String {
    if address.is_empty() { ANY_ADDRESS.to_owned() } else { address.to_owned() }
}
