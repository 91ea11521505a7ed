use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Draft, Refusal};
use crate::edit::cascade::kept_on_the_server;
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
    /// mirrored and watched over as the primary is; one of the compliance record too, where one is kept.
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
                draft.add(*id, Computer { data_centre: *data_centre, ..Computer::new(fqdn.clone()) })?;
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
                "a server moves between pools of one role; that of {to} is {role}",
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
            "{role} {pool} cannot be stretched; only a Persistent Chat pool can",
            role,
            pool = name
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
        // Addresses and the physical host are the other computer's own.
        let (interfaces, host) = (Vec::new(), String::new());
        let row = Computer { fqdn, data_centre: Some(into), standby: true, interfaces, host, ..like.clone() };
        draft.add(id, row)?;
        computers.push(id);
    }

    let mut copies: BTreeMap<Id<SqlInstance>, Id<SqlInstance>> = BTreeMap::new();
    let mut stand_by = |draft: &mut Draft<'_>, primary: &StoreRef, backup: &StoreRef, store: &str| {
        if !backup.is_empty() {
            let parts =
                [(primary.primary, backup.primary), (primary.mirror, backup.mirror), (primary.witness, backup.witness)];
            copies.extend(parts.into_iter().filter_map(|(of, copy)| of.zip(copy)));
            return Ok(backup.clone());
        }
        let mut copy = |of: Option<Id<SqlInstance>>, part: &str| {
            let Some(of) = of else { return Ok(None) };
            // What is on one instance or one server here is on one there.
            if let Some(&copy) = copies.get(&of) {
                return Ok(Some(copy));
            }
            let like = draft.get(of)?.clone();
            let sql = &draft.topology().sql_instances;
            let beside = copies.iter().find(|(of, _)| sql.get(**of).is_some_and(|row| row.fqdn.is(&like.fqdn)));
            let beside = beside.and_then(|(_, copy)| Some(sql.get(*copy)?.fqdn.clone()));
            let fqdn = beside.unwrap_or_else(|| unused_name(draft.topology(), &like.fqdn));
            let id = seed.part(&format!("{part}{store}"));
            draft.add(id, SqlInstance { fqdn, data_centre: Some(into), ..like })?;
            copies.insert(of, id);
            Ok(Some(id))
        };
        Ok(StoreRef {
            primary: copy(primary.primary, "secondary")?,
            mirror: copy(primary.mirror, "mirror of the secondary")?,
            witness: copy(primary.witness, "witness of the secondary")?,
            ..StoreRef::default()
        })
    };
    let backup = stand_by(draft, &chat.primary, &chat.backup, "")?;
    let compliance_backup = if chat.compliance {
        stand_by(draft, &chat.compliance_primary, &chat.compliance_backup, " of compliance")?
    } else {
        chat.compliance_backup.clone()
    };
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
            chat.compliance_backup = compliance_backup;
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
                    return Err(Refusal::new(message!(
                        "{site} is a branch site, where no {role} can live",
                        site,
                        role
                    ))
                    .by(Code::literal("ST006"))
                    .hint(message!("move it to a central site")));
                }
                let local: Vec<AnyId> = kept_on_the_server(draft.topology(), pool).collect();
                draft.edit(id, |pool| pool.site = site)?;
                move_to_site(draft, &local, site)?;
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
                let computers: Vec<AnyId> = draft.get(id)?.computers.iter().map(|id| AnyId::from(*id)).collect();
                move_to_data_centre(draft, &computers, to)?;
            }
            AnyId::Computer(id) => {
                draft.edit(id, |row| row.data_centre = to)?;
                let topology = draft.topology();
                let pools = topology.pools.iter().map(|(_, pool)| pool).filter(|pool| pool.computers.contains(&id));
                let local: Vec<AnyId> = pools.flat_map(|pool| kept_on_the_server(topology, pool)).collect();
                move_to_data_centre(draft, &local, to)?;
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Command;
    use crate::edit::sample::{Sample, emea};
    use crate::model::{Interface, RoleKind, StoreUse};

    const CHAT: [&str; 2] = ["chat1.contoso.com", "chat2.contoso.com"];

    fn seed() -> Uuid {
        Uuid::from_u128(7)
    }

    #[test]
    fn quorum_order_is_moved_within_and_added_to_at_the_end() {
        let mut sample = Sample::new();
        let pool = sample.front_end("lon.contoso.com");
        let computer = sample.computer("lon3.contoso.com");
        sample.perform(PoolCommand::MoveComputer { pool, computer, to: 0 });
        let (id, fqdn) = (Id::derived("fourth"), Fqdn::from("lon4.contoso.com"));
        sample.perform(PoolCommand::AddComputer { pool, id, fqdn, data_centre: None });
        sample.perform(PoolCommand::MoveComputer { pool, computer: sample.computer("lon1.contoso.com"), to: 99 });
        assert_eq!(
            sample.computers(pool),
            ["lon3.contoso.com", "lon2.contoso.com", "lon4.contoso.com", "lon1.contoso.com"]
        );
    }

    #[test]
    fn a_server_that_is_one_computer_takes_no_other() {
        let mut sample = Sample::new();
        let se = sample.standard_edition("se.contoso.com");
        let edge = sample.pool(RoleKind::Edge, "edge.contoso.com", &["edge.contoso.com"], "");
        let add = |pool| PoolCommand::AddComputer { pool, id: Id::derived("x"), fqdn: "x".into(), data_centre: None };
        assert_eq!(
            sample.refusal(add(se)),
            "SE001 se.contoso.com is a Standard Edition server: it is one computer \
             (build an Enterprise Edition pool for more than one)"
        );
        assert_eq!(
            sample.refusal(add(edge)),
            "edge.contoso.com is a single-computer Edge pool (make it a multiple-computer pool first)"
        );
    }

    #[test]
    fn a_command_that_has_been_carried_out_adds_nothing_a_second_time() {
        let mut sample = Sample::new();
        let pool = sample.front_end("lon.contoso.com");
        let (id, fqdn) = (Id::derived("fourth"), Fqdn::from("lon4.contoso.com"));
        let add = PoolCommand::AddComputer { pool, id, fqdn, data_centre: None };
        sample.perform(add.clone());
        assert_eq!(sample.refusal(add), "lon4.contoso.com is in the document already");
    }

    #[test]
    fn a_computer_joins_a_pool_of_the_same_role_and_leaves_its_own() {
        let mut sample = Sample::new();
        let (lon, par) = (sample.front_end("lon.contoso.com"), sample.front_end("par.contoso.com"));
        let computer = sample.computer("lon1.contoso.com");
        sample.perform(PoolCommand::TransferComputer { computer, to: par });
        assert_eq!(sample.computers(lon), ["lon2.contoso.com", "lon3.contoso.com"]);
        assert_eq!(sample.computers(par).last(), Some(&"lon1.contoso.com"));
        let edge = sample.pool(RoleKind::Edge, "edge.contoso.com", &[], "");
        assert_eq!(
            sample.refusal(PoolCommand::TransferComputer { computer, to: edge }),
            "par.contoso.com and edge.contoso.com do different jobs \
             (a server moves between pools of one role; that of edge.contoso.com is Edge pool)"
        );
        let se = sample.standard_edition("se.contoso.com");
        assert_eq!(
            sample.refusal(PoolCommand::TransferComputer { computer, to: se }),
            "se.contoso.com takes one computer only"
        );
    }

    #[test]
    fn a_computer_that_its_pool_no_longer_lists_is_gone() {
        let mut sample = Sample::new();
        let pool = sample.front_end("lon.contoso.com");
        let computer = sample.computer("lon2.contoso.com");
        sample.edit(pool, |pool| pool.computers.retain(|id| *id != computer));
        assert!(!sample.document.topology.computers.contains(computer));
        assert_eq!(sample.computers(pool), ["lon1.contoso.com", "lon3.contoso.com"]);
    }

    #[test]
    fn what_is_on_a_standard_edition_server_moves_with_it() {
        let mut sample = Sample::new();
        let se = sample.standard_edition("se.contoso.com");
        let sql = sample.row(se).store(StoreUse::BackEnd).unwrap().primary.unwrap();
        let site = SiteRef::Central(sample.site("APAC"));
        let data_centre = Some(sample.data_centre("Tokyo"));
        sample.perform(Command::MoveToSite { entities: vec![se.into()], site });
        sample.perform(Command::MoveToDataCentre { entities: vec![se.into()], data_centre });
        assert_eq!((sample.row(sql).site, sample.row(sql).data_centre), (site, data_centre));
    }

    #[test]
    fn only_what_a_branch_site_can_have_moves_there() {
        let mut sample = Sample::new();
        let lon = sample.front_end("lon.contoso.com");
        let branch = Id::derived("Leeds");
        let (id, name, parent) = (branch, "Leeds".to_owned(), Id::derived("EMEA"));
        sample.perform(crate::edit::Creation::BranchSite { id, name, parent });
        let to =
            |entities: &[AnyId]| Command::MoveToSite { entities: entities.to_vec(), site: SiteRef::Branch(branch) };
        assert_eq!(
            sample.refusal(to(&[lon.into()])),
            "ST006 Leeds is a branch site, where no Enterprise Edition Front End pool can live (move it to a central site)"
        );
        let gateway = sample.gateway("gw.contoso.com");
        sample.perform(to(&[gateway.into()]));
        assert_eq!(sample.row(gateway).site, SiteRef::Branch(branch));
        assert_eq!(sample.refusal(to(&[emea().into()])), "EMEA cannot be moved there");
    }

    #[test]
    fn a_stretched_chat_pool_stands_by_in_the_other_data_centre_with_a_store_like_its_own() {
        let mut sample = Sample::new();
        sample.data_centre("London");
        let into = sample.data_centre("Paris");
        let pool = sample.pool(RoleKind::PersistentChat, "chat.contoso.com", &CHAT, "London");
        sample.edit(sample.computer(CHAT[0]), |computer| {
            computer.host = "rack 1".to_owned();
            computer.interfaces = vec![Interface {
                side: crate::vendor::InterfaceSide::Primary,
                number: 1,
                address: "10.0.0.1".into(),
                address_v6: "".into(),
                public_address: "".into(),
                public_address_v6: "".into(),
            }];
        });
        let of = StoreUse::Chat;
        let (primary, mirror) = (sample.sql(r"sql1.contoso.com\chat"), sample.sql(r"sql2.contoso.com\chat"));
        sample.perform(crate::edit::StoreCommand::Place { pool, of, primary });
        sample.perform(crate::edit::StoreCommand::Mirror { pool, of, mirror });
        sample.perform(PoolCommand::Stretch { pool, into, seed: seed() });

        let row = sample.row(pool);
        assert!(row.is_stretched(&sample.document.topology));
        assert_eq!(
            sample.computers(pool),
            ["chat1.contoso.com", "chat2.contoso.com", "chat3.contoso.com", "chat4.contoso.com"]
        );
        let third = sample.row(sample.computer("chat3.contoso.com"));
        let like_new = Computer { data_centre: Some(into), standby: true, ..Computer::new("chat3.contoso.com") };
        assert_eq!(*third, like_new, "no address and no rack is taken from the computer it stands by for");
        let backup = row.store(StoreUse::ChatBackup).unwrap();
        let names: Vec<String> = backup.instances().map(|id| sample.name(id)).collect();
        assert_eq!(names, [r"sql3.contoso.com\chat", r"sql4.contoso.com\chat"]);
    }

    #[test]
    fn the_compliance_record_of_a_stretched_chat_pool_stands_by_too_where_one_is_kept() {
        let stretched = |compliance: bool, record: &str| {
            let mut sample = Sample::new();
            sample.data_centre("London");
            let into = sample.data_centre("Paris");
            let pool = sample.pool(RoleKind::PersistentChat, "chat.contoso.com", &CHAT, "London");
            let [rooms, record] = [r"sql1.contoso.com\chat", record].map(|name| sample.sql(name));
            sample.edit(pool, |pool| {
                let Role::PersistentChat(chat) = &mut pool.role else { panic!("it is one") };
                chat.compliance = compliance;
                chat.primary = StoreRef::on(rooms);
                chat.compliance_primary = StoreRef::on(record);
            });
            sample.perform(PoolCommand::Stretch { pool, into, seed: seed() });
            let row = sample.row(pool);
            [StoreUse::ChatBackup, StoreUse::ChatComplianceBackup].map(|of| {
                let store = row.store(of).unwrap();
                store.primary.map(|id| sample.name(id)).unwrap_or_default()
            })
        };
        let own = r"sql2.contoso.com\record";
        assert_eq!(stretched(true, own), [r"sql3.contoso.com\chat", r"sql4.contoso.com\record"]);
        assert_eq!(stretched(false, own), [r"sql3.contoso.com\chat", ""]);
        let beside = r"sql1.contoso.com\record";
        assert_eq!(stretched(true, beside), [r"sql2.contoso.com\chat", r"sql2.contoso.com\record"]);
        assert_eq!(stretched(true, r"sql1.contoso.com\chat"), [r"sql2.contoso.com\chat"; 2]);
    }

    #[test]
    fn a_pool_that_cannot_be_stretched_says_why() {
        let mut sample = Sample::new();
        let (london, paris) = (sample.data_centre("London"), sample.data_centre("Paris"));
        let stretch = |pool, into| PoolCommand::Stretch { pool, into, seed: seed() };
        let lon = sample.front_end("lon.contoso.com");
        assert_eq!(
            sample.refusal(stretch(lon, paris)),
            "ST008 Enterprise Edition Front End pool lon.contoso.com cannot be stretched; only a Persistent Chat pool can \
             (build one pool per data centre and pair the Front End pools)"
        );
        let single = sample.pool(RoleKind::PersistentChat, "one.contoso.com", &["one.contoso.com"], "London");
        assert_eq!(
            sample.refusal(stretch(single, paris)),
            "PC010 one.contoso.com is a single-computer pool and cannot grow (make it a multiple-computer pool first)"
        );
        let chat = sample.pool(RoleKind::PersistentChat, "chat.contoso.com", &CHAT, "London");
        assert_eq!(
            sample.refusal(stretch(chat, london)),
            "chat.contoso.com is in London already (choose another data centre)"
        );
        let mut nowhere = sample.clone();
        // Two data centres in the site: a computer that names neither could be in either.
        nowhere.perform(Command::MoveToDataCentre { entities: vec![chat.into()], data_centre: None });
        assert_eq!(
            nowhere.refusal(stretch(chat, paris)),
            "nothing says in which data centre the servers of chat.contoso.com are (put them into one first)"
        );
        sample.perform(stretch(chat, paris));
        assert_eq!(sample.refusal(stretch(chat, london)), "PC011 chat.contoso.com is stretched already");
    }
}
