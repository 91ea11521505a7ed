//! What a person wants: one file per family of commands.

mod create;
mod draft;
mod pair;
mod pool;
mod rename;
mod sheet;
mod store;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::edit::{Patch, cascade};
use crate::message;
use crate::model::{
    AnyId, DataCentre, Deployment, Document, Entity, Id, Pool, Row, SiteRef, Topology, Waiver, WaiverKey,
};
use crate::text::{Code, Message};

pub use create::Creation;
use draft::Draft;
pub use pool::PoolCommand;
pub use sheet::SheetCommand;
pub use store::StoreCommand;

/// Something a person wants. Planned against a document; never applied directly.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// One row, new or changed: all the inspector ever sends.
    Put(Entity),
    /// What differs between two versions of a row, made to the row as it is by then. So several such commands that were
    /// thought of at one time can follow each other.
    Amend {
        /// The row as it was when this was thought of.
        from: Entity,
        /// The row as it would have been after it.
        to: Entity,
    },
    /// Rows, and everything that hangs on them.
    Remove(Vec<AnyId>),
    /// A new row of one kind, with the vendor's defaults and with what belongs to it.
    Create(Creation),
    /// Another name for a row; everything that names it follows.
    Rename {
        /// Which row.
        entity: AnyId,
        /// Its new name, as [`Row::name`](crate::model::Row::name) prints it.
        name: String,
    },
    /// Pools, stores, gateways and servers to another site.
    MoveToSite {
        /// Which rows.
        entities: Vec<AnyId>,
        /// Where to.
        site: SiteRef,
    },
    /// Computers, stores and servers to another data centre. A pool stands for all its computers.
    MoveToDataCentre {
        /// Which rows.
        entities: Vec<AnyId>,
        /// Where to; none: unknown.
        data_centre: Option<Id<DataCentre>>,
    },
    /// Something about a pool and its computers.
    Pool(PoolCommand),
    /// Something about where a pool keeps its databases.
    Store(StoreCommand),
    /// Two pools become each other's backup.
    Pair([Id<Pool>; 2]),
    /// A pool and its partner part.
    Unpair(Id<Pool>),
    /// Something about the drawing.
    Sheet(SheetCommand),
    /// A finding is accepted, or not any more.
    Waive {
        /// Which finding.
        key: WaiverKey,
        /// Why; none takes the waiver back.
        waiver: Option<Waiver>,
    },
    /// Several as one step.
    All {
        /// What they are together.
        label: Message,
        /// In this order, each planned on top of those before.
        steps: Vec<Command>,
    },
}

/// A command makes no sense here.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// What stands against it.
    pub message: Message,
    /// The rule that says so, where there is one.
    pub rule: Option<Code>,
    /// What to do instead.
    pub hint: Option<Message>,
}

impl Refusal {
    pub(crate) fn new(message: Message) -> Self {
        Self { message, rule: None, hint: None }
    }

    fn by(self, rule: Code) -> Self {
        Self { rule: Some(rule), ..self }
    }

    fn hint(self, hint: Message) -> Self {
        Self { hint: Some(hint), ..self }
    }
}

impl Command {
    /// A change of a row that is in the topology, and of nothing in it that stays the same.
    pub fn amend<T: Row>(topology: &Topology, id: Id<T>, change: impl FnOnce(&mut T)) -> Self {
        let from = T::table(topology).share(id).expect("who amends a row has seen it");
        let mut to = from.clone();
        change(Arc::make_mut(&mut to));
        Self::Amend { from: T::entity(id, from), to: T::entity(id, to) }
    }

    /// Works out what would change, cascades included, without changing it.
    pub fn plan(&self, document: &Document) -> Result<Patch, Refusal> {
        let mut draft = Draft::new(document);
        self.draft(&mut draft)?;
        draft.finish()
    }

    fn draft(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        match self {
            Self::Put(entity) => put(draft, entity),
            Self::Amend { from, to } => amend(draft, from, to),
            Self::Remove(ids) => remove(draft, ids),
            Self::Create(creation) => creation.draft(draft),
            Self::Rename { entity, name } => rename::draft(draft, *entity, name),
            Self::MoveToSite { entities, site } => pool::move_to_site(draft, entities, *site),
            Self::MoveToDataCentre { entities, data_centre } => {
                pool::move_to_data_centre(draft, entities, *data_centre)
            }
            Self::Pool(command) => command.draft(draft),
            Self::Store(command) => command.draft(draft),
            Self::Pair(pools) => pair::pair(draft, *pools),
            Self::Unpair(pool) => pair::unpair(draft, *pool),
            Self::Sheet(command) => command.draft(draft),
            Self::Waive { key, waiver } => draft.waive(*key, waiver.clone()),
            Self::All { steps, .. } => steps.iter().try_for_each(|step| step.draft(draft)),
        }
    }

