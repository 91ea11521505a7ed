//! In which order rows are declared, and which of several rows of one name each is.
//!
//! The id of a row that a text declares follows from its name, and from how many of that name stand above it. So the
//! writer puts rows of one name where the reader would have given them the ids they have; where they come from
//! elsewhere, any order will do, for it is kept from then on.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::names::{Named, nth_id, nth_part};
use crate::model::{AnyId, Gateway, Id, Link, RoleKind, SiteRef, Table, Topology, Trunk};
use crate::text::{natural_cmp, natural_key};

/// The rows of a table as people sort them, those of one name in the order of their ids in a text.
pub(super) fn by_name<'a, T: Named>(
    table: &'a Table<T>,
    topology: &Topology,
) -> impl Iterator<Item = (Id<T>, &'a T)> + use<'a, T> {
    let mut rows: Vec<_> = table.iter().collect();
    rows.sort_by_cached_key(|(_, row)| natural_key(&row.name(topology)));
    sort_twins(&mut rows, topology, |_, name, n_above| nth_id(name, n_above));
    rows.into_iter()
}

/// The trunks of each gateway in the order of their lines.
pub(super) fn trunks(topology: &Topology) -> BTreeMap<Id<Gateway>, Vec<(Id<Trunk>, &Trunk)>> {
    let mut trunks = BTreeMap::<_, Vec<_>>::new();
    for (id, trunk) in topology.trunks.iter() {
        trunks.entry(trunk.gateway).or_default().push((id, trunk));
    }
    for trunks in trunks.values_mut() {
        trunks.sort_by(|(_, a), (_, b)| (!a.is_root).cmp(&!b.is_root).then_with(|| natural_cmp(&a.name, &b.name)));
        sort_twins(trunks, topology, |trunk, name, n_above| nth_part(trunk.gateway, name, n_above));
    }
    trunks
}

/// Sorts neighbours of one name by how many of that name stand above them, if a text has given them their ids.
fn sort_twins<T: Named>(rows: &mut [(Id<T>, &T)], topology: &Topology, nth: impl Fn(&T, &str, usize) -> Id<T>) {
    let mut n_alike = BTreeMap::<String, usize>::new();
    for (_, row) in rows.iter() {
        *n_alike.entry(row.key_of_row(topology)).or_default() += 1;
    }
    for twins in rows.chunk_by_mut(|(_, a), (_, b)| a.name(topology) == b.name(topology)) {
        let [(_, first), _, ..] = twins else { continue };
        let key = first.key_of_row(topology);
        let ids = (0..n_alike[&key]).map(|n_above| (nth(first, &key, n_above).uuid(), n_above));
        let ids: BTreeMap<Uuid, usize> = ids.collect();
        twins.sort_by_key(|(id, _)| ids.get(&id.uuid()).copied().unwrap_or(usize::MAX));
    }
}

/// Which of the rows of its name each row is, from 1, in the order in which the lines of a text declare them. Rows that
/// are the only ones of their name are left out.
pub(super) fn numbers(topology: &Topology) -> BTreeMap<AnyId, usize> {
    let mut places: Vec<SiteRef> = Vec::new();
    let branch_sites: Vec<_> = by_name(&topology.branch_sites, topology).collect();
    let of_parent = |parent| branch_sites.iter().filter(move |(_, row)| row.parent == parent);
    for (id, _) in by_name(&topology.sites, topology) {
        places.push(SiteRef::Central(id));
        places.extend(of_parent(Some(id)).map(|(id, _)| SiteRef::Branch(*id)));
    }
    places.extend(of_parent(None).map(|(id, _)| SiteRef::Branch(*id)));
    let places: BTreeMap<SiteRef, usize> = places.into_iter().zip(0..).collect();
    let place = |site: SiteRef| places.get(&site).copied();

    let mut pools: Vec<_> = by_name(&topology.pools, topology).collect();
    pools.sort_by_key(|(_, row)| (place(row.site), row.role.kind()));
    let mut sql_instances: Vec<_> = by_name(&topology.sql_instances, topology).collect();
    sql_instances.sort_by_key(|(_, row)| place(row.site));
    let mut file_stores: Vec<_> = by_name(&topology.file_stores, topology).collect();
    file_stores.sort_by_key(|(_, row)| place(row.site));
    let mut gateways: Vec<_> = by_name(&topology.gateways, topology).collect();
    gateways.sort_by_key(|(_, row)| place(row.site));
    let mut web_apps_servers: Vec<_> = by_name(&topology.web_apps_servers, topology).collect();
    web_apps_servers.sort_by_key(|(_, row)| place(row.site));
    let mut services: Vec<_> = by_name(&topology.network_services, topology).collect();
    services.sort_by_key(|(_, row)| (place(row.site), row.kind));
    let mut branch_sites = branch_sites;
    branch_sites.sort_by_key(|(id, _)| place(SiteRef::Branch(*id)));

    let of_gateways = trunks(topology);
    let trunks = gateways.iter().filter_map(|(id, _)| of_gateways.get(id)).flatten();
    // Pools are read when all are declared, and those first whose databases are theirs.
    let (first, others): (Vec<_>, Vec<_>) =
        pools.iter().partition(|(_, row)| row.role.kind() == RoleKind::StandardEdition);
    let computers = first.into_iter().chain(others).flat_map(|(_, row)| topology.computers_of(row));

    let mut numbers = Numbers { topology, found: BTreeMap::new() };
    numbers.add(by_name(&topology.data_centres, topology));
    numbers.add(by_name(&topology.sites, topology));
    numbers.add(branch_sites);
    numbers.add(trunks.copied());
    numbers.add(computers);
    numbers.add(pools);
    numbers.add(sql_instances);
    numbers.add(file_stores);
    numbers.add(gateways);
    numbers.add(web_apps_servers);
    numbers.add(services);
    numbers.add_alike(by_name(&topology.links, topology), Link::ends_in_order);
    numbers.found
}

struct Numbers<'a> {
    topology: &'a Topology,
    found: BTreeMap<AnyId, usize>,
}

impl Numbers<'_> {
    fn add<'b, T: Named>(&mut self, rows: impl IntoIterator<Item = (Id<T>, &'b T)>) {
        let topology = self.topology;
        self.add_alike(rows, |row| row.key_of_row(topology));
    }

    fn add_alike<'b, T: Named, K: Ord>(
        &mut self,
        rows: impl IntoIterator<Item = (Id<T>, &'b T)>,
        key: impl Fn(&T) -> K,
    ) {
        let mut alike = BTreeMap::<K, Vec<Id<T>>>::new();
        for (id, row) in rows {
            alike.entry(key(row)).or_default().push(id);
        }
        let twins = alike.into_values().filter(|ids| ids.len() > 1);
        self.found.extend(twins.flat_map(|ids| ids.into_iter().map(T::any).zip(1..)));
    }
}
