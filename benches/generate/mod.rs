//! Deployments of any size, the same each time: rows put straight into a topology, sound enough that rules, layout and
//! writers do the work they would do for a real one.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use linchpin::model::{
    Address, BranchSite, Computer, DataCentre, Deployment, Document, Edge, EdgeService, Features, FileStore, Fqdn,
    FrontEnd, Gateway, GatewayKind, Id, Interface, Link, LoadBalancing, Mediation, MediationPorts, NetworkService,
    NetworkServiceKind, Pool, Role, Rows, Site, SiteRef, SqlInstance, StoreRef, SurvivableBranch, Transport, Trunk,
    WebAppsServer, WebServices,
};
use linchpin::vendor::{InterfaceSide, Product};

/// What a site has: two Front End pools, an Edge pool, Mediation pools of the Front End pools' size, a branch appliance.
struct Shape {
    servers_of_front_end: usize,
    servers_of_edge: usize,
    /// None where Mediation Server is on the Front End servers.
    mediation: &'static [&'static str],
}

const FULL: Shape = Shape { servers_of_front_end: 8, servers_of_edge: 3, mediation: &[] };

const LEAN: Shape = Shape { servers_of_front_end: 12, servers_of_edge: 6, mediation: &["med1", "med2", "med3"] };

impl Shape {
    const fn servers_per_site(&self) -> usize {
        (2 + self.mediation.len()) * self.servers_of_front_end + self.servers_of_edge + 1
    }
}

/// A deployment of at least that many servers. Sites come in twos, each in its own data centre, and the Front End pools
/// of the one are paired with those of the other. Every back end is mirrored and has a witness.
#[allow(dead_code, reason = "a program measures what it names")]
pub(crate) fn deployment(n_servers: usize) -> Document {
    document(n_servers, &FULL)
}

/// The same with larger pools, most of which run one service only.
#[allow(dead_code, reason = "a program measures what it names")]
pub(crate) fn lean_deployment(n_servers: usize) -> Document {
    document(n_servers, &LEAN)
}

/// The same as one who draws it says it: with what no file of the vendor's holds, and which rules ask for.
#[allow(dead_code, reason = "a program measures what it names")]
pub(crate) fn drawn_deployment(n_servers: usize) -> Document {
    let mut rows = rows(n_servers, &FULL);
    say_more(&mut rows);
    whole(rows)
}

/// The same with a fault here and there, of twelve kinds.
#[allow(dead_code, reason = "a program measures what it names")]
pub(crate) fn faulty_deployment(n_servers: usize) -> Document {
    let mut rows = rows(n_servers, &FULL);
    let first_instance = rows.sql_instances.keys().next().copied();
    let pools: Vec<Id<Pool>> = rows.pools.keys().copied().collect();
    for (n, pool) in rows.pools.values_mut().enumerate() {
        match (&mut pool.role, n % 11) {
            (Role::FrontEnd(_), 0) => pool.role = Role::StandardEdition(FrontEnd::default()),
            (Role::FrontEnd(_), 1) => pool.computers.clear(),
            (Role::FrontEnd(_), 2) => pool.backup_pool = Some(pools[0]),
            (Role::FrontEnd(settings), 3) => settings.back_end.mirror = None,
            (Role::FrontEnd(settings), 4) => settings.back_end.mirror = settings.back_end.primary,
            (Role::FrontEnd(settings), 5) => settings.back_end.witness = settings.back_end.mirror,
            (Role::FrontEnd(settings), 6) => settings.back_end.primary = first_instance,
            (Role::Edge(settings), 0..3) => settings.next_hop = None,
            (Role::Edge(_), 3..6) => pool.site = SiteRef::Central(Id::derived("nowhere")),
            _ => {}
        }
    }
    for branch in rows.branch_sites.values_mut().step_by(7) {
        branch.parent = None;
    }
    rows.sites.insert(Id::derived("nowhere"), Site { name: "nowhere".to_owned(), ..Site::default() });
    let twin = rows.computers.values().next().map(|computer| computer.fqdn.clone()).unwrap_or_default();
    for computer in rows.computers.values_mut().step_by(500) {
        computer.fqdn = twin.clone();
    }
    whole(rows)
}

fn document(n_servers: usize, shape: &Shape) -> Document {
    let mut rows = rows(n_servers, shape);
    share_addresses(&mut rows);
    whole(rows)
}

/// One name and address for all services of an Edge server: no file of the vendor's has more.
fn share_addresses(rows: &mut Rows) {
    for pool in rows.pools.values_mut() {
        if let Role::Edge(settings) = &mut pool.role {
            settings.single_fqdn = true;
            settings.set_default_ports();
            let fqdn = settings.access.fqdn.clone();
            (settings.web_conferencing.fqdn, settings.av.fqdn) = (fqdn.clone(), fqdn);
        }
    }
}

fn rows(n_servers: usize, shape: &Shape) -> Rows {
    let mut deployed = Deployed { shape, rows: Rows::default() };
    for twins in 0..n_servers.div_ceil(2 * shape.servers_per_site()) {
        deployed.two_sites(twins);
    }
    deployed.rows
}

