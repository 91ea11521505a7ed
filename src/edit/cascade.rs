//! What goes with what. Removing a row takes along the rows that cannot be without it; all others forget it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{AnyId, Entity, Fqdn, Pool, Role, SiteRef, Topology};

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
            todo.extend(owned.parts(id).filter(|part| owned.is_without_pool(*part, &removed)));
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

/// The database and the share that a Standard Edition server keeps on itself: where it goes, they go.
pub(super) fn kept_on_the_server(topology: &Topology, pool: &Pool) -> impl Iterator<Item = AnyId> + use<> {
    let (mut database, mut share) = (None, None);
    if let Role::StandardEdition(settings) = &pool.role {
        let is_here = |name: &Fqdn| name.is(&pool.fqdn);
        let (sql, files) = (&topology.sql_instances, &topology.file_stores);
        database = settings.back_end.primary.filter(|id| sql.get(*id).is_some_and(|row| is_here(&row.fqdn)));
        share = settings.file_store.filter(|id| files.get(*id).is_some_and(|row| is_here(&row.server)));
    }
    database.map(AnyId::from).into_iter().chain(share.map(AnyId::from))
}

#[derive(Default)]
struct Owned {
    /// For each row, the rows that cannot be without it.
    parts: BTreeMap<AnyId, Vec<AnyId>>,
    /// For each computer, the pools it serves: a chat pool may share that of a Standard Edition server.
    pools: BTreeMap<AnyId, Vec<AnyId>>,
}

