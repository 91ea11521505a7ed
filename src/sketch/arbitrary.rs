//! Deployments that nobody would design, made of the numbers a property test draws.

use crate::model::*;
use crate::vendor::{InterfaceSide, Product, SqlEdition, SqlVersion, WindowsVersion};
use strum::VariantArray;

/// A row of numbers, used up one after the other; then only zeros.
struct Dice<'a> {
    numbers: std::slice::Iter<'a, u16>,
    /// How many rows of a kind share a name.
    n_alike: usize,
}

impl Dice<'_> {
    fn below(&mut self, n: usize) -> usize {
        self.numbers.next().map_or(0, |&number| usize::from(number) % n.max(1))
    }

    fn yes(&mut self) -> bool {
        self.below(2) == 1
    }

    fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.yes().then(|| value(self))
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    fn one_or_none<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        (!of.is_empty() && self.yes()).then(|| self.one(of))
    }

    fn several<T: Clone>(&mut self, of: &[T]) -> Vec<T> {
        let start = self.below(of.len());
        of.iter().skip(start).take(self.below(4)).cloned().collect()
    }

    fn text(&mut self) -> String {
        self.one(&["", "none", "a b", "in", "#1", "say \"so\"", "pool", "12", "ü", "-", "no", "until", "a#b", " "])
            .to_owned()
    }

    /// A name that no other row has, or only so many as shall share one.
    fn name(&mut self, kind: &str, n: usize) -> String {
        let n = n / self.n_alike;
        self.one(&["K-N", "K N", "#KN", "KN\"", "\"KN", "KN.x"]).replace('K', kind).replace('N', &n.to_string())
    }

    /// A host that no other row has, or only so many as shall share one.
    fn host(&mut self, kind: &str, n: usize) -> Fqdn {
        let n = n / self.n_alike;
        let name =
            self.one(&["K-N.contoso.com", "K-N.contoso.com", "K-N.Fabrikam.com", "K-N", "K N.contoso.com", "K-N-"]);
        Fqdn::new(name.replace('K', kind).replace('N', &n.to_string()))
    }

    fn any_host(&mut self) -> Fqdn {
        let n = self.below(9);
        self.one(&[Fqdn::default(), "none".into(), "in".into(), "7".into(), self_host(n)])
    }

    fn path(&mut self) -> UncPath {
        self.one(&["", r"\\fs\share", r"\\fs.contoso.com\a\b", r"C:\a b", r"\\f s\x", "none"]).into()
    }

    fn address(&mut self) -> Address {
        self.one(&["", "10.0.0.1", "fe80::1", "x y"]).into()
    }

    fn number(&mut self) -> u16 {
        self.one(&[0, 1, 443, 1433, 5022, 5061, 5067, 5068, 7022, 65535])
    }

    fn ports(&mut self, trunks: &[Id<Trunk>]) -> MediationPorts {
        let range = |dice: &mut Self| PortRange { first: dice.number(), last: dice.number() };
        MediationPorts { tls: self.maybe(range), tcp: self.maybe(range), default_trunk: self.one_or_none(trunks) }
    }

    fn store(&mut self, instances: &[Id<SqlInstance>]) -> StoreRef {
        StoreRef {
            primary: self.one_or_none(instances),
            mirror: self.one_or_none(instances),
            witness: self.one_or_none(instances),
            mirror_share: self.path(),
            mirror_mode: self.maybe(|dice| dice.one(&[MirrorMode::Synchronous, MirrorMode::Asynchronous])),
        }
    }

    fn web(&mut self) -> WebServices {
        WebServices { internal_fqdn: self.any_host(), external_fqdn: self.any_host() }
    }

    fn failover(&mut self) -> VoiceFailover {
        VoiceFailover {
            automatic: self.yes(),
            failure_detection_secs: self.one(&[300, 120, 5]),
            failback_secs: self.one(&[300, 240, 5]),
        }
    }
}

fn self_host(n: usize) -> Fqdn {
    Fqdn::new(format!("h{n}.contoso.com"))
}

/// The ids that rows can refer to.
#[derive(Default)]
struct Ids {
    data_centres: Vec<Id<DataCentre>>,
    sites: Vec<Id<Site>>,
    site_refs: Vec<SiteRef>,
    pools: Vec<Id<Pool>>,
    instances: Vec<Id<SqlInstance>>,
    shares: Vec<Id<FileStore>>,
    web_apps: Vec<Id<WebAppsServer>>,
    trunks: Vec<Id<Trunk>>,
}

