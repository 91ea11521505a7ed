use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::checks::StoreOf;
use crate::model::{
    AnyId, Computer, FileKind, FileStore, Fqdn, Gateway, Id, NetworkService, Pool, Site, SqlInstance, Topology, Trunk,
    UncPath, WebAppsServer,
};
use crate::text::natural_cmp;

/// Look-ups over a whole topology that several rules want: made once per run.
pub struct Survey<'a> {
    topology: &'a Topology,
    /// Who uses an SQL instance, and as what.
    uses: BTreeMap<Id<SqlInstance>, Vec<SqlUse<'a>>>,
    /// The instances of each SQL server, by its name in lower case.
    servers: BTreeMap<String, Vec<Id<SqlInstance>>>,
    /// What stands on each machine, by the name of the machine in lower case.
    machines: OnceLock<BTreeMap<String, Vec<Tenant>>>,
    trunks: OnceLock<Trunks>,
    /// The pools that home users, by central site.
    home_pools: OnceLock<BTreeMap<Id<Site>, Vec<Id<Pool>>>>,
    /// The pools of each name in lower case.
    pools_by_name: OnceLock<BTreeMap<String, Vec<Id<Pool>>>>,
    /// The file stores at each path in lower case.
    shares: OnceLock<BTreeMap<String, Vec<Id<FileStore>>>>,
    /// The pools that keep files on each file store.
    file_users: OnceLock<BTreeMap<Id<FileStore>, Vec<Id<Pool>>>>,
}

