//! What people might do to a deployment one after the other, drawn by chance for property tests.

use proptest::prelude::*;
use proptest::sample::Index;
use strum::VariantArray;
use uuid::Uuid;

use super::{Command, Creation, PoolCommand, SheetCommand, StoreCommand};
use crate::message;
use crate::model::{
    AnyId, Application, Computer, DfsTarget, Document, Entity, FileKind, Fqdn, GatewayKind, Id, Link,
    NetworkServiceKind, Pin, Pool, Role, RoleKind, Row, Site, SiteRef, StoreRef, StoreUse, Topology, Waiver, WaiverKey,
};
use crate::text::Code;

/// What somebody might want next; which rows it is about is decided when it is their turn.
#[derive(Debug, Clone)]
pub(crate) struct Wish {
    pub(super) what: What,
    choices: [Index; 6],
}

/// Every command and every kind of creation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, VariantArray)]
pub(super) enum What {
    PutPool,
    PutSite,
    PutBranchSite,
    PutLink,
    PutSql,
    PutFileStore,
    PutTrunk,
    PutNetworkService,
    PutDeployment,
    Remove,
    CreateSite,
    CreateBranchSite,
    CreateDataCentre,
    CreatePool,
    CreateSql,
    CreateFileStore,
    CreateGateway,
    CreateTrunk,
    CreateWebApps,
    CreateNetworkService,
    Rename,
    MoveToSite,
    MoveToDataCentre,
    AddComputer,
    MoveComputer,
    TransferComputer,
    Stretch,
    Place,
    Mirror,
    Unmirror,
    AddWitness,
    RemoveWitness,
    Pair,
    Unpair,
    Pin,
    Unpin,
    ArrangeAll,
    Waive,
    TakeBackWaiver,
    All,
}

pub(crate) fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    let wish = (prop::sample::select(What::VARIANTS), any::<[Index; 6]>());
    prop::collection::vec(wish.prop_map(|(what, choices)| Wish { what, choices }), 1..60)
}

/// Few names, so that some are given twice, and some that are no good.
const NAMES: [&str; 9] = [
    "lon-fe.contoso.com",
    "par-fe.contoso.com",
    "LON-FE.contoso.com",
    "contoso.com",
    r"sql1.contoso.com\rtc",
    r"\\fs1.contoso.com\share",
    "fe1",
    " ",
    "",
];

