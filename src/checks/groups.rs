use std::cmp::Ordering;
use std::hash::{BuildHasher, Hash};
use std::ops::Range;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

/// Rows by a key that several of them may have: found by the key, or listed in the order in which the keys appeared.
/// Within a group rows keep their order.
#[derive(Debug)]
pub struct Groups<K, T> {
    /// The place of each key's group among `groups`. Never listed, for its order is nobody's business.
    numbers: HashTable<u32>,
    hasher: RandomState,
    groups: Vec<Group<K>>,
    rows: Vec<T>,
}

/// The rows of a key.
#[derive(Debug)]
struct Group<K> {
    key: K,
    /// Of the key. Kept, for a key that is a name lies far away.
    hash: u64,
    start: u32,
    end: u32,
}

impl<K> Group<K> {
    const fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl<K: Copy + Eq + Hash, T: Copy> FromIterator<(K, T)> for Groups<K, T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(keyed: I) -> Self {
        let keyed = keyed.into_iter();
        Self::with_room(keyed.size_hint().0, keyed)
    }
}

impl<K: Copy + Eq + Hash, T: Copy> Groups<K, T> {
    /// Groups rows of which there will be about so many.
    pub fn with_room(n_rows: usize, keyed: impl Iterator<Item = (K, T)>) -> Self {
        let hasher = RandomState::default();
        let mut numbers: HashTable<u32> = HashTable::with_capacity(n_rows);
        let mut groups: Vec<Group<K>> = Vec::with_capacity(n_rows);
        let mut rows: Vec<T> = Vec::with_capacity(n_rows);
        let mut number_of_each: Vec<u32> = Vec::with_capacity(n_rows);
        let mut last: Option<(K, u32)> = None;
        for (key, row) in keyed {
            // What belongs together often comes together.
            let number = match last {
                Some((last, number)) if last == key => number,
                _ => {
                    let hash = hasher.hash_one(key);
                    let group_of = |number: &u32| &groups[*number as usize];
                    let is_it = |number: &u32| group_of(number).hash == hash && group_of(number).key == key;
                    let entry = numbers.entry(hash, is_it, |number| group_of(number).hash);
                    let new = u32::try_from(groups.len()).expect("a document has fewer rows than 4 thousand million");
                    let number = *entry.or_insert(new).get();
                    if number == new {
                        groups.push(Group { key, hash, start: 0, end: 0 });
                    }
                    number
                }
            };
            last = Some((key, number));
            groups[number as usize].end += 1;
            number_of_each.push(number);
            rows.push(row);
        }
        let mut start = 0;
        for group in &mut groups {
            (group.start, group.end) = (start, start + group.end);
            start = group.end;
        }
        if !number_of_each.is_sorted() {
            let unsorted = rows.clone();
            let mut next: Vec<u32> = groups.iter().map(|group| group.start).collect();
            for (row, number) in unsorted.into_iter().zip(number_of_each) {
                let next = &mut next[number as usize];
                rows[*next as usize] = row;
                *next += 1;
            }
        }
        Self { numbers, hasher, groups, rows }
    }
}

impl<K: Copy + Eq + Hash, T> Groups<K, T> {
    /// The rows of that key; none where it never appeared.
    pub fn of(&self, key: K) -> &[T] {
        self.rows_at(self.find(key))
    }

    /// Where the rows of that key are; nowhere where it never appeared. For a key that is gone before the rows are.
    pub fn find(&self, key: K) -> Range<usize> {
        let hash = self.hasher.hash_one(key);
        let group_of = |number: &u32| &self.groups[*number as usize];
        let is_it = |number: &u32| group_of(number).hash == hash && group_of(number).key == key;
        self.numbers.find(hash, is_it).map_or(0..0, |number| group_of(number).range())
    }

    /// The rows at a place that was [found](Self::find).
    pub fn rows_at(&self, found: Range<usize>) -> &[T] {
        &self.rows[found]
    }

    /// Every key with its rows, in the order in which the keys appeared.
    pub fn iter(&self) -> impl Iterator<Item = (K, &[T])> {
        self.groups.iter().map(|group| (group.key, &self.rows[group.range()]))
    }

    /// The keys that several rows have.
    pub fn shared(&self) -> impl Iterator<Item = (K, &[T])> {
        let is_shared = |group: &&Group<K>| group.end - group.start > 1;
        self.groups.iter().filter(is_shared).map(|group| (group.key, &self.rows[group.range()]))
    }

    /// Puts the rows of each group in an order.
    #[must_use]
    pub fn sorted_by(mut self, compare: impl Fn(&T, &T) -> Ordering) -> Self {
        for group in &self.groups {
            self.rows[group.range()].sort_by(&compare);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_key_stay_together_and_in_order() {
        let groups: Groups<char, u8> = [('b', 1), ('a', 2), ('b', 3), ('c', 4), ('b', 5)].into_iter().collect();
        assert_eq!(groups.iter().collect::<Vec<_>>(), [('b', &[1, 3, 5][..]), ('a', &[2]), ('c', &[4])]);
        assert_eq!(groups.shared().collect::<Vec<_>>(), [('b', &[1, 3, 5][..])]);
        assert_eq!((groups.of('a'), groups.of('d')), (&[2][..], &[][..]));
        assert_eq!(groups.sorted_by(|a, b| b.cmp(a)).of('b'), [5, 3, 1]);
    }
}
