//! Deployments of any size, the same each time: rows put straight into a topology, sound enough that rules, layout and
//! writers do the work they would do for a real one.

use linchpin::model::{
    Address, BranchSite, Computer, DataCentre, Deployment, Document, Edge, EdgeService, Features, FileStore, Fqdn,
    FrontEnd, Gateway, GatewayKind, Id, Link, Pool, Role, Site, SiteRef, SqlInstance, StoreRef, SurvivableBranch,
    Topology, Transport, Trunk, WebAppsServer, WebServices,
};
use linchpin::vendor::Product;

/// Servers of one site: two Front End pools of eight, an Edge pool of three, one branch appliance.
const SERVERS_PER_SITE: usize = 20;

/// A deployment of at least that many servers. Sites come in twos, each in its own data centre, and the Front End pools
/// of the one are paired with those of the other. Every back end is mirrored and has a witness.
pub(crate) fn deployment(n_servers: usize) -> Document {
    let mut rows = Rows::default();
    for twins in 0..n_servers.div_ceil(2 * SERVERS_PER_SITE) {
        rows.two_sites(twins);
    }
    let domain: Fqdn = "contoso.com".into();
    let mut deployment = Deployment::new(Product::S15, &domain);
    deployment.central_management = rows.pools.first().map(|(id, _)| *id);
    Document {
        topology: Topology {
            deployments: [(Deployment::ID, deployment)].into_iter().collect(),
            data_centres: rows.data_centres.into_iter().collect(),
            links: rows.links.into_iter().collect(),
            sites: rows.sites.into_iter().collect(),
            branch_sites: rows.branch_sites.into_iter().collect(),
            pools: rows.pools.into_iter().collect(),
            computers: rows.computers.into_iter().collect(),
            sql_instances: rows.sql_instances.into_iter().collect(),
            file_stores: rows.file_stores.into_iter().collect(),
            gateways: rows.gateways.into_iter().collect(),
            trunks: rows.trunks.into_iter().collect(),
            web_apps_servers: rows.web_apps_servers.into_iter().collect(),
            ..Topology::default()
        },
        ..Document::default()
    }
}

#[derive(Default)]
struct Rows {
    data_centres: Vec<(Id<DataCentre>, DataCentre)>,
    links: Vec<(Id<Link>, Link)>,
    sites: Vec<(Id<Site>, Site)>,
    branch_sites: Vec<(Id<BranchSite>, BranchSite)>,
    pools: Vec<(Id<Pool>, Pool)>,
    computers: Vec<(Id<Computer>, Computer)>,
    sql_instances: Vec<(Id<SqlInstance>, SqlInstance)>,
    file_stores: Vec<(Id<FileStore>, FileStore)>,
    gateways: Vec<(Id<Gateway>, Gateway)>,
    trunks: Vec<(Id<Trunk>, Trunk)>,
    web_apps_servers: Vec<(Id<WebAppsServer>, WebAppsServer)>,
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

impl Rows {
    fn two_sites(&mut self, number: usize) {
        let [(west, west_pools), (east, east_pools)] = ["w", "e"].map(|side| self.site(&format!("{side}{number}")));
        let link = Link { ends: [west, east], bandwidth: None, latency: None };
        self.links.push((Id::derived(&format!("link {number}")), link));
        for (a, b) in west_pools.into_iter().zip(east_pools) {
            for (of, partner) in [(a, b), (b, a)] {
                self.pools[of].1.backup_pool = Some(self.pools[partner].0);
            }
        }
    }

