use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Draft, Refusal};
use crate::message;
use crate::model::{AnyId, Computer, DataCentre, Fqdn, Id, Pool, Role, SiteRef, SqlInstance, StoreRef, Topology};
use crate::text::{Code, Message};

/// Something about a pool and its computers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum PoolCommand {
    /// One more computer, at the end of the order.
    AddComputer {
        /// The pool.
        pool: Id<Pool>,
        /// The id the computer gets.
        id: Id<Computer>,
        /// Its name.
        fqdn: Fqdn,
        /// Where it stands, if that is known.
        data_centre: Option<Id<DataCentre>>,
    },
    /// A computer to another place in the order; quorum counts the first ones.
    MoveComputer {
        /// The pool.
        pool: Id<Pool>,
        /// Which computer.
        computer: Id<Computer>,
        /// Its new place, from 0.
        to: usize,
    },
    /// A computer to another pool of the same role, at the end of its order.
    TransferComputer {
        /// Which computer.
        computer: Id<Computer>,
        /// The pool it joins.
        to: Id<Pool>,
    },
    /// A chat pool over two data centres: as many standby computers there as serve here, and a log-shipping secondary,
    /// mirrored and watched over as the primary is.
    Stretch {
        /// The chat pool.
        pool: Id<Pool>,
        /// The other data centre.
        into: Id<DataCentre>,
        /// What the ids of new rows are made of.
        seed: Uuid,
    },
}

impl PoolCommand {
    pub(super) fn draft(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        match self {
            Self::AddComputer { pool, id, fqdn, data_centre } => {
                let row = draft.get(*pool)?;
                let name = row.fqdn.to_string();
                if !row.multi_server && !row.computers.is_empty() {
                    let role = row.role.kind().facts().title;
                    return Err(match row.role {
                        Role::StandardEdition(_) => Refusal::new(message!(
                            "{pool} is a Standard Edition server: it is one computer",
                            pool = name
                        ))
                        .by(Code::literal("SE001"))
                        .hint(message!("build an Enterprise Edition pool for more than one")),
                        _ => Refusal::new(message!("{pool} is a single-computer {role}", pool = name, role))
                            .hint(message!("make it a multiple-computer pool first")),
                    });
                }
                draft.put(*id, Computer { data_centre: *data_centre, ..Computer::new(fqdn.clone()) });
                draft.edit(*pool, |pool| pool.computers.push(*id))
            }
            Self::MoveComputer { pool, computer, to } => {
                let mut order = draft.get(*pool)?.computers.clone();
                let Some(from) = order.iter().position(|id| id == computer) else {
                    let (computer, pool) =
                        (draft.topology().name((*computer).into()), draft.topology().name((*pool).into()));
                    return Err(Refusal::new(message!("{computer} is not in {pool}", computer, pool)));
                };
                order.remove(from);
                order.insert((*to).min(order.len()), *computer);
                draft.edit(*pool, |pool| pool.computers = order)
            }
            Self::TransferComputer { computer, to } => transfer(draft, *computer, *to),
            Self::Stretch { pool, into, seed } => stretch(draft, *pool, *into, *seed),
        }
    }

    pub(super) fn label(&self, topology: &Topology) -> Message {
        let name = |id: AnyId| topology.name(id);
        match self {
            Self::AddComputer { pool, fqdn, .. } => {
                message!("Add {computer} to {pool}", computer = fqdn.to_string(), pool = name((*pool).into()))
            }
            Self::MoveComputer { computer, pool, .. } => {
                message!(
                    "Reorder {computer} in {pool}",
                    computer = name((*computer).into()),
                    pool = name((*pool).into())
                )
            }
            Self::TransferComputer { computer, to } => {
                message!("Move {computer} to {pool}", computer = name((*computer).into()), pool = name((*to).into()))
            }
            Self::Stretch { pool, into, .. } => {
                message!(
                    "Stretch {pool} into {data_centre}",
                    pool = name((*pool).into()),
                    data_centre = name((*into).into())
                )
            }
        }
    }
}

