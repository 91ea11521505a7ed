//! What there is to be built: sites, pools with their servers, databases, shares, gateways and what stands beside.

use super::content::{Look, Section, Table, Text, counted};
use crate::checks::Cx;
use crate::model::{
    AnyId, Computer, DataCentre, FileKind, FileStore, Fqdn, GatewayKind, Id, Pool, Role, SiteRef, SqlHa, SqlInstance,
    SqlNode, StoreUse, Topology, Transport,
};
use crate::text::{natural_cmp, natural_key};
use crate::vendor::{SqlEdition, SqlVersion};

/// The chapter.
pub(super) fn inventory<'a>(topology: &'a Topology, cx: &Cx<'a>) -> Section<'a> {
    let mut chapter = Section::new("Inventory");
    let inventory = Inventory { topology, cx };
    let parts = [
        ("Sites and data centres", inventory.sites()),
        ("Pools", inventory.pools()),
        ("SQL Server instances", vec![inventory.sql()]),
        ("File stores", vec![inventory.file_stores()]),
        ("Gateways and trunks", vec![inventory.gateways()]),
        ("Other servers and services", vec![inventory.others()]),
    ];
    for (title, tables) in parts {
        let mut part = Section::new(title);
        tables.into_iter().for_each(|table| part.table(table));
        if !part.is_empty() {
            chapter.parts.push(part);
        }
    }
    if chapter.is_empty() {
        chapter.paragraph("The deployment has nothing in it yet.");
    }
    chapter
}

struct Inventory<'a, 'b> {
    topology: &'a Topology,
    cx: &'b Cx<'a>,
}

impl Inventory<'_, '_> {
    fn name(&self, id: Option<impl Into<AnyId>>) -> String {
        id.map_or_else(String::new, |id| self.topology.name(id.into()))
    }

    fn names(&self, ids: impl IntoIterator<Item = impl Into<AnyId>>) -> String {
        listed(ids.into_iter().map(|id| self.topology.name(id.into())))
    }

    fn place(&self, own: Option<Id<DataCentre>>, site: SiteRef) -> Text {
        let data_centre = self.name(self.topology.data_centre_of(own, site));
        Text::from(self.topology.site_name(site)).line(Look::Muted, data_centre)
    }

    fn sites(&self) -> Vec<Table> {
        let topology = self.topology;
        let mut sites = Table::new("Sites", &["Site", "Kind", "Place", "Data centres", "Pools"]);
        let n_pools = |site: SiteRef| topology.pools.iter().filter(|(_, pool)| pool.site == site).count().to_string();
        for (id, site) in sorted(topology.sites.iter(), |(_, site)| &site.name) {
            let place = listed([&site.location.city, &site.location.state, &site.location.country_code]);
            let name = Text::of(Look::Strong, &site.name).line(Look::Muted, &site.description);
            let data_centres = self.names(site.data_centres.iter().copied());
            let n = n_pools(SiteRef::Central(id));
            sites.row([name, "central site".into(), place.into(), data_centres.into(), n.into()]);
        }
        for (id, site) in sorted(topology.branch_sites.iter(), |(_, site)| &site.name) {
            let place = listed([&site.location.city, &site.location.state, &site.location.country_code]);
            let name = Text::of(Look::Strong, &site.name).line(Look::Muted, &site.description);
            let kind = Text::from("branch site").line(Look::Muted, self.name(site.parent));
            sites.row([name, kind, place.into(), "".into(), n_pools(SiteRef::Branch(id)).into()]);
        }
        let mut links = Table::new("Links between data centres", &["Link", "Bandwidth", "Latency"]);
        for (id, link) in topology.links.iter() {
            let bandwidth = link.bandwidth.map_or("not known".to_owned(), |it| format!("{it:?}").to_lowercase());
            let latency = link.latency.map_or("not known".to_owned(), |it| format!("{it:?}").to_lowercase());
            links.row([Text::of(Look::Strong, topology.name(id.into())), bandwidth.into(), latency.into()]);
        }
        vec![sites, links]
    }