fn ids<T>(kind: &str, n: usize) -> Vec<Id<T>> {
    (0..n).map(|n| Id::derived(&format!("{kind} {n}"))).collect()
}

/// The deployment that these numbers make.
pub(crate) fn document(numbers: &[u16]) -> Document {
    document_of_twins(numbers, 1)
}

/// The deployment that these numbers make, where so many rows of a kind share a name.
pub(crate) fn document_of_twins(numbers: &[u16], n_alike: usize) -> Document {
    let mut dice = Dice { numbers: numbers.iter(), n_alike };
    let d = &mut dice;
    let mut all = Ids { data_centres: ids("dc", d.below(4)), sites: ids("site", 1 + d.below(3)), ..Ids::default() };
    let branch_sites: Vec<Id<BranchSite>> = ids("branch", d.below(3));
    all.site_refs = all.sites.iter().map(|id| SiteRef::Central(*id)).collect();
    all.site_refs.extend(branch_sites.iter().map(|id| SiteRef::Branch(*id)));
    all.pools = ids("pool", d.below(6));
    all.instances = ids("sql", d.below(6));
    all.shares = ids("share", d.below(4));
    all.web_apps = ids("web", d.below(3));
    all.trunks = ids("trunk", d.below(5));
    let gateways: Vec<Id<Gateway>> = ids("gateway", usize::from(!all.trunks.is_empty()) + d.below(3));

    let deployments = [(Deployment::ID, deployment(d, &all))].into_iter().collect();
    let mut topology = Topology { deployments, ..Topology::default() };
    let named = |(n, id): (usize, &Id<DataCentre>)| (*id, DataCentre { name: d.name("dc", n), region: d.text() });
    topology.data_centres = all.data_centres.iter().enumerate().map(named).collect();
    if let [a, b, ..] = *all.data_centres {
        let bandwidth = d.maybe(|d| d.one(&[Bandwidth::High, Bandwidth::Low]));
        let latency = d.maybe(|d| d.one(&[Latency::High, Latency::Low]));
        topology.links = [(Id::derived("link"), Link { ends: [b, a], bandwidth, latency })].into_iter().collect();
    }
    topology.sites = all.sites.iter().enumerate().map(|(n, id)| (*id, site(d, n, &all))).collect();
    let branch = |(n, id): (usize, &Id<BranchSite>)| {
        let location = Location { city: d.text(), state: d.text(), country_code: d.text() };
        (
            *id,
            BranchSite {
                name: d.name("branch", n),
                description: d.text(),
                location,
                parent: d.one_or_none(&all.sites),
            },
        )
    };
    topology.branch_sites = branch_sites.iter().enumerate().map(branch).collect();
    topology.sql_instances = all.instances.iter().enumerate().map(|(n, id)| (*id, sql(d, n, &all))).collect();
    topology.file_stores = all.shares.iter().enumerate().map(|(n, id)| (*id, share(d, n, &all))).collect();
    let web_apps = |(n, id): (usize, &Id<WebAppsServer>)| {
        let fqdn = d.host("owa", n);
        let usual = crate::vendor::names::wac_discovery_url(fqdn.as_str());
        let discovery_url = d.one(&[usual, String::new(), "x".to_owned()]);
        let (site, data_centre) = (d.one(&all.site_refs), d.one_or_none(&all.data_centres));
        (*id, WebAppsServer { fqdn, site, data_centre, discovery_url, is_external: d.yes() })
    };
    topology.web_apps_servers = all.web_apps.iter().enumerate().map(web_apps).collect();
    let gateway = |(n, id): (usize, &Id<Gateway>)| {
        let kind = d.one(&[GatewayKind::Pstn, GatewayKind::Video]);
        let (site, data_centre) = (d.one(&all.site_refs), d.one_or_none(&all.data_centres));
        (*id, Gateway { fqdn: d.host("gw", n), site, kind, data_centre, address: d.address() })
    };
    topology.gateways = gateways.iter().enumerate().map(gateway).collect();
    let trunk = |(n, id): (usize, &Id<Trunk>)| {
        let (gateway, transport) = (d.one(&gateways), d.one(&[Transport::Tls, Transport::Tcp]));
        let (name, pool, is_root) = (d.name("trunk", n), d.one_or_none(&all.pools), d.yes());
        (*id, Trunk { name, gateway, gateway_port: d.number(), transport, pool, pool_port: d.number(), is_root })
    };
    topology.trunks = all.trunks.iter().enumerate().map(trunk).collect();
    let mut computers = Vec::new();
    topology.pools = all.pools.iter().enumerate().map(|(n, id)| (*id, pool(d, n, &all, &mut computers))).collect();
    topology.computers = computers.into_iter().collect();
    let services: Vec<Id<NetworkService>> = ids("service", d.below(3));
    let service = |(n, id): (usize, &Id<NetworkService>)| {
        let row = NetworkService {
            name: d.name("service", n),
            kind: d.one(NetworkServiceKind::VARIANTS),
            site: d.one(&all.site_refs),
            data_centre: d.one_or_none(&all.data_centres),
            fqdn: d.any_host(),
            address: d.address(),
            serves: d.several(&all.pools),
        };
        (*id, row)
    };
    topology.network_services = services.iter().enumerate().map(service).collect();

    let rows: Vec<AnyId> = topology.ids().collect();
    let pins =
        (0..d.below(4)).map(|_| (d.one(&rows), Pin { x: i32::from(d.number()) - 500, y: i32::from(d.number()) }));
    let sheet = pins.collect();
    let waivers = (0..d.below(3)).map(|_| {
        let key = WaiverKey { code: crate::text::Code::literal("DR002"), entity: d.one(&rows) };
        (key, Waiver { reason: d.text(), expires: d.one(&["", "2027-01-31"]).to_owned() })
    });
    let waivers = waivers.collect();
    Document { topology, sheet, waivers, origin: None }
}

