use serde::{Deserialize, Serialize};

use super::{Draft, Refusal};
use crate::message;
use crate::model::{Id, Pool, SqlInstance, StoreRef, StoreUse, Topology};
use crate::text::{Code, Message};
use crate::vendor::{MIRRORING_PORT, WITNESS_PORT};

/// Something about where a pool keeps its databases.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the fields are the pool, the use and the instance in every variant")]
pub enum StoreCommand {
    /// Keeps the databases on an instance.
    Place { pool: Id<Pool>, of: StoreUse, primary: Id<SqlInstance> },
    /// Adds a mirror, or puts another in its place.
    Mirror { pool: Id<Pool>, of: StoreUse, mirror: Id<SqlInstance> },
    /// Takes the mirror away, and the witness with it.
    Unmirror { pool: Id<Pool>, of: StoreUse },
    /// Adds a witness, or puts another in its place.
    AddWitness { pool: Id<Pool>, of: StoreUse, witness: Id<SqlInstance> },
    /// Takes the witness away.
    RemoveWitness { pool: Id<Pool>, of: StoreUse },
}

impl StoreCommand {
    fn subject(&self) -> (Id<Pool>, StoreUse) {
        match *self {
            Self::Place { pool, of, .. }
            | Self::Mirror { pool, of, .. }
            | Self::Unmirror { pool, of }
            | Self::AddWitness { pool, of, .. }
            | Self::RemoveWitness { pool, of } => (pool, of),
        }
    }

    pub(super) fn draft(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let (pool, of) = self.subject();
        let name = draft.topology().name(pool.into());
        let Some(store) = draft.get(pool)?.store(of).cloned() else {
            return Err(Refusal::new(message!("{pool} has no {store}", pool = name, store = of.title())));
        };
        let after = match *self {
            Self::Place { primary, .. } => StoreRef { primary: Some(primary), ..store },
            Self::Mirror { mirror, .. } => {
                let Some(primary) = store.primary else {
                    return Err(Refusal::new(message!(
                        "{pool} has no {store} to mirror",
                        pool = name,
                        store = of.title()
                    ))
                    .hint(message!("choose the SQL Server instance that keeps it first")));
                };
                if draft.get(primary)?.fqdn.is(&draft.get(mirror)?.fqdn) {
                    let server = draft.get(mirror)?.fqdn.to_string();
                    return Err(Refusal::new(message!("the principal itself is on {server}", server))
                        .by(Code::literal("DB011"))
                        .hint(message!("choose an instance on another server")));
                }
                default_mirror_port(draft, primary, MIRRORING_PORT.value)?;
                default_mirror_port(draft, mirror, MIRRORING_PORT.value)?;
                StoreRef { mirror: Some(mirror), ..store }
            }
            Self::Unmirror { .. } => StoreRef { mirror: None, witness: None, mirror_mode: None, ..store },
            Self::AddWitness { witness, .. } => {
                if store.mirror.is_none() {
                    return Err(Refusal::new(message!(
                        "the {store} of {pool} has no mirror",
                        store = of.title(),
                        pool = name
                    ))
                    .by(Code::literal("DB012"))
                    .hint(message!("add a mirror first; a witness watches over the two")));
                }
                if store.primary == Some(witness) || store.mirror == Some(witness) {
                    return Err(Refusal::new(message!(
                        "{sql} is one of the two it would watch",
                        sql = draft.topology().name(witness.into())
                    ))
                    .by(Code::literal("DB013"))
                    .hint(message!("choose an instance on a third server")));
                }
                default_mirror_port(draft, witness, WITNESS_PORT.value)?;
                StoreRef { witness: Some(witness), ..store }
            }
            Self::RemoveWitness { .. } => StoreRef { witness: None, ..store },
        };
        draft.edit(pool, |pool| {
            if let Some(store) = pool.role.store_mut(of) {
                *store = after;
            }
        })
    }

