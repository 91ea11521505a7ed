use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::checks::StoreOf;
use crate::model::{Fqdn, Id, Pool, SqlInstance, Topology};

/// Look-ups over a whole topology that several rules want: made once per run.
pub struct Survey<'a> {
    topology: &'a Topology,
    /// Who uses an SQL instance, and as what.
    uses: BTreeMap<Id<SqlInstance>, Vec<SqlUse<'a>>>,
    /// The instances of each SQL server, by its name in lower case.
    servers: BTreeMap<String, Vec<Id<SqlInstance>>>,
    /// The pools that a computer of that name serves, by the name in lower case; few deployments have a rule that asks.
    computers: OnceLock<BTreeMap<String, Vec<Id<Pool>>>>,
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
        let mut survey = Self { topology, uses: BTreeMap::new(), servers: BTreeMap::new(), computers: OnceLock::new() };
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

    /// The pools that a computer of that name serves; the name in lower case.
    pub fn pools_of_computer(&self, key: &str) -> &[Id<Pool>] {
        let by_name = self.computers.get_or_init(|| {
            let mut by_name: BTreeMap<String, Vec<Id<Pool>>> = BTreeMap::new();
            for (id, pool) in self.topology.pools.iter() {
                for (_, computer) in self.topology.computers_of(pool) {
                    by_name.entry(computer.fqdn.key()).or_default().push(id);
                }
            }
            by_name
        });
        by_name.get(key).map_or(&[], Vec::as_slice)
    }
}
