//! A part of a deployment as text, and what pasting such a text adds to a deployment.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use uuid::Uuid;

use super::error::SketchError;
use super::kind::place::used_data_centres;
use super::read::read_within;
use super::write::write_part;
use crate::edit::{Command, Names, cascade};
use crate::model::{
    AnyId, BranchSite, Deployment, Document, Entity, FileKind, FileStore, Fqdn, Site, SiteRef, Topology, with_rows,
};
use crate::text::natural_key;

/// What a pasted text adds.
#[derive(Debug, Clone, PartialEq)]
pub struct Pasted {
    /// The changes, to be made as one step.
    pub steps: Vec<Command>,
    /// The new rows that stand for themselves: no computers and no trunks, and sites only where nothing is in them.
    pub rows: Vec<AnyId>,
}

/// Writes rows as a sketch, with all that goes where they go, and with the names of what they refer to elsewhere;
/// nothing if there are none that can stand for themselves. Pins and waivers stay behind.
pub fn copy(document: &Document, rows: impl IntoIterator<Item = AnyId>) -> Option<String> {
    let whole = &document.topology;
    let wanted = cascade(whole, rows.into_iter().filter(|id| !matches!(id, AnyId::Deployment(_)))).removed;
    if !wanted.iter().copied().any(stands_for_itself) {
        return None;
    }
    let mut part = only(whole, &wanted);
    let Deployment { product, default_sip_domain, .. } = whole.deployment();
    part.deployments = [(Deployment::ID, Deployment::new(*product, default_sip_domain))].into_iter().collect();
    part.pools = part
        .pools
        .iter()
        .map(|(id, row)| {
            let backup_pool = row.backup_pool.filter(|backup| wanted.contains(&(*backup).into()));
            (id, crate::model::Pool { backup_pool, ..row.clone() })
        })
        .collect();
    add_homes(&mut part, whole);
    Some(write_part(&Document { topology: part, ..Document::default() }, whole))
}

/// Whether a text can say something of the row without the row it is a part of.
fn stands_for_itself(id: AnyId) -> bool {
    !matches!(id, AnyId::Deployment(_) | AnyId::Computer(_) | AnyId::Trunk(_))
}

fn is_place(id: AnyId) -> bool {
    matches!(id, AnyId::Site(_) | AnyId::BranchSite(_) | AnyId::DataCentre(_) | AnyId::Link(_))
}

macro_rules! only {
    ($($table:ident: $Row:ident),* $(,)?) => {
        fn only(topology: &Topology, wanted: &BTreeSet<AnyId>) -> Topology {
            Topology {
                $($table: topology
                    .$table
                    .iter()
                    .filter(|(id, _)| wanted.contains(&AnyId::from(*id)))
                    .map(|(id, row)| (id, row.clone()))
                    .collect()),*
            }
        }
    };
}
with_rows!(only);

/// Adds the sites that rows stand in, by name alone.
fn add_homes(part: &mut Topology, whole: &Topology) {
    let mut homes: BTreeSet<SiteRef> = BTreeSet::new();
    for entity in part.ids().filter_map(|id| part.entity(id)) {
        entity.walk().each_id(&mut |id| match id {
            AnyId::Site(id) => _ = homes.insert(SiteRef::Central(id)),
            AnyId::BranchSite(id) => _ = homes.insert(SiteRef::Branch(id)),
            _ => {}
        });
    }
    let parents = |home: &SiteRef| match home {
        SiteRef::Branch(id) => whole.branch_sites.get(*id)?.parent.map(SiteRef::Central),
        SiteRef::Central(_) => None,
    };
    homes.extend(homes.clone().iter().filter_map(parents));
    let mut sites: BTreeMap<_, Site> = part.sites.iter().map(|(id, row)| (id, row.clone())).collect();
    let mut branch_sites: BTreeMap<_, BranchSite> =
        part.branch_sites.iter().map(|(id, row)| (id, row.clone())).collect();
    for home in homes {
        match home {
            SiteRef::Central(id) => {
                let name = whole.site_name(home).to_owned();
                sites.entry(id).or_insert_with(|| Site { name, ..Site::default() });
            }
            SiteRef::Branch(id) => {
                let parent = whole.branch_sites.get(id).and_then(|row| row.parent);
                let name = whole.site_name(home).to_owned();
                branch_sites.entry(id).or_insert_with(|| BranchSite { name, parent, ..BranchSite::default() });
            }
        }
    }
    part.sites = sites.into_iter().collect();
    part.branch_sites = branch_sites.into_iter().collect();
}

