//! The model told to the layout: which row becomes which card, in which frame, in which order, how large.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagram::geometry::{Point, Rect, Size};
use crate::diagram::layout::{
    Attached, Container, ContainerKind, Home, Item, LayoutRequest, Relation as Tie, StorePart,
};
use crate::diagram::picture::{Chip, Frame, FrameKind, Node, NodeShape, measure};
use crate::diagram::type_size::{Weight, width};
use crate::graph::{RelationKind, relations};
use crate::model::{
    AnyId, Computer, DataCentre, Document, FileStore, Fqdn, GatewayKind, Id, Pool, Role, RoleKind, SiteRef,
    SqlInstance, SurvivableBranchKind, Topology, Transport,
};
use crate::text::natural_key;

use measure::{
    BADGE, BAND_TITLE, CARD_HEAD, CARD_PADDING, CHIP_GAP, CHIP_HEIGHT, CHIPS_IN_A_ROW, SITE_TITLE, SMALL, STORE_HEIGHT,
    TEXT_INDENT, TINY, TITLE, WITNESS,
};

/// A card is at least this wide.
const LEAST_CARD: f32 = 216.0;
/// The label of a pair line, "paired · RPO 30 min", needs this much.
const PAIR_LABEL: f32 = 176.0;

/// The request to the layout, and what each of its keys stands for.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) request: LayoutRequest,
    pub(super) frames: Vec<Frame>,
    pub(super) nodes: Vec<Node>,
    /// The frame of a site.
    site_frames: BTreeMap<AnyId, usize>,
    /// The frame of a data centre within a central site.
    bands: BTreeMap<(AnyId, Id<DataCentre>), usize>,
    keys: BTreeMap<AnyId, usize>,
    /// The names, in lower case, of Standard Edition servers: what is on them is not drawn beside them.
    standard_edition: BTreeSet<String>,
}

/// The order of roles on the sheet, from top to bottom.
const fn rank(kind: RoleKind) -> u8 {
    match kind {
        RoleKind::FrontEnd | RoleKind::StandardEdition => 0,
        RoleKind::PersistentChat => 1,
        RoleKind::Director => 2,
        RoleKind::Mediation | RoleKind::SurvivableBranch => 3,
        RoleKind::VideoInterop => 4,
        RoleKind::TrustedApplication => 5,
        RoleKind::Edge => 6,
        RoleKind::Foreign => 7,
    }
}
const RANK_OF_GATEWAYS: u8 = 6;
const RANK_OF_SERVERS: u8 = 7;
const RANK_OF_LOOSE_STORES: u8 = 8;

impl Plan {
    pub(super) fn of(document: &Document) -> Self {
        let topology = &document.topology;
        let servers = topology.pools.iter().filter(|(_, pool)| matches!(pool.role, Role::StandardEdition(_)));
        let standard_edition = servers.map(|(_, pool)| pool.fqdn.key()).collect();
        let mut plan = Self { standard_edition, ..Self::default() };
        plan.add_frames(topology);
        plan.add_pools(topology);
        plan.add_stores(topology);
        plan.add_others(topology);
        for (item, pin) in document.sheet.pins() {
            if let Some(&key) = plan.keys.get(&item) {
                plan.request.items[key].pinned = Some(Point::new(pin.x as f32, pin.y as f32));
            }
        }
        for relation in relations(topology) {
            let ends = (plan.keys.get(&relation.from), plan.keys.get(&relation.to));
            if let (RelationKind::Pair, (Some(&from), Some(&to))) = (relation.kind, ends) {
                plan.request.relations.push(Tie { from, to, min_length: PAIR_LABEL });
            }
        }
        plan
    }

