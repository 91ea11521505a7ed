use csv_core::{ReadFieldResult, ReaderBuilder};

use crate::text::{LineColumn, LineIndex};

/// A cell of a table in a text, quotes taken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) text: String,
    /// Where it begins.
    pub(super) at: LineColumn,
}

/// The lines of a table with that character between its cells, as RFC 4180 has them, up to so many. Lines without
/// anything are none.
pub(super) fn rows(text: &str, separator: u8, most: usize) -> Vec<Vec<Cell>> {
    let lines = LineIndex::new(text);
    let mut reader = ReaderBuilder::new().delimiter(separator).build();
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let mut cell = Vec::new();
    let mut output = [0; 1024];
    let (mut at, mut start) = (0, None);
    while rows.len() < most {
        let rest = &text.as_bytes()[at..];
        let blank = if row.is_empty() { rest.iter().take_while(|c| matches!(c, b'\r' | b'\n')).count() } else { 0 };
        let start_of_cell = *start.get_or_insert(at + blank);
        let (result, n_read, n_written) = reader.read_field(rest, &mut output);
        at += n_read;
        cell.extend_from_slice(&output[..n_written]);
        match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => continue,
            ReadFieldResult::End => break,
            ReadFieldResult::Field { record_end } => {
                let at = lines.place(text, start_of_cell);
                row.push(Cell { text: String::from_utf8_lossy(&cell).into_owned(), at });
                cell.clear();
                start = None;
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let cell = |cell: &Cell| format!("{}={}", cell.at, cell.text);
        rows(text, b',', 100).iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn every_cell_has_its_place_and_quotes_hold_it_together() {
        let text = "a,b\r\n\r\n\"1,\"\"x\"\"\ny\",ü,3\n,\n\nlast";
        assert_eq!(shown(text), ["1:1=a 1:3=b", "3:1=1,\"x\"\ny 4:4=ü 4:6=3", "5:1= 5:2=", "7:1=last"]);
    }

    #[test]
    fn a_quote_without_end_ends_with_the_text() {
        assert_eq!(shown("a\n\"b,c\n"), ["1:1=a", "2:1=b,c\n"]);
        assert_eq!(rows("a\nb\nc\n", b',', 2).len(), 2);
    }

    proptest! {
        #[test]
        fn the_cells_are_those_that_a_library_finds(text in "[a-cü,\"\r\n]{0,60}") {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let all = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
            let own = rows(&text, b',', 100).into_iter().map(|row| row.into_iter().map(|cell| cell.text).collect::<Vec<_>>());
            prop_assert_eq!(own.collect::<Vec<_>>(), all.collect::<Vec<_>>());
        }
    }
}
