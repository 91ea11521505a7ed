use std::cmp::Ordering;
use std::ops::Range;
use std::sync::OnceLock;

use foldhash::HashMap;

use crate::checks::{Groups, StoreOf};
use crate::model::{
    AnyId, Computer, DataCentre, FileKind, FileStore, Folded, Fqdn, Gateway, Id, Link, NetworkService, Pool, Site,
    SqlInstance, Topology, Trunk, UncPath, WebAppsServer,
};
use crate::text::natural_cmp;

/// Look-ups over a whole topology that several rules want: each made once per run, when first asked for.
pub struct Survey<'a> {
    topology: &'a Topology,
    pool_rows: OnceLock<HashMap<Id<Pool>, &'a Pool>>,
    sql_rows: OnceLock<HashMap<Id<SqlInstance>, &'a SqlInstance>>,
    computers: OnceLock<Groups<Id<Pool>, Row<'a, Computer>>>,
    data_centres: OnceLock<Groups<Id<Pool>, Id<DataCentre>>>,
    domains: OnceLock<Groups<Id<Pool>, Domain<'a>>>,
    uses: OnceLock<Groups<Id<SqlInstance>, SqlUse<'a>>>,
    servers: OnceLock<Groups<Folded<'a>, Id<SqlInstance>>>,
    machines: OnceLock<Groups<Folded<'a>, Tenant>>,
    neighbours: OnceLock<HashMap<AnyId, Range<usize>>>,
    links: OnceLock<Groups<[Id<DataCentre>; 2], Row<'a, Link>>>,
    trunks_of: OnceLock<Groups<Id<Gateway>, Row<'a, Trunk>>>,
    trunks_to: OnceLock<Groups<Id<Pool>, Row<'a, Trunk>>>,
    home_pools: OnceLock<Groups<Id<Site>, Id<Pool>>>,
    pools_by_name: OnceLock<Groups<Folded<'a>, Id<Pool>>>,
    shares: OnceLock<Groups<Share<'a>, Id<FileStore>>>,
    file_users: OnceLock<Groups<Id<FileStore>, Id<Pool>>>,
}

/// The server of a share, and the path there.
pub type Share<'a> = (Folded<'a>, Folded<'a>);

/// A row with its id.
pub type Row<'a, T> = (Id<T>, &'a T);

/// A domain with the first computer in it.
pub type Domain<'a> = (Id<Computer>, &'a str);

/// One use of an SQL instance.
#[derive(Debug, Clone, Copy)]
pub struct SqlUse<'a> {
    /// The store it is part of.
    pub store: StoreOf<'a>,
    /// Its part there.
    pub part: StorePart,
}

/// The part an SQL instance plays in a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the words say it")]
pub enum StorePart {
    Primary,
    Mirror,
    Witness,
}

impl StorePart {
    /// "mirror", as it reads in a sentence.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Mirror => "mirror",
            Self::Witness => "witness",
        }
    }
}

impl<'a> Survey<'a> {
    pub(super) fn new(topology: &'a Topology) -> Self {
        Self {
            topology,
            pool_rows: OnceLock::new(),
            sql_rows: OnceLock::new(),
            computers: OnceLock::new(),
            data_centres: OnceLock::new(),
            domains: OnceLock::new(),
            uses: OnceLock::new(),
            servers: OnceLock::new(),
            machines: OnceLock::new(),
            neighbours: OnceLock::new(),
            links: OnceLock::new(),
            trunks_of: OnceLock::new(),
            trunks_to: OnceLock::new(),
            home_pools: OnceLock::new(),
            pools_by_name: OnceLock::new(),
            shares: OnceLock::new(),
            file_users: OnceLock::new(),
        }
    }

