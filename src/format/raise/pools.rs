//! Pools: what a cluster with its services is for.

use super::{ANY_ADDRESS, Raiser};
use crate::format::view::{ClusterView, HostView, ServiceView, role_name};
use crate::format::xml::NodeId;
use crate::message;
use crate::model::{
    Address, Application, Computer, Director, Edge, EdgeService, Foreign, Fqdn, FrontEnd, Id, Interface, IpOptions,
    MediaRange, Mediation, MediationPorts, PersistentChat, Pool, PortRange, Role, RoleKind, SiteRef, SurvivableBranch,
    TrustedApplication, VendorFormat, VoiceFailover, WebServices,
};
use crate::vendor::{InterfaceSide, Product, Protocol, SERVICES, ServiceRole, Usage};

impl Raiser<'_> {
    pub(super) fn pool(&mut self, index: usize, role: RoleKind, services: &[usize]) {
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
        let role = match role {
            RoleKind::FrontEnd => Role::FrontEnd(self.front_end(id, cluster, &find)),
            RoleKind::StandardEdition => Role::StandardEdition(self.front_end(id, cluster, &find)),
            RoleKind::Director => Role::Director(self.director(&fqdn, &find)),
            RoleKind::Edge => Role::Edge(self.edge(cluster, &find)),
            RoleKind::Mediation => Role::Mediation(self.mediation(&find)),
            RoleKind::PersistentChat => Role::PersistentChat(self.persistent_chat(&computers, &find)),
            RoleKind::TrustedApplication => Role::TrustedApplication(self.trusted_applications(cluster, &find)),
            RoleKind::SurvivableBranch => Role::SurvivableBranch(self.survivable_branch(&find)),
            RoleKind::VideoInterop | RoleKind::Foreign => Role::Foreign(Foreign { roles: self.role_names(services) }),
        };
        let product = self.product(services);
        let multi_server = match self.tree.attribute(cluster.node, "IsSingleMachineOnly") {
            Some(is_single) => is_single != "true",
            None => {
                let is_pool = |id| self.rows.computers.get(id).is_some_and(|row| row.fqdn.is(&fqdn));
                !matches!(&*computers, [only] if is_pool(only))
            }
        };
        let backup_pool = match role {
            Role::FrontEnd(_) | Role::StandardEdition(_) => find(ServiceRole::Registrar)
                .and_then(|registrar| self.partner_pool(registrar, ServiceRole::Registrar, Usage::Backup)),
            _ => None,
        };
        let pool =
            Pool { computers, multi_server, backup_pool, ..Pool::new(fqdn, self.sites[cluster.site], product, role) };
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
    pub(super) fn interfaces(&self, machine: NodeId) -> impl Iterator<Item = Interface> {
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
        settings.back_end = self.stores(find(ServiceRole::UserServices), ServiceRole::UserStore);
        self.stores(find(ServiceRole::ApplicationServer), ServiceRole::ApplicationStore);
        settings.archiving_store = self.stores(find(ServiceRole::Registrar), ServiceRole::ArchivingStore);
        settings.features.archiving = !settings.archiving_store.is_empty();
        settings.monitoring_store = self.stores(find(ServiceRole::Registrar), ServiceRole::MonitoringStore);
        settings.features.monitoring = !settings.monitoring_store.is_empty();
        self.stores(find(ServiceRole::CentralMgmt), ServiceRole::CentralMgmtStore);
        if let Some(registrar) = find(ServiceRole::Registrar) {
            settings.voice_failover = self.voice_failover(registrar);
        }
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
            settings.archiving_store = self.stores(Some(registrar), ServiceRole::ArchivingStore);
            settings.monitoring_store = self.stores(Some(registrar), ServiceRole::MonitoringStore);
            settings.edge_pool = self.pool_behind(registrar, ServiceRole::EdgeServer);
        }
        if let Some(service) = find(ServiceRole::WebServices) {
            settings.file_store = self.share(service);
            settings.web = self.web_services(service, fqdn);
        }
        settings
    }

    /// What we write of failover; no document of the product shows it.
    fn voice_failover(&mut self, registrar: &ServiceView) -> VoiceFailover {
        let usual = VoiceFailover::default();
        let Some(node) = registrar.extension.filter(|_| self.is_guessing()) else { return usual };
        VoiceFailover {
            automatic: self.flag(node, "EnableAutomaticFailover"),
            failure_detection_secs: self
                .number(node, "FailureDetectionInterval")
                .unwrap_or(usual.failure_detection_secs),
            failback_secs: self.number(node, "FailbackDetectionInterval").unwrap_or(usual.failback_secs),
        }
    }

    fn persistent_chat<'v>(
        &mut self,
        computers: &[Id<Computer>],
        find: &impl Fn(ServiceRole) -> Option<&'v ServiceView>,
    ) -> PersistentChat {
        let service = find(ServiceRole::PersistentChatService);
        let mut settings = PersistentChat {
            primary: self.stores(service, ServiceRole::PersistentChatStore),
            backup: self.backup_stores(service, ServiceRole::PersistentChatStore),
            compliance_primary: self.stores(service, ServiceRole::PersistentChatComplianceStore),
            compliance_backup: self.backup_stores(service, ServiceRole::PersistentChatComplianceStore),
            ..PersistentChat::default()
        };
        settings.compliance = !settings.compliance_primary.is_empty() || !settings.compliance_backup.is_empty();
        let Some(service) = service else { return settings };
        settings.next_hop = self.pool_behind(service, ServiceRole::Registrar);
        settings.file_store = self.share(service);
        let port = service.ports.and_then(|ports| self.tree.children(ports).next());
        settings.port = port.and_then(|port| self.number(port, "Port")).unwrap_or(settings.port);
        let Some(node) = service.extension else { return settings };
        settings.display_name = self.text(node, "DisplayName");
        let list = self.tree.child(node, "ActiveServers");
        let active: Vec<Fqdn> =
            list.into_iter().flat_map(|list| self.tree.children(list)).map(|server| self.fqdn(server)).collect();
        for computer in computers {
            if let Some(row) = self.rows.computers.get_mut(computer) {
                row.standby = !active.iter().any(|fqdn| fqdn.is(&row.fqdn));
            }
        }
        settings
    }

    fn trusted_applications<'v>(
        &mut self,
        cluster: &ClusterView,
        find: &impl Fn(ServiceRole) -> Option<&'v ServiceView>,
    ) -> TrustedApplication {
        let mut settings = TrustedApplication {
            requires_replication: self.flag(cluster.node, "RequiresReplication"),
            ..TrustedApplication::default()
        };
        let Some(service) = find(ServiceRole::ExternalServer) else { return settings };
        settings.next_hop = self.pool_behind(service, ServiceRole::Registrar);
        settings.user_pool = self.pool_behind(service, ServiceRole::UserServices);
        if let Some(node) = service.extension {
            settings.outbound_only = self.flag(node, "OutboundOnly");
            settings.throttle_as_server = self.flag(node, "ThrottleAsServer");
            settings.treat_as_authenticated = self.flag(node, "TreatAsAuthenticated");
        }
        let tree = self.tree;
        for port in service.ports.into_iter().flat_map(|ports| tree.children(ports)) {
            if let Some(id) =
                tree.attribute(port, "Owner").as_deref().and_then(|it| it.strip_prefix("urn:application:"))
            {
                let port = self.number(port, "Port").unwrap_or_default();
                settings.applications.push(Application { id: id.to_owned(), port });
            }
        }
        settings
    }

    fn survivable_branch<'v>(&mut self, find: &impl Fn(ServiceRole) -> Option<&'v ServiceView>) -> SurvivableBranch {
        let mut settings = SurvivableBranch::default();
        if let Some(registrar) = find(ServiceRole::Registrar) {
            settings.registrar = self.pool_behind(registrar, ServiceRole::UserServices);
            settings.edge_pool = self.pool_behind(registrar, ServiceRole::EdgeServer);
            settings.voice_failover = self.voice_failover(registrar);
        }
        if let Some(service) = find(ServiceRole::MediationServer) {
            settings.ports = self.mediation_ports(service);
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
        // Whether services have addresses of their own.
        let mut has_further = false;
        for port in service.ports.into_iter().flat_map(|ports| tree.children(ports)) {
            let attribute = |name| tree.attribute(port, name).unwrap_or_default();
            has_further |= attribute("InterfaceNumber").parse::<u8>().is_ok_and(|number| number > 1);
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
        edge.single_fqdn = !has_further && (self.is_guessing() || edge.has_one_name());
        edge.nat = self.view.machines[cluster.machines.clone()]
            .iter()
            .any(|machine| self.interfaces(machine.node).any(|interface| !interface.public_address.is_empty()));
        edge.ip = IpOptions::default();
        edge.next_hop = self.pool_behind(service, ServiceRole::Registrar);
        edge
    }

    fn web_services(&mut self, service: &ServiceView, pool: &Fqdn) -> WebServices {
        let child = |name| self.tree.child(service.extension?, name);
        let host = |node| Fqdn::new(self.tree.attribute(node, "Host").unwrap_or_default());
        let external = child("ExternalSettings").map(host).unwrap_or_default();
        let external_fqdn = if external.is(pool) { Fqdn::default() } else { external };
        let internal = child("InternalSettings");
        if self.is_guessing() {
            return WebServices { internal_fqdn: internal.map(host).unwrap_or_default(), external_fqdn };
        }
        if let Some(node) = internal {
            self.notice(
                node,
                message!("an internal web name of {pool} is set in a way that is not known", pool = pool.to_string()),
                message!("it is kept as it is and is not shown"),
            );
        }
        WebServices { internal_fqdn: Fqdn::default(), external_fqdn }
    }

    /// The cluster of a service that a dependency leads to.
    fn cluster_behind(&self, service: usize) -> Option<usize> {
        match self.view.services[service].host? {
            HostView::Cluster(cluster) => Some(cluster),
            HostView::Sql(_) => None,
        }
    }

    /// The pool with the service of this role that another depends on.
    pub(super) fn pool_behind(&self, service: &ServiceView, on: ServiceRole) -> Option<Id<Pool>> {
        self.partner_pool(service, on, Usage::Default)
    }

    fn partner_pool(&self, service: &ServiceView, on: ServiceRole, usage: Usage) -> Option<Id<Pool>> {
        let cluster = self.cluster_behind(self.view.partner(service, on, usage)?)?;
        self.roles[cluster].is_some().then(|| Id::from_uuid(self.view.clusters[cluster].key))
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