    /// What the step is called in the Edit menu and the journal: "Pair lon-fe.contoso.com and par-fe.contoso.com".
    pub fn label(&self, document: &Document) -> Message {
        let topology = &document.topology;
        let name = |id: AnyId| topology.name(id);
        match self {
            Self::Put(entity) | Self::Amend { to: entity, .. } if topology.contains(entity.id()) => {
                message!("Change {name}", name = name(entity.id()))
            }
            Self::Put(entity) | Self::Amend { to: entity, .. } => {
                message!("Add {name}", name = entity.name(topology))
            }
            Self::Remove(ids) => match ids.as_slice() {
                [only] => message!("Delete {name}", name = name(*only)),
                _ => message!("Delete {n} things", n = ids.len()),
            },
            Self::Create(creation) => creation.label(),
            Self::Rename { entity, name: new } => message!("Rename {old} to {new}", old = name(*entity), new),
            Self::MoveToSite { entities, site } => {
                message!("Move {what} to {site}", what = several(topology, entities), site = topology.site_name(*site))
            }
            Self::MoveToDataCentre { entities, data_centre: Some(to) } => {
                message!("Move {what} to {to}", what = several(topology, entities), to = name((*to).into()))
            }
            Self::MoveToDataCentre { entities, data_centre: None } => {
                message!("Take {what} out of its data centre", what = several(topology, entities))
            }
            Self::Pool(command) => command.label(topology),
            Self::Store(command) => command.label(topology),
            Self::Pair([a, b]) => message!("Pair {a} and {b}", a = name((*a).into()), b = name((*b).into())),
            Self::Unpair(pool) => message!("Unpair {pool}", pool = name((*pool).into())),
            Self::Sheet(command) => command.label(topology),
            Self::Waive { key, waiver: Some(_) } => message!("Waive {code}", code = key.code.to_string()),
            Self::Waive { key, waiver: None } => {
                message!("Take back the waiver of {code}", code = key.code.to_string())
            }
            Self::All { label, .. } => label.clone(),
        }
    }
}

fn several(topology: &Topology, ids: &[AnyId]) -> Message {
    match ids {
        [only] => message!("{name}", name = topology.name(*only)),
        _ => message!("{n} things", n = ids.len()),
    }
}

fn put(draft: &mut Draft<'_>, entity: &Entity) -> Result<(), Refusal> {
    if let Entity::Deployment(id, _) = entity
        && *id != Deployment::ID
    {
        return Err(Refusal::new(message!("a document is about one deployment")));
    }
    let before = draft.topology().entity(entity.id());
    draft.put_entity(entity.clone());
    // A computer that its pool no longer lists, and no other pool either, would be on no page of the inspector.
    if let (Some(Entity::Pool(_, before)), Entity::Pool(_, after)) = (before, entity) {
        let listed_elsewhere = |id| draft.topology().pools.iter().any(|(_, pool)| pool.computers.contains(&id));
        let dropped: Vec<AnyId> = before
            .computers
            .iter()
            .filter(|id| !after.computers.contains(id) && !listed_elsewhere(**id))
            .map(|id| AnyId::from(*id))
            .collect();
        if !dropped.is_empty() {
            remove(draft, &dropped)?;
        }
    }
    Ok(())
}

fn amend(draft: &mut Draft<'_>, from: &Entity, to: &Entity) -> Result<(), Refusal> {
    let row = draft.topology().entity(from.id()).ok_or_else(draft::gone)?;
    let Some(amended) = row.amended(from, to) else {
        let name = row.name(draft.topology());
        return Err(Refusal::new(message!("what this would change of {name} has been changed since", name))
            .hint(message!("look whether it is still needed")));
    };
    put(draft, &amended)
}

