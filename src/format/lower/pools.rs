//! Pools: their clusters and machines, and the services that run on them.

use super::{Draft, Lowerer, Partner, address_or_any, partner, ports};
use crate::format::lowered::{Extension, FaultDomains, InterfaceRecord, Machine, Port, Service};
use crate::format::view::machine_key;
use crate::model::{
    Computer, Director, Edge, EdgeServiceKind, FrontEnd, Id, Interface, Mediation, MediationPorts, PersistentChat,
    Pool, Role, SurvivableBranch, TrustedApplication, VoiceFailover, WebServices,
};
use crate::vendor::{ConfiguredFqdn, InterfaceSide, Product, Protocol, ServiceRole, Usage, When};

use ServiceRole::{
    ApplicationServer, ApplicationStore, ArchivingStore, CentralMgmt, CentralMgmtStore, ConfServices, EdgeServer,
    ExternalServer, FileStore, ManagementServices, MediationServer, MonitoringStore, PersistentChatComplianceStore,
    PersistentChatService, PersistentChatStore, Registrar, UserServices, UserStore, WacService, WebServices as Web,
};

impl Lowerer<'_> {
    /// The cluster of a pool.
    pub(super) fn pool(&mut self, id: Id<Pool>, pool: &Pool) {
        let key = self.scope.known.clusters.get(&id.into()).copied().unwrap_or(id.uuid());
        let machines = self.machines_of(key, pool);
        let requires_setup = !matches!(pool.role, Role::Foreign(_) | Role::TrustedApplication(_));
        let requires_replication = match &pool.role {
            Role::TrustedApplication(settings) => settings.requires_replication,
            _ => requires_setup,
        };
        let is_single = !pool.multi_server && machines.len() <= 1;
        let (site, fqdn) = (pool.site, &pool.fqdn);
        self.add_cluster(
            id.into(),
            key,
            Draft { site, fqdn, is_single, requires_setup, requires_replication, machines },
        );
    }

    fn machines_of(&self, cluster: uuid::Uuid, pool: &Pool) -> Vec<Machine> {
        use InterfaceSide::{External, Internal, Primary, Pstn};
        let (sides, domains): (&[InterfaceSide], _) = match &pool.role {
            Role::FrontEnd(settings) => (front_end_sides(settings), FaultDomains::Numbered),
            Role::StandardEdition(settings) => (front_end_sides(settings), FaultDomains::OwnName),
            Role::Edge(_) => (&[Internal, External], FaultDomains::None),
            Role::Mediation(_) => (&[Primary, Pstn], FaultDomains::None),
            role if !self.scope.writes_role(role) => (&[], FaultDomains::None),
            Role::Director(_) => (&[Primary, External], FaultDomains::None),
            Role::SurvivableBranch(_) => (&[Primary, Pstn], FaultDomains::None),
            _ => (&[Primary], FaultDomains::None),
        };
        let has_nat = !matches!(&pool.role, Role::Edge(Edge { nat: false, .. }));
        let mut machines: Vec<Machine> = self
            .scope
            .topology
            .computers_of(pool)
            .map(|(id, computer)| Machine {
                key: id.uuid(),
                fqdn: computer.fqdn.to_string(),
                domains: match computer.upgrade_domain {
                    Some(chosen) if domains == FaultDomains::Numbered => FaultDomains::Chosen(chosen),
                    _ => domains,
                },
                interfaces: interfaces_of(computer, sides, has_nat, |own| self.scope.writes_interface(id, own)),
            })
            .collect();
        if machines.is_empty() && !pool.multi_server {
            let interfaces = interfaces_of(&Computer::default(), sides, has_nat, |_| false);
            let fqdn = pool.fqdn.to_string();
            machines.push(Machine { key: machine_key(cluster, ""), fqdn, domains, interfaces });
        }
        machines
    }

    /// The services of a pool and of what it uses.
    pub(super) fn services_of(&mut self, id: Id<Pool>, pool: &Pool) {
        if !self.scope.writes_settings(&pool.role) {
            return;
        }
        match &pool.role {
            Role::FrontEnd(settings) | Role::StandardEdition(settings) => self.front_end(id, pool, settings),
            Role::Director(settings) => self.director(id, pool, settings),
            Role::Edge(settings) => self.edge(id, pool, settings),
            Role::Mediation(settings) => self.mediation_pool(id, pool, settings),
            Role::PersistentChat(settings) => self.persistent_chat(id, pool, settings),
            Role::TrustedApplication(settings) => self.trusted_applications(id, pool, settings),
            Role::SurvivableBranch(settings) => self.survivable_branch(id, pool, settings),
            Role::VideoInterop(_) | Role::Foreign(_) => {}
        }
    }

    fn front_end(&mut self, id: Id<Pool>, pool: &Pool, settings: &FrontEnd) {
        let version = pool.product.service_version();
        let own = |role| partner(role, Some(id));
        let features = settings.features;
        let archiving = features.archiving.then_some(&settings.archiving_store);
        let monitoring = features.monitoring.then_some(&settings.monitoring_store);
        let archives = archiving.and_then(|store| self.store_of(ArchivingStore, store));
        let monitors = monitoring.and_then(|store| self.store_of(MonitoringStore, store));
        let users = self.store_of(UserStore, &settings.back_end);
        let applications = self.store_of(ApplicationStore, &settings.back_end);
        let share = partner(FileStore, settings.file_store);
        let edge = partner(EdgeServer, settings.edge_pool);
        let web_apps = partner(WacService, settings.web_apps);

        self.add(id, UserServices, version, [users, share, own(ConfServices)], Extension::None);
        let registrar = self.registrar(false, version, settings.voice_failover);
        self.add(id, Registrar, version, [own(UserServices), own(Web), archives, monitors, edge], registrar);
        let web = self.web(pool, &settings.web);
        self.add(id, Web, version, [share, own(UserServices)], web);
        let partners = [share, own(Web), own(UserServices), web_apps, edge];
        self.add(id, ConfServices, version, partners, Extension::Conferencing);
        if let Some(ports) = &settings.mediation {
            self.mediation(id, version, ports, own(Registrar), edge);
        }
        let partners = [own(Registrar), share, applications];
        if let Some(service) = self.add(id, ApplicationServer, version, partners, Extension::Application) {
            service.ports = ports(ApplicationServer, |when| match when {
                When::DialIn => features.dialin,
                When::EnterpriseVoice => features.voice,
                When::CallAdmissionControl => features.call_admission_control,
                _ => false,
            });
        }
        self.stores(version, [users, applications, archives, monitors].into_iter().flatten());
        let back_end = &settings.back_end;
        self.link_behind(UserServices, id, version, &self.behind(UserStore, back_end));
        self.link_behind(ApplicationServer, id, version, &self.behind(ApplicationStore, back_end));
        for (role, store) in [(ArchivingStore, archiving), (MonitoringStore, monitoring)] {
            if let Some(store) = store {
                self.link_behind(Registrar, id, version, &self.behind(role, store));
            }
        }
        self.back_up_registrar(id, pool.backup_pool);
        if self.scope.topology.deployment().central_management == Some(id) && self.scope.writes_central_management() {
            let store = self.store_of(CentralMgmtStore, back_end);
            self.add(id, CentralMgmt, version, [store, share], Extension::CentralManagement);
            self.stores(version, store);
            self.link_behind(CentralMgmt, id, version, &self.behind(CentralMgmtStore, back_end));
        }
        if let Some(id) = settings.file_store {
            self.file_store(id, Some(version));
        }
        if let Some(id) = settings.web_apps {
            self.web_apps_server(id, Some(version));
        }
        if let Some(edge) = settings.edge_pool
            && let Some(pool) = self.scope.topology.pools.get(edge)
            && let Role::Edge(settings) = &pool.role
        {
            self.edge(edge, pool, settings);
        }
    }

    fn registrar(&self, is_director: bool, version: u8, failover: VoiceFailover) -> Extension {
        let has_edge_flag = version >= Product::S19.service_version();
        let is_said = self.scope.is_guessing() && failover != VoiceFailover::default();
        Extension::Registrar { is_director, has_edge_flag, failover: is_said.then_some(failover) }
    }

    fn web(&self, pool: &Pool, names: &WebServices) -> Extension {
        let external = if names.external_fqdn.is_empty() { &pool.fqdn } else { &names.external_fqdn };
        let has_internal = self.scope.is_guessing() && !names.internal_fqdn.is_empty();
        Extension::Web {
            external_fqdn: external.to_string(),
            internal_fqdn: has_internal.then(|| names.internal_fqdn.to_string()),
        }
    }

    /// Who takes over a pool's users, which no document shows.
    fn back_up_registrar(&mut self, id: Id<Pool>, backup: Option<Id<Pool>>) {
        if let Some(backup) = backup.filter(|_| self.scope.is_guessing()) {
            self.link(Registrar, id.into(), &[(Registrar, backup.into(), Usage::Backup)]);
        }
    }

    fn stores(&mut self, version: u8, stores: impl IntoIterator<Item = Partner>) {
        for store in stores {
            self.store(store, version);
        }
    }

    /// Databases that stand behind those a service works with.
    fn link_behind(&mut self, role: ServiceRole, pool: Id<Pool>, version: u8, behind: &[Partner]) {
        self.link(role, pool.into(), behind);
        self.stores(version, behind.iter().copied());
    }

    fn director(&mut self, id: Id<Pool>, pool: &Pool, settings: &Director) {
        let version = pool.product.service_version();
        let archives = self.store_of(ArchivingStore, &settings.archiving_store);
        let monitors = self.store_of(MonitoringStore, &settings.monitoring_store);
        let edge = partner(EdgeServer, settings.edge_pool);
        let share = partner(FileStore, settings.file_store);
        let extension = self.registrar(true, version, VoiceFailover::default());
        let partners = [partner(Web, Some(id)), archives, monitors, edge];
        if let Some(service) = self.add(id, Registrar, version, partners, extension) {
            keep_sip_and_web(service);
        }
        let web = self.web(pool, &settings.web);
        self.add(id, Web, version, [share], web);
        self.stores(version, [archives, monitors].into_iter().flatten());
        for (role, store) in
            [(ArchivingStore, &settings.archiving_store), (MonitoringStore, &settings.monitoring_store)]
        {
            self.link_behind(Registrar, id, version, &self.behind(role, store));
        }
        if let Some(id) = settings.file_store {
            self.file_store(id, Some(version));
        }
    }

    fn edge(&mut self, id: Id<Pool>, pool: &Pool, settings: &Edge) {
        let version = pool.product.service_version();
        let is_guessing = self.scope.is_guessing();
        let next_hop = partner(Registrar, settings.next_hop);
        let Some(service) = self.add(id, EdgeServer, version, [next_hop], Extension::None) else { return };
        service.ports = ports(EdgeServer, |when| match when {
            When::SingleFqdn => settings.single_fqdn,
            When::ThreeFqdns => !settings.single_fqdn,
            When::Federation => settings.federation,
            When::SkypeSearch => settings.skype_search,
            When::Xmpp => settings.xmpp,
            _ => false,
        });
        for port in &mut service.ports {
            let kind = match port.row.configured_fqdn {
                ConfiguredFqdn::Access => EdgeServiceKind::Access,
                ConfiguredFqdn::WebConferencing => EdgeServiceKind::WebConferencing,
                ConfiguredFqdn::Av => EdgeServiceKind::Av,
                ConfiguredFqdn::None | ConfiguredFqdn::TrunkPeer => continue,
            };
            let named = settings.service(kind);
            port.fqdn = (!named.fqdn.is_empty()).then(|| named.fqdn.to_string());
            if is_guessing {
                port.interface = settings.interface_number(kind);
            }
            match (port.row.when, port.row.range, port.row.protocol) {
                (_, Some(_), _) => (port.port, port.range) = (settings.media.start, Some(settings.media.count)),
                (When::SingleFqdn | When::ThreeFqdns, ..) | (When::Always, _, Protocol::Tcp) => {
                    port.port = named.port;
                }
                _ => {}
            }
        }
        self.add(id, ManagementServices, version, [], Extension::None);
    }

    fn mediation_pool(&mut self, id: Id<Pool>, pool: &Pool, settings: &Mediation) {
        let next_hop = partner(Registrar, settings.next_hop);
        let edge = partner(EdgeServer, settings.edge_pool);
        self.mediation(id, pool.product.service_version(), &settings.ports, next_hop, edge);
    }

    fn mediation(
        &mut self,
        id: Id<Pool>,
        version: u8,
        listening: &MediationPorts,
        next_hop: Option<Partner>,
        edge: Option<Partner>,
    ) {
        let is_guessing = self.scope.is_guessing();
        let Some(service) = self.add(id, MediationServer, version, [next_hop, edge], Extension::None) else { return };
        service.ports = ports(MediationServer, |when| match when {
            When::TlsListening => listening.tls.is_some(),
            When::TcpListening => listening.tcp.is_some(),
            _ => false,
        });
        for port in &mut service.ports {
            let chosen = match port.row.when {
                When::TlsListening => listening.tls,
                When::TcpListening => listening.tcp,
                _ => None,
            };
            let Some(chosen) = chosen else { continue };
            port.port = chosen.first;
            if is_guessing && chosen.last > chosen.first {
                port.range = Some((chosen.last - chosen.first).saturating_add(1));
            }
        }
    }

    fn persistent_chat(&mut self, id: Id<Pool>, pool: &Pool, settings: &PersistentChat) {
        let version = pool.product.service_version();
        let serving = self.scope.topology.computers_of(pool).filter(|(_, computer)| !computer.standby);
        let extension = Extension::PersistentChat {
            display_name: settings.display_name.clone(),
            active: serving.map(|(_, computer)| computer.fqdn.to_string()).collect(),
        };
        let rooms = self.store_of(PersistentChatStore, &settings.primary);
        let is_recorded = settings.compliance;
        let record = self.store_of(PersistentChatComplianceStore, &settings.compliance_primary);
        let partners = [
            partner(Registrar, settings.next_hop),
            partner(FileStore, settings.file_store),
            rooms,
            record.filter(|_| is_recorded),
        ];
        if let Some(service) = self.add(id, PersistentChatService, version, partners, extension) {
            for port in &mut service.ports {
                port.port = settings.port;
            }
        }
        self.stores(version, [rooms, record.filter(|_| is_recorded)].into_iter().flatten());
        let mut others = self.behind(PersistentChatStore, &settings.primary);
        others.extend(self.backup(PersistentChatStore, &settings.backup));
        if is_recorded {
            others.extend(self.behind(PersistentChatComplianceStore, &settings.compliance_primary));
            others.extend(self.backup(PersistentChatComplianceStore, &settings.compliance_backup));
        }
        self.link_behind(PersistentChatService, id, version, &others);
        if let Some(id) = settings.file_store {
            self.file_store(id, Some(version));
        }
    }

    fn trusted_applications(&mut self, id: Id<Pool>, pool: &Pool, settings: &TrustedApplication) {
        let version = pool.product.service_version();
        let extension = Extension::TrustedApplication {
            outbound_only: settings.outbound_only,
            throttle_as_server: settings.throttle_as_server,
            treat_as_authenticated: settings.treat_as_authenticated,
        };
        let partners = [partner(Registrar, settings.next_hop), partner(UserServices, settings.user_pool)];
        let Some(service) = self.add(id, ExternalServer, version, partners, extension) else { return };
        service.ports = settings
            .applications
            .iter()
            .flat_map(|application| {
                let rows = ports(ExternalServer, |when| when == When::Application).into_iter();
                rows.map(|row| Port { port: application.port, application: Some(application.id.clone()), ..row })
            })
            .collect();
    }

    fn survivable_branch(&mut self, id: Id<Pool>, pool: &Pool, settings: &SurvivableBranch) {
        let version = pool.product.service_version();
        let edge = partner(EdgeServer, settings.edge_pool);
        let extension = self.registrar(false, version, settings.voice_failover);
        let partners = [partner(UserServices, settings.registrar), edge];
        if let Some(service) = self.add(id, Registrar, version, partners, extension) {
            keep_sip_and_web(service);
        }
        self.back_up_registrar(id, settings.registrar);
        self.mediation(id, version, &settings.ports, partner(Registrar, Some(id)), edge);
    }
}

/// Leaves of the ports of a registrar those that one without users has settings for.
fn keep_sip_and_web(registrar: &mut Service) {
    registrar.ports.retain(|port| matches!(port.row.owner, "urn:component:Registrar" | "urn:component:QoE"));
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
