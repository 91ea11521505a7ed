//! Pages of the vendor's dialogs, with what to enter on each. Source: the pages' own help, `TB:`, and the guides named
//! beside them.

use std::fmt::Write as _;

use crate::format::{Feature, LeftOut};
use crate::model::{
    AnyId, BranchSite, Computer, Director, Edge, Gateway, GatewayKind, Id, MediationPorts, PersistentChat, Pool,
    PortRange, Role, RoleKind, SiteRef, StoreRef, StoreUse, SurvivableBranchKind, Topology, Transport, Trunk,
    VoiceFailover,
};
use crate::text::markdown::code;

/// A page of a wizard, or a section of the properties, and what it asks.
pub(super) type Page = (&'static str, String);

/// The dialogs, for one deployment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dialogs<'a> {
    pub(super) topology: &'a Topology,
}

impl Dialogs<'_> {
    /// What to do about something that a file does not hold, page by page and in order; nothing where no dialog helps.
    pub(super) fn steps(self, item: &LeftOut) -> Vec<String> {
        let topology = self.topology;
        match (item.feature, item.row) {
            _ if is_scripted(item.feature) => Vec::new(),
            (Feature::Pool(_) | Feature::NextHop, AnyId::Pool(id)) => {
                topology.pools.get(id).map(|pool| self.new_pool(id, pool)).unwrap_or_default()
            }
            (Feature::BranchSite, AnyId::BranchSite(id)) => {
                topology.branch_sites.get(id).map(|site| self.branch_site(id, site)).unwrap_or_default()
            }
            (Feature::VideoGateway | Feature::GatewayWithoutTrunk, AnyId::Gateway(id)) => {
                topology.gateways.get(id).map(|gateway| self.gateway(id, gateway)).unwrap_or_default()
            }
            (Feature::TrunkWithoutPool, AnyId::Trunk(id)) => {
                topology.trunks.get(id).map(|trunk| vec![self.new_trunk(trunk)]).unwrap_or_default()
            }
            (Feature::TrunkName, AnyId::Trunk(id)) => {
                let trunk = topology.trunks.get(id);
                let rename = |trunk: &Trunk| {
                    let (gateway, pool) = (self.name(trunk.gateway), self.optional(trunk.pool));
                    let ends = format!("{gateway} port {} to {pool} port {}", trunk.gateway_port, trunk.pool_port);
                    format!("Shared Components, Trunks, the trunk from {ends}: name {}", code(&trunk.name))
                };
                trunk.map(rename).into_iter().collect()
            }
            (Feature::Reference, AnyId::Trunk(id)) => {
                let pool = topology.trunks.get(id).map(|trunk| self.optional(trunk.pool));
                let choose = |pool| format!("Shared Components, Trunks, {}: Mediation Server {pool}", self.name(id));
                pool.map(choose).into_iter().collect()
            }
            (Feature::CentralManagement, _) => {
                let pool = self.optional(topology.deployment().central_management);
                vec![format!("Publish Topology, page Select Central Management Server: {pool}")]
            }
            (_, AnyId::Pool(id)) => {
                topology.pools.get(id).map(|pool| self.pool_property(item, id, pool)).unwrap_or_default()
            }
            (Feature::Addresses, AnyId::Computer(id)) => {
                topology.computers.get(id).map(|computer| vec![self.addresses(computer)]).unwrap_or_default()
            }
            (Feature::SqlPort, AnyId::SqlInstance(id)) => {
                let port = topology.sql_instances.get(id).and_then(|sql| sql.port);
                let on = |port| format!("SQL Server Configuration Manager on {}: TCP port {port}", self.name(id));
                port.map(on).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// A section of the properties of a pool.
    fn pool_property(self, item: &LeftOut, id: Id<Pool>, pool: &Pool) -> Vec<String> {
        let name = code(pool.fqdn.as_str());
        let properties = |section: &str, what: String| vec![format!("Edit properties of {name}, {section}: {what}")];
        match item.feature {
            Feature::Pair => self.pair(id, pool).into_iter().collect(),
            Feature::Mirror => {
                self.mirrors(pool, |of| item.fields.iter().any(|field| field.starts_with(of.field().path())))
            }
            Feature::VoiceFailover => {
                let voice = pool.role.front_end().map(|settings| voice(settings.voice_failover));
                voice.map(|voice| properties("Resiliency", voice)).unwrap_or_default()
            }
            Feature::InternalWebName => {
                let fqdn = pool.role.web().map(|web| code(web.internal_fqdn.as_str())).unwrap_or_default();
                properties("Web services", format!("tick Override internal Web Services pool FQDN, {fqdn}"))
            }
            Feature::Reference => {
                self.reference(item, pool).map(|(section, what)| properties(section, what)).unwrap_or_default()
            }
            Feature::NoConferencing => properties("General, Features", "untick Conferencing".to_owned()),
            Feature::PortRange => {
                let ports = pool.role.mediation_ports();
                ports.map(|ports| properties("Mediation Server", self.listening(ports))).unwrap_or_default()
            }
            Feature::IpOptions => match &pool.role {
                Role::Edge(settings) => properties("IP options", ip_options(settings)),
                _ => Vec::new(),
            },
            Feature::ChatDefault => {
                let site = code(self.topology.site_name(pool.site));
                properties("Properties", format!("tick the default pool for {site}, or for all sites"))
            }
            Feature::LocalFolder => match &pool.role {
                Role::PersistentChat(chat) => properties("File store", code(&chat.local_file_folder)),
                _ => Vec::new(),
            },
            Feature::BranchServer => properties("General", "a Survivable Branch Server".to_owned()),
            Feature::ChangedPool => {
                self.pages(id, pool).into_iter().map(|(page, asks)| format!("{page}: {asks}")).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The section of a pool's properties that names another pool, or a trunk, and which.
    fn reference(self, item: &LeftOut, pool: &Pool) -> Option<(&'static str, String)> {
        let field = item.fields.first()?;
        Some(match (field.as_str(), &pool.role) {
            ("edge_pool", role) => ("Edge pool (for media components)", self.optional(role.edge_pool())),
            ("user_pool", Role::TrustedApplication(settings)) => {
                ("associate with the data of a Front End pool", self.optional(settings.user_pool))
            }
            ("next_hop" | "registrar", role) => ("next hop", self.optional(role.next_hop())),
            (_, role) => ("Mediation Server, default trunk", self.optional(role.mediation_ports()?.default_trunk)),
        })
    }

    /// The wizard of a new pool.
    fn new_pool(self, id: Id<Pool>, pool: &Pool) -> Vec<String> {
        let title = match &pool.role {
            Role::SurvivableBranch(branch) if branch.kind == SurvivableBranchKind::Server => "Survivable Branch Server",
            role => role.kind().facts().title,
        };
        let site = code(self.topology.site_name(pool.site));
        let start = format!("{site}, new {title}");
        std::iter::once(start)
            .chain(self.pages(id, pool).into_iter().map(|(page, asks)| format!("{page}: {asks}")))
            .collect()
    }

    /// The pages of the wizard of a pool, in their order.
    pub(super) fn pages(self, id: Id<Pool>, pool: &Pool) -> Vec<Page> {
        match &pool.role {
            Role::PersistentChat(chat) => self.chat(pool, chat),
            Role::Director(settings) => self.director(pool, settings),
            Role::Edge(settings) => self.edge(id, pool, settings),
            Role::Mediation(settings) => vec![
                ("Pool FQDN", self.pool_name(pool)),
                ("Computers", self.computers(pool)),
                ("Next hop Front End pool", self.optional(settings.next_hop)),
                ("Edge pool", self.optional(settings.edge_pool)),
                ("Edit properties, Mediation Server", self.listening(&settings.ports)),
            ],
            Role::TrustedApplication(settings) => vec![
                ("Pool FQDN", self.pool_name(pool)),
                ("Computers", self.computers(pool)),
                ("Associate with the data of a Front End pool", self.optional(settings.user_pool)),
                ("Next hop", self.optional(settings.next_hop)),
            ],
            Role::SurvivableBranch(settings) => vec![
                ("FQDN", code(pool.fqdn.as_str())),
                ("Front End pool", self.optional(settings.registrar)),
                ("Edge pool", self.optional(settings.edge_pool)),
                ("Gateway", self.gateways(pool)),
                ("Edit properties, Resiliency", voice(settings.voice_failover)),
                ("Edit properties, Mediation Server", self.listening(&settings.ports)),
            ],
            Role::VideoInterop(settings) => vec![
                ("Pool FQDN", self.pool_name(pool)),
                ("Computers", self.computers(pool)),
                ("Next hop Front End pool", self.optional(settings.next_hop)),
                ("Edge pool", self.optional(settings.edge_pool)),
                (
                    "Ports",
                    format!(
                        "{}, {}",
                        port("TLS", settings.tls, settings.tls_port),
                        port("TCP", settings.tcp, settings.tcp_port)
                    ),
                ),
                ("Gateway", self.gateways(pool)),
            ],
            Role::FrontEnd(_) | Role::StandardEdition(_) | Role::Foreign(_) => Vec::new(),
        }
    }

    fn director(self, pool: &Pool, settings: &Director) -> Vec<Page> {
        let web = &settings.web;
        let mut pages = vec![
            ("Pool FQDN", self.pool_name(pool)),
            ("Computers", self.computers(pool)),
            ("File share", self.optional(settings.file_store)),
            (
                "Web services URL",
                format!(
                    "internal {}, external {}",
                    or_default(web.internal_fqdn.as_str()),
                    or_default(web.external_fqdn.as_str())
                ),
            ),
        ];
        // The wizard does not ask for these.
        let further = [
            ("Edit properties, archiving store", &settings.archiving_store),
            ("Edit properties, monitoring store", &settings.monitoring_store),
        ];
        let further = further.into_iter().filter(|(_, store)| !store.is_empty());
        pages.extend(further.map(|(section, store)| (section, self.store(store))));
        pages
    }

    /// On which ports a Mediation Server listens for gateways, and where its calls go unless a route says otherwise.
    fn listening(self, ports: &MediationPorts) -> String {
        let range = |what: &str, range: Option<PortRange>| match range {
            Some(PortRange { first, last }) => format!("{what} listening ports {first} to {last}"),
            None => format!("{what} off"),
        };
        let default = ports.default_trunk.map(|trunk| format!(", default trunk {}", self.name(trunk)));
        format!("{}, {}{}", range("TLS", ports.tls), range("TCP", ports.tcp), default.unwrap_or_default())
    }

    fn edge(self, id: Id<Pool>, pool: &Pool, settings: &Edge) -> Vec<Page> {
        let ticked = [
            (settings.single_fqdn, "use a single FQDN and IP address"),
            (settings.federation, "enable federation for this pool (port 5061)"),
            (settings.xmpp, "enable XMPP federation (port 5269)"),
            (settings.skype_search, "enable Skype search"),
        ];
        let ticked: Vec<_> = ticked.into_iter().filter_map(|(is_on, what)| is_on.then_some(what)).collect();
        let features =
            if ticked.is_empty() { "tick nothing".to_owned() } else { format!("tick {}", ticked.join(", ")) };
        let services = settings.services().map(|(kind, service)| {
            format!("{} {}, port {}", kind.title(), or_default(service.fqdn.as_str()), service.port)
        });
        let computers = self.topology.computers_of(pool).map(|(_, computer)| self.addresses_of(computer));
        let users = self.topology.pools.iter().filter(|(_, other)| other.role.edge_pool() == Some(id));
        let users: Vec<_> = users.map(|(_, other)| code(other.fqdn.as_str())).collect();
        vec![
            ("Pool FQDN", self.pool_name(pool)),
            ("Features", features),
            ("IP options", ip_options(settings)),
            ("External FQDNs", services.join("; ")),
            ("Computers", computers.collect::<Vec<_>>().join("; ")),
            ("Next hop", self.optional(settings.next_hop)),
            ("Associate Front End pools", if users.is_empty() { "none".to_owned() } else { users.join(", ") }),
        ]
    }

    fn addresses(self, computer: &Computer) -> String {
        format!("Edit properties of {}", self.addresses_of(computer))
    }

    fn addresses_of(self, computer: &Computer) -> String {
        use crate::vendor::InterfaceSide::{External, Internal};
        let mut text = code(computer.fqdn.as_str());
        for own in &computer.interfaces {
            let side = match own.side {
                Internal => "internal".to_owned(),
                External => format!(
                    "external {}",
                    ["Access", "Web Conferencing", "A/V"][usize::from(own.number.clamp(1, 3)) - 1]
                ),
                side => side.name().to_lowercase(),
            };
            let addresses = [
                ("", &own.address),
                ("", &own.address_v6),
                ("public ", &own.public_address),
                ("public ", &own.public_address_v6),
            ];
            for (what, address) in addresses.into_iter().filter(|(_, address)| !address.is_empty()) {
                write!(text, ", {what}{side} {}", code(&address.0)).expect("a text takes everything");
            }
        }
        text
    }

    /// A branch site with all that stands in it.
    fn branch_site(self, id: Id<BranchSite>, site: &BranchSite) -> Vec<String> {
        let topology = self.topology;
        let place = [&site.location.city, &site.location.state, &site.location.country_code];
        let place: Vec<_> = place.into_iter().filter(|text| !text.is_empty()).map(|text| code(text)).collect();
        let mut steps = vec![
            format!("{}, Branch sites, new branch site", self.optional(site.parent)),
            format!("Name and description: {}, {}", code(&site.name), or_default(&site.description)),
            format!("Site details: {}", if place.is_empty() { "as it is".to_owned() } else { place.join(", ") }),
        ];
        let here = SiteRef::Branch(id);
        for (id, gateway) in topology.gateways.iter().filter(|(_, gateway)| gateway.site == here) {
            // The wizard of an appliance makes its gateway.
            let is_of_appliance = topology.trunks.iter().any(|(_, trunk)| {
                let pool = trunk.pool.and_then(|id| topology.pools.get(id));
                trunk.gateway == id && pool.is_some_and(|pool| matches!(pool.role, Role::SurvivableBranch(_)))
            });
            if !is_of_appliance {
                steps.extend(self.gateway(id, gateway));
            }
        }
        for (id, pool) in topology.pools.iter().filter(|(_, pool)| pool.site == here) {
            steps.extend(self.new_pool(id, pool));
        }
        steps
    }

    fn gateway(self, id: Id<Gateway>, gateway: &Gateway) -> Vec<String> {
        let site = code(self.topology.site_name(gateway.site));
        let kind = if gateway.kind == GatewayKind::Video { "video gateway" } else { "PSTN gateway" };
        let mut steps = vec![
            format!("{site}, Shared Components, new {kind}"),
            format!("FQDN: {}", code(gateway.fqdn.as_str())),
            format!("IP address: {}", or_all(&gateway.address.0)),
        ];
        let trunks = self.topology.trunks.iter().filter(|(_, trunk)| trunk.gateway == id);
        steps.extend(trunks.map(|(_, trunk)| self.new_trunk(trunk)));
        steps
    }

    fn new_trunk(self, trunk: &Trunk) -> String {
        let what = if trunk.is_root { "Root trunk" } else { "Trunks, new trunk" };
        format!(
            "{what}: {}, gateway {} port {}, {}, Mediation Server {} port {}",
            code(&trunk.name),
            self.name(trunk.gateway),
            trunk.gateway_port,
            transport(trunk),
            self.optional(trunk.pool),
            trunk.pool_port
        )
    }

    fn chat(self, pool: &Pool, chat: &PersistentChat) -> Vec<Page> {
        let mut properties = format!("display name {}, port {}", or_default(&chat.display_name), chat.port);
        for (is_ticked, what) in [
            (chat.compliance, "enable compliance"),
            (!chat.backup.is_empty(), "use backup SQL stores for disaster recovery"),
            (chat.default_for_site, "default pool for this site"),
            (chat.default_for_all_sites, "default pool for all sites"),
        ] {
            if is_ticked {
                properties.push_str(", tick ");
                properties.push_str(what);
            }
        }
        let mut pages =
            vec![("Pool FQDN", self.pool_name(pool)), ("Computers", self.computers(pool)), ("Properties", properties)];
        for (page, store) in [
            ("SQL store", &chat.primary),
            ("Backup SQL store", &chat.backup),
            ("Compliance SQL store", &chat.compliance_primary),
            ("Compliance backup SQL store", &chat.compliance_backup),
        ] {
            if !store.is_empty() {
                pages.push((page, self.store(store)));
            }
        }
        let files = match chat.local_file_folder.as_str() {
            "" => self.optional(chat.file_store),
            folder => code(folder),
        };
        pages.push(("File store", files));
        pages.push(("Next hop", self.optional(chat.next_hop)));
        pages
    }

    fn computers(self, pool: &Pool) -> String {
        let names = self.topology.computers_of(pool).map(|(_, computer)| code(computer.fqdn.as_str()));
        names.collect::<Vec<_>>().join(", ")
    }

    fn gateways(self, pool: &Pool) -> String {
        let trunks = self.topology.trunks.iter().filter(|(_, trunk)| {
            trunk.pool.and_then(|id| self.topology.pools.get(id)).is_some_and(|end| std::ptr::eq(end, pool))
        });
        let names = trunks.map(|(_, trunk)| {
            format!("{}, port {}, {}", self.name(trunk.gateway), trunk.gateway_port, transport(trunk))
        });
        let names: Vec<_> = names.collect();
        if names.is_empty() { "none".to_owned() } else { names.join("; ") }
    }

    fn optional(self, id: Option<impl Into<AnyId>>) -> String {
        id.map_or_else(|| "none".to_owned(), |id| self.name(id))
    }

    pub(super) fn store(self, store: &StoreRef) -> String {
        let mut text = self.optional(store.primary);
        for (id, what, port) in [(store.mirror, "mirror", 5022), (store.witness, "witness", 7022)] {
            if let Some(id) = id {
                let port = self.topology.sql_instances.get(id).and_then(|sql| sql.mirror_port).unwrap_or(port);
                write!(text, "; tick {what}, {} on port {port}", self.name(id)).expect("a text takes everything");
            }
        }
        text
    }

    /// The sections of a pool's properties that name mirrors and witnesses, of the stores that are asked for.
    pub(super) fn mirrors(self, pool: &Pool, is_asked: impl Fn(StoreUse) -> bool) -> Vec<String> {
        let mirrored = pool.role.stores().filter(|(_, store)| store.mirror.is_some() || store.witness.is_some());
        let mirrored = mirrored.filter(|(of, _)| is_asked(*of));
        let name = code(pool.fqdn.as_str());
        mirrored
            .map(|(of, store)| format!("Edit properties of {name}, {}: {}", of.title(), self.store(store)))
            .collect()
    }

    /// Who backs up a pool; of a pair, it is said once.
    pub(super) fn pair(self, id: Id<Pool>, pool: &Pool) -> Option<String> {
        let backup = pool.backup_pool?;
        let is_mutual = self.topology.pools.get(backup).is_some_and(|partner| partner.backup_pool == Some(id));
        if is_mutual && backup < id {
            return None;
        }
        let settings = pool.role.front_end().map(|settings| settings.voice_failover);
        let voice = settings.filter(|settings| settings.automatic).map(|settings| format!("; {}", voice(settings)));
        Some(format!(
            "Edit properties of {}, Resiliency: associated backup pool {}{}",
            code(pool.fqdn.as_str()),
            self.name(backup),
            voice.unwrap_or_default()
        ))
    }

    pub(super) fn name(self, id: impl Into<AnyId>) -> String {
        code(&self.topology.name(id.into()))
    }

    fn pool_name(self, pool: &Pool) -> String {
        let kind = if pool.multi_server { "multiple computer pool" } else { "single computer pool" };
        format!("{}, {kind}", code(pool.fqdn.as_str()))
    }
}

/// Whether a script does all there is to do about it.
pub(super) const fn is_scripted(feature: Feature) -> bool {
    matches!(
        feature,
        Feature::Pool(RoleKind::TrustedApplication)
            | Feature::FederationRoute
            | Feature::XmppRoute
            | Feature::DefaultChatPool
            | Feature::SimpleUrls
    )
}

const fn transport(trunk: &Trunk) -> &'static str {
    match trunk.transport {
        Transport::Tls => "TLS",
        Transport::Tcp => "TCP",
    }
}

fn voice(settings: VoiceFailover) -> String {
    let VoiceFailover { automatic, failure_detection_secs: detection, failback_secs: failback } = settings;
    let tick = if automatic { "tick" } else { "untick" };
    format!("{tick} automatic failover and failback for Voice, {detection} s and {failback} s")
}

fn ip_options(settings: &Edge) -> String {
    let ip = settings.ip;
    let ticked = [
        (ip.internal_v4, "IPv4 on the internal interface"),
        (ip.internal_v6, "IPv6 on the internal interface"),
        (ip.external_v4, "IPv4 on the external interface"),
        (ip.external_v6, "IPv6 on the external interface"),
        (settings.nat, "the external IP address is translated by NAT"),
    ];
    let ticked: Vec<_> = ticked.into_iter().filter_map(|(is_on, what)| is_on.then_some(what)).collect();
    format!("tick {}", ticked.join(", "))
}

fn port(what: &str, is_on: bool, port: Option<u16>) -> String {
    match (is_on, port) {
        (false, _) => format!("{what} off"),
        (true, None) => format!("{what} on"),
        (true, Some(port)) => format!("{what} on port {port}"),
    }
}

fn or_all(address: &str) -> String {
    if address.is_empty() { "all configured".to_owned() } else { code(address) }
}

fn or_default(text: &str) -> String {
    if text.is_empty() { "as it is".to_owned() } else { code(text) }
}