/// Static SQL ports, load balancers, default trunks, failover of voice, addresses of Edge servers.
fn say_more(rows: &mut Rows) {
    for sql in rows.sql_instances.values_mut() {
        sql.port = Some(1433);
    }
    let default_trunks: BTreeMap<Id<Pool>, Id<Trunk>> =
        rows.trunks.iter().filter_map(|(id, trunk)| Some((trunk.pool?, *id))).collect();
    let mut n_edge_servers = 0_u32;
    for (pool_id, pool) in &mut rows.pools {
        pool.load_balancing = Some(LoadBalancing::Dns);
        if let Some(ports) = pool.role.mediation_ports_mut() {
            ports.default_trunk = default_trunks.get(pool_id).copied();
        }
        match &mut pool.role {
            Role::FrontEnd(settings) => {
                settings.voice_failover.automatic = true;
                let id = pool_id.part("load balancer");
                let row = NetworkService {
                    name: format!("{} web", pool.fqdn),
                    kind: NetworkServiceKind::LoadBalancer,
                    site: pool.site,
                    data_centre: None,
                    fqdn: Fqdn::default(),
                    address: Address::default(),
                    serves: vec![*pool_id],
                };
                rows.network_services.insert(id, row);
            }
            Role::Edge(_) => {
                for computer in &pool.computers {
                    n_edge_servers += 1;
                    let computer = rows.computers.get_mut(computer).expect("pools list computers that are there");
                    computer.interfaces = edge_interfaces(n_edge_servers);
                }
            }
            _ => {}
        }
    }
}

/// One address inside and three outside, which no other server has.
fn edge_interfaces(number: u32) -> Vec<Interface> {
    let outside =
        (1..=3).map(|n| (InterfaceSide::External, n, Ipv4Addr::from_bits(0x836b_0000 + 4 * number + u32::from(n))));
    let inside = [(InterfaceSide::Internal, 1, Ipv4Addr::from_bits(0x0a00_0000 + number))];
    let interface = |(side, number, address): (_, _, Ipv4Addr)| Interface {
        side,
        number,
        address: Address(address.to_string()),
        address_v6: Address::default(),
        public_address: Address::default(),
        public_address_v6: Address::default(),
    };
    inside.into_iter().chain(outside).map(interface).collect()
}

fn whole(mut rows: Rows) -> Document {
    let domain: Fqdn = "contoso.com".into();
    let mut deployment = Deployment::new(Product::S15, &domain);
    let first = Id::derived("w0-fe1.contoso.com");
    deployment.central_management = rows.pools.contains_key(&first).then_some(first);
    rows.deployments.insert(Deployment::ID, deployment);
    Document { topology: rows.into(), ..Document::default() }
}

/// What has been put up so far.
struct Deployed<'a> {
    shape: &'a Shape,
    rows: Rows,
}

/// Where something is put, and what its name begins with.
#[derive(Clone, Copy)]
struct At<'a> {
    site: SiteRef,
    data_centre: Option<Id<DataCentre>>,
    prefix: &'a str,
}

impl At<'_> {
    fn fqdn(&self, host: &str) -> String {
        format!("{}-{host}.contoso.com", self.prefix)
    }
}