/// Reads a text as an addition to a document. Every row gets an id that follows from `seed`, and another name where its
/// own is taken; sites, branch sites and data centres that the document has already are those of the document. What the
/// text refers to without having it is looked up in the document, and left out where that has none.
///
/// What stands in one site all together goes `into` another, if that is said.
pub fn paste(text: &str, document: &Document, into: Option<SiteRef>, seed: Uuid) -> Result<Pasted, SketchError> {
    let there = &document.topology;
    let new = read_within(text, there, seed)?.document.topology;
    let is_new = |id: AnyId| !there.contains(id) && !matches!(id, AnyId::Deployment(_));
    let mut rows: Vec<Entity> = new.ids().filter(|id| is_new(*id)).filter_map(|id| new.entity(id)).collect();
    for row in &mut rows {
        row.walk_mut().keep_ids(&|id| there.contains(id) || new.contains(id));
    }
    rename(&mut rows, there);
    let homes: BTreeSet<SiteRef> = rows.iter_mut().filter_map(|row| site_of(row).copied()).collect();
    let mut steps = Vec::new();
    if let (Some(into), 1) = (into, homes.len()) {
        rows.retain(|row| !homes.iter().any(|home| AnyId::from(*home) == row.id()));
        rows.iter_mut().filter_map(site_of).for_each(|site| *site = into);
    } else {
        for (id, row) in new.sites.iter() {
            let mut row = there.sites.get(id).unwrap_or(row).clone();
            let n_before = row.data_centres.len();
            let used = used_data_centres(&new, id);
            row.data_centres.extend(used.into_iter().filter(|id| !row.data_centres.contains(id)).collect::<Vec<_>>());
            if row.data_centres.len() > n_before {
                rows.retain(|other| other.id() != id.into());
                steps.push(Command::Put(Entity::from((id, row))));
            }
        }
    }
    let mut own: Vec<AnyId> = rows.iter().map(Entity::id).filter(|id| stands_for_itself(*id)).collect();
    if !own.iter().copied().all(is_place) {
        own.retain(|id| !is_place(*id));
    }
    steps.extend(rows.into_iter().map(Command::Put));
    Ok(Pasted { steps, rows: own })
}

/// The site a row stands in.
fn site_of(row: &mut Entity) -> Option<&mut SiteRef> {
    Some(match row {
        Entity::Pool(_, row) => &mut Arc::make_mut(row).site,
        Entity::SqlInstance(_, row) => &mut Arc::make_mut(row).site,
        Entity::FileStore(_, row) => &mut Arc::make_mut(row).site,
        Entity::Gateway(_, row) => &mut Arc::make_mut(row).site,
        Entity::WebAppsServer(_, row) => &mut Arc::make_mut(row).site,
        Entity::NetworkService(_, row) => &mut Arc::make_mut(row).site,
        _ => return None,
    })
}

/// Gives other names to rows whose names are taken, and to whatever names them.
fn rename(rows: &mut [Entity], there: &Topology) {
    let taken: BTreeSet<(&str, String)> =
        there.ids().map(|id| (there.kind(id), there.name(id).to_lowercase())).collect();
    let is_there = |kind: &'static str, name: &str| taken.contains(&(kind, name.to_lowercase()));
    let mut names = Names::of(there);
    let (mut keep, mut change) = (Vec::new(), Vec::new());
    for row in rows.iter() {
        let (host, is_taken) = match row {
            Entity::Pool(_, pool) => (pool.fqdn.clone(), names.is_taken(pool.fqdn.as_str())),
            Entity::Computer(_, computer) => (computer.fqdn.clone(), names.is_taken(computer.fqdn.as_str())),
            Entity::Gateway(_, gateway) => (gateway.fqdn.clone(), names.is_taken(gateway.fqdn.as_str())),
            Entity::WebAppsServer(_, server) => (server.fqdn.clone(), names.is_taken(server.fqdn.as_str())),
            Entity::SqlInstance(_, sql) => (sql.fqdn.clone(), is_there("sql-instance", &sql.path())),
            Entity::FileStore(_, share) if !is_namespace(share, there) => {
                (share.server.clone(), is_there("file-store", &share.path()))
            }
            _ => continue,
        };
        if is_taken { change.push(host) } else { keep.push(host) }
    }
    keep.iter().for_each(|host| names.take(host));
    change.sort_by_cached_key(|host| natural_key(host.as_str()));
    let mut others: BTreeMap<String, Fqdn> = BTreeMap::new();
    for host in change {
        others.entry(host.key()).or_insert_with(|| {
            let other = names.next_copy(&host);
            names.take(&other);
            other
        });
    }
    let other_text = |text: &str, kind: &'static str| {
        let mut numbered = (2..).map(|n: u32| format!("{text} {n}"));
        numbered.find(|text| !is_there(kind, text)).unwrap_or_default()
    };
    for row in rows {
        row.walk_mut().each_name(&mut |name| {
            if let Some(other) = others.get(&name.key()) {
                *name = other.clone();
            }
        });
        match row {
            // A trunk is often called as its gateway is.
            Entity::Trunk(_, trunk) if others.contains_key(&trunk.name.to_lowercase()) => {
                let name = others[&trunk.name.to_lowercase()].to_string();
                Arc::make_mut(trunk).name = name;
            }
            Entity::Trunk(_, trunk) if is_there("trunk", &trunk.name) => {
                let name = other_text(&trunk.name, "trunk");
                Arc::make_mut(trunk).name = name;
            }
            Entity::NetworkService(_, service) if is_there("network-service", &service.name) => {
                let name = other_text(&service.name, "network-service");
                Arc::make_mut(service).name = name;
            }
            Entity::FileStore(_, share) if is_there("file-store", &share.path()) => {
                let paths = (2..).map(|n: u32| FileStore { share: format!("{}{n}", share.share), ..(**share).clone() });
                let free = paths.into_iter().find(|row| !is_there("file-store", &row.path()));
                *share = free.map_or_else(|| Arc::clone(share), Arc::new);
            }
            _ => {}
        }
    }
}

