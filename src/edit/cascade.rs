//! What goes with what. Removing a row takes along the rows that cannot be without it; all others forget it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{AnyId, Entity, Role, SiteRef, Topology};

/// What a removal does beyond the rows it names.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cascade {
    /// Every row that goes, those asked for included.
    pub removed: BTreeSet<AnyId>,
    /// Every row that stays and loses a reference, as it is afterwards.
    pub changed: Vec<Entity>,
}

/// Works out what goes with `roots`.
pub fn cascade(topology: &Topology, roots: impl IntoIterator<Item = AnyId>) -> Cascade {
    let owned = Owned::of(topology);
    let mut removed = BTreeSet::new();
    let mut todo: Vec<AnyId> = roots.into_iter().filter(|id| topology.contains(*id)).collect();
    while let Some(id) = todo.pop() {
        if removed.insert(id) {
            todo.extend(owned.parts(id));
        }
    }
    let mut referring = BTreeSet::new();
    topology.each_reference(&mut |from, to| {
        if removed.contains(&to) && !removed.contains(&from) {
            referring.insert(from);
        }
    });
    let changed = referring
        .into_iter()
        .filter_map(|id| topology.entity(id))
        .map(|mut entity| {
            entity.walk_mut().keep_ids(&|id| !removed.contains(&id));
            entity
        })
        .collect();
    Cascade { removed, changed }
}

/// For each row, the rows that cannot be without it.
struct Owned(BTreeMap<AnyId, Vec<AnyId>>);

impl Owned {
    fn of(topology: &Topology) -> Self {
        let mut owned = Self(BTreeMap::new());
        for (id, site) in topology.branch_sites.iter() {
            // A branch site without its central site has nobody to register with; it goes too.
            if let Some(parent) = site.parent {
                owned.add(parent, id);
            }
        }
        for (id, pool) in topology.pools.iter() {
            owned.add(pool.site, id);
            for &computer in &pool.computers {
                owned.add(id, computer);
            }
            // The local database and share of a Standard Edition server are on the server itself.
            if let Role::StandardEdition(settings) = &pool.role {
                let sql = settings.back_end.primary.and_then(|id| Some((id, topology.sql_instances.get(id)?)));
                if let Some((part, _)) = sql.filter(|(_, sql)| sql.fqdn.is(&pool.fqdn)) {
                    owned.add(id, part);
                }
                let share = settings.file_store.and_then(|id| Some((id, topology.file_stores.get(id)?)));
                if let Some((part, _)) = share.filter(|(_, share)| share.server.is(&pool.fqdn)) {
                    owned.add(id, part);
                }
            }
        }
        for (id, link) in topology.links.iter() {
            link.ends.iter().for_each(|end| owned.add(*end, id));
        }
        for (id, trunk) in topology.trunks.iter() {
            owned.add(trunk.gateway, id);
        }
        let in_site = |site: SiteRef, id: AnyId, owned: &mut Self| owned.add(site, id);
        topology.sql_instances.iter().for_each(|(id, row)| in_site(row.site, id.into(), &mut owned));
        topology.file_stores.iter().for_each(|(id, row)| in_site(row.site, id.into(), &mut owned));
        topology.gateways.iter().for_each(|(id, row)| in_site(row.site, id.into(), &mut owned));
        topology.web_apps_servers.iter().for_each(|(id, row)| in_site(row.site, id.into(), &mut owned));
        topology.network_services.iter().for_each(|(id, row)| in_site(row.site, id.into(), &mut owned));
        owned
    }

    fn add(&mut self, whole: impl Into<AnyId>, part: impl Into<AnyId>) {
        self.0.entry(whole.into()).or_default().push(part.into());
    }

    fn parts(&self, whole: AnyId) -> impl Iterator<Item = AnyId> {
        self.0.get(&whole).into_iter().flatten().copied()
    }
}
