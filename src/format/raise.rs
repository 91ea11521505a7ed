//! From services to roles: what an administrator decided, found again in what the product installs.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::view::{ClusterView, HostView, ServiceView, View, role_name};
use super::xml::{NodeId, Tree};
use crate::diagnostic::Notice;
use crate::message;
use crate::model::{
    Address, AnyId, AvailabilityGroup, BranchSite, Computer, Deployment, Director, Edge, EdgeService, FileStore,
    Foreign, Fqdn, FrontEnd, Gateway, GatewayKind, Id, Interface, IpOptions, Location, MediaRange, Mediation,
    MediationPorts, Pool, PortRange, Role, Rows, SimpleUrls, SipDomain, Site, SiteRef, SqlHa, SqlInstance, StoreRef,
    Topology, Transport, Trunk, VendorFormat, WebAppsServer, WebServices,
};
use crate::text::Message;
use crate::vendor::{InterfaceSide, Product, Protocol, SERVICES, ServiceRole};

/// A document as the model has it, and which elements its rows come from.
pub(super) struct Raised {
    pub(super) topology: Topology,
    pub(super) notices: Vec<Notice>,
    pub(super) known: Known,
}

/// Which element of the file a row of the model comes from, by the element's key.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The cluster of a pool, an SQL instance, a share, a gateway, a Web Apps server.
    pub(super) clusters: HashMap<AnyId, Uuid>,
    /// A service, by its role and the row it works for: for databases, the SQL instance.
    pub(super) services: HashMap<(ServiceRole, AnyId), Uuid>,
    /// The only machine of a cluster that is no pool.
    pub(super) machines: HashMap<Uuid, Uuid>,
    /// The interfaces of machines beyond the first of each side.
    pub(super) interfaces: HashSet<(Uuid, InterfaceSide, u8)>,
    /// The branch sites that are in the file.
    pub(super) branch_sites: HashSet<Uuid>,
}

/// "All addresses", as the product writes it.
pub(super) const ANY_ADDRESS: &str = "0.0.0.0";

/// Reads the rows of the model off a document.
pub(super) fn raise(tree: &Tree, view: &View) -> Raised {
    let mut installed: Vec<Vec<usize>> = view.clusters.iter().map(|_| Vec::new()).collect();
    let mut instances: Vec<Vec<usize>> = view.clusters.iter().map(|_| Vec::new()).collect();
    for (index, service) in view.services.iter().enumerate() {
        if let Some(HostView::Cluster(cluster)) = service.host {
            installed[cluster].push(index);
        }
    }
    for (index, sql) in view.sql_instances.iter().enumerate() {
        instances[sql.cluster].push(index);
    }
    let sites = view.sites.iter().map(|site| match site.is_branch {
        false => SiteRef::Central(Id::from_uuid(site.key)),
        true => SiteRef::Branch(Id::from_uuid(site.key)),
    });
    let sites = sites.collect();
    let jobs = (0..view.clusters.len()).map(|cluster| Job::of(tree, view, &installed[cluster])).collect();
    let mut raiser = Raiser {
        tree,
        view,
        installed,
        sites,
        jobs,
        rows: Rows::default(),
        known: Known::default(),
        notices: Vec::new(),
    };
    raiser.sites();
    for (cluster, instances) in instances.iter().enumerate() {
        raiser.cluster(cluster, instances);
    }
    let deployment = raiser.deployment();
    let Raiser { mut rows, known, notices, .. } = raiser;
    rows.deployments.insert(Deployment::ID, deployment);
    Raised { topology: rows.into(), notices, known }
}

/// The job of a cluster as a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Job {
    FrontEnd,
    StandardEdition,
    Director,
    Edge,
    Mediation,
    /// Services that are not known, or none at all.
    Foreign,
    /// It is no pool but holds a share, an SQL instance, a gateway or a Web Apps server.
    None,
}