    /// A table for each site, in the order of their names.
    fn pools(&self) -> Vec<Table> {
        let mut pools: Vec<_> = self.topology.pools.iter().map(|(_, pool)| pool).collect();
        let site = |pool: &Pool| self.topology.site_name(pool.site);
        pools.sort_by_cached_key(|pool| {
            (natural_key(site(pool)), pool.site, pool.role.kind(), natural_key(pool.fqdn.as_str()))
        });
        let of_site = |pools: &[&Pool]| {
            let columns = ["Pool", "Product", "Servers", "Databases, files and neighbours"];
            let mut table = Table::new(format!("Pools in {}", site(pools[0])), &columns);
            for pool in pools {
                let name = Text::of(Look::Strong, pool.fqdn.as_str())
                    .line(Look::Muted, pool.role.kind().facts().title)
                    .line(Look::Muted, pool.users.map_or(String::new(), |users| format!("{users} users")));
                table.row([name, pool.product.title().into(), self.servers(pool), self.neighbours(pool)]);
            }
            table
        };
        pools.chunk_by(|a, b| a.site == b.site).map(of_site).collect()
    }

    fn servers(&self, pool: &Pool) -> Text {
        let mut by_place: Vec<(String, Vec<String>)> = Vec::new();
        for (_, computer) in self.topology.computers_of(pool) {
            let Computer { fqdn, data_centre, standby, .. } = computer;
            let place = self.name(self.topology.data_centre_of(*data_centre, pool.site));
            let server = if *standby { format!("{fqdn} (in reserve)") } else { fqdn.to_string() };
            match by_place.iter_mut().find(|(known, _)| *known == place) {
                Some((_, servers)) => servers.push(server),
                None => by_place.push((place, vec![server])),
            }
        }
        let mut text = Text::default();
        for (place, servers) in by_place {
            text = text.line(Look::Plain, listed(servers)).line(Look::Muted, place);
        }
        text
    }

    /// "back end sql1\rtc, mirror sql2\rtc, witness sql3\wit"; a line for each thing the pool leans on.
    fn neighbours(&self, pool: &Pool) -> Text {
        let mut text = Text::default();
        for (of, store) in pool.role.stores().filter(|(_, store)| !store.is_empty()) {
            let parts = [("", store.primary), ("mirror ", store.mirror), ("witness ", store.witness)];
            let said = parts
                .into_iter()
                .filter_map(|(part, id)| Some(format!("{part}{}", self.topology.sql_instances.get(id?)?.path())));
            text = text.line(Look::Muted, format!("{} ", of.title())).and(Look::Plain, listed(said));
        }
        let mut says = |what: &str, id: Option<AnyId>| {
            if let Some(id) = id {
                let line = std::mem::take(&mut text).line(Look::Muted, format!("{what} "));
                text = line.and(Look::Plain, self.topology.name(id));
            }
        };
        match &pool.role {
            Role::FrontEnd(settings) | Role::StandardEdition(settings) => {
                says("file store", settings.file_store.map(Into::into));
                says("media through Edge", settings.edge_pool.map(Into::into));
                says("Web Apps", settings.web_apps.map(Into::into));
            }
            Role::Director(settings) => {
                says("file store", settings.file_store.map(Into::into));
                says("media through Edge", settings.edge_pool.map(Into::into));
            }
            Role::Edge(settings) => says("next hop", settings.next_hop.map(Into::into)),
            Role::Mediation(settings) => {
                says("next hop", settings.next_hop.map(Into::into));
                says("media through Edge", settings.edge_pool.map(Into::into));
            }
            Role::PersistentChat(settings) => {
                says("file store", settings.file_store.map(Into::into));
                says("next hop", settings.next_hop.map(Into::into));
            }
            Role::TrustedApplication(settings) => says("next hop", settings.next_hop.map(Into::into)),
            Role::VideoInterop(settings) => says("next hop", settings.next_hop.map(Into::into)),
            Role::SurvivableBranch(settings) => {
                says("backup registrar", settings.registrar.map(Into::into));
                says("media through Edge", settings.edge_pool.map(Into::into));
            }
            Role::Foreign(_) => {}
        }
        says("backup pool", pool.backup_pool.map(Into::into));
        text
    }

