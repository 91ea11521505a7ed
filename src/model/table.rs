use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::Id;

/// Rows of one kind. A clone costs a pointer; a write copies one table.
pub struct Table<T> {
    rows: Arc<BTreeMap<Id<T>, Arc<T>>>,
}

impl<T> Table<T> {
    /// The row of that id.
    pub fn get(&self, id: Id<T>) -> Option<&T> {
        self.rows.get(&id).map(Arc::as_ref)
    }

    /// The row of that id, to be shared.
    pub fn share(&self, id: Id<T>) -> Option<Arc<T>> {
        self.rows.get(&id).cloned()
    }

    /// All rows, by id.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Id<T>, &T)> + ExactSizeIterator + Clone {
        self.rows.iter().map(|(id, row)| (*id, row.as_ref()))
    }

    /// All ids, ascending.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = Id<T>> + ExactSizeIterator + Clone {
        self.rows.keys().copied()
    }

    /// Whether a row of that id exists.
    pub fn contains(&self, id: Id<T>) -> bool {
        self.rows.contains_key(&id)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether both are the same snapshot; a cheap "surely nothing changed".
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.rows, &other.rows)
    }

    pub(crate) fn shared_rows(&self) -> &BTreeMap<Id<T>, Arc<T>> {
        &self.rows
    }

    /// Sets or removes a row. `Patch::apply` is the only caller.
    pub(crate) fn set(&mut self, id: Id<T>, row: Option<Arc<T>>) {
        let rows = Arc::make_mut(&mut self.rows);
        match row {
            Some(row) => rows.insert(id, row),
            None => rows.remove(&id),
        };
    }
}

impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self { rows: Arc::clone(&self.rows) }
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: Arc::default() }
    }
}

impl<T: PartialEq> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        self.is_same(other) || self.rows == other.rows
    }
}

impl<T: fmt::Debug> fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.rows.iter()).finish()
    }
}

/// A whole table at once, as readers make it. Of two rows with one id the later stays.
impl<T> FromIterator<(Id<T>, T)> for Table<T> {
    fn from_iter<I: IntoIterator<Item = (Id<T>, T)>>(rows: I) -> Self {
        Self { rows: Arc::new(rows.into_iter().map(|(id, row)| (id, Arc::new(row))).collect()) }
    }
}

impl<T: Serialize> Serialize for Table<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.rows.iter())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Rows<T>(std::marker::PhantomData<T>);

        impl<'de, T: Deserialize<'de>> serde::de::Visitor<'de> for Rows<T> {
            type Value = Table<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("rows by their ids")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Table<T>, A::Error> {
                let mut rows = BTreeMap::new();
                while let Some((id, row)) = map.next_entry::<Id<T>, T>()? {
                    if rows.insert(id, Arc::new(row)).is_some() {
                        return Err(serde::de::Error::custom(format_args!("two rows have the id {id:?}")));
                    }
                }
                Ok(Table { rows: Arc::new(rows) })
            }
        }

        deserializer.deserialize_map(Rows(std::marker::PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DataCentre;

    fn named(name: &str) -> (Id<DataCentre>, DataCentre) {
        (Id::derived(name), DataCentre { name: name.to_owned(), region: String::new() })
    }

    #[test]
    fn a_write_leaves_clones_as_they_were() {
        let snapshot: Table<DataCentre> = [named("London")].into_iter().collect();
        let mut table = snapshot.clone();
        assert!(table.is_same(&snapshot));
        let (paris, row) = named("Paris");
        table.set(paris, Some(Arc::new(row)));
        assert_eq!((table.len(), snapshot.len()), (2, 1));
        table.set(paris, None);
        assert_eq!(table, snapshot, "equal again, though not the same in memory");
        assert!(!table.is_same(&snapshot));
    }

    #[test]
    fn rows_are_listed_by_id_whatever_the_order_they_came_in() {
        let [a, b, c] = ["a", "b", "c"].map(named);
        let forward: Table<DataCentre> = [a.clone(), b.clone(), c.clone()].into_iter().collect();
        let backward: Table<DataCentre> = [c, b, a].into_iter().collect();
        assert!(forward.ids().is_sorted());
        assert_eq!(forward, backward);
    }

    #[test]
    fn a_file_with_two_rows_of_one_id_is_not_read_as_if_it_had_one() {
        let table: Table<DataCentre> = [named("London")].into_iter().collect();
        let row = ron::to_string(&table).unwrap().trim_matches(['{', '}']).to_owned();
        assert_eq!(ron::from_str::<Table<DataCentre>>(&format!("{{{row}}}")).unwrap(), table);
        let error = ron::from_str::<Table<DataCentre>>(&format!("{{{row},{row}}}")).unwrap_err();
        assert!(error.to_string().contains("two rows have the id"), "{error}");
    }
}