    fn add_frames(&mut self, topology: &Topology) {
        let mut data_centres: Vec<_> = topology.data_centres.iter().collect();
        data_centres.sort_by_cached_key(|(_, row)| natural_key(&row.name));
        let numbers: BTreeMap<_, usize> = data_centres.into_iter().map(|(id, _)| id).zip(0..).collect();
        let mut sites: Vec<_> = topology.sites.iter().collect();
        sites.sort_by_cached_key(|(_, site)| natural_key(&site.name));
        for (id, site) in sites {
            let subtitle = match site.data_centres.len() {
                0 | 1 => "central site".to_owned(),
                n => format!("central site · {n} data centres"),
            };
            let frame = self.add_frame(id.into(), FrameKind::Site, ContainerKind::Site, &site.name, subtitle);
            self.site_frames.insert(id.into(), frame);
            // Neighbouring bands differ in colour, and so do the only bands of neighbouring sites.
            let first = site.data_centres.first().map_or(0, |first| numbers.get(first).copied().unwrap_or_default());
            for (number, &data_centre) in (first..).zip(&site.data_centres) {
                let Some(row) = topology.data_centres.get(data_centre) else { continue };
                let kind = ContainerKind::Band { site: frame };
                let band = self.add_frame(
                    data_centre.into(),
                    FrameKind::DataCentre(number),
                    kind,
                    &row.name.to_uppercase(),
                    String::new(),
                );
                self.bands.insert((id.into(), data_centre), band);
            }
        }
        let mut branches: Vec<_> = topology.branch_sites.iter().collect();
        branches.sort_by_cached_key(|(_, site)| natural_key(&site.name));
        for (id, site) in branches {
            let parent = site.parent.and_then(|parent| self.site_frames.get(&parent.into()).copied());
            let kind = ContainerKind::Branch { site: parent };
            let frame = self.add_frame(id.into(), FrameKind::BranchSite, kind, &site.name, "branch site".to_owned());
            self.site_frames.insert(id.into(), frame);
        }
    }

    fn add_frame(
        &mut self,
        entity: AnyId,
        kind: FrameKind,
        container: ContainerKind,
        title: &str,
        subtitle: String,
    ) -> usize {
        let key = self.frames.len();
        let height = if matches!(kind, FrameKind::DataCentre(_)) { BAND_TITLE } else { SITE_TITLE };
        let length = width(title, 14.0, Weight::SemiBold) + width(&subtitle, SMALL, Weight::Regular) + 48.0;
        self.request.containers.push(Container { key, kind: container, title: Size::new(length, height) });
        let home = match container {
            ContainerKind::Site => None,
            ContainerKind::Band { site } => Some(site),
            ContainerKind::Branch { site } => site,
        };
        self.frames.push(Frame { entity, kind, title: title.to_owned(), subtitle, home, rect: Rect::default() });
        key
    }

    fn add_pools(&mut self, topology: &Topology) {
        let mut pools: Vec<_> = topology.pools.iter().collect();
        pools.sort_by_cached_key(|(_, pool)| (rank(pool.role.kind()), natural_key(pool.fqdn.as_str())));
        for (id, pool) in pools {
            let chips = chips_of(topology, pool);
            let home = match *topology.data_centres_of(pool).as_slice() {
                [only] => self.home(topology, Some(only), pool.site),
                [first, second, ..] => {
                    let band = |data_centre| self.bands.get(&(pool.site.into(), data_centre)).copied();
                    match (band(first), band(second)) {
                        (Some(left), Some(right)) => Home::Across([left.min(right), left.max(right)]),
                        _ => self.home(topology, None, pool.site),
                    }
                }
                [] => self.home(topology, None, pool.site),
            };
            let subtitle = subtitle_of(topology, pool);
            let shape = NodeShape::Pool(pool.role.kind());
            let node = Node { chips, ..Node::new(id.into(), shape, pool.fqdn.as_str(), subtitle) };
            self.add_card(node, home, rank(pool.role.kind()));
        }
    }