    fn sql(&self) -> Table {
        let topology = self.topology;
        let mut table = Table::new("", &["Instance", "Holds", "Availability", "SQL Server", "Place"]);
        for (id, sql) in sorted(topology.sql_instances.iter(), |(_, sql)| sql.path()) {
            let mut holds = Text::default();
            for used in self.cx.survey().uses_of(id) {
                let line = holds.line(Look::Plain, format!("{} of the {} ", used.part.title(), used.store.of.title()));
                holds = line.and(Look::Muted, used.store.pool.fqdn.as_str());
            }
            if holds == Text::default() {
                holds = Text::of(Look::Muted, "used by no pool");
            }
            let version = [sql.version.map(SqlVersion::title), sql.edition.map(SqlEdition::title)];
            let version = listed(version.into_iter().flatten());
            let place = self.place(sql.data_centre, sql.site);
            table.row([Text::of(Look::Strong, sql.path()), holds, self.availability(sql), version.into(), place]);
        }
        table
    }

    fn availability(&self, sql: &SqlInstance) -> Text {
        match &sql.ha {
            SqlHa::None => "".into(),
            SqlHa::FailoverCluster => {
                Text::from("failover cluster").line(Look::Muted, listed(sql.cluster_nodes.iter().map(Fqdn::as_str)))
            }
            SqlHa::AvailabilityGroup(group) => Text::from(format!("availability group {}", group.listener))
                .line(Look::Muted, listed(group.nodes.iter().map(SqlNode::path))),
        }
    }

    fn file_stores(&self) -> Table {
        let mut table = Table::new("", &["Share", "Kind", "Used by", "Place"]);
        for (id, store) in sorted(self.topology.file_stores.iter(), |(_, store)| store.path()) {
            let kind = match &store.kind {
                None => Text::of(Look::Muted, "not said"),
                Some(FileKind::DirectAttached) => "disks of its server".into(),
                Some(FileKind::StorageAreaNetwork) => "storage area network".into(),
                Some(FileKind::NetworkAttached) => "network-attached storage".into(),
                Some(FileKind::Clustered) => "clustered share".into(),
                Some(FileKind::Dfs(targets)) => {
                    Text::from("DFS").line(Look::Muted, listed(targets.iter().map(|target| target.path.to_string())))
                }
            };
            let users = listed(self.pools_with(id));
            table.row([
                Text::of(Look::Strong, store.path()),
                kind,
                users.into(),
                self.place(store.data_centre, store.site),
            ]);
        }
        table
    }

    fn pools_with(&self, store: Id<FileStore>) -> Vec<String> {
        let uses = |pool: &&Pool| match &pool.role {
            Role::FrontEnd(settings) | Role::StandardEdition(settings) => settings.file_store == Some(store),
            Role::Director(settings) => settings.file_store == Some(store),
            Role::PersistentChat(settings) => settings.file_store == Some(store),
            _ => false,
        };
        let mut names: Vec<String> =
            self.topology.pools.iter().map(|(_, pool)| pool).filter(uses).map(|pool| pool.fqdn.to_string()).collect();
        names.sort_by(|a, b| natural_cmp(a, b));
        names
    }