fn deployment(d: &mut Dice<'_>, all: &Ids) -> Deployment {
    let product = d.one(Product::VARIANTS);
    let mut row = Deployment::new(product, &d.one(&["contoso.com".into(), "".into(), "contoso".into()]));
    if d.yes() {
        let further = ["fabrikam.com", "none", "authoritative"].map(|name| {
            let (authoritative, allow_sub_domains) = (d.yes(), d.yes());
            SipDomain { name: name.into(), authoritative, allow_sub_domains }
        });
        row.sip_domains.extend(d.several(&further));
    }
    if d.yes() {
        row.sip_domains.reverse();
        row.simple_urls.meet.clear();
    }
    if d.yes() {
        row.simple_urls.meet.push(("fabrikam.com".into(), d.text()));
        row.simple_urls.dialin = d.text();
        row.simple_urls.admin = d.text();
    }
    row.central_management = d.one_or_none(&all.pools);
    row.federation_route = d.one_or_none(&all.pools);
    row.xmpp_route = d.one_or_none(&all.pools);
    row.prepare_first_server =
        d.maybe(|d| d.one(&[PrepareFirstServer::Planned, PrepareFirstServer::Done, PrepareFirstServer::No]));
    row.geo_dns = d.maybe(Dice::yes);
    row.backup_sync_minutes = d.maybe(Dice::number);
    row
}

fn site(d: &mut Dice<'_>, n: usize, all: &Ids) -> Site {
    Site {
        name: d.name("site", n),
        description: d.text(),
        location: Location { city: d.text(), state: d.text(), country_code: d.text() },
        data_centres: d.several(&all.data_centres),
        call_admission_control: d.one_or_none(&all.pools),
        federation_route: d.one_or_none(&all.pools),
        xmpp_route: d.one_or_none(&all.pools),
        default_chat_pool: d.one_or_none(&all.pools),
    }
}

