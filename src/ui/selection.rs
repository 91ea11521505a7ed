use crate::model::{AnyId, Id, Pool, Topology};

/// What is selected, in the order it was: the last one leads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection(Vec<AnyId>);

impl Selection {
    /// Nothing.
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// One row.
    pub fn one(id: impl Into<AnyId>) -> Self {
        Self(vec![id.into()])
    }

    /// The rows, first selected first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = AnyId> + ExactSizeIterator {
        self.0.iter().copied()
    }

    /// Whether a row is among them.
    pub fn contains(&self, id: AnyId) -> bool {
        self.0.contains(&id)
    }

    /// The row selected last: what the inspector shows and the keyboard moves from.
    pub fn lead(&self) -> Option<AnyId> {
        self.0.last().copied()
    }

    /// The row, if it is the only one.
    pub fn only(&self) -> Option<AnyId> {
        match *self.0.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a row and makes it lead.
    pub fn add(&mut self, id: AnyId) {
        self.0.retain(|other| *other != id);
        self.0.push(id);
    }

    /// Adds a row, or takes it away if it was there.
    pub fn toggle(&mut self, id: AnyId) {
        if self.contains(id) {
            self.0.retain(|other| *other != id);
        } else {
            self.0.push(id);
        }
    }

    /// Forgets rows that are not in the document any more.
    pub fn keep_existing(&mut self, topology: &Topology) {
        self.0.retain(|id| topology.contains(*id));
    }

    /// The selected pools.
    pub fn pools(&self) -> impl Iterator<Item = Id<Pool>> {
        self.0.iter().filter_map(|id| match id {
            AnyId::Pool(id) => Some(*id),
            _ => None,
        })
    }
}

impl FromIterator<AnyId> for Selection {
    fn from_iter<I: IntoIterator<Item = AnyId>>(ids: I) -> Self {
        let mut selection = Self::none();
        ids.into_iter().for_each(|id| selection.add(id));
        selection
    }
}
