use std::cmp::Ordering;
use std::hash::Hash;
use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

/// Rows by a key that several of them may have: found by the key, or listed in the order in which the keys appeared.
/// Within a group rows keep their order.
#[derive(Debug)]
pub struct Groups<K, T> {
    /// The number of each key's group. Never listed, for its order is nobody's business.
    numbers: HashMap<K, usize>,
    groups: Vec<(K, Range<usize>)>,
    rows: Vec<T>,
}

impl<K: Copy + Eq + Hash, T: Copy> FromIterator<(K, T)> for Groups<K, T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(keyed: I) -> Self {
        let mut numbers: HashMap<K, usize> = HashMap::new();
        let mut groups: Vec<(K, Range<usize>)> = Vec::new();
        let mut rows: Vec<T> = Vec::new();
        let mut number_of_each: Vec<usize> = Vec::new();
        let mut last: Option<(K, usize)> = None;
        for (key, row) in keyed {
            // What belongs together often comes together.
            let number = match last {
                Some((last, number)) if last == key => number,
                _ => *numbers.entry(key).or_insert_with(|| {
                    groups.push((key, 0..0));
                    groups.len() - 1
                }),
            };
            last = Some((key, number));
            groups[number].1.end += 1;
            number_of_each.push(number);
            rows.push(row);
        }
        let mut start = 0;
        for (_, range) in &mut groups {
            let n_rows = range.end;
            *range = start..start + n_rows;
            start += n_rows;
        }
        if !number_of_each.is_sorted() {
            let unsorted = rows.clone();
            let mut next: Vec<usize> = groups.iter().map(|(_, range)| range.start).collect();
            for (row, number) in unsorted.into_iter().zip(number_of_each) {
                rows[next[number]] = row;
                next[number] += 1;
            }
        }
        Self { numbers, groups, rows }
    }
}

impl<K: Copy + Eq + Hash, T> Groups<K, T> {
    /// The rows of that key; none where it never appeared.
    pub fn of(&self, key: K) -> &[T] {
        self.rows_at(self.find(key))
    }

    /// Where the rows of that key are; nowhere where it never appeared. For a key that is gone before the rows are.
    pub fn find(&self, key: K) -> Range<usize> {
        self.numbers.get(&key).map_or(0..0, |&number| self.groups[number].1.clone())
    }

    /// The rows at a place that was [found](Self::find).
    pub fn rows_at(&self, found: Range<usize>) -> &[T] {
        &self.rows[found]
    }

    /// Every key with its rows, in the order in which the keys appeared.
    pub fn iter(&self) -> impl Iterator<Item = (K, &[T])> {
        self.groups.iter().map(|(key, range)| (*key, &self.rows[range.clone()]))
    }

    /// The keys that several rows have.
    pub fn shared(&self) -> impl Iterator<Item = (K, &[T])> {
        self.iter().filter(|(_, rows)| rows.len() > 1)
    }

    /// Puts the rows of each group in an order.
    #[must_use]
    pub fn sorted_by(mut self, compare: impl Fn(&T, &T) -> Ordering) -> Self {
        for (_, range) in &self.groups {
            self.rows[range.clone()].sort_by(&compare);
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