    fn add_others(&mut self, topology: &Topology) {
        let mut gateways: Vec<_> = topology.gateways.iter().collect();
        gateways.sort_by_cached_key(|(_, row)| natural_key(row.fqdn.as_str()));
        let mut trunks: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (id, trunk) in topology.trunks.iter() {
            trunks.entry(trunk.gateway).or_default().push((id, trunk));
        }
        for (id, row) in gateways {
            let mut own = trunks.remove(&id).unwrap_or_default();
            own.sort_by_cached_key(|(_, trunk)| (!trunk.is_root, natural_key(&trunk.name)));
            let chips = own
                .iter()
                .map(|(id, trunk)| {
                    let transport = match trunk.transport {
                        Transport::Tls => "tls",
                        Transport::Tcp => "tcp",
                    };
                    chip(*id, format!("{transport} {}", trunk.gateway_port), false)
                })
                .collect::<Vec<_>>();
            let what = match row.kind {
                GatewayKind::Pstn => "PSTN gateway",
                GatewayKind::Video => "Video gateway",
            };
            let subtitle = format!("{what} · {}", counted(chips.len(), "trunk", "trunks"));
            let home = self.home(topology, row.data_centre, row.site);
            let shape = NodeShape::Gateway(row.kind);
            let node = Node { chips, ..Node::new(id.into(), shape, row.fqdn.as_str(), subtitle) };
            self.add_card(node, home, RANK_OF_GATEWAYS);
        }
        let mut servers: Vec<_> = topology.web_apps_servers.iter().collect();
        servers.sort_by_cached_key(|(_, row)| natural_key(row.fqdn.as_str()));
        for (id, row) in servers {
            let home = self.home(topology, row.data_centre, row.site);
            let subtitle = "Office Web Apps Server".to_owned();
            self.add_card(Node::new(id.into(), NodeShape::WebApps, row.fqdn.as_str(), subtitle), home, RANK_OF_SERVERS);
        }
        let mut services: Vec<_> = topology.network_services.iter().collect();
        services.sort_by_cached_key(|(_, row)| natural_key(&row.name));
        for (id, row) in services {
            let home = self.home(topology, row.data_centre, row.site);
            let subtitle = row.kind.title().to_owned();
            self.add_card(Node::new(id.into(), NodeShape::NetworkService, &row.name, subtitle), home, RANK_OF_SERVERS);
        }
    }

    /// Stores stand below the card of the first pool that uses them, in that pool's order; those nobody uses stand by
    /// themselves. What is on a Standard Edition server itself is not drawn beside it.
    fn add_stores(&mut self, topology: &Topology) {
        let pools: Vec<AnyId> = self.nodes.iter().map(|node| node.entity).collect();
        for pool_id in pools {
            let (AnyId::Pool(id), Some(&to)) = (pool_id, self.keys.get(&pool_id)) else { continue };
            let Some(pool) = topology.pools.get(id) else { continue };
            for (store, (of, parts)) in pool.role.stores().enumerate() {
                let parts = [
                    (parts.primary, StorePart::Principal),
                    (parts.mirror, StorePart::Mirror),
                    (parts.witness, StorePart::Witness),
                ];
                for (sql, part) in parts {
                    let Some(sql) = sql else { continue };
                    let attached = Attached { to, store: store as u8, part };
                    let subtitle = match part {
                        StorePart::Principal => of.title(),
                        StorePart::Mirror => "mirror",
                        StorePart::Witness => "witness",
                    };
                    self.add_sql(topology, sql, subtitle, Some((attached, pool.site)));
                }
            }
            if let Some(share) = pool.role.file_store() {
                let attached = Attached { to, store: FILES, part: StorePart::Principal };
                self.add_share(topology, share, Some((attached, pool.site)));
            }
        }
        for (sql, _) in topology.sql_instances.iter() {
            self.add_sql(topology, sql, "not used", None);
        }
        for (share, _) in topology.file_stores.iter() {
            self.add_share(topology, share, None);
        }
    }

