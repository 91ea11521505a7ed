use std::collections::BTreeMap;

use strum::VariantArray;

use crate::message;
use crate::model::{AnyId, Deployment, Id, Pool, Role, RoleKind, Site, SiteRef, Topology, Whereabouts};
use crate::text::{Message, natural_key};

/// A node of the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Node {
    /// A row of the document.
    Row(AnyId),
    /// A folder of a site, or of the deployment.
    Folder(AnyId, Folder),
}

/// The folders of the vendor's tree, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Folder {
    Pools(RoleKind),
    SharedComponents,
    SqlStores,
    FileStores,
    Gateways,
    Trunks,
    WebApps,
    NetworkServices,
    BranchSites,
    DataCentres,
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub node: Node,
    pub depth: usize,
    /// What stands behind the name, quietly.
    pub detail: Message,
    /// Whether it holds others, which are the lines after it while it is open.
    pub has_more: bool,
}

impl Folder {
    pub(super) fn title(self) -> Message {
        match self {
            Self::Pools(role) => Message::verbatim(role.facts().plural),
            Self::SharedComponents => message!("Shared components"),
            Self::SqlStores => message!("SQL Server stores"),
            Self::FileStores => message!("File stores"),
            Self::Gateways => message!("PSTN gateways"),
            Self::Trunks => message!("Trunks"),
            Self::WebApps => message!("Office Web Apps servers"),
            Self::NetworkServices => message!("Network services"),
            Self::BranchSites => message!("Branch sites"),
            Self::DataCentres => message!("Data centres"),
        }
    }
}

/// The order of the roles in the vendor's tree, then those it does not list.
const ROLES: [RoleKind; 10] = [
    RoleKind::StandardEdition,
    RoleKind::FrontEnd,
    RoleKind::Director,
    RoleKind::Mediation,
    RoleKind::PersistentChat,
    RoleKind::Edge,
    RoleKind::TrustedApplication,
    RoleKind::VideoInterop,
    RoleKind::SurvivableBranch,
    RoleKind::Foreign,
];
const _: () = assert!(ROLES.len() == RoleKind::VARIANTS.len());

/// The outline of a deployment in the order of the vendor's tree. What is inside something closed is left out, and its
/// names are not looked at.
pub(super) fn lines(topology: &Topology, is_open: &dyn Fn(Node) -> bool) -> Vec<Line> {
    let (by_site, branches) = (by_site(topology), branches(topology));
    let mut tree = Tree { topology, is_open, lines: Vec::new(), depth: 0, by_site, branches };
    let deployment: AnyId = Deployment::ID.into();
    let sites: Vec<AnyId> = topology.sites.ids().map(AnyId::from).collect();
    let data_centres = topology.data_centres.ids().map(AnyId::from);
    let places: Vec<AnyId> = data_centres.chain(topology.links.ids().map(AnyId::from)).collect();
    let has_more = !(sites.is_empty() && tree.branches.is_empty() && places.is_empty());
    let product = message!("{product}", product = topology.deployment().product.title());
    tree.node(Node::Row(deployment), product, has_more, |tree| {
        for site in tree.sorted(sites) {
            let AnyId::Site(id) = site else { continue };
            let has_more = tree.by_site.contains_key(&SiteRef::Central(id)) || tree.branches.contains_key(&Some(id));
            tree.node(Node::Row(site), message!("central site"), has_more, |tree| {
                tree.site(SiteRef::Central(id));
                tree.branch_sites(site, Some(id));
            });
        }
        tree.branch_sites(deployment, None);
        tree.folder(deployment, Folder::DataCentres, places, |tree, place| {
            let detail = match place {
                AnyId::Link(_) => message!("link"),
                _ => message!(""),
            };
            tree.leaf(place, detail);
        });
    });
    tree.lines
}

/// What the rows of a deployment stand in.
pub(super) struct Around<'a> {
    topology: &'a Topology,
    whereabouts: Whereabouts<'a>,
}

impl<'a> Around<'a> {
    pub(super) fn new(topology: &'a Topology) -> Self {
        Self { topology, whereabouts: Whereabouts::new(topology) }
    }