impl Job {
    fn of(tree: &Tree, view: &View, services: &[usize]) -> Self {
        let find =
            |role| services.iter().map(|&index| &view.services[index]).find(|service| service.role == Some(role));
        if let Some(user_services) = find(ServiceRole::UserServices) {
            // Its own database is what makes a server of Standard Edition.
            let store = view.dependency(user_services, ServiceRole::UserStore).map(|store| view.services[store].host);
            return match (store, user_services.host) {
                (Some(Some(HostView::Sql(sql))), Some(HostView::Cluster(own)))
                    if view.sql_instances[sql].cluster == own =>
                {
                    Self::StandardEdition
                }
                _ => Self::FrontEnd,
            };
        }
        if find(ServiceRole::EdgeServer).is_some() {
            return Self::Edge;
        }
        if let Some(registrar) = find(ServiceRole::Registrar) {
            let is_director = registrar.extension.and_then(|node| tree.attribute(node, "IsDirector"));
            let is_in_branch = registrar.host.is_some_and(|host| {
                let site = view.clusters[view.cluster_of(host)].site;
                view.sites[site].is_branch
            });
            // A registrar in a branch site is most likely a survivable one: not known well enough to be edited.
            return if is_director.as_deref() == Some("true") || !is_in_branch {
                Self::Director
            } else {
                Self::Foreign
            };
        }
        if find(ServiceRole::MediationServer).is_some() {
            return Self::Mediation;
        }
        if services.iter().any(|&index| view.services[index].role.is_none()) {
            return Self::Foreign;
        }
        Self::None
    }
}

struct Raiser<'t> {
    tree: &'t Tree<'t>,
    view: &'t View,
    /// The services on each cluster itself.
    installed: Vec<Vec<usize>>,
    sites: Vec<SiteRef>,
    jobs: Vec<Job>,
    rows: Rows,
    known: Known,
    notices: Vec<Notice>,
}

impl<'t> Raiser<'t> {
    fn notice(&mut self, node: NodeId, message: Message, help: Message) {
        self.notices.push(Notice { at: Some(self.tree.position(node)), message, help: Some(help) });
    }

    fn text(&self, node: NodeId, attribute: &str) -> String {
        self.tree.attribute(node, attribute).unwrap_or_default().into_owned()
    }

    fn fqdn(&self, node: NodeId) -> Fqdn {
        Fqdn::new(self.text(node, "Fqdn"))
    }

    fn flag(&self, node: NodeId, attribute: &str) -> bool {
        self.tree.attribute(node, attribute).as_deref() == Some("true")
    }

    fn number<T: std::str::FromStr>(&mut self, node: NodeId, attribute: &'static str) -> Option<T> {
        let text = self.tree.attribute(node, attribute)?;
        let number = text.trim().parse().ok();
        if number.is_none() {
            self.notice(
                node,
                message!("{attribute} is {text}, which is no number that can stand there", attribute, text = &*text),
                message!("the usual one is shown; the file keeps what it says until that is edited"),
            );
        }
        number
    }

    fn sites(&mut self) {
        for (site, reference) in self.view.sites.iter().zip(self.sites.clone()) {
            let child = |name| self.tree.child(site.node?, name);
            let text = |name| child(name).map(|node| self.tree.text(node).trim().to_owned()).unwrap_or_default();
            let (name, description) = (text("Name"), text("Description"));
            let location = child("Location").map_or_else(Location::default, |node| Location {
                city: self.text(node, "City"),
                state: self.text(node, "State"),
                country_code: self.text(node, "CountryCode"),
            });
            match reference {
                SiteRef::Central(id) => {
                    self.rows.sites.insert(id, Site { name, description, location, ..Site::default() });
                }
                SiteRef::Branch(id) => {
                    self.known.branch_sites.insert(id.uuid());
                    let parent = site.parent.map(|parent| Id::from_uuid(self.view.sites[parent].key));
                    self.rows.branch_sites.insert(id, BranchSite { name, description, location, parent });
                }
            }
        }
    }

