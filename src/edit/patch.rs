use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{
    AnyId, BranchSite, Computer, DataCentre, Deployment, Document, Entity, FileStore, Gateway, Id, Link,
    NetworkService, Pin, Pool, Site, SqlInstance, Table, Trunk, Waiver, WaiverKey, WebAppsServer, with_rows,
};

/// What changed, row by row, before and after. Undo swaps the two; nobody writes an inverse by hand.
#[must_use = "a patch does nothing until it is applied"]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Patch {
    deltas: Vec<Delta>,
}

/// A row is not what the patch was made for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{row:?} has changed since this edit was planned")]
pub struct Conflict {
    /// The first row that differs.
    pub row: AnyId,
}

macro_rules! deltas {
    ($($table:ident: $Row:ident),* $(,)?) => {
        /// One row before and after: none before it was made, none after it is removed.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "each variant is documented by its row type")]
        pub enum Delta {
            $($Row { id: Id<$Row>, before: Option<Arc<$Row>>, after: Option<Arc<$Row>> },)*
            /// A pin of the sheet.
            Pin { item: AnyId, before: Option<Pin>, after: Option<Pin> },
            /// A waiver.
            Waiver { key: WaiverKey, before: Option<Waiver>, after: Option<Waiver> },
        }

        impl Delta {
            /// A row set to what it shall be.
            pub(super) fn put(document: &Document, entity: Entity) -> Self {
                match entity {
                    $(Entity::$Row(id, after) => {
                        Self::$Row { id, before: document.topology.$table.share(id), after: Some(after) }
                    })*
                }
            }

            /// A row taken away.
            pub(super) fn remove(document: &Document, id: AnyId) -> Self {
                match id {
                    $(AnyId::$Row(id) => {
                        Self::$Row { id, before: document.topology.$table.share(id), after: None }
                    })*
                }
            }

            /// The only writer of rows, pins and waivers. Does nothing, and says so, where `before` does not hold.
            pub(super) fn write(&self, document: &mut Document) -> bool {
                match self {
                    $(Self::$Row { id, before, after } => {
                        let table = &mut document.topology.$table;
                        let holds = table.get(*id) == before.as_deref();
                        if holds {
                            table.set(*id, after.clone());
                        }
                        holds
                    })*
                    Self::Pin { item, before, after } => {
                        let holds = document.sheet.pin(*item) == *before;
                        if holds {
                            document.sheet.set(*item, *after);
                        }
                        holds
                    }
                    Self::Waiver { key, before, after } => {
                        let holds = document.waivers.get(*key) == before.as_ref();
                        if holds {
                            document.waivers.set(*key, after.clone());
                        }
                        holds
                    }
                }
            }

            fn inverse(self) -> Self {
                match self {
                    $(Self::$Row { id, before, after } => Self::$Row { id, before: after, after: before },)*
                    Self::Pin { item, before, after } => Self::Pin { item, before: after, after: before },
                    Self::Waiver { key, before, after } => Self::Waiver { key, before: after, after: before },
                }
            }

            fn is_empty(&self) -> bool {
                match self {
                    $(Self::$Row { before, after, .. } => before == after,)*
                    Self::Pin { before, after, .. } => before == after,
                    Self::Waiver { before, after, .. } => before == after,
                }
            }

            /// The same place before the first and after the second; the places must be the same.
            fn then(&mut self, next: Self) {
                match (self, next) {
                    $((Self::$Row { after, .. }, Self::$Row { after: last, .. }) => *after = last,)*
                    (Self::Pin { after, .. }, Self::Pin { after: last, .. }) => *after = last,
                    (Self::Waiver { after, .. }, Self::Waiver { after: last, .. }) => *after = last,
                    _ => unreachable!("deltas are joined by their key, which names the kind"),
                }
            }

            fn key(&self) -> Key {
                match self {
                    $(Self::$Row { id, .. } => Key::Row(AnyId::$Row(*id)),)*
                    Self::Pin { item, .. } => Key::Pin(*item),
                    Self::Waiver { key, .. } => Key::Waiver(*key),
                }
            }

            /// The row before, if there was one.
            pub fn before(&self) -> Option<Entity> {
                match self {
                    $(Self::$Row { id, before, .. } => Some(Entity::$Row(*id, before.clone()?)),)*
                    Self::Pin { .. } | Self::Waiver { .. } => None,
                }
            }

            /// The row after, if there is one.
            pub fn after(&self) -> Option<Entity> {
                match self {
                    $(Self::$Row { id, after, .. } => Some(Entity::$Row(*id, after.clone()?)),)*
                    Self::Pin { .. } | Self::Waiver { .. } => None,
                }
            }
        }

        fn between_topologies(before: &Document, after: &Document, out: &mut Vec<Delta>) {
            $(between_tables(&before.topology.$table, &after.topology.$table, |id, before, after| {
                out.push(Delta::$Row { id, before, after });
            });)*
        }
    };
}
with_rows!(deltas);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Row(AnyId),
    Pin(AnyId),
    Waiver(WaiverKey),
}