fn remove(draft: &mut Draft<'_>, ids: &[AnyId]) -> Result<(), Refusal> {
    if ids.iter().any(|id| matches!(id, AnyId::Deployment(_))) {
        return Err(Refusal::new(message!("the deployment itself cannot be deleted")));
    }
    let topology = draft.topology();
    let gone = cascade(topology, ids.iter().copied());
    for id in ids {
        if let AnyId::Trunk(trunk) = id
            && let Some(trunk) = topology.trunks.get(*trunk)
            && trunk.is_root
            && !gone.removed.contains(&trunk.gateway.into())
        {
            let gateway = topology.name(trunk.gateway.into());
            return Err(Refusal::new(message!(
                "{trunk} is the root trunk of {gateway}",
                trunk = trunk.name.clone(),
                gateway
            ))
            .hint(message!("it goes with its gateway: delete the gateway, or change the trunk")));
        }
    }
    for entity in gone.changed {
        draft.put_entity(entity);
    }
    for id in gone.removed {
        draft.remove(id);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::sample::{Sample, emea};
    use crate::model::{BranchSite, DataCentre, Fqdn, Row, Site, SqlInstance, WebServices};

    fn label(sample: &Sample, command: &Command) -> String {
        command.label(&sample.document).to_string()
    }

    fn put<T: Row>(key: &str, row: T) -> Command {
        Command::Put(T::entity(Id::derived(key), std::sync::Arc::new(row)))
    }

    #[test]
    fn every_new_row_is_called_by_its_name_in_the_edit_menu() {
        let sample = Sample::new();
        let (name, nothing) = ("Leeds".to_owned(), BranchSite::default());
        assert_eq!(label(&sample, &put("b", BranchSite { name, ..nothing })), "Add Leeds");
        let row = DataCentre { name: "London".to_owned(), region: String::new() };
        assert_eq!(label(&sample, &put("d", row)), "Add London");
        assert_eq!(label(&sample, &put("s", SqlInstance::new("sql1", "rtc", emea()))), r"Add sql1\rtc");
    }

    #[test]
    fn a_later_step_stands_on_the_earlier_ones() {
        let mut sample = Sample::new();
        let (lon, par) = (Id::derived("lon"), Id::derived("par"));
        let create = |id, fqdn: &str| {
            let (role, fqdn) = (crate::model::RoleKind::FrontEnd, fqdn.into());
            Command::Create(Creation::Pool { id, role, fqdn, site: emea(), data_centre: None, computers: Vec::new() })
        };
        let steps = vec![create(lon, "lon"), create(par, "par"), Command::Pair([lon, par])];
        sample.perform(Command::All { label: message!("Two data centres"), steps });
        assert_eq!(sample.row(par).backup_pool, Some(lon));
    }

    /// What would make this change of a row as it is now.
    fn amend<T: Row>(sample: &Sample, id: Id<T>, change: impl FnOnce(&mut T)) -> Command {
        Command::amend(&sample.document.topology, id, change)
    }

    #[test]
    fn amendments_of_one_row_follow_each_other() {
        let mut sample = Sample::new();
        let id = sample.front_end("lon.contoso.com");
        let web = |pool: &mut Pool, change: fn(&mut WebServices)| change(&mut pool.role.front_end_mut().unwrap().web);
        let planned = [
            amend(&sample, id, |pool| pool.users = Some(500)),
            amend(&sample, id, |pool| web(pool, |web| web.internal_fqdn = "in.contoso.com".into())),
            amend(&sample, id, |pool| web(pool, |web| web.external_fqdn = "out.contoso.com".into())),
        ];
        planned.into_iter().for_each(|command| sample.perform(command));
        let row = sample.row(id);
        let web = &row.role.front_end().unwrap().web;
        assert_eq!(row.users, Some(500));
        assert_eq!([&web.internal_fqdn, &web.external_fqdn].map(Fqdn::as_str), ["in.contoso.com", "out.contoso.com"]);
    }

    #[test]
    fn what_is_new_at_the_end_of_a_list_is_added_to_what_came_there_first() {
        let mut sample = Sample::new();
        let site = Id::<Site>::derived("EMEA");
        let [london, paris, tokyo] = ["London", "Paris", "Tokyo"].map(|name| {
            let id = Id::derived(name);
            sample.put(id, DataCentre { name: name.to_owned(), region: String::new() });
            id
        });
        let [with_london, with_paris] = [london, paris].map(|id| amend(&sample, site, |row| row.data_centres.push(id)));
        for command in [with_london.clone(), with_paris, with_london] {
            sample.perform(command);
        }
        assert_eq!(sample.row(site).data_centres, [london, paris]);
        let turned = amend(&sample, site, |row| row.data_centres.reverse());
        sample.edit(site, |row| row.data_centres.push(tokyo));
        assert_eq!(sample.refusal(turned), CHANGED_SINCE.replace("{}", "EMEA"));
    }

    const CHANGED_SINCE: &str = "what this would change of {} has been changed since (look whether it is still needed)";

    #[test]
    fn an_amendment_of_what_has_become_something_else_is_refused() {
        let mut sample = Sample::new();
        let id = sample.front_end("lon.contoso.com");
        let command = amend(&sample, id, |pool| pool.users = Some(500));
        sample.edit(id, |pool| pool.users = Some(900));
        assert_eq!(sample.refusal(command.clone()), CHANGED_SINCE.replace("{}", "lon.contoso.com"));
        sample.perform(Command::Remove(vec![id.into()]));
        assert_eq!(sample.refusal(command), "what this was about is no longer in the document");
    }

    #[test]
    fn a_refused_step_refuses_all() {
        let sample = Sample::new();
        let create = Command::Create(Creation::Site { id: Id::derived("APAC"), name: "APAC".to_owned() });
        let steps = vec![create, Command::Unpair(Id::derived("nothing"))];
        let all = Command::All { label: message!("Both"), steps };
        assert_eq!(sample.refusal(all), "what this was about is no longer in the document");
    }

    #[test]
    fn a_document_keeps_its_one_deployment() {
        let sample = Sample::new();
        assert_eq!(
            sample.refusal(Command::Remove(vec![Deployment::ID.into()])),
            "the deployment itself cannot be deleted"
        );
        assert_eq!(sample.refusal(put("second", Deployment::default())), "a document is about one deployment");
    }
}