    fn gateways(&self) -> Table {
        let mut table = Table::new("", &["Gateway", "Kind", "Address", "Trunks", "Place"]);
        for (id, gateway) in sorted(self.topology.gateways.iter(), |(_, gateway)| gateway.fqdn.to_string()) {
            let kind = match gateway.kind {
                GatewayKind::Pstn => "telephone network",
                GatewayKind::Video => "video systems",
            };
            let mut trunks = Text::default();
            let own = self.topology.trunks.iter().map(|(_, trunk)| trunk).filter(|trunk| trunk.gateway == id);
            for trunk in sorted(own, |trunk| &trunk.name) {
                let transport = match trunk.transport {
                    Transport::Tls => "TLS",
                    Transport::Tcp => "TCP",
                };
                let (port, pool) = (trunk.gateway_port, self.name(trunk.pool));
                let pool = if pool.is_empty() { "no pool yet".to_owned() } else { pool };
                trunks = trunks
                    .line(Look::Plain, format!("{} ", trunk.name))
                    .and(Look::Muted, format!("{transport} {port} – {} of {pool}", trunk.pool_port));
            }
            let place = self.place(gateway.data_centre, gateway.site);
            let address = gateway.address.0.as_str();
            table.row([Text::of(Look::Strong, gateway.fqdn.as_str()), kind.into(), address.into(), trunks, place]);
        }
        table
    }

    fn others(&self) -> Table {
        let topology = self.topology;
        let mut table = Table::new("", &["Name", "Kind", "Works for", "Place"]);
        for (_, server) in sorted(topology.web_apps_servers.iter(), |(_, server)| server.fqdn.to_string()) {
            let kind = Text::from("Office Web Apps server").line(Look::Muted, &server.discovery_url);
            let place = self.place(server.data_centre, server.site);
            table.row([Text::of(Look::Strong, server.fqdn.as_str()), kind, "".into(), place]);
        }
        for (_, service) in sorted(topology.network_services.iter(), |(_, service)| &service.name) {
            let kind = Text::from(service.kind.title())
                .line(Look::Muted, service.fqdn.as_str())
                .line(Look::Muted, service.address.0.as_str());
            let serves = self.names(service.serves.iter().copied());
            let place = self.place(service.data_centre, service.site);
            table.row([Text::of(Look::Strong, &service.name), kind, serves.into(), place]);
        }
        table
    }
}

/// How much there is of what, for the first page.
pub(super) fn counts(topology: &Topology) -> Vec<(&'static str, String)> {
    let in_use = |n: usize| if n == 0 { "none".to_owned() } else { n.to_string() };
    let n_servers: usize = topology.pools.iter().map(|(_, pool)| pool.computers.len()).sum();
    let n_homed: u64 = topology.pools.iter().filter_map(|(_, pool)| pool.users).map(u64::from).sum();
    let n_back_ends = topology.pools.iter().filter(|(_, pool)| pool.store(StoreUse::BackEnd).is_some()).count();
    let sites = counted(topology.sites.iter().count(), "central site", "central sites");
    let branches = counted(topology.branch_sites.iter().count(), "branch site", "branch sites");
    let pools = counted(topology.pools.iter().count(), "pool", "pools");
    vec![
        ("Sites", format!("{sites}, {branches}")),
        ("Data centres", in_use(topology.data_centres.iter().count())),
        ("Pools", format!("{pools}, {n_back_ends} of them home users")),
        ("Servers in pools", in_use(n_servers)),
        ("Users", if n_homed == 0 { "not said".to_owned() } else { n_homed.to_string() }),
        ("SQL Server instances", in_use(topology.sql_instances.iter().count())),
        ("File stores", in_use(topology.file_stores.iter().count())),
        ("Gateways", in_use(topology.gateways.iter().count())),
        ("Trunks", in_use(topology.trunks.iter().count())),
    ]
}

/// Rows in the natural order of their names.
pub(super) fn sorted<R, N: AsRef<str>>(rows: impl Iterator<Item = R>, name: impl Fn(&R) -> N) -> Vec<R> {
    let mut rows: Vec<R> = rows.collect();
    rows.sort_by_cached_key(|row| natural_key(name(row).as_ref()));
    rows
}

/// "a, b, c", without what is empty.
pub(super) fn listed(words: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let words = words.into_iter().map(|word| word.as_ref().to_owned()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(", ")
}