    /// The nodes around a row, outermost first; none for a row without a line of its own.
    pub(super) fn of(&self, id: AnyId) -> Option<Vec<Node>> {
        let topology = self.topology;
        let deployment: AnyId = Deployment::ID.into();
        match id {
            AnyId::Deployment(_) => Some(Vec::new()),
            AnyId::Site(_) => self.inside(deployment, &[]),
            AnyId::DataCentre(_) | AnyId::Link(_) => self.inside(deployment, &[Folder::DataCentres]),
            AnyId::BranchSite(id) => {
                let parent = topology.branch_sites.get(id)?.parent.map_or(deployment, AnyId::from);
                self.inside(parent, &[Folder::BranchSites])
            }
            AnyId::Pool(id) => {
                let pool = topology.pools.get(id)?;
                self.inside(pool.site.into(), &[Folder::Pools(pool.role.kind())])
            }
            AnyId::Computer(id) => {
                let home = self.whereabouts.pool_of(id)?;
                let is_pool = topology.computers.get(id)?.fqdn.is(&topology.pools.get(home)?.fqdn);
                if is_pool { None } else { self.inside(home.into(), &[]) }
            }
            AnyId::SqlInstance(_)
            | AnyId::FileStore(_)
            | AnyId::Gateway(_)
            | AnyId::Trunk(_)
            | AnyId::WebAppsServer(_)
            | AnyId::NetworkService(_) => self.shared(id, self.whereabouts.site_of(id)?),
        }
    }

    fn inside(&self, outer: AnyId, folders: &[Folder]) -> Option<Vec<Node>> {
        let mut nodes = self.of(outer)?;
        nodes.push(Node::Row(outer));
        nodes.extend(folders.iter().map(|folder| Node::Folder(outer, *folder)));
        Some(nodes)
    }

    fn shared(&self, id: AnyId, site: SiteRef) -> Option<Vec<Node>> {
        self.inside(site.into(), &[Folder::SharedComponents, folder_of(id)?])
    }
}

/// What stands in each site, so that no site walks all tables.
fn by_site(topology: &Topology) -> BTreeMap<SiteRef, Vec<AnyId>> {
    let mut found: BTreeMap<SiteRef, Vec<AnyId>> = BTreeMap::new();
    let mut add = |site: SiteRef, id: AnyId| found.entry(site).or_default().push(id);
    topology.pools.iter().for_each(|(id, row)| add(row.site, id.into()));
    topology.sql_instances.iter().for_each(|(id, row)| add(row.site, id.into()));
    topology.file_stores.iter().for_each(|(id, row)| add(row.site, id.into()));
    topology.gateways.iter().for_each(|(id, row)| add(row.site, id.into()));
    topology.web_apps_servers.iter().for_each(|(id, row)| add(row.site, id.into()));
    topology.network_services.iter().for_each(|(id, row)| add(row.site, id.into()));
    for (id, trunk) in topology.trunks.iter() {
        if let Some(gateway) = topology.gateways.get(trunk.gateway) {
            add(gateway.site, id.into());
        }
    }
    found
}

/// The branch sites of each central site, and those without one.
fn branches(topology: &Topology) -> BTreeMap<Option<Id<Site>>, Vec<AnyId>> {
    let mut found: BTreeMap<Option<Id<Site>>, Vec<AnyId>> = BTreeMap::new();
    topology.branch_sites.iter().for_each(|(id, row)| found.entry(row.parent).or_default().push(id.into()));
    found
}

struct Tree<'a> {
    topology: &'a Topology,
    is_open: &'a dyn Fn(Node) -> bool,
    lines: Vec<Line>,
    depth: usize,
    by_site: BTreeMap<SiteRef, Vec<AnyId>>,
    branches: BTreeMap<Option<Id<Site>>, Vec<AnyId>>,
}

