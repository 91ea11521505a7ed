use std::collections::BTreeSet;
use std::sync::Arc;

use super::Refusal;
use crate::edit::patch::{Delta, Patch};
use crate::message;
use crate::model::{AnyId, Document, Entity, Id, Pin, Row, Topology, Waiver, WaiverKey};

/// A document being changed by a command: a working copy, and where it differs from the start.
pub(super) struct Draft<'a> {
    start: &'a Document,
    now: Document,
    rows: BTreeSet<AnyId>,
    pins: BTreeSet<AnyId>,
    waivers: BTreeSet<WaiverKey>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(start: &'a Document) -> Self {
        Self { start, now: start.clone(), rows: BTreeSet::new(), pins: BTreeSet::new(), waivers: BTreeSet::new() }
    }

    /// The topology as it is so far.
    pub(super) fn topology(&self) -> &Topology {
        &self.now.topology
    }

    /// The row, or a refusal that it is gone.
    pub(super) fn get<T: Row>(&self, id: Id<T>) -> Result<&T, Refusal> {
        T::table(self.topology()).get(id).ok_or_else(gone)
    }

    /// A new row, or a refusal that its id is taken: the command has been carried out before.
    pub(super) fn add<T: Row>(&mut self, id: Id<T>, row: T) -> Result<(), Refusal> {
        if T::table(self.topology()).contains(id) {
            let name = row.name(self.topology());
            return Err(Refusal::new(message!("{name} is in the document already", name)));
        }
        self.put(id, row);
        Ok(())
    }

    /// A new row, or another in its place.
    fn put<T: Row>(&mut self, id: Id<T>, row: T) {
        self.put_entity(T::entity(id, Arc::new(row)));
    }

    pub(super) fn put_entity(&mut self, entity: Entity) {
        self.rows.insert(entity.id());
        Delta::put(&self.now, entity).write(&mut self.now);
    }

    /// Changes a row that is there.
    pub(super) fn edit<T: Row>(&mut self, id: Id<T>, change: impl FnOnce(&mut T)) -> Result<(), Refusal> {
        let mut row = self.get(id)?.clone();
        change(&mut row);
        self.put(id, row);
        Ok(())
    }

    /// Takes a row away, with its pin and its waivers.
    pub(super) fn remove(&mut self, id: AnyId) {
        self.rows.insert(id);
        Delta::remove(&self.now, id).write(&mut self.now);
        self.pin(id, None);
        let waived: Vec<WaiverKey> =
            self.now.waivers.iter().map(|(key, _)| key).filter(|key| key.entity == id).collect();
        for key in waived {
            self.set_waiver(key, None);
        }
    }

    pub(super) fn pin(&mut self, item: AnyId, after: Option<Pin>) {
        let before = self.now.sheet.pin(item);
        if before != after {
            self.pins.insert(item);
            Delta::Pin { item, before, after }.write(&mut self.now);
        }
    }

    pub(super) fn pinned(&self) -> Vec<AnyId> {
        self.now.sheet.pins().map(|(item, _)| item).collect()
    }

    pub(super) fn waive(&mut self, key: WaiverKey, waiver: Option<Waiver>) -> Result<(), Refusal> {
        if !self.topology().contains(key.entity) {
            return Err(gone());
        }
        self.set_waiver(key, waiver);
        Ok(())
    }

    fn set_waiver(&mut self, key: WaiverKey, after: Option<Waiver>) {
        self.waivers.insert(key);
        let before = self.now.waivers.get(key).cloned();
        Delta::Waiver { key, before, after }.write(&mut self.now);
    }

    /// What has changed in all. Refuses a reference to nothing, the one thing the model cannot hold.
    pub(super) fn finish(self) -> Result<Patch, Refusal> {
        let mut deltas = Vec::new();
        for &id in &self.rows {
            let Some(entity) = self.now.topology.entity(id) else {
                deltas.push(Delta::remove(self.start, id));
                continue;
            };
            let mut missing = false;
            entity.walk().each_id(&mut |to| missing |= !self.now.topology.contains(to));
            if missing {
                let name = self.now.topology.name(id);
                return Err(Refusal::new(message!("{name} refers to something that is not in this document", name)));
            }
            deltas.push(Delta::put(self.start, entity));
        }
        for &item in &self.pins {
            deltas.push(Delta::Pin { item, before: self.start.sheet.pin(item), after: self.now.sheet.pin(item) });
        }
        for &key in &self.waivers {
            let of = |document: &Document| document.waivers.get(key).cloned();
            deltas.push(Delta::Waiver { key, before: of(self.start), after: of(&self.now) });
        }
        Ok(Patch::of(deltas))
    }
}

pub(super) fn gone() -> Refusal {
    Refusal::new(message!("what this was about is no longer in the document"))
}