    fn add_sql(&mut self, topology: &Topology, id: Id<SqlInstance>, subtitle: &str, user: Option<User>) {
        let Some(sql) = topology.sql_instances.get(id) else { return };
        if self.keys.contains_key(&id.into()) || self.standard_edition.contains(&sql.fqdn.key()) {
            return;
        }
        let is_witness = user.is_some_and(|(attached, _)| attached.part == StorePart::Witness);
        let shape = if is_witness { NodeShape::Witness } else { NodeShape::Database };
        let home = self.store_home(topology, topology.data_centre_of_sql(id), sql.site, user);
        let node = Node::new(id.into(), shape, &short(&sql.path()), subtitle.to_owned());
        self.add_store(node, home, user.map(|(attached, _)| attached));
    }

    fn add_share(&mut self, topology: &Topology, id: Id<FileStore>, user: Option<User>) {
        let Some(row) = topology.file_stores.get(id) else { return };
        if self.keys.contains_key(&id.into()) || self.standard_edition.contains(&row.server.key()) {
            return;
        }
        let title = format!(r"{}\{}", row.server.host(), row.share);
        let home = self.store_home(topology, topology.data_centre_of(row.data_centre, row.site), row.site, user);
        let subtitle = if user.is_some() { "file store" } else { "file store · not used" };
        let node = Node::new(id.into(), NodeShape::Share, &title, subtitle.to_owned());
        self.add_store(node, home, user.map(|(attached, _)| attached));
    }

    /// A store stands with the pool that uses it, wherever that pool's site has a band for the store's data centre: the
    /// site it is listed under says nothing about where it is.
    fn store_home(
        &self,
        topology: &Topology,
        data_centre: Option<Id<DataCentre>>,
        site: SiteRef,
        user: Option<User>,
    ) -> Home {
        let band = user.and_then(|(_, site)| self.bands.get(&(site.into(), data_centre?)));
        band.map_or_else(|| self.home(topology, data_centre, site), |band| Home::In(*band))
    }

    fn home(&self, topology: &Topology, data_centre: Option<Id<DataCentre>>, site: SiteRef) -> Home {
        let band = topology.data_centre_of(data_centre, site).and_then(|dc| self.bands.get(&(site.into(), dc)));
        let frame = band.or_else(|| self.site_frames.get(&site.into()));
        frame.map_or(Home::Sheet, |frame| Home::In(*frame))
    }

    fn add_card(&mut self, node: Node, home: Home, rank: u8) {
        let size = card_size(&node.title, &node.subtitle, &node.chips);
        self.add(node, home, size, rank, None);
    }

    fn add_store(&mut self, node: Node, home: Home, attached: Option<Attached>) {
        let size = match node.shape {
            NodeShape::Witness => Size::new(WITNESS, WITNESS),
            _ => store_size(&node.title, &node.subtitle),
        };
        self.add(node, home, size, RANK_OF_LOOSE_STORES, attached);
    }

    fn add(&mut self, node: Node, home: Home, size: Size, rank: u8, attached: Option<Attached>) {
        let key = self.nodes.len();
        self.keys.insert(node.entity, key);
        let own = match home {
            Home::Sheet => None,
            Home::In(frame) => Some(frame),
            Home::Across([left, _]) => self.frames[left].home,
        };
        self.request.items.push(Item { key, home, size, rank, attached, pinned: None });
        self.nodes.push(Node { home: own, ..node });
    }
}

/// How a store hangs on the card of the pool that uses it, and that pool's site.
type User = (Attached, SiteRef);

/// The number of the group of file stores under a card; databases count from 0.
const FILES: u8 = 100;

fn chips_of(topology: &Topology, pool: &Pool) -> Vec<Chip> {
    let is_chat = matches!(pool.role, Role::PersistentChat(_));
    let alone = pool.computers.len() == 1;
    topology
        .computers_of(pool)
        .filter(|(_, computer)| !(alone && computer.fqdn.is(&pool.fqdn)))
        .map(|(id, computer)| chip::<Computer>(id, computer.fqdn.host().to_owned(), is_chat && computer.standby))
        .collect()
}

