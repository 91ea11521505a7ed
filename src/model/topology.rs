use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::model::{
    BranchSite, Computer, DataCentre, Deployment, FileStore, Gateway, GatewayKind, Id, Link, NetworkService,
    NetworkServiceKind, Pool, RoleKind, Site, SiteRef, SqlInstance, Table, Trunk, Walk, WebAppsServer,
};
use crate::text::natural_cmp;

/// Hands the list of all kinds of row to another macro: one line here per kind, and tables, ids, deltas, undo, journal
/// and comparison know it.
macro_rules! with_rows {
    ($macro:ident) => {
        $macro! {
            deployments: Deployment,
            data_centres: DataCentre,
            links: Link,
            sites: Site,
            branch_sites: BranchSite,
            pools: Pool,
            computers: Computer,
            sql_instances: SqlInstance,
            file_stores: FileStore,
            gateways: Gateway,
            trunks: Trunk,
            web_apps_servers: WebAppsServer,
            network_services: NetworkService,
        }
    };
}
pub(crate) use with_rows;

/// One kind of row.
pub trait Row: Walk + Clone + PartialEq + fmt::Debug + Send + Sync + 'static {
    /// Where rows of this kind are kept.
    fn table(topology: &Topology) -> &Table<Self>;

    /// The id as one among those of all kinds.
    fn any(id: Id<Self>) -> AnyId;

    /// The row with its id, as one among rows of all kinds.
    fn entity(id: Id<Self>, row: Arc<Self>) -> Entity;

    /// What an administrator calls this row: its FQDN, `host\instance`, the name of a site.
    fn name(&self, topology: &Topology) -> String;

    /// What it is, as one word for files and the command line: `front-end-pool`.
    fn kind(&self) -> &'static str;
}