/// Whether what stands before the share is no server but a DFS namespace, which has the domain's name.
fn is_namespace(share: &FileStore, there: &Topology) -> bool {
    let is_domain = there.deployment().sip_domains.iter().any(|domain| domain.name.is(&share.server));
    is_domain || matches!(share.kind, Some(FileKind::Dfs(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message;

    const TWO_SITES: &str = r"
        site EMEA
          front-end lon-fe in London
            edge edge
            back-end sql1\rtc mirror sql2\rtc
            file-store \\fs1\lync
          standard-edition se1 in London
          edge edge in London
            next-hop lon-fe
          gateway gw in London
            trunk gw.contoso.com to lon-fe
        site APAC
          front-end sin-fe
        pair lon-fe sin-fe
    ";

    fn document(text: &str) -> Document {
        crate::sketch::read(text).unwrap().document
    }

    fn rows(document: &Document, names: &[&str]) -> Vec<AnyId> {
        let topology = &document.topology;
        let id =
            |name: &&str| topology.ids().find(|id| topology.name(*id) == **name && stands_for_itself(*id)).unwrap();
        names.iter().map(id).collect()
    }

    fn copied(document: &Document, names: &[&str]) -> String {
        copy(document, rows(document, names)).unwrap()
    }

    fn pasted(text: &str, document: &Document, into: Option<SiteRef>) -> (Document, Vec<String>) {
        let Pasted { steps, rows } = paste(text, document, into, Uuid::from_u128(77)).unwrap();
        let command = Command::All { label: message!("Paste"), steps };
        let after = command.plan(document).unwrap().apply(document).unwrap();
        let names = rows.into_iter().map(|id| after.topology.name(id).replace(".contoso.com", "")).collect();
        (after, names)
    }

    #[test]
    fn a_copy_is_a_sketch_of_what_is_copied_and_names_the_rest() {
        let document = document(TWO_SITES);
        insta::assert_snapshot!(copied(&document, &["lon-fe.contoso.com"]), @r"
        deployment contoso.com

        site EMEA
          front-end lon-fe in London
            edge edge
            back-end sql1\rtc mirror sql2\rtc
            file-store \\fs1\lync
        ");
    }

    #[test]
    fn a_copied_pool_gets_names_of_its_own_and_keeps_its_relations() {
        let before = document(TWO_SITES);
        let text = copied(&before, &["lon-fe.contoso.com"]);
        let (after, names) = pasted(&text, &before, None);
        assert_eq!(names, ["lon-fe-2"]);
        let (topology, old) = (&after.topology, &before.topology);
        let find = |name: &str| topology.pools.iter().find(|(_, row)| row.fqdn.host() == name).unwrap().1;
        let (copy, origin) = (find("lon-fe-2"), find("lon-fe"));
        let hosts: Vec<&str> = topology.computers_of(copy).map(|(_, row)| row.fqdn.host()).collect();
        assert_eq!(hosts, ["lon-fe4", "lon-fe5", "lon-fe6"]);
        assert_eq!(copy.role, origin.role, "edge pool, stores and shares are those of the origin");
        assert_eq!((copy.backup_pool, copy.site), (None, origin.site));
        assert_eq!(topology.data_centres_of(copy), topology.data_centres_of(origin));
        assert_eq!(topology.sql_instances.len(), old.sql_instances.len());
        assert_eq!(topology.pools.len(), old.pools.len() + 1);
        assert!(topology.sites.iter().eq(old.sites.iter()) && topology.data_centres.iter().eq(old.data_centres.iter()));
    }

    #[test]
    fn what_is_copied_together_belongs_together() {
        let before = document(TWO_SITES);
        let names = ["lon-fe.contoso.com", r"sql1.contoso.com\rtc", "sin-fe.contoso.com", "gw.contoso.com"];
        let (after, mut names) = pasted(&copied(&before, &names), &before, None);
        names.sort();
        assert_eq!(names, ["gw-2", "lon-fe-2", "sin-fe-2", r"sql3\rtc"]);
        let topology = &after.topology;
        let find = |name: &str| topology.pools.iter().find(|(_, row)| row.fqdn.host() == name).unwrap();
        let ((lon, lon_row), (sin, sin_row)) = (find("lon-fe-2"), find("sin-fe-2"));
        assert_eq!((lon_row.backup_pool, sin_row.backup_pool), (Some(sin), Some(lon)));
        let store = &lon_row.role.front_end().unwrap().back_end;
        assert_eq!(topology.name(store.primary.unwrap().into()), r"sql3.contoso.com\rtc");
        assert_eq!(topology.name(store.mirror.unwrap().into()), r"sql2.contoso.com\rtc");
        let trunk = topology.trunks.iter().find(|(_, row)| row.name == "gw-2.contoso.com").unwrap().1;
        assert_eq!(trunk.pool, Some(lon));
    }

    #[test]
    fn a_standard_edition_server_takes_its_own_database_along() {
        let before = document(TWO_SITES);
        let (after, names) = pasted(&copied(&before, &["se1.contoso.com"]), &before, None);
        assert_eq!(names, ["se2", r"se2\rtc"]);
        let (_, copy) = after.topology.pools.iter().find(|(_, row)| row.fqdn.host() == "se2").unwrap();
        let own = copy.role.front_end().unwrap().back_end.primary.unwrap();
        assert_eq!(after.topology.name(own.into()), r"se2.contoso.com\rtc");
    }

    #[test]
    fn another_document_gets_the_site_too_and_loses_what_it_does_not_have() {
        let text = copied(&document(TWO_SITES), &["edge.contoso.com", "lon-fe.contoso.com"]);
        let other = document("site APAC\n  director dir");
        let (after, _) = pasted(&text, &other, None);
        insta::assert_snapshot!(crate::sketch::write(&after), @r"
        deployment contoso.com

        data-centre London

        site APAC
          director dir

        site EMEA
          front-end lon-fe in London
            edge edge
            back-end sql1\rtc mirror sql2\rtc
            file-store \\fs1\lync
          edge edge in London
            next-hop lon-fe
        ");
        let text = copied(&document(TWO_SITES), &["edge.contoso.com"]);
        let (after, names) = pasted(&text, &other, None);
        assert_eq!(names, ["edge"]);
        let (_, edge) = after.topology.pools.iter().find(|(_, row)| row.fqdn.host() == "edge").unwrap();
        assert_eq!(edge.role.next_hop(), None);
    }

    #[test]
    fn what_stands_in_one_site_goes_into_another() {
        let before = document(TWO_SITES);
        let apac = before.topology.sites.iter().find(|(_, row)| row.name == "APAC").unwrap().0;
        let text = copied(&before, &["edge.contoso.com", "gw.contoso.com"]);
        let (after, _) = pasted(&text, &before, Some(SiteRef::Central(apac)));
        let edge = after.topology.pools.iter().find(|(_, row)| row.fqdn.host() == "edge-2").unwrap().1;
        assert_eq!(edge.site, SiteRef::Central(apac));
        assert_eq!(after.topology.sites.len(), 2);
    }

    #[test]
    fn what_is_cut_comes_back_as_it_was() {
        let before = document(TWO_SITES);
        let edge = rows(&before, &["edge.contoso.com"]);
        let text = copy(&before, edge.iter().copied()).unwrap();
        let without = Command::Remove(edge).plan(&before).unwrap().apply(&before).unwrap();
        let (after, names) = pasted(&text, &without, None);
        assert_eq!(names, ["edge"]);
        let find = |document: &Document| {
            let (_, row) = document.topology.pools.iter().find(|(_, row)| row.fqdn.host() == "edge").unwrap();
            (row.role.clone(), document.topology.computers_of(row).map(|(_, row)| row.clone()).collect::<Vec<_>>())
        };
        assert_eq!(find(&after), find(&before));
    }

    #[test]
    fn a_share_of_a_namespace_gets_another_name_behind_the_domain() {
        let before = document("site EMEA\n  file-store \\\\contoso.com\\lync");
        let (_, names) = pasted(&copied(&before, &[r"\\contoso.com\lync"]), &before, None);
        assert_eq!(names, [r"\\contoso.com\lync2"]);
    }

    #[test]
    fn what_is_a_part_of_something_else_is_not_copied_alone() {
        let document = document(TWO_SITES);
        let computer = document.topology.computers.ids().next().unwrap();
        assert_eq!(copy(&document, [computer.into(), Deployment::ID.into()]), None);
    }
}