    fn cluster(&mut self, index: usize, instances: &[usize]) {
        let cluster = &self.view.clusters[index];
        let services = std::mem::take(&mut self.installed[index]);
        let mut is_used = !instances.is_empty();
        for &sql in instances {
            self.sql_instance(cluster, sql);
        }
        let mut is_gateway = false;
        for &service in &services {
            let row = &self.view.services[service];
            match row.role {
                Some(ServiceRole::FileStore) => self.file_store(cluster, row),
                Some(ServiceRole::WacService) => self.web_apps_server(cluster, row),
                Some(ServiceRole::PstnGateway) => {
                    if !is_gateway {
                        self.gateway(cluster);
                    }
                    self.trunk(cluster, row, !is_gateway);
                    is_gateway = true;
                }
                _ => continue,
            }
            is_used = true;
        }
        match self.jobs[index] {
            Job::None if is_used => {
                if let Some(machine) = self.view.machines.get(cluster.machines.start) {
                    self.known.machines.insert(cluster.key, machine.key);
                }
            }
            Job::None => {
                self.notice(
                    cluster.node,
                    message!("nothing is installed on {server}", server = self.text(cluster.node, "Fqdn")),
                    message!("it is shown as another server; delete it if nobody needs it"),
                );
                self.pool(index, Job::Foreign, &services);
            }
            job => self.pool(index, job, &services),
        }
        self.installed[index] = services;
    }

    fn sql_instance(&mut self, cluster: &ClusterView, index: usize) {
        let sql = &self.view.sql_instances[index];
        let id = Id::from_uuid(sql.key);
        let name = match self.tree.child(sql.node, "SqlInstanceId") {
            Some(node) => self.text(node, "Name"),
            None => self.text(sql.node, "Name"),
        };
        let mut row = SqlInstance::new(self.fqdn(cluster.node), name, self.sites[cluster.site]);
        if let Some(primary) = self.tree.attribute(sql.node, "AlwaysOnPrimaryNodeFqdn") {
            row.ha = SqlHa::AvailabilityGroup(AvailabilityGroup {
                listener: row.fqdn.clone(),
                primary_node: Fqdn::new(primary),
                ..AvailabilityGroup::default()
            });
        }
        self.known.clusters.insert(id.into(), cluster.key);
        self.rows.sql_instances.insert(id, row);
    }

    fn file_store(&mut self, cluster: &ClusterView, service: &ServiceView) {
        let id = Id::from_uuid(service.key);
        let share = service.extension.map(|node| self.text(node, "ShareName")).unwrap_or_default();
        let row = FileStore::new(self.fqdn(cluster.node), share, self.sites[cluster.site]);
        self.known.clusters.insert(id.into(), cluster.key);
        self.known.services.insert((ServiceRole::FileStore, id.into()), service.key);
        self.rows.file_stores.insert(id, row);
    }

    fn web_apps_server(&mut self, cluster: &ClusterView, service: &ServiceView) {
        let id: Id<WebAppsServer> = Id::from_uuid(cluster.key);
        if self.known.clusters.insert(id.into(), cluster.key).is_some() {
            return;
        }
        let row = WebAppsServer {
            fqdn: self.fqdn(cluster.node),
            site: self.sites[cluster.site],
            data_centre: None,
            discovery_url: service.extension.map(|node| self.text(node, "DiscoveryUrl")).unwrap_or_default(),
            is_external: service.extension.is_some_and(|node| self.flag(node, "IsExternal")),
        };
        self.known.services.insert((ServiceRole::WacService, id.into()), service.key);
        self.rows.web_apps_servers.insert(id, row);
    }

    fn gateway(&mut self, cluster: &ClusterView) {
        let id: Id<Gateway> = Id::from_uuid(cluster.key);
        let machine = self.view.machines[cluster.machines.clone()].first();
        let address = machine
            .and_then(|machine| self.interfaces(machine.node).find(|interface| interface.side == InterfaceSide::Pstn))
            .map(|interface| interface.address)
            .unwrap_or_default();
        let row = Gateway {
            fqdn: self.fqdn(cluster.node),
            site: self.sites[cluster.site],
            kind: GatewayKind::Pstn,
            data_centre: None,
            address,
        };
        self.known.clusters.insert(id.into(), cluster.key);
        self.rows.gateways.insert(id, row);
    }