impl Wish {
    /// The command this is about a document. Ids are of rows that are there, seldom of one that is not.
    pub(crate) fn on(&self, document: &Document) -> Command {
        let topology = &document.topology;
        let [a, b, c, d, e, f] = self.choices;
        let name = || NAMES[a.index(NAMES.len())];
        let fqdn = || Fqdn::from(name());
        let fresh = || Uuid::from_u128(e.index(usize::MAX) as u128);
        let data_centre = || d.index(4).checked_sub(1).map(|_| pick(topology.data_centres.ids(), c));
        let sql = |choice| pick(topology.sql_instances.ids(), choice);
        let pool = pick(topology.pools.ids(), b);
        let of = c.get(StoreUse::VARIANTS);
        // Most pools keep no databases, or none that are mirrored.
        let kept = |is_wanted: fn(&StoreRef) -> bool| {
            let stores = topology.pools.iter().flat_map(|(id, row)| row.role.stores().map(move |store| (id, store)));
            let stores: Vec<_> =
                stores.filter(|(_, (_, store))| is_wanted(store)).map(|(id, (of, _))| (id, of)).collect();
            if stores.is_empty() { (pool, *of) } else { *c.get(&stores) }
        };
        let one_or_two = || match any_row(topology, b) {
            first if d.index(3) == 0 => vec![first, any_row(topology, c)],
            only => vec![only],
        };
        match self.what {
            What::PutPool => put(topology, pool, |row| self.change_pool(topology, row)),
            What::PutSite => put(topology, pick(topology.sites.ids(), b), |row: &mut Site| {
                row.data_centres = data_centre().into_iter().collect();
                row.federation_route = Some(pool);
            }),
            What::PutBranchSite => put(topology, pick(topology.branch_sites.ids(), b), |row| {
                row.parent = Some(pick(topology.sites.ids(), c));
            }),
            What::PutLink => {
                let ends = [pick(topology.data_centres.ids(), b), pick(topology.data_centres.ids(), c)];
                Command::Put(Entity::from((Id::from_uuid(fresh()), Link { ends, bandwidth: None, latency: None })))
            }
            What::PutSql => put(topology, sql(b), |row| {
                row.fqdn = fqdn();
                row.data_centre = data_centre();
            }),
            What::PutFileStore => put(topology, pick(topology.file_stores.ids(), b), |row| {
                let target = DfsTarget { path: name().into(), data_centre: data_centre() };
                row.kind = Some(FileKind::Dfs(vec![target]));
            }),
            What::PutTrunk => put(topology, pick(topology.trunks.ids(), b), |row| {
                row.pool = Some(pick(topology.pools.ids(), c));
                row.gateway = pick(topology.gateways.ids(), d);
            }),
            What::PutNetworkService => put(topology, pick(topology.network_services.ids(), b), |row| {
                row.serves.push(pick(topology.pools.ids(), c));
            }),
            What::PutDeployment => put(topology, pick(topology.deployments.ids(), b), |row| {
                row.central_management = Some(pool);
                row.federation_route = Some(pick(topology.pools.ids(), c));
                row.simple_urls.admin = format!("https://{}/cscp", name());
            }),
            What::Remove => Command::Remove(one_or_two()),
            What::CreateSite => Command::Create(Creation::Site { id: Id::from_uuid(fresh()), name: name().to_owned() }),
            What::CreateBranchSite => Command::Create(Creation::BranchSite {
                id: Id::from_uuid(fresh()),
                name: name().to_owned(),
                parent: pick(topology.sites.ids(), b),
            }),
            What::CreateDataCentre => Command::Create(Creation::DataCentre {
                id: Id::from_uuid(fresh()),
                name: name().to_owned(),
                site: d.index(2).checked_sub(1).map(|_| pick(topology.sites.ids(), b)),
            }),
            What::CreatePool => Command::Create(Creation::Pool {
                id: Id::from_uuid(fresh()),
                role: RoleKind::VARIANTS[c.index(RoleKind::VARIANTS.len())],
                fqdn: fqdn(),
                site: any_site(topology, b),
                data_centre: data_centre(),
                computers: (0..f.index(4)).map(|n| Fqdn::new(format!("fe{n}.contoso.com"))).collect(),
            }),
            What::CreateSql => Command::Create(Creation::SqlInstance {
                id: Id::from_uuid(fresh()),
                fqdn: fqdn(),
                instance: "rtc".to_owned(),
                site: any_site(topology, b),
                data_centre: data_centre(),
            }),
            What::CreateFileStore => Command::Create(Creation::FileStore {
                id: Id::from_uuid(fresh()),
                server: fqdn(),
                share: "share".to_owned(),
                site: any_site(topology, b),
                data_centre: data_centre(),
            }),
            What::CreateGateway => Command::Create(Creation::Gateway {
                id: Id::from_uuid(fresh()),
                fqdn: fqdn(),
                kind: [GatewayKind::Pstn, GatewayKind::Video][c.index(2)],
                site: any_site(topology, b),
            }),
            What::CreateTrunk => Command::Create(Creation::Trunk {
                id: Id::from_uuid(fresh()),
                name: name().to_owned(),
                gateway: pick(topology.gateways.ids(), c),
                pool: d.index(2).checked_sub(1).map(|_| pool),
            }),
            What::CreateWebApps => Command::Create(Creation::WebAppsServer {
                id: Id::from_uuid(fresh()),
                fqdn: fqdn(),
                site: any_site(topology, b),
            }),
            What::CreateNetworkService => Command::Create(Creation::NetworkService {
                id: Id::from_uuid(fresh()),
                kind: NetworkServiceKind::VARIANTS[c.index(NetworkServiceKind::VARIANTS.len())],
                name: name().to_owned(),
                site: any_site(topology, b),
            }),
            What::Rename => Command::Rename { entity: any_row(topology, b), name: name().to_owned() },
            What::MoveToSite => Command::MoveToSite { entities: one_or_two(), site: any_site(topology, e) },
            What::MoveToDataCentre => Command::MoveToDataCentre { entities: one_or_two(), data_centre: data_centre() },
            What::AddComputer => Command::Pool(PoolCommand::AddComputer {
                pool,
                id: Id::from_uuid(fresh()),
                fqdn: fqdn(),
                data_centre: data_centre(),
            }),
            What::MoveComputer => {
                let computers = topology.pools.get(pool).map(|row| row.computers.clone()).unwrap_or_default();
                let computer = pick(computers.into_iter(), c);
                Command::Pool(PoolCommand::MoveComputer { pool, computer, to: d.index(9) })
            }
            What::TransferComputer => {
                let computer = pick(topology.computers.ids(), c);
                Command::Pool(PoolCommand::TransferComputer { computer, to: pool })
            }
            What::Stretch => {
                let chats = topology.pools.iter().filter(|(_, row)| matches!(row.role, Role::PersistentChat(_)));
                let pool = pick(chats.map(|(id, _)| id), b);
                let into = pick(topology.data_centres.ids(), c);
                Command::Pool(PoolCommand::Stretch { pool, into, seed: fresh() })
            }
            What::Place => Command::Store(StoreCommand::Place { pool, of: *of, primary: sql(d) }),
            What::Mirror => {
                let (pool, of) = kept(|store| store.primary.is_some());
                Command::Store(StoreCommand::Mirror { pool, of, mirror: sql(d) })
            }
            What::Unmirror => {
                let (pool, of) = kept(|store| store.mirror.is_some());
                Command::Store(StoreCommand::Unmirror { pool, of })
            }
            What::AddWitness => {
                let (pool, of) = kept(|store| store.mirror.is_some());
                Command::Store(StoreCommand::AddWitness { pool, of, witness: sql(d) })
            }
            What::RemoveWitness => {
                let (pool, of) = kept(|store| store.witness.is_some());
                Command::Store(StoreCommand::RemoveWitness { pool, of })
            }
            What::Pair => {
                let homes = topology.pools.iter().filter(|(_, row)| row.role.front_end().is_some()).map(|(id, _)| id);
                Command::Pair([pick(homes.clone(), b), pick(homes, c)])
            }
            What::Unpair => {
                let paired = topology.pools.iter().filter_map(|(_, row)| row.backup_pool);
                Command::Unpair(pick(paired.chain([pool]), c))
            }
            What::Pin => Command::Sheet(SheetCommand::Pin(
                one_or_two().into_iter().map(|item| (item, Pin { x: e.index(2000) as i32 - 1000, y: 7 })).collect(),
            )),
            What::Unpin => {
                let items: Vec<AnyId> = document.sheet.pins().map(|(item, _)| item).chain(one_or_two()).collect();
                Command::Sheet(SheetCommand::Unpin(vec![*c.get(&items)]))
            }
            What::ArrangeAll => Command::Sheet(SheetCommand::ArrangeAll),
            What::Waive => {
                let waiver = Waiver { reason: "known".to_owned(), expires: String::new() };
                Command::Waive { key: waiver_key(any_row(topology, b)), waiver: Some(waiver) }
            }
            What::TakeBackWaiver => {
                let waived = document.waivers.iter().map(|(key, _)| key).collect::<Vec<_>>();
                let key = if waived.is_empty() { waiver_key(any_row(topology, b)) } else { *b.get(&waived) };
                Command::Waive { key, waiver: None }
            }
            What::All => {
                let step = |what, turn: usize| {
                    let mut choices = self.choices;
                    choices.rotate_left(turn);
                    Self { what, choices }.on(document)
                };
                let whats: Vec<What> = What::VARIANTS.iter().copied().filter(|what| *what != What::All).collect();
                let steps = vec![step(*e.get(&whats), 1), step(*f.get(&whats), 3)];
                Command::All { label: message!("Two steps"), steps }
            }
        }
    }