impl Deployed<'_> {
    fn two_sites(&mut self, number: usize) {
        let [(west, west_pools), (east, east_pools)] = ["w", "e"].map(|side| self.site(&format!("{side}{number}")));
        let link = Link { ends: [west, east], bandwidth: None, latency: None };
        self.rows.links.insert(Id::derived(&format!("link {number}")), link);
        for (a, b) in west_pools.into_iter().zip(east_pools) {
            for (of, partner) in [(a, b), (b, a)] {
                self.pool_mut(of).backup_pool = Some(partner);
            }
        }
    }

    fn pool_mut(&mut self, id: Id<Pool>) -> &mut Pool {
        self.rows.pools.get_mut(&id).expect("pools are put up before anything is said of them")
    }

    /// A site in a data centre of its own, and its Front End pools.
    fn site(&mut self, prefix: &str) -> (Id<DataCentre>, [Id<Pool>; 2]) {
        let (site, data_centre) = (Id::derived(prefix), Id::derived(&format!("data centre {prefix}")));
        let name = format!("data centre {prefix}");
        self.rows.data_centres.insert(data_centre, DataCentre { name, region: "EMEA".to_owned() });
        let row = Site { name: format!("site {prefix}"), data_centres: vec![data_centre], ..Site::default() };
        self.rows.sites.insert(site, row);
        let at = At { site: SiteRef::Central(site), data_centre: Some(data_centre), prefix };

        let service = |host: &str| EdgeService { fqdn: at.fqdn(host).as_str().into(), port: 443 };
        let (access, web_conferencing, av) = (service("sip"), service("webcon"), service("av"));
        let settings = Edge { federation: true, access, web_conferencing, av, ..Edge::default() };
        let edge = self.pool(at, "edge", self.shape.servers_of_edge, Role::Edge(settings));
        let web_apps = Some(self.web_apps(at));
        let edge_pool = Some(edge);
        let front_ends = ["fe1", "fe2"].map(|host| {
            let settings = FrontEnd {
                features: Features { conferencing: true, dialin: true, voice: true, ..Features::default() },
                edge_pool,
                web_apps,
                back_end: self.mirrored(at, host),
                file_store: Some(self.share(at, host)),
                web: WebServices {
                    internal_fqdn: at.fqdn(&format!("{host}-web")).as_str().into(),
                    external_fqdn: at.fqdn(&format!("{host}-ext")).as_str().into(),
                },
                mediation: self.shape.mediation.is_empty().then(MediationPorts::default),
                ..FrontEnd::default()
            };
            self.pool(at, host, self.shape.servers_of_front_end, Role::FrontEnd(settings))
        });
        let [home, _] = front_ends;
        if let Role::Edge(settings) = &mut self.pool_mut(edge).role {
            settings.next_hop = Some(home);
        }
        let mut trunks_end = home;
        for host in self.shape.mediation {
            let settings = Mediation { next_hop: Some(home), edge_pool, ..Mediation::default() };
            trunks_end = self.pool(at, host, self.shape.servers_of_front_end, Role::Mediation(settings));
        }
        for host in ["gw1", "gw2"] {
            self.gateway(at, host, trunks_end);
        }
        self.branch(at, site, home);
        (data_centre, front_ends)
    }

    /// A pool of that many servers.
    fn pool(&mut self, at: At<'_>, host: &str, n_servers: usize, role: Role) -> Id<Pool> {
        let fqdn = at.fqdn(host);
        let mut pool = Pool::new(&*fqdn, at.site, Product::S15, role);
        for number in 1..=n_servers {
            let name = if n_servers == 1 { fqdn.clone() } else { at.fqdn(&format!("{host}-{number}")) };
            let id = Id::derived(&format!("computer {name}"));
            self.rows.computers.insert(id, Computer { data_centre: at.data_centre, ..Computer::new(&*name) });
            pool.computers.push(id);
        }
        let id = Id::derived(&fqdn);
        self.rows.pools.insert(id, pool);
        id
    }

    fn mirrored(&mut self, at: At<'_>, of: &str) -> StoreRef {
        let [primary, mirror, witness] = [("sql", 5022), ("mirror", 5022), ("witness", 7022)].map(|(part, port)| {
            let fqdn = at.fqdn(&format!("{of}-{part}"));
            let id = Id::derived(&fqdn);
            let row = SqlInstance::new(&*fqdn, "rtc", at.site);
            let row = SqlInstance { data_centre: at.data_centre, mirror_port: Some(port), ..row };
            self.rows.sql_instances.insert(id, row);
            Some(id)
        });
        StoreRef { primary, mirror, witness, ..StoreRef::default() }
    }

    fn share(&mut self, at: At<'_>, of: &str) -> Id<FileStore> {
        let server = at.fqdn(&format!("{of}-files"));
        let id = Id::derived(&server);
        let row = FileStore { data_centre: at.data_centre, ..FileStore::new(&*server, "share", at.site) };
        self.rows.file_stores.insert(id, row);
        id
    }

    fn web_apps(&mut self, at: At<'_>) -> Id<WebAppsServer> {
        let fqdn = at.fqdn("office");
        let id = Id::derived(&fqdn);
        let row = WebAppsServer {
            fqdn: fqdn.as_str().into(),
            site: at.site,
            data_centre: at.data_centre,
            discovery_url: format!("https://{fqdn}/hosting/discovery/"),
            is_external: false,
        };
        self.rows.web_apps_servers.insert(id, row);
        id
    }

    /// A gateway with two trunks.
    fn gateway(&mut self, at: At<'_>, host: &str, pool: Id<Pool>) {
        let fqdn = at.fqdn(host);
        let gateway = Id::derived(&fqdn);
        for (name, port, is_root) in [(fqdn.clone(), 5067, true), (format!("{fqdn} 2"), 5068, false)] {
            let row = Trunk {
                name,
                gateway,
                gateway_port: port,
                transport: Transport::Tls,
                pool: Some(pool),
                pool_port: 5067,
                is_root,
            };
            self.rows.trunks.insert(Id::derived(&format!("trunk {fqdn} {port}")), row);
        }
        let row = Gateway {
            fqdn: fqdn.as_str().into(),
            site: at.site,
            kind: GatewayKind::Pstn,
            data_centre: at.data_centre,
            address: Address::default(),
        };
        self.rows.gateways.insert(gateway, row);
    }

    /// A branch site with an appliance whose users the pool keeps.
    fn branch(&mut self, at: At<'_>, parent: Id<Site>, registrar: Id<Pool>) {
        let name = format!("branch {}", at.prefix);
        let branch = Id::derived(&name);
        self.rows.branch_sites.insert(branch, BranchSite { name, parent: Some(parent), ..BranchSite::default() });
        let settings = SurvivableBranch { registrar: Some(registrar), ..SurvivableBranch::default() };
        let there = At { site: SiteRef::Branch(branch), data_centre: None, ..at };
        self.pool(there, "sba", 1, Role::SurvivableBranch(settings));
    }
}