    fn trunk(&mut self, cluster: &ClusterView, service: &ServiceView, is_root: bool) {
        let id = Id::from_uuid(service.key);
        let port = service.ports.and_then(|ports| self.tree.children(ports).next());
        let transport = match port.and_then(|port| self.tree.attribute(port, "Protocol")).as_deref() {
            Some("Tcp") => Transport::Tcp,
            _ => Transport::Tls,
        };
        let name = port.and_then(|port| self.tree.attribute(port, "ConfiguredFqdn").map(Cow::into_owned));
        let row = Trunk {
            name: name.unwrap_or_else(|| self.text(cluster.node, "Fqdn")),
            gateway: Id::from_uuid(cluster.key),
            gateway_port: port.and_then(|port| self.number(port, "Port")).unwrap_or_default(),
            transport,
            pool: self.pool_behind(service, ServiceRole::MediationServer),
            pool_port: service.extension.and_then(|node| self.number(node, "MediationServerPort")).unwrap_or_default(),
            is_root,
        };
        self.known.services.insert((ServiceRole::PstnGateway, id.into()), service.key);
        self.rows.trunks.insert(id, row);
    }

    fn pool(&mut self, index: usize, job: Job, services: &[usize]) {
        let view = self.view;
        let cluster = &view.clusters[index];
        let id: Id<Pool> = Id::from_uuid(cluster.key);
        self.known.clusters.insert(id.into(), cluster.key);
        let mut by_role = [None; SERVICES.len()];
        for &service in services {
            let Some(role) = view.services[service].role else { continue };
            by_role[role as usize].get_or_insert(service);
            self.known.services.entry((role, id.into())).or_insert(view.services[service].key);
        }
        let find = |role: ServiceRole| by_role[role as usize].map(|service: usize| &view.services[service]);
        let fqdn = self.fqdn(cluster.node);
        let computers: Vec<Id<Computer>> = self.computers(cluster, &fqdn);
        let role = match job {
            Job::FrontEnd => Role::FrontEnd(self.front_end(id, cluster, &find)),
            Job::StandardEdition => Role::StandardEdition(self.front_end(id, cluster, &find)),
            Job::Director => Role::Director(self.director(&fqdn, &find)),
            Job::Edge => Role::Edge(self.edge(cluster, &find)),
            Job::Mediation => Role::Mediation(self.mediation(&find)),
            Job::Foreign | Job::None => Role::Foreign(Foreign { roles: self.role_names(services) }),
        };
        let product = self.product(services);
        let multi_server = match self.tree.attribute(cluster.node, "IsSingleMachineOnly") {
            Some(is_single) => is_single != "true",
            None => {
                let is_pool = |id| self.rows.computers.get(id).is_some_and(|row| row.fqdn.is(&fqdn));
                !matches!(&*computers, [only] if is_pool(only))
            }
        };
        let pool = Pool { computers, multi_server, ..Pool::new(fqdn, self.sites[cluster.site], product, role) };
        self.rows.pools.insert(id, pool);
    }

    fn role_names(&self, services: &[usize]) -> Vec<String> {
        services.iter().map(|&service| role_name(self.tree, self.view.services[service].node).into_owned()).collect()
    }

    /// The product of the first service that says it.
    fn product(&mut self, services: &[usize]) -> Product {
        let Some(&first) = services.first() else { return Product::default() };
        let node = self.view.services[first].node;
        let version: u8 = self.number(node, "ServiceVersion").unwrap_or_default();
        Product::from_service_version(version).unwrap_or_else(|| {
            let (product, name) =
                if version < 6 { (Product::L13, "Lync Server 2013") } else { (Product::SE, "Subscription Edition") };
            self.notice(
                node,
                message!("service version {version} is of no product that is known", version),
                message!("it is taken for {name}; the file keeps its number", name),
            );
            product
        })
    }

