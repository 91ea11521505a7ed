//! How text falls into lines and a table into columns, on paper.

use std::collections::BTreeMap;

use super::content::{Block, Look, Report, Section, Table, Text};
use crate::diagnostic::Severity;
use crate::diagram::{
    palette::Token,
    type_size::{Weight, advance, width},
};

/// Letters of one look beside each other.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    /// From the left end of the line.
    pub(super) x: f32,
    pub(super) text: String,
    pub(super) look: Look,
}

/// What stands side by side.
pub(super) type Line = Vec<Piece>;

/// Between two columns.
pub(super) const GUTTER: f32 = 9.0;
/// What a column is given that has nothing in it: room to write.
const TO_WRITE: f32 = 80.0;

impl Look {
    pub(super) const fn weight(self) -> Weight {
        match self {
            Self::Plain | Self::Muted => Weight::Regular,
            Self::Code => Weight::Medium,
            Self::Strong | Self::Severity(_) => Weight::SemiBold,
        }
    }

    pub(super) const fn token(self) -> Token {
        match self {
            Self::Plain | Self::Strong | Self::Code => Token::Text,
            Self::Muted => Token::TextMuted,
            Self::Severity(Severity::Error) => Token::Error,
            Self::Severity(Severity::Warning) => Token::Warning,
            Self::Severity(Severity::Info) => Token::Accent,
        }
    }
}

/// The text in lines that are no wider than the room.
pub(super) fn wrapped(text: &Text, size: f32, room: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    for own in &text.lines {
        let mut line = Filling { size, room, x: 0.0, line: Vec::new(), lines: &mut lines };
        for span in own {
            span.text.split_inclusive(' ').for_each(|word| line.word(word, span.look));
        }
        let last = line.line;
        lines.push(last);
    }
    lines
}

struct Filling<'l> {
    size: f32,
    room: f32,
    x: f32,
    line: Line,
    lines: &'l mut Vec<Line>,
}

impl Filling<'_> {
    /// Puts a word on this line, or on the next; one that is too long for any goes on in its parts.
    fn word(&mut self, word: &str, look: Look) {
        let bare = width(word.trim_end(), self.size, look.weight());
        if bare <= self.room {
            self.add(word, look);
        } else {
            each_step(word, |step| self.add(step, look));
        }
    }

    /// Puts what is not to be broken on this line, or on the next; what is too wide for any is broken all the same.
    fn add(&mut self, step: &str, look: Look) {
        let (weight, size) = (look.weight(), self.size);
        let bare = width(step.trim_end(), size, weight);
        if self.x > 0.0 && self.x + bare > self.room {
            self.next_line();
        }
        if bare <= self.room {
            self.put(step, look, width(step, size, weight));
            return;
        }
        let mut rest = step;
        while !rest.is_empty() {
            let mut wide = 0.0;
            let end = rest.char_indices().find_map(|(at, letter)| {
                wide += advance(letter, weight) * size;
                (at > 0 && wide > self.room).then_some(at)
            });
            let (now, later) = rest.split_at(end.unwrap_or(rest.len()));
            self.put(now, look, width(now, size, weight));
            if !later.is_empty() {
                self.next_line();
            }
            rest = later;
        }
    }

    fn put(&mut self, text: &str, look: Look, wide: f32) {
        match self.line.last_mut().filter(|piece| piece.look == look) {
            Some(piece) => piece.text.push_str(text),
            None => self.line.push(Piece { x: self.x, text: text.to_owned(), look }),
        }
        self.x += wide;
    }

    fn next_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.line));
        self.x = 0.0;
    }
}

/// The parts of a text between which a line may end: words, and the parts of long names.
fn each_step<'t>(text: &'t str, mut step: impl FnMut(&'t str)) {
    for word in text.split_inclusive(' ') {
        if word.len() < 16 {
            step(word);
        } else {
            word.split_inclusive(['.', '\\', '/', '-', '_']).for_each(&mut step);
        }
    }
}