impl Tree<'_> {
    fn node(&mut self, node: Node, detail: Message, has_more: bool, inside: impl FnOnce(&mut Self)) {
        self.lines.push(Line { node, depth: self.depth, detail, has_more });
        if has_more && (self.is_open)(node) {
            self.depth += 1;
            inside(self);
            self.depth -= 1;
        }
    }

    fn leaf(&mut self, id: AnyId, detail: Message) {
        self.node(Node::Row(id), detail, false, |_| {});
    }

    /// A folder with its count; nothing at all where it would be empty.
    fn folder(&mut self, of: AnyId, folder: Folder, rows: Vec<AnyId>, mut each: impl FnMut(&mut Self, AnyId)) {
        if !rows.is_empty() {
            let count = message!("{n}", n = rows.len());
            self.node(Node::Folder(of, folder), count, true, |tree| {
                tree.sorted(rows).into_iter().for_each(|row| each(tree, row));
            });
        }
    }

    fn site(&mut self, site: SiteRef) {
        let here = self.by_site.remove(&site).unwrap_or_default();
        let of: AnyId = site.into();
        let topology = self.topology;
        let role_of = |id: &AnyId| match id {
            AnyId::Pool(id) => topology.pools.get(*id).map(|pool| pool.role.kind()),
            _ => None,
        };
        for role in ROLES {
            let pools = here.iter().copied().filter(|id| role_of(id) == Some(role)).collect();
            self.folder(of, Folder::Pools(role), pools, Self::pool);
        }
        let shared: Vec<(Folder, Vec<AnyId>)> = [
            Folder::SqlStores,
            Folder::FileStores,
            Folder::Gateways,
            Folder::Trunks,
            Folder::WebApps,
            Folder::NetworkServices,
        ]
        .into_iter()
        .map(|folder| (folder, here.iter().copied().filter(|id| folder_of(*id) == Some(folder)).collect::<Vec<_>>()))
        .filter(|(_, rows)| !rows.is_empty())
        .collect();
        if !shared.is_empty() {
            let count = shared.iter().map(|(_, rows)| rows.len()).sum::<usize>();
            self.node(Node::Folder(of, Folder::SharedComponents), message!("{n}", n = count), true, |tree| {
                for (folder, rows) in shared {
                    tree.folder(of, folder, rows, |tree, row| {
                        let detail = detail_of(tree.topology, row);
                        tree.leaf(row, detail);
                    });
                }
            });
        }
    }

    fn branch_sites(&mut self, of: AnyId, parent: Option<Id<Site>>) {
        let branches = self.branches.remove(&parent).unwrap_or_default();
        self.folder(of, Folder::BranchSites, branches, |tree, branch| {
            if let AnyId::BranchSite(id) = branch {
                let has_more = tree.by_site.contains_key(&SiteRef::Branch(id));
                tree.node(Node::Row(branch), message!("branch site"), has_more, |tree| tree.site(SiteRef::Branch(id)));
            }
        });
    }

    /// A pool with its computers, in quorum order. A computer that has the pool's name is the pool.
    fn pool(&mut self, id: AnyId) {
        let AnyId::Pool(pool_id) = id else { return };
        let Some(pool) = self.topology.pools.get(pool_id) else { return };
        let has_more = !is_one_computer(self.topology, pool);
        let detail = if has_more { message!("{n}", n = pool.computers.len()) } else { message!("") };
        self.node(Node::Row(id), detail, has_more, |tree| {
            for (id, computer) in tree.topology.computers_of(pool) {
                if !computer.fqdn.is(&pool.fqdn) {
                    let is_chat = matches!(pool.role, Role::PersistentChat(_));
                    let detail = match (is_chat, computer.standby) {
                        (true, true) => message!("standby"),
                        (true, false) => message!("active"),
                        (false, _) => message!(""),
                    };
                    tree.leaf(id.into(), detail);
                }
            }
        });
    }

    fn sorted(&self, mut rows: Vec<AnyId>) -> Vec<AnyId> {
        let is_link = |id: &AnyId| matches!(id, AnyId::Link(_));
        rows.sort_by_cached_key(|id| (is_link(id), natural_key(&self.topology.name(*id)), *id));
        rows
    }
}

fn is_one_computer(topology: &Topology, pool: &Pool) -> bool {
    topology.computers_of(pool).all(|(_, computer)| computer.fqdn.is(&pool.fqdn))
}

fn folder_of(id: AnyId) -> Option<Folder> {
    Some(match id {
        AnyId::SqlInstance(_) => Folder::SqlStores,
        AnyId::FileStore(_) => Folder::FileStores,
        AnyId::Gateway(_) => Folder::Gateways,
        AnyId::Trunk(_) => Folder::Trunks,
        AnyId::WebAppsServer(_) => Folder::WebApps,
        AnyId::NetworkService(_) => Folder::NetworkServices,
        _ => return None,
    })
}