fn sql(d: &mut Dice<'_>, n: usize, all: &Ids) -> SqlInstance {
    let instance = d.one(&["", "rtc", "a b"]);
    let mut row = SqlInstance::new(d.host("sql", n), instance, d.one(&all.site_refs));
    row.data_centre = d.one_or_none(&all.data_centres);
    if d.yes() {
        // Nothing else is said, as of an instance that is only named.
        row.mirror_port = d.one(&[None, Some(5022), Some(7022)]);
        return row;
    }
    row.mirror_port = d.maybe(Dice::number);
    row.port = d.maybe(Dice::number);
    row.version = d.maybe(|d| d.one(SqlVersion::VARIANTS));
    row.edition = d.maybe(|d| d.one(&[SqlEdition::Express, SqlEdition::Enterprise]));
    row.reporting_services = d.any_host().to_string();
    row.shared_with_others = d.maybe(Dice::yes);
    let nodes = (0..d.below(3)).map(|n| SqlNode {
        fqdn: d.host("node", n),
        instance: d.one(&["", "rtc"]).to_owned(),
        synchronous: d.maybe(Dice::yes),
        automatic_failover: d.maybe(Dice::yes),
        readable: d.maybe(Dice::yes),
        active: d.maybe(Dice::yes),
    });
    let nodes = nodes.collect();
    let group =
        AvailabilityGroup { listener: d.any_host(), listener_port: d.number(), primary_node: d.any_host(), nodes };
    row.ha = d.one(&[SqlHa::None, SqlHa::FailoverCluster, SqlHa::AvailabilityGroup(group)]);
    if row.ha == SqlHa::FailoverCluster {
        row.cluster_nodes = (0..d.below(3)).map(|n| d.host("node", n)).collect();
    }
    row
}

fn share(d: &mut Dice<'_>, n: usize, all: &Ids) -> FileStore {
    let mut row = FileStore::new(d.host("fs", n), d.one(&["share", "a b", r"a\b", ""]), d.one(&all.site_refs));
    row.data_centre = d.one_or_none(&all.data_centres);
    let targets = (0..d.below(3)).map(|_| DfsTarget { path: d.path(), data_centre: d.one_or_none(&all.data_centres) });
    let targets = targets.collect();
    let kinds = [FileKind::DirectAttached, FileKind::StorageAreaNetwork, FileKind::Clustered, FileKind::Dfs(targets)];
    row.kind = d.one_or_none(&kinds);
    row
}

fn pool(d: &mut Dice<'_>, n: usize, all: &Ids, computers: &mut Vec<(Id<Computer>, Computer)>) -> Pool {
    let role = d.one(RoleKind::VARIANTS);
    let mut row = Pool::new(d.host("pool", n), d.one(&all.site_refs), d.one(Product::VARIANTS), role.with_defaults());
    row.multi_server = d.yes();
    row.load_balancing = d.maybe(|d| d.one(&[LoadBalancing::Dns, LoadBalancing::Hardware]));
    row.backup_pool = d.one_or_none(&all.pools);
    row.users = d.maybe(|d| d.number().into());
    row.remote_users = d.maybe(|d| d.number().into());
    row.branch_users = d.maybe(|d| d.number().into());
    row.srv_priority = d.maybe(Dice::number);
    let names = match d.below(4) {
        0 => vec![row.fqdn.clone()],
        1 => (1..=3).map(|n| super::kind::computer::numbered(&row.fqdn, n)).collect(),
        2 => (0..d.below(4)).map(|computer| d.host("computer", n * 10 + computer)).collect(),
        _ => Vec::new(),
    };
    let all_alike = d.yes();
    let data_centre = d.one_or_none(&all.data_centres);
    for (place, fqdn) in names.into_iter().enumerate() {
        let id = Id::derived(&format!("computer {n} {place}"));
        let mut computer = Computer { fqdn, data_centre, ..Computer::default() };
        if !all_alike {
            computer.data_centre = d.one_or_none(&all.data_centres);
            computer.standby = d.yes();
            computer.platform = d.maybe(|d| d.one(&[Platform::Physical, Platform::Virtual]));
            computer.os = d.maybe(|d| d.one(WindowsVersion::VARIANTS));
            computer.host = d.text();
            computer.multi_homed = d.maybe(Dice::yes);
            computer.outage = d.maybe(|d| d.one(&[Outage::Hours, Outage::Days]));
            computer.upgrade_domain = d.maybe(Dice::number);
            computer.interfaces = (0..d.below(3)).map(|_| interface(d)).collect();
        }
        row.computers.push(id);
        computers.push((id, computer));
    }
    settings(d, &mut row.role, all);
    row
}

fn interface(d: &mut Dice<'_>) -> Interface {
    let sides = [InterfaceSide::Primary, InterfaceSide::Internal, InterfaceSide::External, InterfaceSide::Pstn];
    Interface {
        side: d.one(&sides),
        number: d.one(&[1, 2, 9]),
        address: d.address(),
        address_v6: d.address(),
        public_address: d.address(),
        public_address_v6: d.address(),
    }
}