fn transfer(draft: &mut Draft<'_>, computer: Id<Computer>, to: Id<Pool>) -> Result<(), Refusal> {
    let target = draft.get(to)?;
    let from: Vec<Id<Pool>> = draft
        .topology()
        .pools
        .iter()
        .filter(|(id, pool)| *id != to && pool.computers.contains(&computer))
        .map(|(id, _)| id)
        .collect();
    let (name, kind) = (target.fqdn.to_string(), target.role.kind());
    if !target.multi_server && !target.computers.is_empty() {
        return Err(Refusal::new(message!("{pool} takes one computer only", pool = name)));
    }
    for &pool in &from {
        let pool = draft.get(pool)?;
        if pool.role.kind() != kind {
            let role = kind.facts().title;
            return Err(Refusal::new(message!(
                "{from} and {to} do different jobs",
                from = pool.fqdn.to_string(),
                to = name.as_str()
            ))
            .hint(message!(
                "a server moves between pools of one role; {to} is a {role}",
                to = name.as_str(),
                role
            )));
        }
    }
    for pool in from {
        draft.edit(pool, |pool| pool.computers.retain(|id| *id != computer))?;
    }
    draft.edit(to, |pool| {
        if !pool.computers.contains(&computer) {
            pool.computers.push(computer);
        }
    })
}

/// Source of what a stretched pool needs: `L:required-resources-for-persistent-chat-server`.
fn stretch(draft: &mut Draft<'_>, id: Id<Pool>, into: Id<DataCentre>, seed: Uuid) -> Result<(), Refusal> {
    let pool = draft.get(id)?.clone();
    let name = pool.fqdn.to_string();
    let there = draft.get(into)?.name.clone();
    let Role::PersistentChat(chat) = &pool.role else {
        let role = pool.role.kind().facts().title;
        return Err(Refusal::new(message!(
            "{pool} is a {role}; only a Persistent Chat pool is stretched",
            pool = name,
            role
        ))
        .by(Code::literal("ST008"))
        .hint(message!("build one pool per data centre and pair the Front End pools")));
    };
    if !pool.multi_server {
        return Err(Refusal::new(message!("{pool} is a single-computer pool and cannot grow", pool = name))
            .by(Code::literal("PC010"))
            .hint(message!("make it a multiple-computer pool first")));
    }
    match *draft.topology().data_centres_of(&pool) {
        [] => {
            return Err(Refusal::new(message!(
                "nothing says in which data centre the servers of {pool} are",
                pool = name
            ))
            .hint(message!("put them into one first")));
        }
        [here] if here == into => {
            return Err(Refusal::new(message!("{pool} is in {there} already", pool = name, there))
                .hint(message!("choose another data centre")));
        }
        [_] => {}
        [_, ..] => {
            return Err(Refusal::new(message!("{pool} is stretched already", pool = name)).by(Code::literal("PC011")));
        }
    }
    let seed = Id::<Pool>::from_uuid(seed);

    let active: Vec<Computer> =
        draft.topology().computers_of(&pool).map(|(_, computer)| computer.clone()).filter(|c| !c.standby).collect();
    let mut computers = pool.computers.clone();
    for (place, like) in active.iter().enumerate() {
        let id = seed.part(&format!("computer {place}"));
        let fqdn = unused_name(draft.topology(), &like.fqdn);
        draft.put(id, Computer { fqdn, data_centre: Some(into), standby: true, ..like.clone() });
        computers.push(id);
    }

    let mut backup = chat.backup.clone();
    if backup.is_empty() {
        let copy = |draft: &mut Draft<'_>, of: Option<Id<SqlInstance>>, part: &str| {
            let Some(of) = of else { return Ok(None) };
            let like = draft.get(of)?.clone();
            let id = seed.part(part);
            let fqdn = unused_name(draft.topology(), &like.fqdn);
            draft.put(id, SqlInstance { fqdn, data_centre: Some(into), ..like });
            Ok(Some(id))
        };
        backup = StoreRef {
            primary: copy(draft, chat.primary.primary, "secondary")?,
            mirror: copy(draft, chat.primary.mirror, "mirror of the secondary")?,
            witness: copy(draft, chat.primary.witness, "witness of the secondary")?,
            ..StoreRef::default()
        };
    }
    if let SiteRef::Central(site) = pool.site {
        draft.edit(site, |site| {
            if !site.data_centres.contains(&into) {
                site.data_centres.push(into);
            }
        })?;
    }
    let ships_from_mirror = chat.primary.mirror.is_some();
    draft.edit(id, |pool| {
        pool.computers = computers;
        if let Role::PersistentChat(chat) = &mut pool.role {
            chat.backup = backup;
            chat.log_shipping.from_mirror |= ships_from_mirror;
        }
    })
}