macro_rules! topology {
    ($($table:ident: $Row:ident),* $(,)?) => {
        /// What is deployed: a table for each kind of row.
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        pub struct Topology {
            $(
                #[allow(missing_docs, reason = "each table is documented by its row type")]
                #[serde(default, skip_serializing_if = "Table::is_empty")]
                pub $table: Table<$Row>,
            )*
        }

        /// Rows on their way into a [`Topology`], as whoever makes one comes upon them: by id, so that rows found later
        /// may look at those before and change them.
        #[derive(Debug, Default)]
        pub struct Rows {
            $(
                #[allow(missing_docs, reason = "each table is documented by its row type")]
                pub $table: BTreeMap<Id<$Row>, $Row>,
            )*
        }

        impl From<Rows> for Topology {
            fn from(rows: Rows) -> Self {
                Self { $($table: rows.$table.into_iter().collect()),* }
            }
        }

        /// The id of a row of any kind.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "each variant is documented by its row type")]
        pub enum AnyId { $($Row(Id<$Row>)),* }

        impl AnyId {
            /// The bare number.
            pub const fn uuid(self) -> uuid::Uuid {
                match self { $(Self::$Row(id) => id.uuid()),* }
            }

            /// The id of a row of the same kind.
            pub const fn with_uuid(self, raw: uuid::Uuid) -> Self {
                match self { $(Self::$Row(_) => Self::$Row(Id::from_uuid(raw))),* }
            }
        }

        /// A row of any kind, with its id.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "each variant is documented by its row type")]
        pub enum Entity { $($Row(Id<$Row>, Arc<$Row>)),* }

        impl Topology {
            /// All rows of all kinds: kind by kind, then by id.
            pub fn ids(&self) -> impl Iterator<Item = AnyId> {
                std::iter::empty()$(.chain(self.$table.ids().map(AnyId::$Row)))*
            }

            /// Whether a row of that id exists.
            pub fn contains(&self, id: AnyId) -> bool {
                match id { $(AnyId::$Row(id) => self.$table.contains(id)),* }
            }

            /// The row of that id.
            pub fn entity(&self, id: AnyId) -> Option<Entity> {
                match id { $(AnyId::$Row(id) => Some(Entity::$Row(id, self.$table.share(id)?))),* }
            }

            /// What an administrator calls the row; empty where there is none.
            pub fn name(&self, id: AnyId) -> String {
                match id { $(AnyId::$Row(id) => self.$table.get(id).map(|row| row.name(self)).unwrap_or_default()),* }
            }

            /// What the row is, as one word: `front-end-pool`; empty where there is none.
            pub fn kind(&self, id: AnyId) -> &'static str {
                match id { $(AnyId::$Row(id) => self.$table.get(id).map(Row::kind).unwrap_or_default()),* }
            }

            /// The same rows, each changed.
            pub fn map(&self, change: &mut dyn FnMut(AnyId, &mut dyn Walk)) -> Self {
                Self { $($table: self.$table.iter().map(|(id, row)| {
                    let mut row = row.clone();
                    change(AnyId::$Row(id), &mut row);
                    (id, row)
                }).collect()),* }
            }

            /// The same rows under other numbers, which must differ within each table as the old ones do.
            pub fn renumbered(&self, map: &dyn Fn(AnyId) -> uuid::Uuid) -> Self {
                Self { $($table: self.$table.iter().map(|(id, row)| {
                    let (mut id, mut row) = (id, row.clone());
                    id.map_ids(map);
                    row.map_ids(map);
                    (id, row)
                }).collect()),* }
            }

            /// Calls `visit` with every reference of every row: who refers, and to whom.
            pub fn each_reference(&self, visit: &mut dyn FnMut(AnyId, AnyId)) {
                $(for (id, row) in self.$table.iter() {
                    row.each_id(&mut |to| visit(AnyId::$Row(id), to));
                })*
            }
        }

        impl Entity {
            /// Which row this is.
            pub fn id(&self) -> AnyId {
                match self { $(Self::$Row(id, _) => AnyId::$Row(*id)),* }
            }

            /// What an administrator calls the row, which need not be in the topology yet.
            pub fn name(&self, topology: &Topology) -> String {
                match self { $(Self::$Row(_, row) => row.name(topology)),* }
            }

            /// The parts of the row.
            pub fn walk(&self) -> &dyn Walk {
                match self { $(Self::$Row(_, row) => row.as_ref()),* }
            }

            /// The parts of the row, to be changed; the row is copied if it is shared.
            pub fn walk_mut(&mut self) -> &mut dyn Walk {
                match self { $(Self::$Row(_, row) => { let row: &mut $Row = Arc::make_mut(row); row })* }
            }

            /// The row with what differs between two versions of it; none where a part that differs is neither as it
            /// was nor as it shall be, or where these are versions of another row.
            pub fn amended(&self, from: &Self, to: &Self) -> Option<Self> {
                match (self, from, to) {
                    $((Self::$Row(id, row), Self::$Row(a, from), Self::$Row(b, to)) if id == a && id == b => {
                        let mut row = $Row::clone(row);
                        row.amend(from, to).then(|| (*id, row).into())
                    })*
                    _ => None,
                }
            }

            /// Whether both are the very same row in memory.
            pub fn is_same(&self, other: &Self) -> bool {
                match (self, other) {
                    $((Self::$Row(_, a), Self::$Row(_, b)) => Arc::ptr_eq(a, b),)*
                    _ => false,
                }
            }
        }
    };
}
with_rows!(topology);