/// How wide the columns of tables with the same columns are, so that they stand below each other; together with the
/// gutters they fill the room.
pub(super) fn columns(tables: &[&Table], size: f32, heading: f32, room: f32) -> Vec<f32> {
    let titles = tables.first().map_or(&[][..], |table| &table.columns);
    let rows = || tables.iter().flat_map(|table| &table.rows);
    let n = titles.len();
    let room = room - GUTTER * n.saturating_sub(1) as f32;
    let mut widest = vec![0.0_f32; n];
    let mut least = vec![0.0_f32; n];
    for (at, title) in titles.iter().enumerate() {
        let wide = width(title, heading, Weight::SemiBold);
        (widest[at], least[at]) = (wide, wide);
    }
    for row in rows() {
        for (at, cell) in row.iter().enumerate() {
            for line in &cell.lines {
                let mut wide = 0.0;
                for span in line {
                    wide += width(&span.text, size, span.look.weight());
                    each_step(&span.text, |step| {
                        least[at] = least[at].max(width(step.trim_end(), size, span.look.weight()));
                    });
                }
                widest[at] = widest[at].max(wide);
            }
        }
    }
    let is_empty = |at: usize| rows().all(|row| row[at].lines.iter().all(Vec::is_empty));
    for at in (0..n).filter(|at| is_empty(*at)) {
        widest[at] = widest[at].max(TO_WRITE);
    }
    let sum = |widths: &[f32]| widths.iter().sum::<f32>();
    let (all, needed) = (sum(&widest), sum(&least));
    if all <= room {
        let share = |wide: &f32| wide + (room - all) * (wide + 40.0) / (all + 40.0 * n as f32);
        return widest.iter().map(share).collect();
    }
    if needed >= room {
        return least.iter().map(|wide| wide * room / needed).collect();
    }
    // A column of long sentences is not to starve those of short ones: what is to be had goes by the root of the want.
    let want = |at: usize| (widest[at] - least[at]).max(0.0).sqrt();
    let wants: f32 = (0..n).map(want).sum();
    let given = |at: usize| least[at] + (room - needed) * want(at) / wants.max(f32::EPSILON);
    // Nobody gets more than he can use; what is left goes to those who can.
    let mut widths: Vec<f32> = (0..n).map(|at| given(at).min(widest[at])).collect();
    for _ in 0..n {
        let left = room - sum(&widths);
        let hungry: Vec<usize> = (0..n).filter(|at| widths[*at] + 0.1 < widest[*at]).collect();
        if left < 0.1 || hungry.is_empty() {
            break;
        }
        for at in &hungry {
            widths[*at] = (widths[*at] + left / hungry.len() as f32).min(widest[*at]);
        }
    }
    widths
}

/// The columns of every kind of table in a report.
pub(super) struct Columns(BTreeMap<Vec<&'static str>, Vec<f32>>);

impl Columns {
    pub(super) fn of(report: &Report<'_>, size: f32, heading: f32, room: f32) -> Self {
        let mut alike: BTreeMap<Vec<&'static str>, Vec<&Table>> = BTreeMap::new();
        let mut sections: Vec<&Section<'_>> = report.sections.iter().collect();
        while let Some(section) = sections.pop() {
            sections.extend(&section.parts);
            for block in &section.blocks {
                if let Block::Table(table) = block {
                    alike.entry(table.columns.clone()).or_default().push(table);
                }
            }
        }
        let wide = |(titles, tables): (Vec<&'static str>, Vec<&Table>)| (titles, columns(&tables, size, heading, room));
        Self(alike.into_iter().map(wide).collect())
    }

    /// How wide the columns of a table are.
    pub(super) fn of_table(&self, table: &Table) -> &[f32] {
        self.0.get(&table.columns).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(lines: &[Line]) -> Vec<String> {
        lines.iter().map(|line| line.iter().map(|piece| piece.text.as_str()).collect()).collect()
    }

    #[test]
    fn a_long_name_goes_on_after_a_dot() {
        let text = Text::from("on lon-fe1.london.contoso.com for all");
        assert_eq!(said(&wrapped(&text, 10.0, 80.0)), ["on lon-fe1.", "london.contoso.", "com for all"]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_room_and_no_letter_is_lost(words in "[a-z. -]{0,200}", room in 40.0_f32..300.0) {
            let lines = wrapped(&Text::from(&words), 9.0, room);
            for line in said(&lines) {
                prop_assert!(width(line.trim_end(), 9.0, Weight::Regular) <= room + 0.01, "{line}");
            }
            prop_assert_eq!(said(&lines).concat(), words);
        }

        #[test]
        fn columns_fill_the_room(cells in prop::collection::vec("[a-z ]{0,60}", 3), room in 200.0_f32..600.0) {
            let mut table = Table::new("", &["A", "B", "C"]);
            table.row([0, 1, 2].map(|at| Text::from(&cells[at])));
            let widths = columns(&[&table], 9.0, 8.0, room);
            let all = widths.iter().sum::<f32>() + 2.0 * GUTTER;
            prop_assert!((all - room).abs() < 0.5, "{all} of {room}: {widths:?}");
        }
    }
}
