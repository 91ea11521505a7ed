//! A deployment to tell stories about: two data centres, paired pools, a chat pool, an Edge pool, a gateway, a branch.

use linchpin::edit::{Command, Creation, StoreCommand};
use linchpin::message;
use linchpin::model::{
    Address, DataCentre, Deployment, Document, Entity, GatewayKind, Id, Interface, Pool, Role, RoleKind, Site, SiteRef,
    SqlInstance, StoreUse,
};
use linchpin::vendor::{InterfaceSide, Product};

/// The site of everything.
pub(crate) fn emea() -> Id<Site> {
    Id::derived("EMEA")
}

/// The Front End pool in London.
pub(crate) fn lon_fe() -> Id<Pool> {
    Id::derived("lon-fe")
}

/// The Front End pool in Paris.
pub(crate) fn par_fe() -> Id<Pool> {
    Id::derived("par-fe")
}

/// The document.
pub(crate) fn document() -> Document {
    let mut steps = vec![
        Command::Put(Entity::from((Deployment::ID, Deployment::new(Product::L13, &"contoso.com".into())))),
        Command::Create(Creation::Site { id: emea(), name: "EMEA".into() }),
    ];
    let data_centre = |name: &str| -> Id<DataCentre> { Id::derived(name) };
    for name in ["London", "Paris"] {
        let (id, site) = (data_centre(name), Some(emea()));
        steps.push(Command::Create(Creation::DataCentre { id, name: name.into(), site }));
    }
    let site = SiteRef::Central(emea());
    let mut pool = |id: &str, role, place: Option<&str>, hosts: &[&str]| {
        let full = |host: &&str| format!("{host}.contoso.com").as_str().into();
        let computers = hosts.iter().map(full).collect();
        let (fqdn, data_centre) = (full(&id), place.map(data_centre));
        steps.push(Command::Create(Creation::Pool { id: Id::derived(id), role, fqdn, site, data_centre, computers }));
    };
    pool("lon-fe", RoleKind::FrontEnd, Some("London"), &["lon-fe1", "lon-fe2", "lon-fe3"]);
    pool("par-fe", RoleKind::FrontEnd, Some("Paris"), &["par-fe1", "par-fe2", "par-fe3"]);
    pool("chat", RoleKind::PersistentChat, Some("London"), &["chat1", "chat2"]);
    pool("edge", RoleKind::Edge, None, &["edge1", "edge2"]);
    let sql = |host: &str| -> Id<SqlInstance> { Id::derived(host) };
    for (host, instance, place) in [
        ("sql-lon1", "rtc", "London"),
        ("sql-par1", "rtc", "Paris"),
        ("sql-par2", "rtc", "Paris"),
        ("sql-chat1", "mgc", "London"),
    ] {
        steps.push(Command::Create(Creation::SqlInstance {
            id: sql(host),
            fqdn: format!("{host}.contoso.com").as_str().into(),
            instance: instance.into(),
            site,
            data_centre: Some(data_centre(place)),
        }));
    }
    for (pool, of, primary) in [
        (lon_fe(), StoreUse::BackEnd, "sql-lon1"),
        (par_fe(), StoreUse::BackEnd, "sql-par1"),
        (Id::derived("chat"), StoreUse::Chat, "sql-chat1"),
    ] {
        steps.push(Command::Store(StoreCommand::Place { pool, of, primary: sql(primary) }));
    }
    let (of, mirror) = (StoreUse::BackEnd, sql("sql-par2"));
    steps.push(Command::Store(StoreCommand::Mirror { pool: par_fe(), of, mirror }));
    steps.push(Command::Pair([lon_fe(), par_fe()]));
    steps.push(Command::Create(Creation::FileStore {
        id: Id::derived("fs-lon"),
        server: "fs-lon.contoso.com".into(),
        share: "lyncshare".into(),
        site,
        data_centre: Some(data_centre("London")),
    }));
    let (id, fqdn) = (Id::derived("sbc-lon"), "sbc-lon.contoso.com".into());
    steps.push(Command::Create(Creation::Gateway { id, fqdn, kind: GatewayKind::Pstn, site }));
    let (id, name) = (Id::derived("Leeds"), "Leeds".into());
    steps.push(Command::Create(Creation::BranchSite { id, name, parent: emea() }));
    steps.push(Command::Create(Creation::Pool {
        id: Id::derived("sba-leeds"),
        role: RoleKind::SurvivableBranch,
        fqdn: "sba-leeds.contoso.com".into(),
        site: SiteRef::Branch(id),
        data_centre: None,
        computers: vec!["sba-leeds.contoso.com".into()],
    }));
    let empty = Document::default();
    let all = Command::All { label: message!("Begin"), steps };
    let document = all.plan(&empty).unwrap().apply(&empty).unwrap();
    let steps = [file_stores(&document), edge_settings(&document)].concat();
    let all = Command::All { label: message!("Go on"), steps };
    all.plan(&document).unwrap().apply(&document).unwrap()
}

/// The share in London, for whoever needs one there.
fn file_stores(document: &Document) -> Vec<Command> {
    let with_share = |pool: Id<Pool>| {
        Command::amend(&document.topology, pool, |row| match &mut row.role {
            Role::FrontEnd(front_end) => front_end.file_store = Some(Id::derived("fs-lon")),
            Role::PersistentChat(chat) => chat.file_store = Some(Id::derived("fs-lon")),
            _ => panic!("it keeps no files"),
        })
    };
    vec![with_share(lon_fe()), with_share(Id::derived("chat"))]
}

/// What the pages of the Edge wizard ask: names, next hop, addresses.
fn edge_settings(document: &Document) -> Vec<Command> {
    let id: Id<Pool> = Id::derived("edge");
    let mut pool = document.topology.pools.get(id).unwrap().clone();
    let Role::Edge(edge) = &mut pool.role else { panic!("it is an Edge pool") };
    edge.access.fqdn = "sip.contoso.com".into();
    edge.web_conferencing.fqdn = "webcon.contoso.com".into();
    edge.av.fqdn = "av.contoso.com".into();
    edge.next_hop = Some(lon_fe());
    let mut steps = Vec::new();
    for (n, &computer) in pool.computers.iter().enumerate() {
        let mut row = document.topology.computers.get(computer).unwrap().clone();
        let interface = |side, number, address: String| Interface {
            side,
            number,
            address: address.as_str().into(),
            address_v6: Address::default(),
            public_address: Address::default(),
            public_address_v6: Address::default(),
        };
        row.interfaces.push(interface(InterfaceSide::Internal, 1, format!("10.1.0.{}", n + 1)));
        for number in 1..=3 {
            let address = format!("203.0.113.{}", 10 * (n + 1) + usize::from(number));
            row.interfaces.push(interface(InterfaceSide::External, number, address));
        }
        steps.push(Command::Put((computer, row).into()));
    }
    steps.push(Command::Put((id, pool).into()));
    steps
}
