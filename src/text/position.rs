use std::fmt;

/// The mark some editors put in front of a text. It takes no column.
const MARK: char = '\u{feff}';

/// A place in a text as editors count it: both numbers from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// The line, from 1; lines end at `\n`.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
}

impl LineColumn {
    /// The place of the byte `offset` in `text`, found by counting from the start.
    pub fn of(text: &str, offset: usize) -> Self {
        Self { line: 1, column: 1 }.moved_over(text.get(..offset).unwrap_or(text))
    }

    /// The place behind `passed`, a text that begins here.
    pub fn moved_over(self, passed: &str) -> Self {
        let n_line_ends = memchr::memchr_iter(b'\n', passed.as_bytes()).count() as u32;
        let (column, last_line) = match passed.rfind('\n') {
            Some(end) => (1, &passed[end + 1..]),
            None => (self.column, passed.strip_prefix(MARK).unwrap_or(passed)),
        };
        Self { line: self.line + n_line_ends, column: column + last_line.chars().count() as u32 }
    }
}

impl fmt::Display for LineColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Finds the places of many offsets in one text without counting from its start each time.
#[derive(Debug, Clone)]
pub struct LineIndex(Vec<(usize, LineColumn)>);

impl LineIndex {
    // Milestones stand at a distance in bytes, not at line ends: a text may be one line of many megabytes.
    const STEP: usize = 2048;

    /// Counts the text once.
    pub fn new(text: &str) -> Self {
        let mut milestones = vec![(0, LineColumn { line: 1, column: 1 })];
        let (mut offset, mut place) = milestones[0];
        while offset + Self::STEP < text.len() {
            let next = text.floor_char_boundary(offset + Self::STEP);
            place = place.moved_over(&text[offset..next]);
            offset = next;
            milestones.push((offset, place));
        }
        Self(milestones)
    }

    /// The place of the byte `offset` in `text`, which is the text this index was made of.
    pub fn place(&self, text: &str, offset: usize) -> LineColumn {
        let after = self.0.partition_point(|(milestone, _)| *milestone <= offset);
        let (milestone, place) = self.0[after.saturating_sub(1)];
        place.moved_over(text.get(milestone..offset).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn columns_count_characters_and_the_mark_takes_none() {
        let text = "\u{feff}<ä>\r\n  <b>";
        assert_eq!(LineColumn::of(text, text.find('<').unwrap()).to_string(), "1:1");
        assert_eq!(LineColumn::of(text, text.find('>').unwrap()).to_string(), "1:3");
        assert_eq!(LineColumn::of(text, text.find("<b").unwrap()).to_string(), "2:3");
    }

    proptest! {
        #[test]
        fn the_index_finds_what_counting_finds(words in prop::collection::vec("[aä\n]{0,40}", 0..400), at in any::<prop::sample::Index>()) {
            let text = words.concat();
            let offset = text.floor_char_boundary(at.index(text.len() + 1));
            prop_assert_eq!(LineIndex::new(&text).place(&text, offset), LineColumn::of(&text, offset));
        }
    }
}