fn detail_of(topology: &Topology, id: AnyId) -> Message {
    match id {
        AnyId::NetworkService(id) => {
            topology.network_services.get(id).map_or(message!(""), |row| Message::verbatim(row.kind.title()))
        }
        AnyId::Trunk(id) => {
            let pool = topology.trunks.get(id).and_then(|trunk| topology.pools.get(trunk.pool?));
            pool.map_or(message!("no pool"), |pool| message!("to {pool}", pool = pool.fqdn.host()))
        }
        _ => message!(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch;

    fn outline(text: &str) -> String {
        let document = sketch::read(text).unwrap().document;
        let topology = &document.topology;
        let line = |line: Line| {
            let name = match line.node {
                Node::Row(id) => topology.name(id),
                Node::Folder(_, folder) => folder.title().to_string(),
            };
            let indent = "  ".repeat(line.depth);
            format!("{indent}{name} {}", line.detail).trim_end().to_owned()
        };
        lines(topology, &|_| true).into_iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn folders_stand_in_the_vendors_order_and_names_in_that_of_people() {
        let found = outline(
            r"
            deployment contoso.com
              product 2013
            data-centre London
            site EMEA
              edge edge.contoso.com
              front-end fe10 in London
                computers 2
              front-end fe9 in London
                computers 1
              standard-edition se1
              persistent-chat chat
                computers chat1 active
                computers chat2 standby
              gateway sbc
            branch-site Leeds of EMEA
              survivable-branch sba
            ",
        );
        insta::assert_snapshot!(found, @r"
        contoso.com Lync Server 2013
          EMEA central site
            Standard Edition Front End servers 1
              se1.contoso.com
            Enterprise Edition Front End pools 2
              fe9.contoso.com 1
                fe91.contoso.com
              fe10.contoso.com 2
                fe101.contoso.com
                fe102.contoso.com
            Persistent Chat pools 1
              chat.contoso.com 2
                chat1.contoso.com active
                chat2.contoso.com standby
            Edge pools 1
              edge.contoso.com
            Shared components 3
              SQL Server stores 1
                se1.contoso.com\rtc
              PSTN gateways 1
                sbc.contoso.com
              Trunks 1
                sbc.contoso.com no pool
            Branch sites 1
              Leeds branch site
                Survivable Branch Appliances 1
                  sba.contoso.com
          Data centres 1
            London
        ");
    }

    #[test]
    fn every_row_of_the_document_has_its_line() {
        let document =
            sketch::read("site A\n  front-end fe1\n  edge e1\nsite B\n  front-end fe2\npair fe1 fe2").unwrap().document;
        let shown: Vec<AnyId> = lines(&document.topology, &|_| true)
            .into_iter()
            .filter_map(|line| match line.node {
                Node::Row(id) => Some(id),
                Node::Folder(..) => None,
            })
            .collect();
        let missing: Vec<String> =
            document.topology.ids().filter(|id| !shown.contains(id)).map(|id| document.topology.name(id)).collect();
        // Only the computer that has its pool's name has no line of its own.
        assert_eq!(missing, ["e1.contoso.com"]);
    }

    #[test]
    fn what_a_line_stands_in_is_what_has_to_be_open_for_it_to_be_seen() {
        let text = r"
            data-centre London
            data-centre Paris
            link London Paris
            site EMEA
              front-end fe1
                computers 2
              sql sql1\rtc
              file-store \\fs\share
              gateway sbc
            branch-site Leeds of EMEA
              survivable-branch sba
            ";
        let document = sketch::read(text).unwrap().document;
        let topology = &document.topology;
        for line in lines(topology, &|_| true) {
            let Node::Row(id) = line.node else { continue };
            let around = Around::new(topology).of(id).unwrap();
            assert_eq!(around.len(), line.depth, "{}", topology.name(id));
            let is_seen = |closed: Option<Node>| {
                let open = |node| Some(node) != closed && around.contains(&node);
                lines(topology, &open).iter().any(|line| line.node == Node::Row(id))
            };
            assert!(is_seen(None), "{}", topology.name(id));
            assert!(around.iter().all(|node| !is_seen(Some(*node))), "{}", topology.name(id));
        }
    }
}