fn chip<T>(id: Id<T>, label: String, is_hollow: bool) -> Chip
where
    AnyId: From<Id<T>>,
{
    Chip { entity: id.into(), label, is_hollow, rect: Rect::default() }
}

fn subtitle_of(topology: &Topology, pool: &Pool) -> String {
    let n = pool.computers.len();
    let servers = counted(n, "server", "servers");
    match &pool.role {
        Role::FrontEnd(_) => format!("Front End · {servers}"),
        Role::StandardEdition(_) => "Standard Edition server".to_owned(),
        Role::Director(_) => format!("Director · {servers}"),
        Role::Edge(_) => format!("Edge · {servers}"),
        Role::Mediation(_) => format!("Mediation · {servers}"),
        Role::PersistentChat(_) => {
            let standby = topology.computers_of(pool).filter(|(_, computer)| computer.standby).count();
            let places = topology.data_centres_of(pool);
            if let [first, second, ..] = *places.as_slice() {
                let name = |id| topology.name(AnyId::DataCentre(id));
                let (first, second) = (name(first), name(second));
                format!(
                    "Persistent Chat · stretched over {first} and {second} · {} active, {standby} standby",
                    n - standby
                )
            } else {
                format!("Persistent Chat · {servers}")
            }
        }
        Role::TrustedApplication(_) => format!("Trusted application · {servers}"),
        Role::VideoInterop(_) => format!("Video Interop · {servers}"),
        Role::SurvivableBranch(branch) => {
            let kind = match branch.kind {
                SurvivableBranchKind::Appliance => "Survivable Branch Appliance",
                SurvivableBranchKind::Server => "Survivable Branch Server",
            };
            kind.to_owned()
        }
        Role::Foreign(foreign) => {
            if foreign.roles.is_empty() {
                "Other server".to_owned()
            } else {
                foreign.roles.join(", ")
            }
        }
    }
}

/// `sql1\rtc` of `sql1.contoso.com\rtc`.
fn short(path: &str) -> String {
    let (host, instance) = path.split_once('\\').unwrap_or((path, ""));
    let host = Fqdn::from(host);
    if instance.is_empty() { host.host().to_owned() } else { format!(r"{}\{instance}", host.host()) }
}

/// "1 server", "3 servers".
pub(super) fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn card_size(title: &str, subtitle: &str, chips: &[Chip]) -> Size {
    let text = (width(title, TITLE, Weight::SemiBold) + BADGE).max(width(subtitle, SMALL, Weight::Regular));
    let n_columns = chips.len().min(CHIPS_IN_A_ROW);
    let chip = chips.iter().map(|chip| width(&chip.label, SMALL, Weight::Regular) + 16.0).fold(40.0, f32::max);
    let row = n_columns as f32 * (chip + CHIP_GAP) + 2.0 * CARD_PADDING;
    let wide = (TEXT_INDENT + text + CARD_PADDING).max(row).max(LEAST_CARD);
    let n_rows = chips.len().div_ceil(CHIPS_IN_A_ROW);
    let tall = match n_rows {
        0 => CARD_HEAD + 4.0,
        n => CARD_HEAD + n as f32 * (CHIP_HEIGHT + CHIP_GAP) - CHIP_GAP + CARD_PADDING,
    };
    Size::new(on_grid(wide), on_grid(tall))
}

fn store_size(title: &str, subtitle: &str) -> Size {
    let text = width(title, SMALL, Weight::Medium).max(width(subtitle, TINY, Weight::Regular));
    Size::new(on_grid((text + 20.0).max(104.0)), STORE_HEIGHT)
}

fn on_grid(length: f32) -> f32 {
    (length / 8.0).ceil() * 8.0
}