/// The trunks at either end, by name.
#[derive(Default)]
struct Trunks {
    of_gateway: BTreeMap<Id<Gateway>, Vec<Id<Trunk>>>,
    to_pool: BTreeMap<Id<Pool>, Vec<Id<Trunk>>>,
}

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
        let mut survey = Self {
            topology,
            uses: BTreeMap::new(),
            servers: BTreeMap::new(),
            machines: OnceLock::new(),
            trunks: OnceLock::new(),
            home_pools: OnceLock::new(),
            pools_by_name: OnceLock::new(),
            shares: OnceLock::new(),
            file_users: OnceLock::new(),
        };
        for (id, pool) in topology.pools.iter() {
            for (of, store) in pool.role.stores() {
                let store_of = StoreOf { id, pool, of, store };
                for (part, sql) in store_of.parts() {
                    survey.uses.entry(sql).or_default().push(SqlUse { store: store_of, part });
                }
            }
        }
        for (id, sql) in topology.sql_instances.iter() {
            survey.servers.entry(sql.fqdn.key()).or_default().push(id);
        }
        survey
    }

    /// Who uses an SQL instance, and as what: by pool, then by use.
    pub fn uses_of(&self, sql: Id<SqlInstance>) -> &[SqlUse<'a>] {
        self.uses.get(&sql).map_or(&[], Vec::as_slice)
    }

    /// The instances of the SQL server of that name; none for a server without a name.
    pub fn instances_on(&self, server: &Fqdn) -> &[Id<SqlInstance>] {
        if server.is_empty() { &[] } else { self.servers.get(&server.key()).map_or(&[], Vec::as_slice) }
    }

    /// What stands on the machine of that name: by kind, then by id. Nothing for a machine without a name.
    pub fn on_machine(&self, name: &Fqdn) -> &[Tenant] {
        if name.is_empty() { &[] } else { self.machines().get(&name.key()).map_or(&[], Vec::as_slice) }
    }

    /// Every machine by its name in lower case, with what stands on it.
    pub fn machines(&self) -> &BTreeMap<String, Vec<Tenant>> {
        self.machines.get_or_init(|| {
            let mut machines: BTreeMap<String, Vec<Tenant>> = BTreeMap::new();
            let mut put = |name: &Fqdn, tenant| {
                if !name.is_empty() {
                    machines.entry(name.key()).or_default().push(tenant);
                }
            };
            let topology = self.topology;
            for (pool, row) in topology.pools.iter() {
                for (id, computer) in topology.computers_of(row) {
                    put(&computer.fqdn, Tenant::Computer(pool, id));
                }
            }
            for (id, sql) in topology.sql_instances.iter() {
                put(&sql.fqdn, Tenant::Sql(id));
            }
            let is_server = |store: &FileStore| !matches!(store.kind, Some(FileKind::Dfs { .. }));
            for (id, store) in topology.file_stores.iter().filter(|(_, store)| is_server(store)) {
                put(&store.server, Tenant::FileStore(id));
            }
            for (id, server) in topology.web_apps_servers.iter() {
                put(&server.fqdn, Tenant::WebApps(id));
            }
            for (id, gateway) in topology.gateways.iter() {
                put(&gateway.fqdn, Tenant::Gateway(id));
            }
            for (id, service) in topology.network_services.iter() {
                put(&service.fqdn, Tenant::Network(id));
            }
            machines
        })
    }

    /// The trunks of a gateway, by name.
    pub fn trunks_of(&self, gateway: Id<Gateway>) -> Vec<(Id<Trunk>, &'a Trunk)> {
        self.trunk_rows(self.trunks().of_gateway.get(&gateway))
    }

    /// The trunks that lead to a pool, by name.
    pub fn trunks_to(&self, pool: Id<Pool>) -> Vec<(Id<Trunk>, &'a Trunk)> {
        self.trunk_rows(self.trunks().to_pool.get(&pool))
    }

    fn trunk_rows(&self, ids: Option<&Vec<Id<Trunk>>>) -> Vec<(Id<Trunk>, &'a Trunk)> {
        ids.into_iter().flatten().filter_map(|&id| Some((id, self.topology.trunks.get(id)?))).collect()
    }

    fn trunks(&self) -> &Trunks {
        self.trunks.get_or_init(|| {
            let mut trunks = Trunks::default();
            let mut by_name: Vec<_> = self.topology.trunks.iter().collect();
            by_name.sort_by(|(_, a), (_, b)| natural_cmp(&a.name, &b.name));
            for (id, trunk) in by_name {
                trunks.of_gateway.entry(trunk.gateway).or_default().push(id);
                if let Some(pool) = trunk.pool {
                    trunks.to_pool.entry(pool).or_default().push(id);
                }
            }
            trunks
        })
    }

    /// The pools of a central site and its branch sites that home users, by name.
    pub fn home_pools_in(&self, site: Id<Site>) -> &[Id<Pool>] {
        let home_pools = self.home_pools.get_or_init(|| {
            let mut by_name: Vec<_> =
                self.topology.pools.iter().filter(|(_, pool)| pool.role.front_end().is_some()).collect();
            by_name.sort_by(|(_, a), (_, b)| natural_cmp(a.fqdn.as_str(), b.fqdn.as_str()));
            let mut home_pools: BTreeMap<Id<Site>, Vec<Id<Pool>>> = BTreeMap::new();
            for (id, pool) in by_name {
                if let Some(site) = self.topology.central_site(pool.site) {
                    home_pools.entry(site).or_default().push(id);
                }
            }
            home_pools
        });
        home_pools.get(&site).map_or(&[], Vec::as_slice)
    }

    /// The pools of that name; none for a pool without a name.
    pub fn pools_named(&self, name: &Fqdn) -> &[Id<Pool>] {
        let by_name = self.pools_by_name.get_or_init(|| {
            let mut by_name: BTreeMap<String, Vec<Id<Pool>>> = BTreeMap::new();
            for (id, pool) in self.topology.pools.iter() {
                by_name.entry(pool.fqdn.key()).or_default().push(id);
            }
            by_name
        });
        if name.is_empty() { &[] } else { by_name.get(&name.key()).map_or(&[], Vec::as_slice) }
    }

    /// The file stores on that share, or on the share that the path leads into.
    pub fn file_stores_of(&self, path: &UncPath) -> &[Id<FileStore>] {
        let path = path.as_str().to_ascii_lowercase();
        let ends = path.match_indices('\\').map(|(end, _)| end).chain([path.len()]);
        ends.rev().find_map(|end| self.shares().get(&path[..end])).map_or(&[], Vec::as_slice)
    }

    /// The file stores at each path in lower case: several where one share is written down twice.
    pub fn shares(&self) -> &BTreeMap<String, Vec<Id<FileStore>>> {
        self.shares.get_or_init(|| {
            let mut shares: BTreeMap<String, Vec<Id<FileStore>>> = BTreeMap::new();
            for (id, store) in self.topology.file_stores.iter() {
                shares.entry(store.path().to_ascii_lowercase()).or_default().push(id);
            }
            shares
        })
    }

    /// The pools that keep files on a file store, by id.
    pub fn users_of(&self, store: Id<FileStore>) -> &[Id<Pool>] {
        let users = self.file_users.get_or_init(|| {
            let mut users: BTreeMap<Id<FileStore>, Vec<Id<Pool>>> = BTreeMap::new();
            for (id, pool) in self.topology.pools.iter() {
                if let Some(store) = pool.role.file_store() {
                    users.entry(store).or_default().push(id);
                }
            }
            users
        });
        users.get(&store).map_or(&[], Vec::as_slice)
    }

    /// The pools that a computer of that name serves.
    pub fn pools_of_computer(&self, name: &Fqdn) -> impl Iterator<Item = Id<Pool>> {
        self.on_machine(name).iter().filter_map(|tenant| match *tenant {
            Tenant::Computer(pool, _) => Some(pool),
            _ => None,
        })
    }
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