// `$kind` is a `tt`: a `literal` handed on would not match the words below any more.
macro_rules! rows {
    ($($Row:ident in $table:ident: $kind:tt, $name:expr;)*) => {
        impl Topology {
            /// Every word that [`kind`](Self::kind) gives.
            pub fn kinds() -> Vec<&'static str> {
                let kinds: Vec<Vec<&'static str>> = vec![$(rows!(@kinds $kind)),*];
                kinds.concat()
            }
        }

        $(impl Row for $Row {
            fn table(topology: &Topology) -> &Table<Self> {
                &topology.$table
            }
            fn any(id: Id<Self>) -> AnyId {
                AnyId::$Row(id)
            }
            fn entity(id: Id<Self>, row: Arc<Self>) -> Entity {
                Entity::$Row(id, row)
            }
            fn name(&self, topology: &Topology) -> String {
                let name: fn(&Self, &Topology) -> String = $name;
                name(self, topology)
            }
            fn kind(&self) -> &'static str {
                rows!(@kind self $kind)
            }
        }

        impl From<Id<$Row>> for AnyId {
            fn from(id: Id<$Row>) -> Self {
                Self::$Row(id)
            }
        }

        impl From<(Id<$Row>, $Row)> for Entity {
            fn from((id, row): (Id<$Row>, $Row)) -> Self {
                Self::$Row(id, Arc::new(row))
            }
        })*
    };
    (@kinds "pool") => { RoleKind::VARIANTS.iter().map(|role| role.facts().kind).collect() };
    (@kinds "gateway") => { GatewayKind::VARIANTS.iter().map(|kind| kind.word()).collect() };
    (@kinds "network-service") => { NetworkServiceKind::VARIANTS.iter().map(|kind| kind.token()).collect() };
    (@kinds $kind:literal) => { vec![$kind] };
    (@kind $row:ident "pool") => { $row.role.kind().facts().kind };
    (@kind $row:ident "gateway") => { $row.kind.word() };
    (@kind $row:ident "network-service") => { $row.kind.token() };
    (@kind $row:ident $kind:literal) => { $kind };
}
rows! {
    Deployment in deployments: "deployment", |row, _| row.default_sip_domain.to_string();
    DataCentre in data_centres: "data-centre", |row, _| row.name.clone();
    Link in links: "link", |row, topology| {
        let mut ends = row.ends.map(|id| topology.data_centres.get(id).map_or("?", |row: &DataCentre| &row.name));
        ends.sort_by(|a, b| natural_cmp(a, b));
        ends.join(" – ")
    };
    Site in sites: "site", |row, _| row.name.clone();
    BranchSite in branch_sites: "branch-site", |row, _| row.name.clone();
    Pool in pools: "pool", |row, _| row.fqdn.to_string();
    Computer in computers: "computer", |row, _| row.fqdn.to_string();
    SqlInstance in sql_instances: "sql-instance", |row, _| row.path();
    FileStore in file_stores: "file-store", |row, _| row.path();
    Gateway in gateways: "gateway", |row, _| row.fqdn.to_string();
    Trunk in trunks: "trunk", |row, _| row.name.clone();
    WebAppsServer in web_apps_servers: "web-apps-server", |row, _| row.fqdn.to_string();
    NetworkService in network_services: "network-service", |row, _| row.name.clone();
}

impl Topology {
    /// The one row about the deployment as a whole; the vendor's defaults where it is missing.
    pub fn deployment(&self) -> &Deployment {
        static NONE: std::sync::LazyLock<Deployment> = std::sync::LazyLock::new(Deployment::default);
        self.deployments.get(Deployment::ID).unwrap_or(&NONE)
    }