/// A name like that one which no row has: the number at the end of its first label counted on.
fn unused_name(topology: &Topology, like: &Fqdn) -> Fqdn {
    let stem = like.host().trim_end_matches(|c: char| c.is_ascii_digit());
    let domain = if like.domain().is_empty() { String::new() } else { format!(".{}", like.domain()) };
    (1..)
        .map(|n: u32| Fqdn::new(format!("{stem}{n}{domain}")))
        .find(|name| !is_used(topology, name))
        .expect("a topology has fewer names than there are numbers")
}

fn is_used(topology: &Topology, name: &Fqdn) -> bool {
    topology.computers.iter().any(|(_, row)| row.fqdn.is(name))
        || topology.pools.iter().any(|(_, row)| row.fqdn.is(name))
        || topology.sql_instances.iter().any(|(_, row)| row.fqdn.is(name))
        || topology.file_stores.iter().any(|(_, row)| row.server.is(name))
}

pub(super) fn move_to_site(draft: &mut Draft<'_>, entities: &[AnyId], site: SiteRef) -> Result<(), Refusal> {
    for &entity in entities {
        match entity {
            AnyId::Pool(id) => {
                let pool = draft.get(id)?;
                let facts = pool.role.kind().facts();
                if matches!(site, SiteRef::Branch(_)) && !facts.in_branch_site {
                    let (role, site) = (facts.title, draft.topology().site_name(site));
                    return Err(Refusal::new(message!("a {role} cannot live in {site}, a branch site", role, site))
                        .by(Code::literal("ST006"))
                        .hint(message!("move it to a central site")));
                }
                draft.edit(id, |pool| pool.site = site)?;
            }
            AnyId::SqlInstance(id) => draft.edit(id, |row| row.site = site)?,
            AnyId::FileStore(id) => draft.edit(id, |row| row.site = site)?,
            AnyId::Gateway(id) => draft.edit(id, |row| row.site = site)?,
            AnyId::WebAppsServer(id) => draft.edit(id, |row| row.site = site)?,
            AnyId::NetworkService(id) => draft.edit(id, |row| row.site = site)?,
            AnyId::BranchSite(id) => {
                let SiteRef::Central(parent) = site else { return Err(stays(draft, entity)) };
                draft.edit(id, |row| row.parent = Some(parent))?;
            }
            _ => return Err(stays(draft, entity)),
        }
    }
    Ok(())
}

pub(super) fn move_to_data_centre(
    draft: &mut Draft<'_>,
    entities: &[AnyId],
    to: Option<Id<DataCentre>>,
) -> Result<(), Refusal> {
    for &entity in entities {
        match entity {
            AnyId::Pool(id) => {
                for computer in draft.get(id)?.computers.clone() {
                    draft.edit(computer, |row| row.data_centre = to)?;
                }
            }
            AnyId::Computer(id) => draft.edit(id, |row| row.data_centre = to)?,
            AnyId::SqlInstance(id) => draft.edit(id, |row| row.data_centre = to)?,
            AnyId::FileStore(id) => draft.edit(id, |row| row.data_centre = to)?,
            AnyId::Gateway(id) => draft.edit(id, |row| row.data_centre = to)?,
            AnyId::WebAppsServer(id) => draft.edit(id, |row| row.data_centre = to)?,
            AnyId::NetworkService(id) => draft.edit(id, |row| row.data_centre = to)?,
            _ => return Err(stays(draft, entity)),
        }
    }
    Ok(())
}

fn stays(draft: &Draft<'_>, entity: AnyId) -> Refusal {
    Refusal::new(message!("{name} cannot be moved there", name = draft.topology().name(entity)))
}