    /// Another next hop, other applications, one server fewer: what an inspector page may send.
    fn change_pool(&self, topology: &Topology, pool: &mut Pool) {
        let [.., c, d, _, f] = self.choices;
        let other = Some(pick(topology.pools.ids(), c));
        let share = || topology.file_stores.ids().nth(d.index(3));
        if f.index(3) == 0 {
            pool.computers.pop();
        }
        match &mut pool.role {
            Role::FrontEnd(settings) | Role::StandardEdition(settings) => {
                settings.edge_pool = other;
                settings.file_store = share();
            }
            Role::Director(settings) => settings.file_store = share(),
            Role::Edge(settings) => settings.next_hop = other,
            Role::Mediation(settings) => settings.ports.default_trunk = topology.trunks.ids().nth(d.index(3)),
            Role::PersistentChat(settings) => settings.file_store = share(),
            Role::TrustedApplication(settings) => {
                settings.applications.push(Application { id: "bot".to_owned(), port: 6000 });
            }
            Role::VideoInterop(settings) => settings.edge_pool = other,
            Role::SurvivableBranch(settings) => settings.registrar = other,
            Role::Foreign(settings) => settings.roles.push("ThirdParty".to_owned()),
        }
    }
}

/// One of those; where there is none, an id of nothing.
fn pick<T>(ids: impl Iterator<Item = Id<T>>, choice: Index) -> Id<T> {
    let ids: Vec<Id<T>> = ids.collect();
    if ids.is_empty() { Id::derived("nothing") } else { *choice.get(&ids) }
}

fn any_row(topology: &Topology, choice: Index) -> AnyId {
    let ids: Vec<AnyId> = topology.ids().chain([Id::<Computer>::derived("nothing").into()]).collect();
    *choice.get(&ids)
}

fn any_site(topology: &Topology, choice: Index) -> SiteRef {
    let central = topology.sites.ids().map(SiteRef::Central);
    let all: Vec<SiteRef> = central.chain(topology.branch_sites.ids().map(SiteRef::Branch)).collect();
    if all.is_empty() { SiteRef::Central(Id::derived("nothing")) } else { *choice.get(&all) }
}

fn waiver_key(entity: AnyId) -> WaiverKey {
    WaiverKey { code: Code::literal("HA001"), entity }
}

/// A changed row; where there is none, a wish about something else that nobody can grant.
fn put<T: Row>(topology: &Topology, id: Id<T>, change: impl FnOnce(&mut T)) -> Command {
    let Some(mut row) = T::table(topology).get(id).cloned() else { return Command::Unpair(Id::derived("nothing")) };
    change(&mut row);
    Command::Put(T::entity(id, std::sync::Arc::new(row)))
}
