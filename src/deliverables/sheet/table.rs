use std::borrow::Cow;

use crate::deliverables::Subject;
use crate::text::markdown::plain;

/// Lines under headings: what every writer takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its heading, and the name of its page in a workbook: at most 31 characters, none of `[]:*?/\`.
    pub title: &'static str,
    /// The headings of its columns.
    pub columns: &'static [&'static str],
    /// Its lines, each with a cell for every column.
    pub rows: Vec<Vec<String>>,
    /// What to know beside the lines.
    pub notes: Vec<String>,
}

impl Table {
    /// A table of such rows, in their order, each once.
    pub fn of<R, const N: usize>(
        title: &'static str,
        columns: &'static [&'static str; N],
        rows: impl IntoIterator<Item = R>,
        cells: impl Fn(R) -> [String; N],
    ) -> Self {
        let mut seen = std::collections::HashSet::new();
        let rows = rows.into_iter().map(cells).map(Vec::from).filter(|row| seen.insert(row.clone())).collect();
        Self { title, columns, rows, notes: Vec::new() }
    }

    /// With something to know.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
}

/// The text as a cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it.
fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// What stands in the first cell of a line of a CSV file that is a note, which stands in the second.
const NOTE: &str = "Note";

/// RFC 4180, UTF-8 with a mark, so that Excel knows the letters. The headings stand once, above all tables, and the
/// notes below, as lines that have two cells with something in them.
pub(super) fn csv(tables: &[Table]) -> Vec<u8> {
    let mut text = String::from("\u{feff}");
    let mut line = |cells: &mut dyn Iterator<Item = &str>| {
        for (i, cell) in cells.enumerate() {
            if i > 0 {
                text.push(',');
            }
            let cell = harmless(cell);
            if cell.contains([',', '"', '\r', '\n']) {
                text.push('"');
                text.push_str(&cell.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(&cell);
            }
        }
        text.push_str("\r\n");
    };
    if let Some(first) = tables.first() {
        line(&mut first.columns.iter().copied());
    }
    for row in tables.iter().flat_map(|table| &table.rows) {
        line(&mut row.iter().map(String::as_str));
    }
    for table in tables {
        let n_empty = table.columns.len().saturating_sub(2);
        for note in &table.notes {
            line(&mut [NOTE, note.as_str()].into_iter().chain(std::iter::repeat_n("", n_empty)));
        }
    }
    text.into_bytes()
}

/// A page with a section for each table.
pub(super) fn markdown(tables: &[Table], subject: &Subject<'_>) -> Vec<u8> {
    let mut text = format!("# {}\n\n{}, {}\n", plain(subject.name), subject.product.title(), subject.today);
    for table in tables {
        text.push_str(&format!("\n## {}\n\n", table.title));
        let mut line = |cells: &mut dyn Iterator<Item = Cow<'_, str>>| {
            cells.for_each(|cell| text.push_str(&format!("| {cell} ")));
            text.push_str("|\n");
        };
        line(&mut table.columns.iter().map(|title| Cow::Borrowed(*title)));
        line(&mut table.columns.iter().map(|_| Cow::Borrowed("---")));
        for row in &table.rows {
            let in_lines = |cell: &String| cell.lines().map(plain).collect::<Vec<_>>().join("<br>");
            line(&mut row.iter().map(|cell| Cow::Owned(in_lines(cell))));
        }
        for note in &table.notes {
            text.push_str(&format!("\n{}\n", plain(note)));
        }
    }
    text.into_bytes()
}