    /// The computers of a pool, in the pool's order.
    pub fn computers_of<'a>(&'a self, pool: &'a Pool) -> impl Iterator<Item = (Id<Computer>, &'a Computer)> + Clone {
        pool.computers.iter().filter_map(|&id| Some((id, self.computers.get(id)?)))
    }

    /// The name of a central or branch site.
    pub fn site_name(&self, site: SiteRef) -> &str {
        match site {
            SiteRef::Central(id) => self.sites.get(id).map_or("", |site| &site.name),
            SiteRef::Branch(id) => self.branch_sites.get(id).map_or("", |site| &site.name),
        }
    }

    /// The central site itself, or the one a branch site belongs to.
    pub fn central_site(&self, site: SiteRef) -> Option<Id<Site>> {
        match site {
            SiteRef::Central(id) => Some(id),
            SiteRef::Branch(id) => self.branch_sites.get(id)?.parent,
        }
    }

    /// Where something stands: in the data centre it names, else in the only one its central site has.
    pub fn data_centre_of(&self, own: Option<Id<DataCentre>>, site: SiteRef) -> Option<Id<DataCentre>> {
        own.or_else(|| {
            let SiteRef::Central(site) = site else { return None };
            match *self.sites.get(site)?.data_centres.as_slice() {
                [only] => Some(only),
                _ => None,
            }
        })
    }

    /// The data centres the computers of a pool stand in, each once, in the order of the computers.
    pub fn data_centres_of(&self, pool: &Pool) -> Vec<Id<DataCentre>> {
        let mut found = Vec::new();
        for (_, computer) in self.computers_of(pool) {
            if let Some(data_centre) = self.data_centre_of(computer.data_centre, pool.site)
                && !found.contains(&data_centre)
            {
                found.push(data_centre);
            }
        }
        found
    }

    /// The data centre an SQL instance stands in.
    pub fn data_centre_of_sql(&self, id: Id<SqlInstance>) -> Option<Id<DataCentre>> {
        let sql = self.sql_instances.get(id)?;
        self.data_centre_of(sql.data_centre, sql.site)
    }

    /// The link between two data centres, in either direction.
    pub fn link_between(&self, a: Id<DataCentre>, b: Id<DataCentre>) -> Option<&Link> {
        self.links.iter().map(|(_, link)| link).find(|link| link.ends == [a, b] || link.ends == [b, a])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{GatewayKind, RoleKind};
    use crate::vendor::Product;

    /// One site in London and Paris, with a slow link between the two.
    fn two_data_centres() -> (Topology, [Id<DataCentre>; 2], SiteRef) {
        let mut topology = Topology::default();
        let ids = ["London", "Paris"].map(|name| {
            let id = Id::derived(name);
            topology.data_centres.set(id, Some(Arc::new(DataCentre { name: name.to_owned(), region: String::new() })));
            id
        });
        let site = Id::derived("EMEA");
        let row = Site { name: "EMEA".to_owned(), data_centres: ids.to_vec(), ..Site::default() };
        topology.sites.set(site, Some(Arc::new(row)));
        let link = Link { ends: ids, bandwidth: Some(crate::model::Bandwidth::Low), latency: None };
        topology.links.set(Id::derived("link"), Some(Arc::new(link)));
        (topology, ids, SiteRef::Central(site))
    }

    #[test]
    fn a_link_is_found_from_either_end() {
        let (topology, [london, paris], _) = two_data_centres();
        assert!(topology.link_between(london, paris).is_some_and(Link::is_slow));
        assert_eq!(topology.link_between(paris, london), topology.link_between(london, paris));
        assert_eq!(topology.link_between(paris, paris), None);
        let name = |ends| Link { ends, bandwidth: None, latency: None }.name(&topology);
        assert_eq!([name([london, paris]), name([paris, london])], ["London – Paris", "London – Paris"]);
    }

    #[test]
    fn what_names_no_data_centre_stands_in_the_only_one_of_its_site() {
        let (mut topology, [london, paris], site) = two_data_centres();
        assert_eq!(topology.data_centre_of(Some(paris), site), Some(paris));
        assert_eq!(topology.data_centre_of(None, site), None, "it could be either");
        let row = Site { data_centres: vec![london], ..Site::default() };
        topology.sites.set(Id::derived("EMEA"), Some(Arc::new(row)));
        assert_eq!(topology.data_centre_of(None, site), Some(london));
    }

    #[test]
    fn data_centres_of_a_pool_are_in_the_order_of_its_computers() {
        let (mut topology, [london, paris], site) = two_data_centres();
        let mut pool = Pool::new("chat", site, Product::S15, RoleKind::PersistentChat.with_defaults());
        for (number, data_centre) in [paris, london, paris].into_iter().enumerate() {
            let id = Id::derived(&number.to_string());
            topology
                .computers
                .set(id, Some(Arc::new(Computer { data_centre: Some(data_centre), ..Computer::new("c") })));
            pool.computers.push(id);
        }
        assert_eq!(topology.data_centres_of(&pool), [paris, london]);
        assert!(pool.is_stretched(&topology));
    }

    #[test]
    fn pools_gateways_and_network_services_are_called_by_what_they_are() {
        let (_, _, site) = two_data_centres();
        let pool = |role: RoleKind| Pool::new("x", site, Product::S15, role.with_defaults()).kind();
        assert_eq!([pool(RoleKind::FrontEnd), pool(RoleKind::Edge)], ["front-end-pool", "edge-pool"]);
        let gateway = |kind| Gateway { fqdn: "x".into(), site, kind, data_centre: None, address: "".into() }.kind();
        assert_eq!([gateway(GatewayKind::Pstn), gateway(GatewayKind::Video)], ["gateway", "video-gateway"]);
        let kind = NetworkServiceKind::LoadBalancer;
        let (name, fqdn, address) = (String::new(), "".into(), "".into());
        let service = NetworkService { name, kind, site, data_centre: None, fqdn, address, serves: Vec::new() };
        assert_eq!(service.kind(), "load-balancer");
    }

    #[test]
    fn without_a_row_about_it_a_deployment_has_the_defaults() {
        assert_eq!(*Topology::default().deployment(), Deployment::default());
    }
}