fn settings(d: &mut Dice<'_>, role: &mut Role, all: &Ids) {
    match role {
        Role::FrontEnd(row) | Role::StandardEdition(row) => {
            *row = FrontEnd {
                features: Features {
                    conferencing: d.yes(),
                    dialin: d.yes(),
                    voice: d.yes(),
                    call_admission_control: d.yes(),
                    archiving: d.yes(),
                    monitoring: d.yes(),
                },
                mediation: d.maybe(|d| d.ports(&all.trunks)),
                edge_pool: d.one_or_none(&all.pools),
                back_end: d.store(&all.instances),
                file_store: d.one_or_none(&all.shares),
                web: d.web(),
                web_apps: d.one_or_none(&all.web_apps),
                archiving_store: d.store(&all.instances),
                monitoring_store: d.store(&all.instances),
                voice_failover: d.failover(),
                large_meetings: d.maybe(Dice::yes),
            };
        }
        Role::Director(row) => {
            *row = Director {
                file_store: d.one_or_none(&all.shares),
                web: d.web(),
                edge_pool: d.one_or_none(&all.pools),
                archiving_store: d.store(&all.instances),
                monitoring_store: d.store(&all.instances),
            };
        }
        Role::Edge(row) => {
            row.single_fqdn = d.yes();
            if d.yes() {
                row.set_default_ports();
            }
            row.federation = d.yes();
            row.xmpp = d.yes();
            row.skype_search = d.yes();
            row.nat = d.yes();
            row.ip =
                IpOptions { internal_v4: d.yes(), internal_v6: d.yes(), external_v4: d.yes(), external_v6: d.yes() };
            let name = d.any_host();
            for service in [&mut row.access, &mut row.web_conferencing, &mut row.av] {
                service.fqdn = if d.yes() { name.clone() } else { d.any_host() };
                service.port = if d.yes() { service.port } else { d.number() };
            }
            row.next_hop = d.one_or_none(&all.pools);
            row.media = d.one(&[MediaRange::default(), MediaRange { start: 1, count: 2 }]);
        }
        Role::Mediation(row) => {
            *row = Mediation {
                next_hop: d.one_or_none(&all.pools),
                edge_pool: d.one_or_none(&all.pools),
                ports: d.ports(&all.trunks),
            };
        }
        Role::PersistentChat(row) => {
            *row = PersistentChat {
                display_name: d.text(),
                port: d.number(),
                compliance: d.yes(),
                default_for_site: d.yes(),
                default_for_all_sites: d.yes(),
                primary: d.store(&all.instances),
                backup: d.store(&all.instances),
                compliance_primary: d.store(&all.instances),
                compliance_backup: d.store(&all.instances),
                file_store: d.one_or_none(&all.shares),
                local_file_folder: d.text(),
                next_hop: d.one_or_none(&all.pools),
                log_shipping: LogShipping { backup_share: d.path(), copy_folder: d.path(), from_mirror: d.yes() },
                state: d.one(&[ChatState::Normal, ChatState::FailedOver]),
            };
        }
        Role::TrustedApplication(row) => {
            *row = TrustedApplication {
                next_hop: d.one_or_none(&all.pools),
                user_pool: d.one_or_none(&all.pools),
                applications: (0..d.below(3)).map(|_| Application { id: d.text(), port: d.number() }).collect(),
                outbound_only: d.yes(),
                throttle_as_server: d.yes(),
                treat_as_authenticated: d.yes(),
                requires_replication: d.yes(),
            };
        }
        Role::VideoInterop(row) => {
            *row = VideoInterop {
                next_hop: d.one_or_none(&all.pools),
                edge_pool: d.one_or_none(&all.pools),
                tls: d.yes(),
                tls_port: d.maybe(Dice::number),
                tcp: d.yes(),
                tcp_port: d.maybe(Dice::number),
            };
        }
        Role::SurvivableBranch(row) => {
            *row = SurvivableBranch {
                kind: d.one(&[SurvivableBranchKind::Appliance, SurvivableBranchKind::Server]),
                registrar: d.one_or_none(&all.pools),
                edge_pool: d.one_or_none(&all.pools),
                ports: d.ports(&all.trunks),
                voice_failover: d.failover(),
            };
        }
        Role::Foreign(row) => row.roles = (0..d.below(3)).map(|_| d.text()).collect(),
    }
}
