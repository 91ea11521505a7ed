use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// Names one row of one kind for the life of the deployment: across undo, save, import, and two open windows.
pub struct Id<T> {
    raw: Uuid,
    of: PhantomData<fn() -> T>,
}

/// The namespace under which keys of formats without GUIDs become ids.
const DERIVED: Uuid = Uuid::from_u128(0x6c69_6e63_6870_696e_8000_746f_706f_6c6f);

impl<T> Id<T> {
    /// The vendor's own `UniqueId`, kept; or a fresh one from the environment.
    pub const fn from_uuid(raw: Uuid) -> Self {
        Self { raw, of: PhantomData }
    }

    /// For things that have no GUID of their own: the same key is always the same id.
    pub fn derived(key: &str) -> Self {
        Self::from_uuid(Uuid::new_v5(&DERIVED, key.as_bytes()))
    }

    /// The id of a part of this row that has none of its own, such as the third computer of a pool.
    pub fn part<U>(self, key: &str) -> Id<U> {
        Id::from_uuid(Uuid::new_v5(&self.raw, key.as_bytes()))
    }

    /// The bare number.
    pub const fn uuid(self) -> Uuid {
        self.raw
    }
}

// By hand, because a derive would ask the same of `T`.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.raw.cmp(&other.raw)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.raw.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.raw, f)
    }
}
impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.raw)
    }
}
impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Uuid::parse_str(&text).map(Self::from_uuid).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Computer, Pool};

    #[test]
    fn the_same_key_is_the_same_id_and_a_part_is_its_wholes_own() {
        let pool = Id::<Pool>::derived("1/Registrar/1");
        assert_eq!(pool, Id::derived("1/Registrar/1"));
        assert_ne!(pool, Id::derived("1/Registrar/2"));
        let first: Id<Computer> = pool.part("computer 0");
        assert_eq!(first, pool.part("computer 0"));
        assert_ne!(first, Id::<Pool>::derived("1/Registrar/2").part("computer 0"));
    }

    /// Native files hold derived ids; another algorithm would make every one of them another deployment.
    #[test]
    fn a_derived_id_is_the_same_in_every_version_of_the_program() {
        insta::assert_snapshot!(format!("{:?}", Id::<Pool>::derived("1/Registrar/1")), @"0daa2f46-bbc6-59a8-a1ae-7e60eeb3d9c7");
    }

    #[test]
    fn what_is_no_uuid_is_no_id() {
        let text = ron::to_string(&Id::<Pool>::derived("x")).unwrap();
        assert_eq!(ron::from_str::<Id<Pool>>(&text), Ok(Id::derived("x")));
        assert!(ron::from_str::<Id<Pool>>("\"x\"").is_err());
    }
}
