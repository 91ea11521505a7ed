//! A deployment to tell stories about: two data centres, paired pools, a chat pool, an Edge pool, a gateway, a branch.

use linchpin::edit::{Command, Creation, StoreCommand};
use linchpin::message;
use linchpin::model::{
    DataCentre, Deployment, Document, Entity, GatewayKind, Id, Pool, RoleKind, Site, SiteRef, SqlInstance, StoreUse,
};
use linchpin::vendor::Product;

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
    all.plan(&empty).unwrap().apply(&empty).unwrap()
}