    /// The pool of that id.
    pub fn pool(&self, id: Id<Pool>) -> Option<&'a Pool> {
        self.pool_rows.get_or_init(|| self.topology.pools.iter().collect()).get(&id).copied()
    }

    /// The SQL instance of that id.
    pub fn sql(&self, id: Id<SqlInstance>) -> Option<&'a SqlInstance> {
        self.sql_rows.get_or_init(|| self.topology.sql_instances.iter().collect()).get(&id).copied()
    }

    /// The computers of a pool, in the pool's order.
    pub fn computers_of(&self, pool: Id<Pool>) -> &[Row<'a, Computer>] {
        self.computers().of(pool)
    }

    /// Every pool that has computers, with them: by id, each in the pool's order.
    pub fn computers(&self) -> &Groups<Id<Pool>, Row<'a, Computer>> {
        self.computers.get_or_init(|| {
            let rows: HashMap<Id<Computer>, &Computer> = self.topology.computers.iter().collect();
            let listed =
                self.topology.pools.iter().flat_map(|(pool, row)| row.computers.iter().map(move |id| (pool, *id)));
            let found = listed.filter_map(|(pool, id)| Some((pool, (id, *rows.get(&id)?))));
            Groups::with_room(rows.len(), found)
        })
    }

    /// The data centres that the computers of a pool stand in, each once, in the order of the computers.
    pub fn data_centres_of(&self, pool: Id<Pool>) -> &[Id<DataCentre>] {
        let data_centres = self.data_centres.get_or_init(|| {
            let mut found = Vec::new();
            for (id, pool) in self.topology.pools.iter() {
                let first = found.len();
                for (_, computer) in self.computers_of(id) {
                    let at = self.topology.data_centre_of(computer.data_centre, pool.site).map(|at| (id, at));
                    found.extend(at.filter(|at| !found[first..].contains(at)));
                }
            }
            found.into_iter().collect()
        });
        data_centres.of(pool)
    }

    /// The domains that the computers of a pool are in, each with the first computer in it.
    pub fn domains_of(&self, pool: Id<Pool>) -> &[Domain<'a>] {
        let domains = self.domains.get_or_init(|| {
            let mut found: Vec<(Id<Pool>, Domain<'a>)> = Vec::new();
            for (pool, members) in self.computers().iter() {
                let first = found.len();
                for (id, computer) in members {
                    let domain = computer.fqdn.domain();
                    let is_known = found[first..].iter().any(|(_, (_, known))| known.eq_ignore_ascii_case(domain));
                    found.extend((!domain.is_empty() && !is_known).then_some((pool, (*id, domain))));
                }
            }
            found.into_iter().collect()
        });
        domains.of(pool)
    }

    /// Who uses an SQL instance, and as what: by pool, then by use.
    pub fn uses_of(&self, sql: Id<SqlInstance>) -> &[SqlUse<'a>] {
        let uses = self.uses.get_or_init(|| {
            let stores = self
                .topology
                .pools
                .iter()
                .flat_map(|(id, pool)| pool.role.stores().map(move |(of, store)| StoreOf { id, pool, of, store }));
            stores.flat_map(|store| store.parts().map(move |(part, sql)| (sql, SqlUse { store, part }))).collect()
        });
        uses.of(sql)
    }

    /// The instances of the SQL server of that name; none for a server without a name.
    pub fn instances_on(&self, server: &Fqdn) -> &[Id<SqlInstance>] {
        let servers = self.servers.get_or_init(|| {
            let named = self.topology.sql_instances.iter().filter(|(_, sql)| !sql.fqdn.is_empty());
            named.map(|(id, sql)| (sql.fqdn.folded(), id)).collect()
        });
        servers.rows_at(servers.find(server.folded()))
    }

    /// What stands on the machine of that name: by kind, then by id. Nothing for a machine without a name.
    pub fn on_machine(&self, name: &Fqdn) -> &[Tenant] {
        self.machines().rows_at(self.machines().find(name.folded()))
    }

    /// Every machine by its name, with what stands on it.
    pub fn machines(&self) -> &Groups<Folded<'a>, Tenant> {
        self.machines.get_or_init(|| {
            let topology = self.topology;
            let members = self.computers().iter().flat_map(|(pool, members)| {
                members.iter().map(move |(id, computer)| (&computer.fqdn, Tenant::Computer(pool, *id)))
            });
            let instances = topology.sql_instances.iter().map(|(id, sql)| (&sql.fqdn, Tenant::Sql(id)));
            let is_server = |store: &FileStore| !matches!(store.kind, Some(FileKind::Dfs { .. }));
            let file_servers = topology.file_stores.iter().filter(|(_, store)| is_server(store));
            let file_servers = file_servers.map(|(id, store)| (&store.server, Tenant::FileStore(id)));
            let web_apps = topology.web_apps_servers.iter().map(|(id, server)| (&server.fqdn, Tenant::WebApps(id)));
            let gateways = topology.gateways.iter().map(|(id, gateway)| (&gateway.fqdn, Tenant::Gateway(id)));
            let services = topology.network_services.iter().map(|(id, service)| (&service.fqdn, Tenant::Network(id)));
            let all = members.chain(instances).chain(file_servers).chain(web_apps).chain(gateways).chain(services);
            let named = all.filter(|(name, _)| !name.is_empty()).map(|(name, tenant)| (name.folded(), tenant));
            Groups::with_room(topology.computers.len() + topology.sql_instances.len(), named)
        })
    }

    /// What stands on the machine of a row, the row too: by kind, then by id. Nothing where it stands there alone, as
    /// nearly all do.
    pub fn beside(&self, row: impl Into<AnyId>) -> &[Tenant] {
        let neighbours = self.neighbours.get_or_init(|| {
            let shared = self.machines().shared().map(|(name, _)| self.machines().find(name));
            shared
                .flat_map(|at| self.machines().rows_at(at.clone()).iter().map(move |it| (it.row(), at.clone())))
                .collect()
        });
        neighbours.get(&row.into()).map_or(&[], |at| self.machines().rows_at(at.clone()))
    }

    /// The pools that share a machine with a row, and its own if it is a computer.
    pub fn pools_beside(&self, row: impl Into<AnyId>) -> impl Iterator<Item = Id<Pool>> + Clone {
        self.beside(row).iter().filter_map(|tenant| tenant.pool())
    }

    /// The instances on the server of one, which comes first.
    pub fn instances_with(&self, id: Id<SqlInstance>) -> impl Iterator<Item = Id<SqlInstance>> + Clone {
        let instances = self.beside(id).iter().filter_map(|tenant| tenant.sql());
        std::iter::once(id).chain(instances.filter(move |other| *other != id))
    }

    /// The trunks of a gateway, by name.
    pub fn trunks_of(&self, gateway: Id<Gateway>) -> &[Row<'a, Trunk>] {
        let trunks = self.trunks_of.get_or_init(|| {
            let by_gateway = self.topology.trunks.iter().map(|(id, trunk)| (trunk.gateway, (id, trunk)));
            by_gateway.collect::<Groups<_, _>>().sorted_by(by_name)
        });
        trunks.of(gateway)
    }

    /// The trunks that lead to a pool, by name.
    pub fn trunks_to(&self, pool: Id<Pool>) -> &[Row<'a, Trunk>] {
        let trunks = self.trunks_to.get_or_init(|| {
            let by_pool = self.topology.trunks.iter().filter_map(|(id, trunk)| Some((trunk.pool?, (id, trunk))));
            by_pool.collect::<Groups<_, _>>().sorted_by(by_name)
        });
        trunks.of(pool)
    }

    /// The links between two data centres, in either direction.
    pub fn links_between(&self, a: Id<DataCentre>, b: Id<DataCentre>) -> &[Row<'a, Link>] {
        let links = self.links.get_or_init(|| {
            let by_ends = self.topology.links.iter().map(|(id, link)| (ends(link.ends), (id, link)));
            by_ends.collect()
        });
        links.of(ends([a, b]))
    }

    /// The pools of a central site and its branch sites that home users, by name.
    pub fn home_pools_in(&self, site: Id<Site>) -> &[Id<Pool>] {
        let home_pools = self.home_pools.get_or_init(|| {
            let pools = self.topology.pools.iter().filter(|(_, pool)| pool.role.front_end().is_some());
            let by_site = pools.filter_map(|(id, pool)| Some((self.topology.central_site(pool.site)?, id)));
            let name = |id: &Id<Pool>| self.topology.pools.get(*id).map_or("", |pool| pool.fqdn.as_str());
            by_site.collect::<Groups<_, _>>().sorted_by(|a, b| natural_cmp(name(a), name(b)))
        });
        home_pools.of(site)
    }

    /// The pools of that name; none for a pool without a name.
    pub fn pools_named(&self, name: &str) -> &[Id<Pool>] {
        self.pools_by_name().rows_at(self.pools_by_name().find(Folded(name)))
    }

    /// Every name of a pool, with the pools that have it.
    pub fn pools_by_name(&self) -> &Groups<Folded<'a>, Id<Pool>> {
        self.pools_by_name.get_or_init(|| {
            let named = self.topology.pools.iter().filter(|(_, pool)| !pool.fqdn.is_empty());
            named.map(|(id, pool)| (pool.fqdn.folded(), id)).collect()
        })
    }

    /// The file stores on that share, or on the share that the path leads into.
    pub fn file_stores_of(&self, path: &UncPath) -> &[Id<FileStore>] {
        let rest = path.as_str().strip_prefix(r"\\").and_then(|rest| rest.split_once('\\'));
        let Some((server, folders)) = rest else { return &[] };
        let ends = folders.match_indices('\\').map(|(end, _)| end).chain([folders.len()]);
        let mut found = ends.rev().map(|end| self.shares().find((Folded(server), Folded(&folders[..end]))));
        self.shares().rows_at(found.find(|stores| !stores.is_empty()).unwrap_or_default())
    }

    /// The file stores at each share, which is a server and a path on it: several where one is written down twice.
    pub fn shares(&self) -> &Groups<Share<'a>, Id<FileStore>> {
        self.shares.get_or_init(|| {
            let stores = self.topology.file_stores.iter();
            stores.map(|(id, store)| ((store.server.folded(), Folded(&store.share)), id)).collect()
        })
    }

    /// The pools that keep files on a file store, by id.
    pub fn users_of(&self, store: Id<FileStore>) -> &[Id<Pool>] {
        let users = self.file_users.get_or_init(|| {
            let pools = self.topology.pools.iter();
            pools.filter_map(|(id, pool)| Some((pool.role.file_store()?, id))).collect()
        });
        users.of(store)
    }

    /// The pools that a computer of that name serves.
    pub fn pools_of_computer(&self, name: &Fqdn) -> impl Iterator<Item = Id<Pool>> {
        self.on_machine(name).iter().filter_map(|tenant| tenant.pool())
    }
}

