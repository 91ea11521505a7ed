use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::model::{AnyId, Computer, Id, Pool, SiteRef, Topology};

/// In which site each row stands, and in which pool each computer. Making one costs nothing; the first question about a
/// computer walks all pools.
#[derive(Debug)]
pub struct Whereabouts<'a> {
    topology: &'a Topology,
    pools: OnceCell<BTreeMap<Id<Computer>, Id<Pool>>>,
}

impl<'a> Whereabouts<'a> {
    /// Of the rows of that topology.
    pub fn new(topology: &'a Topology) -> Self {
        Self { topology, pools: OnceCell::new() }
    }

    /// The pool of a computer.
    pub fn pool_of(&self, computer: Id<Computer>) -> Option<Id<Pool>> {
        let pools = self.topology.pools.iter();
        let of_each = || pools.flat_map(|(id, pool)| pool.computers.iter().map(move |of| (*of, id))).collect();
        self.pools.get_or_init(of_each).get(&computer).copied()
    }

    /// The site of a row, itself if it is one; none for what belongs to the deployment as a whole. A trunk stands where
    /// its gateway stands.
    pub fn site_of(&self, id: AnyId) -> Option<SiteRef> {
        let topology = self.topology;
        match id {
            AnyId::Deployment(_) | AnyId::DataCentre(_) | AnyId::Link(_) => None,
            AnyId::Site(id) => Some(SiteRef::Central(id)),
            AnyId::BranchSite(id) => Some(SiteRef::Branch(id)),
            AnyId::Pool(id) => Some(topology.pools.get(id)?.site),
            AnyId::Computer(id) => Some(topology.pools.get(self.pool_of(id)?)?.site),
            AnyId::SqlInstance(id) => Some(topology.sql_instances.get(id)?.site),
            AnyId::FileStore(id) => Some(topology.file_stores.get(id)?.site),
            AnyId::Gateway(id) => Some(topology.gateways.get(id)?.site),
            AnyId::Trunk(id) => Some(topology.gateways.get(topology.trunks.get(id)?.gateway)?.site),
            AnyId::WebAppsServer(id) => Some(topology.web_apps_servers.get(id)?.site),
            AnyId::NetworkService(id) => Some(topology.network_services.get(id)?.site),
        }
    }
}