impl Delta {
    /// Which row the delta is about; for a pin or a waiver, the row it belongs to.
    pub fn row(&self) -> AnyId {
        match self.key() {
            Key::Row(id) | Key::Pin(id) => id,
            Key::Waiver(key) => key.entity,
        }
    }

    fn is_about_topology(&self) -> bool {
        matches!(self.key(), Key::Row(_))
    }
}

impl Patch {
    /// The changes that lead from one document to another.
    pub fn between(before: &Document, after: &Document) -> Self {
        let mut deltas = Vec::new();
        between_topologies(before, after, &mut deltas);
        let (old, new) = (before.sheet.pins().collect(), after.sheet.pins().collect());
        between_maps(&old, &new, |item, before, after| deltas.push(Delta::Pin { item, before, after }));
        let own = |document: &Document| document.waivers.iter().map(|(key, waiver)| (key, waiver.clone())).collect();
        between_maps(&own(before), &own(after), |key, before, after| {
            deltas.push(Delta::Waiver { key, before, after });
        });
        Self { deltas }
    }

    pub(super) fn of(mut deltas: Vec<Delta>) -> Self {
        deltas.retain(|delta| !delta.is_empty());
        Self { deltas }
    }

    /// The document as it is afterwards. Refuses unless every row still is as it was before.
    pub fn apply(&self, document: &Document) -> Result<Document, Conflict> {
        let mut changed = document.clone();
        for delta in &self.deltas {
            if !delta.write(&mut changed) {
                return Err(Conflict { row: delta.row() });
            }
        }
        Ok(changed)
    }

    /// The patch that takes this one back.
    pub fn inverse(self) -> Self {
        Self { deltas: self.deltas.into_iter().rev().map(Delta::inverse).collect() }
    }

    /// One patch that does what this one and then `next` would do.
    pub fn then(mut self, next: Self) -> Self {
        let mut places: BTreeMap<Key, usize> = self.deltas.iter().map(Delta::key).zip(0..).collect();
        for delta in next.deltas {
            match places.entry(delta.key()) {
                Entry::Occupied(place) => self.deltas[*place.get()].then(delta),
                Entry::Vacant(place) => {
                    place.insert(self.deltas.len());
                    self.deltas.push(delta);
                }
            }
        }
        self.deltas.retain(|delta| !delta.is_empty());
        self
    }

    /// The single changes.
    pub fn deltas(&self) -> &[Delta] {
        &self.deltas
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.deltas.is_empty()
    }

    /// The rows it changes, also those it makes or removes.
    pub fn touched(&self) -> impl Iterator<Item = AnyId> {
        self.deltas.iter().map(Delta::row)
    }