/// The ends of a link, whichever comes first.
fn ends([a, b]: [Id<DataCentre>; 2]) -> [Id<DataCentre>; 2] {
    [a.min(b), a.max(b)]
}

fn by_name((_, a): &Row<'_, Trunk>, (_, b): &Row<'_, Trunk>) -> Ordering {
    natural_cmp(&a.name, &b.name)
}

/// Something that stands on a machine of some name. The name of a cluster or of a listener counts as a machine's; that
/// of a DFS namespace does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Tenant {
    Computer(Id<Pool>, Id<Computer>),
    Sql(Id<SqlInstance>),
    FileStore(Id<FileStore>),
    WebApps(Id<WebAppsServer>),
    Gateway(Id<Gateway>),
    Network(Id<NetworkService>),
}

impl Tenant {
    /// The pool that a computer serves; none for anything else.
    pub fn pool(self) -> Option<Id<Pool>> {
        if let Self::Computer(pool, _) = self { Some(pool) } else { None }
    }

    /// An SQL instance; none for anything else.
    pub fn sql(self) -> Option<Id<SqlInstance>> {
        if let Self::Sql(id) = self { Some(id) } else { None }
    }

    /// The row: the computer rather than its pool.
    pub fn row(self) -> AnyId {
        match self {
            Self::Computer(_, id) => id.into(),
            Self::Sql(id) => id.into(),
            Self::FileStore(id) => id.into(),
            Self::WebApps(id) => id.into(),
            Self::Gateway(id) => id.into(),
            Self::Network(id) => id.into(),
        }
    }
}