impl Owned {
    fn of(topology: &Topology) -> Self {
        let mut owned = Self::default();
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
                owned.pools.entry(computer.into()).or_default().push(id.into());
            }
            kept_on_the_server(topology, pool).for_each(|part| owned.add(id, part));
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
        self.parts.entry(whole.into()).or_default().push(part.into());
    }

    fn parts(&self, whole: AnyId) -> impl Iterator<Item = AnyId> {
        self.parts.get(&whole).into_iter().flatten().copied()
    }

    /// Whether all pools that the row serves are among those removed; true of every row that is no computer.
    fn is_without_pool(&self, id: AnyId, removed: &BTreeSet<AnyId>) -> bool {
        self.pools.get(&id).into_iter().flatten().all(|pool| removed.contains(pool))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::sample::{Sample, emea, holds_together};
    use crate::edit::{Command, Creation};
    use crate::model::{Computer, Deployment, Id, Link, NetworkServiceKind, RoleKind, Trunk};
    use crate::vendor::Product;

    /// What goes with a row, that row included.
    fn gone_with(sample: &Sample, root: impl Into<AnyId>) -> Vec<String> {
        let gone = cascade(&sample.document.topology, [root.into()]);
        sample.names(gone.removed)
    }

    /// What stays and forgets it.
    fn changed_by(sample: &Sample, root: impl Into<AnyId>) -> Vec<String> {
        let gone = cascade(&sample.document.topology, [root.into()]);
        sample.names(gone.changed.iter().map(Entity::id))
    }

    fn sorted(mut names: Vec<String>) -> Vec<String> {
        names.sort();
        names
    }

    #[test]
    fn a_pool_takes_its_computers_along_and_leaves_the_stores_others_may_use() {
        let mut sample = Sample::new();
        let sql = sample.sql("sql1.contoso.com");
        let lon = sample.front_end("lon.contoso.com");
        sample.edit_front_end(lon, |settings| settings.back_end.primary = Some(sql));
        assert_eq!(
            sorted(gone_with(&sample, lon)),
            [
                "computer lon1.contoso.com",
                "computer lon2.contoso.com",
                "computer lon3.contoso.com",
                "front-end-pool lon.contoso.com",
            ]
        );
        assert_eq!(changed_by(&sample, sql), ["front-end-pool lon.contoso.com"]);
    }

    #[test]
    fn a_standard_edition_server_takes_along_the_database_and_the_share_on_itself() {
        let mut sample = Sample::new();
        let se = sample.standard_edition("se.contoso.com");
        let share = sample.share("SE.contoso.com", "lync");
        sample.edit_front_end(se, |settings| settings.file_store = Some(share));
        assert_eq!(
            sorted(gone_with(&sample, se)),
            [
                "computer se.contoso.com",
                r"file-store \\SE.contoso.com\lync",
                r"sql-instance se.contoso.com\rtc",
                "standard-edition-server se.contoso.com",
            ]
        );
    }

    #[test]
    fn a_share_on_another_server_outlives_a_standard_edition_server() {
        let mut sample = Sample::new();
        let se = sample.standard_edition("se.contoso.com");
        let share = sample.share("fs1.contoso.com", "lync");
        sample.edit_front_end(se, |settings| settings.file_store = Some(share));
        assert!(!cascade(&sample.document.topology, [se.into()]).removed.contains(&share.into()));
    }

    #[test]
    fn a_computer_of_two_pools_goes_with_the_last_of_them() {
        let mut sample = Sample::new();
        let se = sample.standard_edition("se.contoso.com");
        let shared = sample.computer("se.contoso.com");
        let (chat, role) = (Id::derived("chat"), RoleKind::PersistentChat.with_defaults());
        let row = Pool::new("se.contoso.com", emea(), Product::S15, role);
        sample.put(chat, Pool { computers: vec![shared], ..row });
        let topology = &sample.document.topology;
        let with = |roots: &[Id<Pool>]| {
            cascade(topology, roots.iter().map(|id| AnyId::from(*id))).removed.contains(&shared.into())
        };
        assert!(!with(&[chat]) && !with(&[se]) && with(&[chat, se]));
    }

    #[test]
    fn a_site_takes_everything_in_it_along_and_its_branch_sites() {
        let mut sample = Sample::new();
        let emea_id = Id::derived("EMEA");
        sample.data_centre("London");
        sample.front_end("lon.contoso.com");
        sample.standard_edition("se.contoso.com");
        sample.sql("sql1.contoso.com");
        sample.share("fs1.contoso.com", "lync");
        sample.gateway("gw.contoso.com");
        let (id, fqdn) = (Id::derived("wac"), Fqdn::from("wac.contoso.com"));
        sample.perform(Creation::WebAppsServer { id, fqdn, site: emea() });
        let (id, name) = (Id::derived("vip"), "VIP".to_owned());
        let kind = NetworkServiceKind::LoadBalancer;
        sample.perform(Creation::NetworkService { id, kind, name, site: emea() });
        let (id, name) = (Id::derived("Leeds"), "Leeds".to_owned());
        sample.perform(Creation::BranchSite { id, name, parent: emea_id });
        let (sba, site) = (Id::derived("sba"), SiteRef::Branch(id));
        let (fqdn, computers) = (Fqdn::from("sba.contoso.com"), vec![Fqdn::from("sba.contoso.com")]);
        let role = RoleKind::SurvivableBranch;
        sample.perform(Creation::Pool { id: sba, role, fqdn, site, data_centre: None, computers });
        sample.perform(Command::Remove(vec![emea_id.into()]));
        assert_eq!(
            sample.names(sample.document.topology.ids()),
            ["deployment contoso.com", "data-centre London"],
            "only what is in no site stays"
        );
        assert!(holds_together(&sample.document));
    }

    #[test]
    fn a_data_centre_leaves_computers_and_sites_and_takes_its_links_along() {
        let mut sample = Sample::new();
        let (london, paris) = (sample.data_centre("London"), sample.data_centre("Paris"));
        sample.put(Id::derived("link"), Link { ends: [london, paris], bandwidth: None, latency: None });
        sample.pool(RoleKind::FrontEnd, "lon.contoso.com", &["lon1.contoso.com"], "London");
        assert_eq!(gone_with(&sample, london), ["data-centre London", "link London – Paris"]);
        assert_eq!(changed_by(&sample, london), ["site EMEA", "computer lon1.contoso.com"]);
        sample.perform(Command::Remove(vec![london.into()]));
        let computer: &Computer = sample.row(sample.computer("lon1.contoso.com"));
        assert_eq!(computer.data_centre, None);
    }

    #[test]
    fn a_gateway_takes_all_its_trunks_along() {
        let mut sample = Sample::new();
        let gateway = sample.gateway("gw.contoso.com");
        let (id, name) = (Id::derived("second"), "second".to_owned());
        sample.perform(Creation::Trunk { id, name, gateway, pool: None });
        assert_eq!(
            sorted(gone_with(&sample, gateway)),
            ["gateway gw.contoso.com", "trunk gw.contoso.com", "trunk second"]
        );
    }

    #[test]
    fn an_edge_pool_is_forgotten_by_those_who_used_it() {
        let mut sample = Sample::new();
        let lon = sample.front_end("lon.contoso.com");
        let edge = sample.pool(RoleKind::Edge, "edge.contoso.com", &["edge1.contoso.com"], "");
        sample.edit_front_end(lon, |settings| settings.edge_pool = Some(edge));
        sample.edit(Deployment::ID, |row| row.federation_route = Some(edge));
        assert_eq!(sorted(gone_with(&sample, edge)), ["computer edge1.contoso.com", "edge-pool edge.contoso.com"]);
        assert_eq!(changed_by(&sample, edge), ["deployment contoso.com", "front-end-pool lon.contoso.com"]);
        sample.perform(Command::Remove(vec![edge.into()]));
        assert_eq!(sample.row(lon).role.edge_pool(), None);
    }

    #[test]
    fn a_root_trunk_goes_with_its_gateway_or_the_site_of_it_never_alone() {
        let mut sample = Sample::new();
        let gateway = sample.gateway("gw.contoso.com");
        let root: Id<Trunk> = gateway.part("root trunk");
        assert_eq!(
            sample.refusal(Command::Remove(vec![root.into()])),
            "gw.contoso.com is the root trunk of gw.contoso.com \
             (it goes with its gateway: delete the gateway, or change the trunk)"
        );
        for whole in [AnyId::from(gateway), emea().into()] {
            let mut sample = sample.clone();
            sample.perform(Command::Remove(vec![root.into(), whole]));
            assert!(sample.document.topology.trunks.is_empty());
        }
    }
}
