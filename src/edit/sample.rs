//! Small documents for tests, made the way a person makes them: by commands.

use std::sync::Arc;

use crate::edit::{Command, Creation, PoolCommand, Refusal};
use crate::model::{
    AnyId, Computer, DataCentre, Deployment, Document, FileStore, Fqdn, FrontEnd, Gateway, GatewayKind, Id, Pool,
    RoleKind, Row, Site, SiteRef, SqlInstance,
};
use crate::vendor::Product;

/// A document in the making. Ids are derived from names, so a test may ask for the id of what it named.
#[derive(Debug, Clone)]
pub(super) struct Sample {
    pub(super) document: Document,
}

impl Sample {
    /// A deployment of `contoso.com` with the site EMEA.
    pub(super) fn new() -> Self {
        let mut sample = Self { document: Document::default() };
        sample.put(Deployment::ID, Deployment::new(Product::S15, &"contoso.com".into()));
        sample.site("EMEA");
        sample
    }

    pub(super) fn site(&mut self, name: &str) -> Id<Site> {
        let id = Id::derived(name);
        self.perform(Creation::Site { id, name: name.to_owned() });
        id
    }

    pub(super) fn data_centre(&mut self, name: &str) -> Id<DataCentre> {
        let id = Id::derived(name);
        self.perform(Creation::DataCentre { id, name: name.to_owned(), site: Some(Id::derived("EMEA")) });
        id
    }

    /// A pool in EMEA. Every computer is in the data centre `data_centre`, if that is not empty.
    pub(super) fn pool(&mut self, role: RoleKind, fqdn: &str, computers: &[&str], data_centre: &str) -> Id<Pool> {
        let id = Id::derived(fqdn);
        self.perform(Creation::Pool {
            id,
            role,
            fqdn: fqdn.into(),
            site: emea(),
            data_centre: (!data_centre.is_empty()).then(|| Id::derived(data_centre)),
            computers: computers.iter().map(|name| Fqdn::from(*name)).collect(),
        });
        id
    }

    /// An Enterprise Edition Front End pool of three servers `fe1` to `fe3` in the pool's domain.
    pub(super) fn front_end(&mut self, fqdn: &str) -> Id<Pool> {
        let host = Fqdn::from(fqdn);
        let computers = [1, 2, 3].map(|n| format!("{}{n}.{}", host.host(), host.domain()));
        self.pool(RoleKind::FrontEnd, fqdn, &computers.each_ref().map(String::as_str), "")
    }

    /// A Standard Edition server in EMEA.
    pub(super) fn standard_edition(&mut self, fqdn: &str) -> Id<Pool> {
        self.pool(RoleKind::StandardEdition, fqdn, &[fqdn], "")
    }

    /// An instance in EMEA by its path, `sql1.contoso.com\rtc`.
    pub(super) fn sql(&mut self, path: &str) -> Id<SqlInstance> {
        let id = Id::derived(path);
        let (host, instance) = path.split_once('\\').unwrap_or((path, ""));
        self.put(id, SqlInstance::new(host, instance, emea()));
        id
    }

    pub(super) fn share(&mut self, server: &str, share: &str) -> Id<FileStore> {
        let id = Id::derived(&format!("{server} {share}"));
        self.put(id, FileStore::new(server, share, emea()));
        id
    }

    pub(super) fn gateway(&mut self, fqdn: &str) -> Id<Gateway> {
        let id = Id::derived(fqdn);
        self.perform(Creation::Gateway { id, fqdn: fqdn.into(), kind: GatewayKind::Pstn, site: emea() });
        id
    }

    /// A row as the inspector would send it.
    pub(super) fn put<T: Row>(&mut self, id: Id<T>, row: T) {
        self.perform(Command::Put(T::entity(id, Arc::new(row))));
    }

    /// Changes a row as the inspector would.
    pub(super) fn edit<T: Row>(&mut self, id: Id<T>, change: impl FnOnce(&mut T)) {
        let mut row = self.row(id).clone();
        change(&mut row);
        self.put(id, row);
    }

    /// Changes the settings of a Front End pool or a Standard Edition server.
    pub(super) fn edit_front_end(&mut self, id: Id<Pool>, change: impl FnOnce(&mut FrontEnd)) {
        self.edit(id, |pool| change(pool.role.front_end_mut().unwrap()));
    }

    pub(super) fn row<T: Row>(&self, id: Id<T>) -> &T {
        T::table(&self.document.topology).get(id).unwrap()
    }

    /// Carries out what must not be refused.
    pub(super) fn perform(&mut self, command: impl Into<Command>) {
        let command = command.into();
        self.document = command.plan(&self.document).unwrap().apply(&self.document).unwrap();
    }

    /// Why a command is refused, with the rule that says so and the hint: `DR001 it is so (do this instead)`.
    pub(super) fn refusal(&self, command: impl Into<Command>) -> String {
        let Refusal { message, rule, hint } = command.into().plan(&self.document).unwrap_err();
        let rule = rule.map(|rule| format!("{rule} ")).unwrap_or_default();
        let hint = hint.map(|hint| format!(" ({hint})")).unwrap_or_default();
        format!("{rule}{message}{hint}")
    }

    /// The names of all rows of some kinds, as one text.
    pub(super) fn names(&self, ids: impl IntoIterator<Item = AnyId>) -> Vec<String> {
        ids.into_iter().map(|id| format!("{} {}", self.document.topology.kind(id), self.name(id))).collect()
    }

    pub(super) fn name(&self, id: impl Into<AnyId>) -> String {
        self.document.topology.name(id.into())
    }

    /// The computers of a pool by their names, in order.
    pub(super) fn computers(&self, pool: Id<Pool>) -> Vec<&str> {
        self.document.topology.computers_of(self.row(pool)).map(|(_, row)| row.fqdn.as_str()).collect()
    }

    pub(super) fn computer(&self, fqdn: &str) -> Id<Computer> {
        let computers = &self.document.topology.computers;
        computers.iter().find(|(_, row)| row.fqdn.as_str() == fqdn).map(|(id, _)| id).unwrap()
    }
}

/// The site of the sample.
pub(super) fn emea() -> SiteRef {
    SiteRef::Central(Id::derived("EMEA"))
}

impl From<Creation> for Command {
    fn from(creation: Creation) -> Self {
        Self::Create(creation)
    }
}

impl From<PoolCommand> for Command {
    fn from(command: PoolCommand) -> Self {
        Self::Pool(command)
    }
}

impl From<crate::edit::StoreCommand> for Command {
    fn from(command: crate::edit::StoreCommand) -> Self {
        Self::Store(command)
    }
}

/// Whether no reference, pin or waiver is about a row that is not there.
pub(super) fn holds_together(document: &Document) -> bool {
    let mut holds = true;
    document.topology.each_reference(&mut |_, to| holds &= document.topology.contains(to));
    holds
        && document.sheet.pins().all(|(item, _)| document.topology.contains(item))
        && document.waivers.iter().all(|(key, _)| document.topology.contains(key.entity))
}
