//! Deployments of any size, the same each time: sites of Enterprise pools with stores, Edge, Office Web Apps and gateways.

use linchpin::model::{
    Computer, Deployment, Document, Edge, EdgeService, FileStore, Fqdn, FrontEnd, Gateway, GatewayKind, Id, Pool, Role,
    Site, SiteRef, SqlInstance, StoreRef, Topology, Transport, Trunk, WebAppsServer,
};
use linchpin::vendor::Product;

/// Servers of one Front End pool.
const PER_POOL: usize = 8;
/// Pools of one site.
const PER_SITE: usize = 10;

/// A deployment with about that many servers.
pub fn deployment(n_servers: usize) -> Document {
    let n_sites = n_servers.div_ceil((PER_POOL + 1) * PER_SITE).max(1);
    let mut rows = Rows::default();
    for site in 0..n_sites {
        rows.site(site);
    }
    let deployment = Deployment::new(Product::S15, &Fqdn::new("example.org"));
    let topology = Topology {
        deployments: [(Deployment::ID, deployment)].into_iter().collect(),
        sites: rows.sites.into_iter().collect(),
        pools: rows.pools.into_iter().collect(),
        computers: rows.computers.into_iter().collect(),
        sql_instances: rows.sql_instances.into_iter().collect(),
        file_stores: rows.file_stores.into_iter().collect(),
        gateways: rows.gateways.into_iter().collect(),
        trunks: rows.trunks.into_iter().collect(),
        web_apps_servers: rows.web_apps_servers.into_iter().collect(),
        ..Topology::default()
    };
    Document { topology, ..Document::default() }
}

#[derive(Default)]
struct Rows {
    sites: Vec<(Id<Site>, Site)>,
    pools: Vec<(Id<Pool>, Pool)>,
    computers: Vec<(Id<Computer>, Computer)>,
    sql_instances: Vec<(Id<SqlInstance>, SqlInstance)>,
    file_stores: Vec<(Id<FileStore>, FileStore)>,
    gateways: Vec<(Id<Gateway>, Gateway)>,
    trunks: Vec<(Id<Trunk>, Trunk)>,
    web_apps_servers: Vec<(Id<WebAppsServer>, WebAppsServer)>,
}

impl Rows {
    fn site(&mut self, n: usize) {
        let id = Id::derived(&format!("site/{n}"));
        let site = SiteRef::Central(id);
        self.sites.push((id, Site { name: format!("Site {n}"), ..Site::default() }));
        let edge = Id::derived(&format!("pool/edge{n}"));
        let was = Id::derived(&format!("was/{n}"));
        let fqdn = Fqdn::new(format!("was{n}.example.org"));
        let discovery_url = format!("https://{fqdn}/hosting/discovery/");
        let server = WebAppsServer { fqdn, site, data_centre: None, discovery_url, is_external: false };
        self.web_apps_servers.push((was, server));
        let share = Id::derived(&format!("share/{n}"));
        self.file_stores.push((share, FileStore::new(format!("fs{n}.example.org").as_str(), "share", site)));
        let mut next_hop = None;
        for pool in 0..PER_SITE {
            let name = format!("pool{n}-{pool}");
            let sql = Id::derived(&format!("sql/{name}"));
            self.sql_instances.push((sql, SqlInstance::new(format!("sql-{name}.example.org").as_str(), "rtc", site)));
            let mut settings = FrontEnd {
                edge_pool: Some(edge),
                back_end: StoreRef::on(sql),
                file_store: Some(share),
                web_apps: Some(was),
                ..FrontEnd::default()
            };
            settings.features.dialin = true;
            settings.features.voice = true;
            next_hop = Some(self.pool(&name, site, Role::FrontEnd(settings), PER_POOL));
        }
        let service = |port| EdgeService { fqdn: Fqdn::new(format!("sip{n}.example.org")), port };
        let settings = Edge {
            single_fqdn: true,
            federation: true,
            next_hop,
            access: service(5061),
            web_conferencing: service(444),
            av: service(443),
            ..Edge::default()
        };
        self.pool(&format!("edge{n}"), site, Role::Edge(settings), PER_SITE);
        let gateway = Id::derived(&format!("gateway/{n}"));
        let fqdn = Fqdn::new(format!("gw{n}.example.org"));
        let trunk = Trunk {
            name: fqdn.to_string(),
            gateway,
            gateway_port: 5067,
            transport: Transport::Tls,
            pool: next_hop,
            pool_port: 5067,
            is_root: true,
        };
        self.trunks.push((Id::derived(&format!("trunk/{n}")), trunk));
        let address = linchpin::model::Address::default();
        self.gateways.push((gateway, Gateway { fqdn, site, kind: GatewayKind::Pstn, data_centre: None, address }));
    }

    fn pool(&mut self, name: &str, site: SiteRef, role: Role, n_computers: usize) -> Id<Pool> {
        let id = Id::derived(&format!("pool/{name}"));
        let mut pool = Pool::new(format!("{name}.example.org").as_str(), site, Product::S15, role);
        for n in 0..n_computers {
            let computer = id.part(&n.to_string());
            self.computers.push((computer, Computer::new(format!("{name}-{n}.example.org").as_str())));
            pool.computers.push(computer);
        }
        self.pools.push((id, pool));
        id
    }
}