    /// Whether it changes what is deployed; moving a card does not, and wakes no rule.
    pub fn touches_topology(&self) -> bool {
        self.deltas.iter().any(Delta::is_about_topology)
    }
}

fn between_tables<T: PartialEq>(
    before: &Table<T>,
    after: &Table<T>,
    mut differ: impl FnMut(Id<T>, Option<Arc<T>>, Option<Arc<T>>),
) {
    if before.is_same(after) {
        return;
    }
    let (before, after) = (before.shared_rows(), after.shared_rows());
    for (&id, old) in before {
        match after.get(&id) {
            Some(new) if Arc::ptr_eq(old, new) || old == new => {}
            new => differ(id, Some(Arc::clone(old)), new.cloned()),
        }
    }
    for (&id, new) in after {
        if !before.contains_key(&id) {
            differ(id, None, Some(Arc::clone(new)));
        }
    }
}

fn between_maps<K: Copy + Ord, V: Clone + PartialEq>(
    before: &BTreeMap<K, V>,
    after: &BTreeMap<K, V>,
    mut differ: impl FnMut(K, Option<V>, Option<V>),
) {
    for (&key, old) in before {
        let new = after.get(&key);
        if new != Some(old) {
            differ(key, Some(old.clone()), new.cloned());
        }
    }
    for (&key, new) in after {
        if !before.contains_key(&key) {
            differ(key, None, Some(new.clone()));
        }
    }
}

impl fmt::Display for Patch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} changes", self.deltas.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::sample::Sample;
    use crate::edit::{Command, SheetCommand};

    #[test]
    fn a_patch_for_another_state_is_refused_whole() {
        let mut sample = Sample::new();
        let (lon, par) = (sample.front_end("lon.contoso.com"), sample.front_end("par.contoso.com"));
        let pair = Command::Pair([lon, par]).plan(&sample.document).unwrap();
        sample.edit(par, |pool| pool.users = Some(100));
        let before = sample.document.clone();
        assert_eq!(pair.apply(&sample.document), Err(Conflict { row: par.into() }));
        assert_eq!(sample.document, before);
    }

    #[test]
    fn steps_that_cancel_out_are_no_change() {
        let mut sample = Sample::new();
        let (lon, par) = (sample.front_end("lon.contoso.com"), sample.front_end("par.contoso.com"));
        let pair = Command::Pair([lon, par]).plan(&sample.document).unwrap();
        sample.perform(Command::Pair([lon, par]));
        let unpair = Command::Unpair(lon).plan(&sample.document).unwrap();
        assert!(pair.then(unpair).is_empty());
    }

    #[test]
    fn a_moved_card_changes_nothing_that_is_deployed() {
        let mut sample = Sample::new();
        let lon = sample.front_end("lon.contoso.com");
        let pin = Command::Sheet(SheetCommand::Pin(vec![(lon.into(), Pin { x: 8, y: 8 })]));
        let patch = pin.plan(&sample.document).unwrap();
        assert!(!patch.touches_topology() && !patch.is_empty());
        sample.perform(pin);
        let remove = Command::Remove(vec![lon.into()]).plan(&sample.document).unwrap();
        assert!(remove.touches_topology());
        assert!(remove.apply(&sample.document).unwrap().sheet.is_empty(), "the pin goes with its card");
    }

    #[test]
    fn a_waiver_goes_with_its_row_and_comes_back_with_it() {
        let mut sample = Sample::new();
        let lon = sample.front_end("lon.contoso.com");
        let key = WaiverKey { code: crate::text::Code::literal("HA001"), entity: lon.into() };
        sample.perform(Command::Waive { key, waiver: Some(Waiver::default()) });
        let remove = Command::Remove(vec![lon.into()]).plan(&sample.document).unwrap();
        let without = remove.apply(&sample.document).unwrap();
        assert!(without.waivers.is_empty());
        assert_eq!(remove.inverse().apply(&without).unwrap(), sample.document);
    }
}