    fn computers(&mut self, cluster: &ClusterView, pool: &Fqdn) -> Vec<Id<Computer>> {
        let view = self.view;
        let machines = &view.machines[cluster.machines.clone()];
        let mut order: Vec<_> = machines.iter().collect();
        if view.format == VendorFormat::Published {
            order.sort_by_key(|machine| machine.ordinal);
        }
        let tree = self.tree;
        let said = order.iter().map(|machine| tree.values(machine.node, ["Fqdn", "UpgradeDomain"]));
        let (names, domains): (Vec<_>, Vec<_>) =
            said.map(|[fqdn, domain]| (fqdn, domain.as_deref().and_then(upgrade_domain))).unzip();
        // Everyone in a domain of his own is how the product deals them out.
        let is_by_hand = {
            let mut sorted: Vec<u16> = domains.iter().copied().flatten().collect();
            sorted.sort_unstable();
            sorted.windows(2).any(|pair| pair[0] == pair[1])
        };
        let mut ids = Vec::with_capacity(order.len());
        for ((machine, own), domain) in order.iter().zip(names).zip(domains) {
            let id = Id::from_uuid(machine.key);
            let fqdn = own.map_or_else(|| pool.clone(), Fqdn::new);
            let mut row = Computer::new(fqdn);
            row.interfaces = self.interfaces(machine.node).collect();
            let further = row.interfaces.iter().filter(|interface| interface.number != 1);
            self.known.interfaces.extend(further.map(|interface| (machine.key, interface.side, interface.number)));
            row.upgrade_domain = domain.filter(|_| is_by_hand);
            self.rows.computers.insert(id, row);
            ids.push(id);
        }
        ids
    }

    /// The interfaces of a machine that are more than "all addresses".
    fn interfaces(&self, machine: NodeId) -> impl Iterator<Item = Interface> {
        let tree = self.tree;
        tree.children(machine).filter(|&node| tree.name(node) == "NetInterface").filter_map(move |node| {
            let [address, public_address] = tree.values(node, ["IPAddress", "ConfiguredIPAddress"]).map(|address| {
                let address = address.filter(|address| address != ANY_ADDRESS);
                Address(address.unwrap_or_default().into_owned())
            });
            if address.is_empty() && public_address.is_empty() {
                return None;
            }
            Some(Interface {
                side: side_from(&tree.attribute(node, "InterfaceSide")?)?,
                number: tree.attribute(node, "InterfaceNumber")?.parse().ok()?,
                address,
                address_v6: Address::default(),
                public_address,
                public_address_v6: Address::default(),
            })
        })
    }

