use std::collections::{BTreeMap, HashSet};

use crate::checks::{Cx, SimpleUrl, is_in, simple_urls};
use crate::model::{
    Address, Computer, DataCentre, Document, Edge, EdgeServiceKind, FileKind, FileStore, Fqdn, Gateway, GatewayKind,
    Id, LoadBalancing, NetworkService, NetworkServiceKind, Pool, Role, RoleKind, Site, SiteRef, SqlHa, SqlInstance,
    Topology, UncPath,
};
use crate::text::natural_key;
use crate::vendor::{InterfaceSide, Product, SQL_PORT};

/// A pool with its id.
pub(super) type PoolRow<'a> = (Id<Pool>, &'a Pool);

/// The deployment as sheets ask about it: who answers where, under which address.
pub(super) struct Estate<'a> {
    pub(super) cx: Cx<'a>,
    pub(super) topology: &'a Topology,
    pub(super) product: Product,
    /// All pools in reading order: by central site, role and name.
    pools: Vec<PoolRow<'a>>,
    services: Vec<&'a NetworkService>,
}

/// Something with a name and, where the deployment says so, an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Host {
    pub(super) name: String,
    pub(super) address: Option<String>,
    pub(super) address_v6: Option<String>,
    pub(super) data_centre: Option<Id<DataCentre>>,
}

/// A machine or device that no pool has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Neighbour {
    pub(super) host: Host,
    /// "SQL Server", as it reads in a list.
    pub(super) title: &'static str,
    /// The site that shares it.
    pub(super) site: SiteRef,
}

/// How clients find a server of a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spread {
    /// There is one.
    Single,
    /// SIP by DNS, web by a load balancer.
    Dns,
    /// All by a load balancer.
    Hardware,
}

impl Host {
    pub(super) fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), address: None, address_v6: None, data_centre: None }
    }

    /// Its addresses.
    pub(super) fn shown(&self) -> String {
        let known: Vec<&str> = [&self.address, &self.address_v6].into_iter().flatten().map(String::as_str).collect();
        if known.is_empty() { "address not known".to_owned() } else { known.join(" ") }
    }

    fn at(self, data_centre: Option<Id<DataCentre>>) -> Self {
        Self { data_centre, ..self }
    }

    fn with(self, address: &Address, address_v6: &Address) -> Self {
        let known = |address: &Address| (!address.is_empty()).then(|| address.0.trim().to_owned());
        Self { address: known(address), address_v6: known(address_v6), ..self }
    }
}