    /// A site in a data centre of its own, and the places of its Front End pools in the list of pools.
    fn site(&mut self, prefix: &str) -> (Id<DataCentre>, [usize; 2]) {
        let (site, data_centre) = (Id::derived(prefix), Id::derived(&format!("data centre {prefix}")));
        let name = format!("data centre {prefix}");
        self.data_centres.push((data_centre, DataCentre { name, region: "EMEA".to_owned() }));
        let row = Site { name: format!("site {prefix}"), data_centres: vec![data_centre], ..Site::default() };
        self.sites.push((site, row));
        let at = At { site: SiteRef::Central(site), data_centre: Some(data_centre), prefix };

        let service = |host: &str| EdgeService { fqdn: at.fqdn(host).as_str().into(), port: 443 };
        let (access, web_conferencing, av) = (service("sip"), service("webcon"), service("av"));
        let settings = Edge { federation: true, access, web_conferencing, av, ..Edge::default() };
        let edge = self.pool(at, "edge", 3, Role::Edge(settings));
        let web_apps = Some(self.web_apps(at));
        let edge_pool = Some(self.pools[edge].0);
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
                ..FrontEnd::default()
            };
            self.pool(at, host, 8, Role::FrontEnd(settings))
        });
        let home = self.pools[front_ends[0]].0;
        if let Role::Edge(settings) = &mut self.pools[edge].1.role {
            settings.next_hop = Some(home);
        }
        for host in ["gw1", "gw2"] {
            self.gateway(at, host, home);
        }
        self.branch(at, site, home);
        (data_centre, front_ends)
    }

    /// A pool of that many servers; its place in the list of pools.
    fn pool(&mut self, at: At<'_>, host: &str, n_servers: usize, role: Role) -> usize {
        let fqdn = at.fqdn(host);
        let mut pool = Pool::new(&*fqdn, at.site, Product::S15, role);
        for number in 1..=n_servers {
            let name = if n_servers == 1 { fqdn.clone() } else { at.fqdn(&format!("{host}-{number}")) };
            let id = Id::derived(&format!("computer {name}"));
            self.computers.push((id, Computer { data_centre: at.data_centre, ..Computer::new(&*name) }));
            pool.computers.push(id);
        }
        self.pools.push((Id::derived(&fqdn), pool));
        self.pools.len() - 1
    }

    fn mirrored(&mut self, at: At<'_>, of: &str) -> StoreRef {
        let [primary, mirror, witness] = [("sql", 5022), ("mirror", 5022), ("witness", 7022)].map(|(part, port)| {
            let fqdn = at.fqdn(&format!("{of}-{part}"));
            let id = Id::derived(&fqdn);
            let row = SqlInstance::new(&*fqdn, "rtc", at.site);
            let row = SqlInstance { data_centre: at.data_centre, mirror_port: Some(port), ..row };
            self.sql_instances.push((id, row));
            Some(id)
        });
        StoreRef { primary, mirror, witness, ..StoreRef::default() }
    }

    fn share(&mut self, at: At<'_>, of: &str) -> Id<FileStore> {
        let server = at.fqdn(&format!("{of}-files"));
        let id = Id::derived(&server);
        let row = FileStore { data_centre: at.data_centre, ..FileStore::new(&*server, "share", at.site) };
        self.file_stores.push((id, row));
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
        self.web_apps_servers.push((id, row));
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
            self.trunks.push((Id::derived(&format!("trunk {fqdn} {port}")), row));
        }
        let row = Gateway {
            fqdn: fqdn.as_str().into(),
            site: at.site,
            kind: GatewayKind::Pstn,
            data_centre: at.data_centre,
            address: Address::default(),
        };
        self.gateways.push((gateway, row));
    }

    /// A branch site with an appliance whose users the pool keeps.
    fn branch(&mut self, at: At<'_>, parent: Id<Site>, registrar: Id<Pool>) {
        let name = format!("branch {}", at.prefix);
        let branch = Id::derived(&name);
        self.branch_sites.push((branch, BranchSite { name, parent: Some(parent), ..BranchSite::default() }));
        let settings = SurvivableBranch { registrar: Some(registrar), ..SurvivableBranch::default() };
        let there = At { site: SiteRef::Branch(branch), data_centre: None, ..at };
        self.pool(there, "sba", 1, Role::SurvivableBranch(settings));
    }
}