    pub(super) fn label(&self, topology: &Topology) -> Message {
        let (pool, of) = self.subject();
        let (pool, store) = (topology.name(pool.into()), of.title());
        match self {
            Self::Place { primary, .. } => {
                message!("Keep the {store} of {pool} on {sql}", store, pool, sql = topology.name((*primary).into()))
            }
            Self::Mirror { .. } => message!("Mirror the {store} of {pool}", store, pool),
            Self::Unmirror { .. } => message!("Stop mirroring the {store} of {pool}", store, pool),
            Self::AddWitness { .. } => message!("Add a witness to the {store} of {pool}", store, pool),
            Self::RemoveWitness { .. } => message!("Remove the witness of the {store} of {pool}", store, pool),
        }
    }
}

fn default_mirror_port(draft: &mut Draft<'_>, sql: Id<SqlInstance>, port: u16) -> Result<(), Refusal> {
    if draft.get(sql)?.mirror_port.is_some() {
        return Ok(());
    }
    draft.edit(sql, |sql| sql.mirror_port = Some(port))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::sample::Sample;
    use crate::model::MirrorMode;

    const OF: StoreUse = StoreUse::BackEnd;

    #[test]
    fn a_mirror_and_a_witness_get_the_ports_of_their_part_unless_they_have_one() {
        let mut sample = Sample::new();
        let pool = sample.front_end("lon.contoso.com");
        let [primary, mirror, witness] = ["sql1", "sql2", "sql3"].map(|name| sample.sql(name));
        sample.edit(mirror, |sql| sql.mirror_port = Some(5999));
        sample.perform(StoreCommand::Place { pool, of: OF, primary });
        sample.perform(StoreCommand::Mirror { pool, of: OF, mirror });
        sample.perform(StoreCommand::AddWitness { pool, of: OF, witness });
        let store = sample.row(pool).store(OF).unwrap();
        assert_eq!(store.instances().collect::<Vec<_>>(), [primary, mirror, witness]);
        assert_eq!([primary, mirror, witness].map(|id| sample.row(id).mirror_port), [5022, 5999, 7022].map(Some));
    }

    #[test]
    fn the_witness_goes_with_the_mirror_it_watched() {
        let mut sample = Sample::new();
        let pool = sample.front_end("lon.contoso.com");
        let [primary, mirror, witness] = ["sql1", "sql2", "sql3"].map(|name| sample.sql(name));
        sample.edit_front_end(pool, |settings| {
            let mirror_mode = Some(MirrorMode::Synchronous);
            let (mirror, witness) = (Some(mirror), Some(witness));
            settings.back_end = StoreRef { mirror, witness, mirror_mode, ..StoreRef::on(primary) };
        });
        let mut without_witness = sample.clone();
        without_witness.perform(StoreCommand::RemoveWitness { pool, of: OF });
        assert_eq!(without_witness.row(pool).store(OF).unwrap().mirror, Some(mirror));
        sample.perform(StoreCommand::Unmirror { pool, of: OF });
        assert_eq!(*sample.row(pool).store(OF).unwrap(), StoreRef::on(primary));
    }

    #[test]
    fn what_cannot_be_mirrored_or_watched_is_refused() {
        let mut sample = Sample::new();
        let pool = sample.front_end("lon.contoso.com");
        let [primary, beside, mirror] = [r"sql1\rtc", r"SQL1\other", "sql2"].map(|name| sample.sql(name));
        assert_eq!(
            sample.refusal(StoreCommand::Place { pool, of: StoreUse::Chat, primary }),
            "lon.contoso.com has no chat store"
        );
        assert_eq!(
            sample.refusal(StoreCommand::Mirror { pool, of: OF, mirror }),
            "lon.contoso.com has no back end to mirror (choose the SQL Server instance that keeps it first)"
        );
        sample.perform(StoreCommand::Place { pool, of: OF, primary });
        assert_eq!(
            sample.refusal(StoreCommand::Mirror { pool, of: OF, mirror: beside }),
            "DB011 the principal itself is on SQL1 (choose an instance on another server)"
        );
        assert_eq!(
            sample.refusal(StoreCommand::AddWitness { pool, of: OF, witness: beside }),
            "DB012 the back end of lon.contoso.com has no mirror (add a mirror first; a witness watches over the two)"
        );
        sample.perform(StoreCommand::Mirror { pool, of: OF, mirror });
        assert_eq!(
            sample.refusal(StoreCommand::AddWitness { pool, of: OF, witness: mirror }),
            "DB013 sql2 is one of the two it would watch (choose an instance on a third server)"
        );
    }
}