impl<'a> Estate<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let topology = &document.topology;
        let mut pools: Vec<PoolRow<'a>> = topology.pools.iter().collect();
        pools.sort_by_cached_key(|(_, pool)| {
            let site = topology.central_site(pool.site).and_then(|site| topology.sites.get(site));
            let site = natural_key(site.map_or("", |site| &site.name));
            (site, pool.role.kind(), natural_key(pool.fqdn.as_str()))
        });
        let mut services: Vec<_> = topology.network_services.iter().map(|(_, service)| service).collect();
        services.sort_by_cached_key(|service| (service.kind, natural_key(&service.name)));
        Self { cx: Cx::new(document), topology, product: topology.deployment().product, pools, services }
    }

    pub(super) fn pools(&self) -> impl Iterator<Item = PoolRow<'a>> + Clone {
        self.pools.iter().copied()
    }

    pub(super) fn of_kind(&self, kinds: &[RoleKind]) -> Vec<PoolRow<'a>> {
        self.pools().filter(|(_, pool)| kinds.contains(&pool.role.kind())).collect()
    }

    /// Pools that home users.
    pub(super) fn user_pools(&self) -> Vec<PoolRow<'a>> {
        self.of_kind(&[RoleKind::FrontEnd, RoleKind::StandardEdition])
    }

    pub(super) fn directors(&self) -> Vec<PoolRow<'a>> {
        self.of_kind(&[RoleKind::Director])
    }

    /// Edge pools with their settings: the one that carries federation first, then in reading order.
    pub(super) fn edges(&self) -> Vec<(Id<Pool>, &'a Pool, &'a Edge)> {
        let route = self.topology.deployment().federation_route;
        let mut edges: Vec<_> = self
            .pools()
            .filter_map(|(id, pool)| if let Role::Edge(edge) = &pool.role { Some((id, pool, edge)) } else { None })
            .collect();
        edges.sort_by_key(|(id, _, edge)| (Some(*id) != route, !edge.federation));
        edges
    }

    pub(super) fn pool(&self, id: Id<Pool>) -> Option<PoolRow<'a>> {
        self.topology.pools.get(id).map(|pool| (id, pool))
    }

    /// Every two pools of which one is the other's backup.
    pub(super) fn pairs(&self) -> Vec<[PoolRow<'a>; 2]> {
        let mut pairs: Vec<[PoolRow<'a>; 2]> = Vec::new();
        for (id, pool) in self.pools() {
            let Some(backup) = pool.backup_pool.and_then(|backup| self.pool(backup)) else { continue };
            if !pairs.iter().any(|[a, b]| [a.0, b.0] == [backup.0, id]) {
                pairs.push([(id, pool), backup]);
            }
        }
        pairs
    }

    /// The SIP domains, the default one first.
    pub(super) fn domains(&self) -> Vec<&'a str> {
        let deployment = self.topology.deployment();
        let mut domains = vec![&deployment.default_sip_domain];
        domains.extend(deployment.sip_domains.iter().map(|domain| &domain.name));
        let mut once: Vec<&Fqdn> = Vec::new();
        for domain in domains {
            if !domain.is_empty() && !once.iter().any(|other| other.is(domain)) {
                once.push(domain);
            }
        }
        once.into_iter().map(Fqdn::as_str).collect()
    }

    pub(super) fn urls(&self) -> Vec<SimpleUrl<'a>> {
        simple_urls(self.topology).filter(|url| !url.host().is_empty()).collect()
    }

    /// The zone that a name is entered in: the nearest SIP domain, else what follows its first label.
    pub(super) fn zone_of(&self, name: &str) -> String {
        let holds = |domain: &&str| !name.eq_ignore_ascii_case(domain) && is_in(name, &Fqdn::new(*domain));
        let nearest = self.domains().into_iter().filter(holds).max_by_key(|domain| domain.len());
        nearest.unwrap_or_else(|| name.split_once('.').map_or("", |(_, zone)| zone)).to_owned()
    }

    pub(super) fn computers(&self, pool: &'a Pool) -> impl Iterator<Item = (Id<Computer>, &'a Computer)> + Clone {
        self.topology.computers_of(pool)
    }

    /// The servers of a pool, with their addresses inside.
    pub(super) fn servers(&self, pool: &'a Pool) -> Vec<Host> {
        let side = if matches!(pool.role, Role::Edge(_)) { InterfaceSide::Internal } else { InterfaceSide::Primary };
        let host = |computer: &Computer| {
            let host =
                Host::named(computer.fqdn.as_str()).at(self.topology.data_centre_of(computer.data_centre, pool.site));
            match computer.interface(side, 1) {
                Some(interface) => host.with(&interface.address, &interface.address_v6),
                None => host,
            }
        };
        self.computers(pool).map(|(_, computer)| host(computer)).collect()
    }

    /// The servers of an Edge pool, with the addresses by which the outside reaches one of their services.
    pub(super) fn servers_outside(&self, pool: &'a Pool, edge: &Edge, service: EdgeServiceKind) -> Vec<Host> {
        let host = |computer: &Computer| {
            let host =
                Host::named(computer.fqdn.as_str()).at(self.topology.data_centre_of(computer.data_centre, pool.site));
            match computer.interface(InterfaceSide::External, edge.interface_number(service)) {
                Some(seen) if edge.nat => host.with(&seen.public_address, &seen.public_address_v6),
                Some(seen) => host.with(&seen.address, &seen.address_v6),
                None => host,
            }
        };
        self.computers(pool).map(|(_, computer)| host(computer)).collect()
    }

    /// Where the outside sends what is meant for a service of an Edge pool.
    pub(super) fn outside_of(&self, pool: &'a Pool, edge: &Edge, service: EdgeServiceKind) -> Vec<Host> {
        match self.spread(pool) {
            Spread::Hardware => {
                vec![Host::named(format!("{} address of the balancer of {}", service.title(), pool.fqdn))]
            }
            Spread::Single | Spread::Dns => self.servers_outside(pool, edge, service),
        }
    }

    /// How clients find a server. DNS is taken where nothing has been chosen: it is what the documentation recommends.
    pub(super) fn spread(&self, pool: &Pool) -> Spread {
        match pool.load_balancing {
            _ if pool.computers.len() < 2 => Spread::Single,
            Some(LoadBalancing::Hardware) => Spread::Hardware,
            Some(LoadBalancing::Dns) | None => Spread::Dns,
        }
    }

    /// Where SIP for a pool goes.
    pub(super) fn sip_of(&self, (id, pool): PoolRow<'a>) -> Vec<Host> {
        match self.spread(pool) {
            Spread::Single | Spread::Dns => self.servers(pool),
            Spread::Hardware => vec![self.balancer_of((id, pool))],
        }
    }

    /// Where web requests for a pool go.
    pub(super) fn web_of(&self, (id, pool): PoolRow<'a>) -> Vec<Host> {
        match self.spread(pool) {
            Spread::Single => self.servers(pool),
            Spread::Dns | Spread::Hardware => vec![self.balancer_of((id, pool))],
        }
    }

    /// Network services of a kind, by name.
    pub(super) fn services(&self, kind: NetworkServiceKind) -> impl Iterator<Item = &'a NetworkService> {
        self.services.iter().copied().filter(move |service| service.kind == kind)
    }

    pub(super) fn service(&self, service: &NetworkService) -> Host {
        let name = if service.fqdn.is_empty() { service.name.clone() } else { service.fqdn.to_string() };
        let at = self.topology.data_centre_of(service.data_centre, service.site);
        Host::named(name).at(at).with(&service.address, &Address::default())
    }

    fn serving(&self, kind: NetworkServiceKind, pool: Id<Pool>) -> Option<Host> {
        self.services(kind).find(|service| service.serves.contains(&pool)).map(|service| self.service(service))
    }

    /// What publishes web services, with the pools behind it: every reverse proxy, and one more for each pool with a
    /// name outside that none of them serves.
    pub(super) fn listeners(&self) -> Vec<(Host, Vec<PoolRow<'a>>)> {
        let proxies = || self.services(NetworkServiceKind::ReverseProxy);
        let served =
            |proxy: &NetworkService| self.pools().filter(|(id, _)| proxy.serves.contains(id)).collect::<Vec<_>>();
        let mut listeners: Vec<_> = proxies().map(|proxy| (self.service(proxy), served(proxy))).collect();
        let is_left = |(id, pool): &PoolRow<'a>| {
            let has_name = pool.role.web().is_some_and(|web| !web.external_fqdn.is_empty());
            has_name && !proxies().any(|proxy| proxy.serves.contains(id))
        };
        listeners.extend(self.pools().filter(is_left).map(|row| (self.proxy_of(row), vec![row])));
        listeners
    }

    /// The virtual address in front of a pool.
    pub(super) fn balancer_of(&self, (id, pool): PoolRow<'a>) -> Host {
        let at = self.topology.data_centres_of(pool).first().copied();
        self.serving(NetworkServiceKind::LoadBalancer, id)
            .unwrap_or_else(|| Host::named(format!("load balancer of {}", pool.fqdn)).at(at))
    }

    /// The listener that publishes a pool's web services.
    pub(super) fn proxy_of(&self, (id, pool): PoolRow<'a>) -> Host {
        self.serving(NetworkServiceKind::ReverseProxy, id)
            .unwrap_or_else(|| Host::named(format!("reverse proxy of {}", pool.fqdn)))
    }

    /// The pools that clients are led to for sign-in, simple URLs and Autodiscover, in the order in which they are
    /// tried: a Director where there is one, else a Front End pool, else a Standard Edition server; then what takes
    /// over from it, and all others that were given a priority.
    pub(super) fn sign_in(&self) -> Vec<PoolRow<'a>> {
        let [directors, enterprise, standard] =
            [RoleKind::Director, RoleKind::FrontEnd, RoleKind::StandardEdition].map(|kind| self.of_kind(&[kind]));
        let candidates = [directors, enterprise, standard].into_iter().find(|pools| !pools.is_empty());
        let candidates = candidates.unwrap_or_default();
        let home = self.topology.deployment().central_management.and_then(|id| self.central_site_of(id));
        let rank = |(id, pool): &PoolRow<'a>| {
            let is_far = home.is_none() || self.central_site_of(*id) != home;
            (pool.srv_priority.unwrap_or(u16::MAX), is_far)
        };
        let Some(first) = candidates.iter().copied().min_by_key(rank) else { return Vec::new() };
        let mut found = vec![first];
        found.extend(self.successor_of(first, &candidates));
        let mut others: Vec<_> = candidates.into_iter().filter(|(_, pool)| pool.srv_priority.is_some()).collect();
        others.sort_by_key(rank);
        for other in others {
            if !found.iter().any(|(id, _)| *id == other.0) {
                found.push(other);
            }
        }
        found
    }

    /// What takes over from the first pool of [`sign_in`](Self::sign_in): its backup, or where it is a Director, one
    /// beside the backup of a pool beside it.
    fn successor_of(&self, (id, pool): PoolRow<'a>, candidates: &[PoolRow<'a>]) -> Option<PoolRow<'a>> {
        if pool.role.front_end().is_some() {
            return self.pool(pool.backup_pool?);
        }
        let site = self.central_site_of(id);
        let mut backups = self
            .user_pools()
            .into_iter()
            .filter(|(id, _)| self.central_site_of(*id) == site)
            .filter_map(|(_, pool)| self.pool(pool.backup_pool?));
        let backup = backups.find(|(id, _)| self.central_site_of(*id) != site)?;
        let there = self.central_site_of(backup.0);
        Some(candidates.iter().copied().find(|(id, _)| self.central_site_of(*id) == there).unwrap_or(backup))
    }

    /// The priority of a pool's SRV records that stands at that place in [`sign_in`](Self::sign_in).
    pub(super) fn priority(&self, pool: &Pool, place: usize) -> u16 {
        const STEP: u16 = 10;
        pool.srv_priority.unwrap_or_else(|| u16::try_from(place).unwrap_or(u16::MAX).saturating_mul(STEP))
    }

    pub(super) fn central_site_of(&self, pool: Id<Pool>) -> Option<Id<Site>> {
        self.topology.central_site(self.topology.pools.get(pool)?.site)
    }

    /// The pools that hold the Central Management store and its standby copy.
    pub(super) fn management(&self) -> Vec<PoolRow<'a>> {
        let holder = self.topology.deployment().central_management.and_then(|id| self.pool(id));
        let standby = holder.and_then(|(_, pool)| self.pool(pool.backup_pool?));
        holder.into_iter().chain(standby).collect()
    }

    /// The servers behind an SQL instance: its own name, and the nodes of a cluster or group.
    pub(super) fn sql(&self, id: Id<SqlInstance>) -> Vec<Host> {
        let Some(sql) = self.topology.sql_instances.get(id) else { return Vec::new() };
        let at = self.topology.data_centre_of_sql(id);
        let nodes: Vec<&Fqdn> = match &sql.ha {
            SqlHa::AvailabilityGroup(group) => group.nodes.iter().map(|node| &node.fqdn).collect(),
            SqlHa::FailoverCluster => sql.cluster_nodes.iter().collect(),
            SqlHa::None => Vec::new(),
        };
        let named = std::iter::once(&sql.fqdn).chain(nodes);
        named.filter(|name| !name.is_empty()).map(|name| Host::named(name.as_str()).at(at)).collect()
    }

    /// The TCP port of an instance; a named one without a fixed port listens anywhere.
    pub(super) fn sql_port(&self, sql: &SqlInstance) -> String {
        match (sql.port, sql.instance.is_empty()) {
            (Some(port), _) => port.to_string(),
            (None, true) => SQL_PORT.value.to_string(),
            (None, false) => format!("port of instance {}, to be fixed", sql.instance),
        }
    }

    /// A gateway, whose name may be its address.
    pub(super) fn gateway(&self, gateway: &Gateway) -> Host {
        let at = self.topology.data_centre_of(gateway.data_centre, gateway.site);
        let named = Address::from(gateway.fqdn.as_str());
        let address = if gateway.address.is_empty() && named.parse().is_some() { &named } else { &gateway.address };
        match address.parse() {
            Some(std::net::IpAddr::V6(_)) => {
                Host::named(gateway.fqdn.as_str()).at(at).with(&Address::default(), address)
            }
            _ => Host::named(gateway.fqdn.as_str()).at(at).with(address, &Address::default()),
        }
    }

    /// The servers behind a share.
    pub(super) fn file_servers(&self, store: &'a FileStore) -> Vec<Host> {
        match &store.kind {
            Some(FileKind::Dfs(targets)) if !targets.is_empty() => {
                let host = |target: &'a crate::model::DfsTarget| {
                    let at = self.topology.data_centre_of(target.data_centre, store.site);
                    Some(Host::named(target.path.server()?).at(at))
                };
                targets.iter().filter_map(host).collect()
            }
            _ if store.server.is_empty() => Vec::new(),
            _ => {
                let at = self.topology.data_centre_of(store.data_centre, store.site);
                vec![Host::named(store.server.as_str()).at(at)]
            }
        }
    }

    /// The server of a share that has no row of its own.
    pub(super) fn share(&self, path: &UncPath) -> Option<Host> {
        let server = path.server()?;
        let all = self.topology.file_stores.iter();
        let known =
            all.flat_map(|(_, store)| self.file_servers(store)).find(|host| host.name.eq_ignore_ascii_case(server));
        Some(known.unwrap_or_else(|| Host::named(server)))
    }

    /// Everything beside the pools that has to be there, each once, by kind and name.
    pub(super) fn neighbours(&self) -> Vec<Neighbour> {
        let topology = self.topology;
        let mut found: Vec<Neighbour> = Vec::new();
        for (id, sql) in self.sorted(topology.sql_instances.iter(), |(_, sql)| sql.path()) {
            // The first is the listener or the virtual server where there are nodes.
            let hosts = self.sql(id);
            let n_virtual = usize::from(!matches!(sql.ha, SqlHa::None) && hosts.len() > 1);
            let servers = hosts.into_iter().skip(n_virtual);
            found.extend(servers.map(|host| Neighbour { host, title: "SQL Server", site: sql.site }));
        }
        for (_, store) in self.sorted(topology.file_stores.iter(), |(_, store)| store.path()) {
            let is_namespace = matches!(&store.kind, Some(FileKind::Dfs(targets)) if targets.is_empty());
            let hosts = if is_namespace { Vec::new() } else { self.file_servers(store) };
            found.extend(hosts.into_iter().map(|host| Neighbour { host, title: "File server", site: store.site }));
        }
        found.extend(self.shares().into_iter().map(|(_, server)| server));
        for (_, server) in self.sorted(topology.web_apps_servers.iter(), |(_, row)| row.fqdn.to_string()) {
            let host = Host::named(server.fqdn.as_str()).at(topology.data_centre_of(server.data_centre, server.site));
            found.push(Neighbour { host, title: "Office Web Apps", site: server.site });
        }
        for (_, gateway) in self.sorted(topology.gateways.iter(), |(_, row)| row.fqdn.to_string()) {
            let title = match gateway.kind {
                GatewayKind::Pstn => "Gateway",
                GatewayKind::Video => "Video gateway",
            };
            found.push(Neighbour { host: self.gateway(gateway), title, site: gateway.site });
        }
        for kind in [NetworkServiceKind::ReverseProxy, NetworkServiceKind::LoadBalancer] {
            let title = kind.title();
            found.extend(self.services(kind).map(|row| Neighbour { host: self.service(row), title, site: row.site }));
        }
        // The database of a Standard Edition server, or its share, is no server of its own.
        let own = self.pools().flat_map(|(_, pool)| self.computers(pool));
        let mut seen: HashSet<String> = own.map(|(_, computer)| computer.fqdn.key()).collect();
        found.retain(|it| seen.insert(it.host.name.to_ascii_lowercase()));
        found
    }

    /// The servers of Reporting Services, each with the instance whose databases it reports on. What is known of one is
    /// its name, a path or an address of the web.
    pub(super) fn reporting(&self) -> Vec<(String, Host)> {
        let instances = self.sorted(self.topology.sql_instances.iter(), |(_, sql)| sql.path());
        let server = |(id, sql): (Id<SqlInstance>, &SqlInstance)| {
            let place = sql.reporting_services.trim();
            let place = place.split_once("://").map_or(place, |(_, place)| place).trim_start_matches('\\');
            let name = place.split(['/', '\\', ':']).next().filter(|name| !name.is_empty())?;
            Some((sql.path(), Host::named(name).at(self.topology.data_centre_of_sql(id))))
        };
        instances.into_iter().filter_map(server).collect()
    }

    /// Every share that mirrors or log shipping use, with its server; one without a row of its own is taken to stand
    /// where the instance does that it serves.
    pub(super) fn shares(&self) -> Vec<(&'a UncPath, Neighbour)> {
        let mut shares = Vec::new();
        let mut add = |path: &'a UncPath, beside: Option<Id<SqlInstance>>, pool: &Pool| {
            let Some(host) = self.share(path) else { return };
            let at = host.data_centre.or_else(|| self.topology.data_centre_of_sql(beside?));
            let sql = beside.and_then(|id| self.topology.sql_instances.get(id));
            let site = sql.map_or(pool.site, |sql| sql.site);
            shares.push((path, Neighbour { host: host.at(at), title: "File server", site }));
        };
        for (_, pool) in self.pools() {
            pool.role.stores().for_each(|(_, store)| add(&store.mirror_share, store.primary, pool));
            if let Role::PersistentChat(chat) = &pool.role {
                add(&chat.log_shipping.backup_share, chat.primary.primary, pool);
                add(&chat.log_shipping.copy_folder, chat.backup.primary, pool);
            }
        }
        shares
    }

    pub(super) fn data_centre_name(&self, id: Option<Id<DataCentre>>) -> String {
        id.and_then(|id| self.topology.data_centres.get(id)).map_or_else(String::new, |row| row.name.clone())
    }

    /// Rows by what a person sorts them by.
    pub(super) fn sorted<T>(&self, rows: impl Iterator<Item = T>, name: impl Fn(&T) -> String) -> Vec<T> {
        let by_name: BTreeMap<_, Vec<T>> = rows.fold(BTreeMap::new(), |mut map, row| {
            map.entry(natural_key(&name(&row))).or_insert_with(Vec::new).push(row);
            map
        });
        by_name.into_values().flatten().collect()
    }
}
