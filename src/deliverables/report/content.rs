//! What a report is made of, before it is set: sections of text, tables and pictures. Nothing here knows of paper or
//! markup.

use crate::deliverables::drawing::{Drawing, one_line};
use crate::diagnostic::Severity;

/// All of it.
#[derive(Debug)]
pub struct Report<'a> {
    /// What it is about.
    pub title: String,
    /// What it is, of what and as of when.
    pub subtitle: String,
    /// The chapters.
    pub sections: Vec<Section<'a>>,
}

/// A chapter, or a part of one.
#[derive(Debug)]
pub struct Section<'a> {
    /// Its heading, without a number.
    pub title: String,
    /// What stands under it.
    pub blocks: Vec<Block<'a>>,
    /// Its parts; those have none.
    pub parts: Vec<Section<'a>>,
}

/// One thing after the other.
#[derive(Debug)]
pub enum Block<'a> {
    /// A paragraph.
    Paragraph(Text),
    /// Items in no order that means anything.
    List(Vec<Text>),
    /// Rows and columns.
    Table(Table),
    /// A picture.
    Figure(Box<Figure<'a>>),
}

/// Rows and columns.
#[derive(Debug)]
pub struct Table {
    /// What it lists; empty where the heading above says it.
    pub caption: String,
    /// What is in the columns.
    pub columns: Vec<&'static str>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<Text>>,
    /// Whether the first cell of a row says what the row is about.
    pub has_row_headings: bool,
}

/// A picture.
#[derive(Debug)]
pub struct Figure<'a> {
    /// What it shows.
    pub caption: String,
    /// What is drawn.
    pub drawing: Drawing<'a>,
    /// Whether it gets a page that lies.
    pub is_wide: bool,
}

/// Lines of text, each of pieces that look alike.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The lines.
    pub lines: Vec<Vec<Span>>,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text, on one line.
    pub text: String,
    /// How it looks.
    pub look: Look,
}

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// As most of it.
    Plain,
    /// As what is read first.
    Strong,
    /// As what is read second.
    Muted,
    /// As what is typed.
    Code,
    /// As a finding of that weight.
    Severity(Severity),
}

impl<'a> Section<'a> {
    /// A section with nothing in it yet.
    pub fn new(title: impl AsRef<str>) -> Self {
        Self { title: one_line(title.as_ref()), blocks: Vec::new(), parts: Vec::new() }
    }

    /// With a paragraph more.
    pub fn paragraph(&mut self, text: impl Into<Text>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    /// With a table more, unless it has no rows.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    /// Whether its first thing is a picture on a page that lies.
    pub fn lies(&self) -> bool {
        match (self.blocks.first(), self.parts.first()) {
            (Some(Block::Figure(figure)), _) => figure.is_wide,
            (None, Some(part)) => part.lies(),
            _ => false,
        }
    }

    /// Whether nothing stands under its heading.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.parts.is_empty()
    }
}

impl Table {
    /// A table without rows, whose first column says what a row is about.
    pub fn new(caption: impl AsRef<str>, columns: &[&'static str]) -> Self {
        let caption = one_line(caption.as_ref());
        Self { caption, columns: columns.to_vec(), rows: Vec::new(), has_row_headings: true }
    }

    /// With a row more.
    pub fn row<const N: usize>(&mut self, cells: [Text; N]) {
        assert_eq!(N, self.columns.len(), "a row has a cell for every column");
        self.rows.push(cells.into());
    }
}

impl Text {
    /// A text that looks so.
    pub fn of(look: Look, text: impl AsRef<str>) -> Self {
        Self::default().and(look, text)
    }

    /// With more on the same line.
    pub fn and(mut self, look: Look, text: impl AsRef<str>) -> Self {
        let text = one_line(text.as_ref());
        if self.lines.is_empty() {
            self.lines.push(Vec::new());
        }
        if let Some(line) = self.lines.last_mut().filter(|_| !text.is_empty()) {
            line.push(Span { text, look });
        }
        self
    }

    /// With a line more below, unless there is nothing on it.
    pub fn line(mut self, look: Look, text: impl AsRef<str>) -> Self {
        if text.as_ref().is_empty() {
            return self;
        }
        if self.lines.last().is_none_or(|line| !line.is_empty()) {
            self.lines.push(Vec::new());
        }
        self.and(look, text)
    }

    /// The lines of another below.
    pub fn below(mut self, other: Self) -> Self {
        self.lines.extend(other.lines);
        self
    }

    /// The bare words.
    pub fn words(&self) -> String {
        let line = |line: &Vec<Span>| line.iter().map(|span| span.text.as_str()).collect::<String>();
        self.lines.iter().map(line).collect::<Vec<_>>().join(" ")
    }
}

impl<T: AsRef<str>> From<T> for Text {
    fn from(text: T) -> Self {
        Self::of(Look::Plain, text)
    }
}

/// "12 servers", "1 server".
pub(super) fn counted(n: usize, one: &str, several: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { several })
}