    fn front_end<'v>(
        &mut self,
        id: Id<Pool>,
        cluster: &ClusterView,
        find: &impl Fn(ServiceRole) -> Option<&'v ServiceView>,
    ) -> FrontEnd {
        let mut settings = FrontEnd::default();
        let view = self.view;
        let sql = |raiser: &mut Self, of: ServiceRole, on: ServiceRole| raiser.store(view.dependency(find(of)?, on)?);
        if let Some(id) = sql(self, ServiceRole::UserServices, ServiceRole::UserStore) {
            settings.back_end = StoreRef::on(id);
        }
        sql(self, ServiceRole::ApplicationServer, ServiceRole::ApplicationStore);
        if let Some(id) = sql(self, ServiceRole::Registrar, ServiceRole::ArchivingStore) {
            settings.archiving_store = StoreRef::on(id);
            settings.features.archiving = true;
        }
        if let Some(id) = sql(self, ServiceRole::Registrar, ServiceRole::MonitoringStore) {
            settings.monitoring_store = StoreRef::on(id);
            settings.features.monitoring = true;
        }
        sql(self, ServiceRole::CentralMgmt, ServiceRole::CentralMgmtStore);
        let sharers = [
            ServiceRole::UserServices,
            ServiceRole::WebServices,
            ServiceRole::ConfServices,
            ServiceRole::ApplicationServer,
        ];
        settings.file_store = sharers.into_iter().filter_map(find).find_map(|service| self.share(service));
        let users_of_edge = [ServiceRole::Registrar, ServiceRole::ConfServices, ServiceRole::MediationServer];
        settings.edge_pool = users_of_edge
            .into_iter()
            .filter_map(find)
            .find_map(|service| self.pool_behind(service, ServiceRole::EdgeServer));
        settings.web_apps = find(ServiceRole::ConfServices)
            .and_then(|service| view.dependency(service, ServiceRole::WacService))
            .and_then(|service| self.cluster_behind(service))
            .map(|cluster| Id::from_uuid(view.clusters[cluster].key));
        if let Some(service) = find(ServiceRole::WebServices) {
            settings.web = self.web_services(service, &self.fqdn(cluster.node));
        }
        settings.mediation = find(ServiceRole::MediationServer).map(|service| self.mediation_ports(service));
        if let Some(ports) = find(ServiceRole::ApplicationServer).and_then(|service| service.ports) {
            for port in self.tree.children(ports) {
                match self.tree.attribute(port, "Owner").as_deref() {
                    Some("urn:application:Cas" | "urn:application:Caa") => settings.features.dialin = true,
                    Some("urn:application:Cps" | "urn:application:RGS") => settings.features.voice = true,
                    Some("urn:application:PDP") => settings.features.call_admission_control = true,
                    _ => {}
                }
            }
        }
        if settings.features.call_admission_control
            && let SiteRef::Central(site) = self.sites[cluster.site]
            && let Some(row) = self.rows.sites.get_mut(&site)
        {
            row.call_admission_control.get_or_insert(id);
        }
        settings
    }

    fn director<'v>(&mut self, fqdn: &Fqdn, find: &impl Fn(ServiceRole) -> Option<&'v ServiceView>) -> Director {
        let mut settings = Director::default();
        if let Some(registrar) = find(ServiceRole::Registrar) {
            let view = self.view;
            let store = |raiser: &mut Self, on| {
                let store = view.dependency(registrar, on).and_then(|store| raiser.store(store));
                store.map(StoreRef::on).unwrap_or_default()
            };
            settings.archiving_store = store(self, ServiceRole::ArchivingStore);
            settings.monitoring_store = store(self, ServiceRole::MonitoringStore);
            settings.edge_pool = self.pool_behind(registrar, ServiceRole::EdgeServer);
        }
        if let Some(service) = find(ServiceRole::WebServices) {
            settings.file_store = self.share(service);
            settings.web = self.web_services(service, fqdn);
        }
        settings
    }

    fn mediation<'v>(&mut self, find: &impl Fn(ServiceRole) -> Option<&'v ServiceView>) -> Mediation {
        let Some(service) = find(ServiceRole::MediationServer) else { return Mediation::default() };
        Mediation {
            next_hop: self.pool_behind(service, ServiceRole::Registrar),
            edge_pool: self.pool_behind(service, ServiceRole::EdgeServer),
            ports: self.mediation_ports(service),
        }
    }

    fn mediation_ports(&mut self, service: &ServiceView) -> MediationPorts {
        let mut found = MediationPorts { tls: None, tcp: None, default_trunk: None };
        let tree = self.tree;
        for port in service.ports.into_iter().flat_map(|ports| tree.children(ports)) {
            if tree.attribute(port, "InterfaceSide").as_deref() != Some(InterfaceSide::Pstn.name()) {
                continue;
            }
            let further = self.number(port, "Range").map_or(0, |n: u16| n.saturating_sub(1));
            let first = self.number(port, "Port");
            let range = first.map(|first: u16| PortRange { first, last: first.saturating_add(further) });
            match tree.attribute(port, "Protocol").as_deref() {
                Some("Tls") => found.tls = range,
                Some("Tcp") => found.tcp = range,
                _ => {}
            }
        }
        found
    }

    fn edge<'v>(&mut self, cluster: &ClusterView, find: &impl Fn(ServiceRole) -> Option<&'v ServiceView>) -> Edge {
        let mut edge = Edge { media: MediaRange::default(), ..Edge::default() };
        let Some(service) = find(ServiceRole::EdgeServer) else { return edge };
        let tree = self.tree;
        for port in service.ports.into_iter().flat_map(|ports| tree.children(ports)) {
            let attribute = |name| tree.attribute(port, name).unwrap_or_default();
            let (owner, usage) = (attribute("Owner"), attribute("Usage"));
            let (side, protocol) = (attribute("InterfaceSide"), attribute("Protocol"));
            let is_external = side == InterfaceSide::External.name();
            let target = match (&*owner, &*usage) {
                ("urn:component:AccessEdge", "SipClient") if is_external => &mut edge.access,
                ("urn:component:DataEdge", "PsomClient") if is_external => &mut edge.web_conferencing,
                ("urn:component:MediaRelayEdge", "TURNServer") if is_external && protocol == Protocol::Tcp.name() => {
                    &mut edge.av
                }
                ("urn:component:MediaRelayEdge", "MediaCommunication") => {
                    let (start, count) = (self.number(port, "Port"), self.number(port, "Range"));
                    let usual = MediaRange::default();
                    edge.media =
                        MediaRange { start: start.unwrap_or(usual.start), count: count.unwrap_or(usual.count) };
                    continue;
                }
                ("urn:component:AccessEdge", "SipServer") if is_external => {
                    edge.federation = true;
                    continue;
                }
                ("urn:component:SkypeSearchProxy", _) => {
                    edge.skype_search = true;
                    continue;
                }
                ("urn:component:XmppFederationProxy", _) => {
                    edge.xmpp = true;
                    continue;
                }
                _ => continue,
            };
            let number = self.number(port, "Port").unwrap_or(target.port);
            *target = EdgeService { fqdn: Fqdn::new(attribute("ConfiguredFqdn")), port: number };
        }
        let [access, others @ ..] = [&edge.access, &edge.web_conferencing, &edge.av];
        edge.single_fqdn = others.iter().all(|service| service.fqdn.is(&access.fqdn))
            && others.iter().any(|service| service.port != access.port);
        edge.nat = self.view.machines[cluster.machines.clone()]
            .iter()
            .any(|machine| self.interfaces(machine.node).any(|interface| !interface.public_address.is_empty()));
        edge.ip = IpOptions::default();
        edge.next_hop = self.pool_behind(service, ServiceRole::Registrar);
        edge
    }

    fn web_services(&mut self, service: &ServiceView, pool: &Fqdn) -> WebServices {
        let child = |name| self.tree.child(service.extension?, name);
        let host = child("ExternalSettings").and_then(|node| self.tree.attribute(node, "Host"));
        let external = Fqdn::new(host.unwrap_or_default());
        let external_fqdn = if external.is(pool) { Fqdn::default() } else { external };
        if let Some(node) = child("InternalSettings") {
            self.notice(
                node,
                message!("an internal web name of {pool} is set in a way that is not known", pool = pool.to_string()),
                message!("it is kept as it is and is not shown"),
            );
        }
        WebServices { internal_fqdn: Fqdn::default(), external_fqdn }
    }

    /// The SQL instance that a store is on; takes note of the store.
    fn store(&mut self, service: usize) -> Option<Id<SqlInstance>> {
        let store = &self.view.services[service];
        let (Some(role), Some(HostView::Sql(sql))) = (store.role, store.host) else { return None };
        let id = Id::from_uuid(self.view.sql_instances[sql].key);
        self.known.services.entry((role, AnyId::SqlInstance(id))).or_insert(store.key);
        Some(id)
    }

    fn share(&self, service: &ServiceView) -> Option<Id<FileStore>> {
        let share = &self.view.services[self.view.dependency(service, ServiceRole::FileStore)?];
        matches!(share.host, Some(HostView::Cluster(_))).then(|| Id::from_uuid(share.key))
    }

    /// The cluster of a service that a dependency leads to.
    fn cluster_behind(&self, service: usize) -> Option<usize> {
        match self.view.services[service].host? {
            HostView::Cluster(cluster) => Some(cluster),
            HostView::Sql(_) => None,
        }
    }

    /// The pool with the service of this role that another depends on.
    fn pool_behind(&self, service: &ServiceView, on: ServiceRole) -> Option<Id<Pool>> {
        let cluster = self.cluster_behind(self.view.dependency(service, on)?)?;
        (self.jobs[cluster] != Job::None).then(|| Id::from_uuid(self.view.clusters[cluster].key))
    }

    fn deployment(&mut self) -> Deployment {
        let mut deployment = Deployment { product: self.newest_product(), ..Deployment::default() };
        if let Some(domains) = self.tree.child(self.view.holder, "InternalDomains") {
            deployment.default_sip_domain = Fqdn::new(self.text(domains, "DefaultDomain"));
            deployment.sip_domains = self
                .tree
                .children(domains)
                .filter(|&node| self.tree.name(node) == "InternalDomain")
                .map(|node| SipDomain {
                    name: Fqdn::new(self.text(node, "Name")),
                    authoritative: self.flag(node, "Authoritative"),
                    allow_sub_domains: self.flag(node, "AllowSubDomains"),
                })
                .collect();
        }
        if let Some(urls) = self.tree.child(self.view.holder, "SimpleUrlConfiguration") {
            deployment.simple_urls = self.simple_urls(urls);
        }
        let active = self.view.services.iter().find(|service| {
            service.role == Some(ServiceRole::CentralMgmt)
                && service.extension.is_some_and(|node| self.flag(node, "IsActive"))
        });
        deployment.central_management = active
            .and_then(|service| match service.host? {
                HostView::Cluster(cluster) => Some(cluster),
                HostView::Sql(_) => None,
            })
            .filter(|&cluster| self.jobs[cluster] != Job::None)
            .map(|cluster| Id::from_uuid(self.view.clusters[cluster].key));
        self.default_trunks();
        deployment
    }

    fn newest_product(&self) -> Product {
        self.rows.pools.values().map(|pool| pool.product).max().unwrap_or_default()
    }

    fn simple_urls(&mut self, holder: NodeId) -> SimpleUrls {
        let mut urls = SimpleUrls::default();
        let tree = self.tree;
        for node in tree.children(holder).filter(|&node| tree.name(node) == "SimpleUrl") {
            let url = self.text(node, "ActiveUrl");
            match tree.attribute(node, "Component").as_deref() {
                Some("Dialin") => urls.dialin = url,
                Some("Cscp") => urls.admin = url,
                Some("Meet") => urls.meet.push((Fqdn::new(self.text(node, "Domain")), url)),
                other => {
                    let name = other.unwrap_or_default();
                    self.notice(
                        node,
                        message!("the simple URL {name} is not known", name),
                        message!("it is kept as it is and is not shown"),
                    );
                }
            }
        }
        urls
    }

    /// A trunk says that it is its pool's default; the model keeps that with the pool.
    fn default_trunks(&mut self) {
        let is_default = |service: &ServiceView| service.extension.is_some_and(|node| self.flag(node, "Default"));
        let default: HashMap<Id<Pool>, Id<Trunk>> = self
            .view
            .services
            .iter()
            .filter(|service| {
                let is_trunk = service.role == Some(ServiceRole::PstnGateway);
                is_trunk && matches!(service.host, Some(HostView::Cluster(_))) && is_default(service)
            })
            .filter_map(|service| {
                Some((self.pool_behind(service, ServiceRole::MediationServer)?, Id::from_uuid(service.key)))
            })
            .collect();
        if default.is_empty() {
            return;
        }
        for (id, pool) in &mut self.rows.pools {
            if let Some(ports) = pool.role.mediation_ports_mut() {
                ports.default_trunk = default.get(id).copied();
            }
        }
    }
}

fn upgrade_domain(name: &str) -> Option<u16> {
    name.strip_prefix("UpgradeDomain")?.parse().ok()
}

fn side_from(name: &str) -> Option<InterfaceSide> {
    [InterfaceSide::Primary, InterfaceSide::External, InterfaceSide::Internal, InterfaceSide::Pstn]
        .into_iter()
        .find(|side| side.name() == name)
}
