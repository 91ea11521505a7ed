//! From text to words: lines within lines, words with their places, marks apart.

use super::error::{Fault, SketchError};
use crate::text::{Code, LineColumn};

/// A line with what stands indented under it.
#[derive(Debug)]
pub(super) struct Line {
    /// At least one.
    pub(super) words: Vec<Word>,
    /// The codes behind `#!`.
    pub(super) marks: Vec<Code>,
    /// Behind the last word: where a missing one would stand.
    pub(super) end: LineColumn,
    pub(super) children: Vec<Self>,
}

/// A word of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    /// Quoted words are taken as they are: never as a word of the notation, never with a domain added.
    pub(super) is_quoted: bool,
    pub(super) at: LineColumn,
}

impl Word {
    /// Whether this is that word of the notation.
    pub(super) fn is(&self, keyword: &str) -> bool {
        !self.is_quoted && self.text == keyword
    }

    /// This word does not do for what it stands for.
    pub(super) fn is_not(&self, what: &'static str) -> SketchError {
        SketchError::new(self.at, Fault::NotA { word: self.text.clone(), what })
    }
}

impl Line {
    /// The word that says what the line is about.
    pub(super) fn first(&self) -> &Word {
        &self.words[0]
    }
}

/// The longest line that is read. A pool of a thousand computers takes a twentieth of it.
const LONGEST: usize = 1 << 20;

/// The lines of a text that say something, those indented under another as its children.
pub(super) fn lines(text: &str) -> Result<Vec<Line>, SketchError> {
    let mut nest = Nest::default();
    for (number, text) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        if text.len() > LONGEST {
            return Err(SketchError::new(LineColumn { line: number, column: 1 }, Fault::LongLine { limit: LONGEST }));
        }
        let content = text.trim_start_matches([' ', '\t']);
        let indentation = &text[..text.len() - content.len()];
        let Some(line) = line(content, LineColumn { line: number, column: 1 + indentation.len() as u32 })? else {
            continue;
        };
        if let Some(tab) = indentation.find('\t') {
            return Err(SketchError::new(LineColumn { line: number, column: 1 + tab as u32 }, Fault::Tab));
        }
        nest.add(indentation.len(), line)?;
    }
    Ok(nest.finish())
}

/// Lines being put under those they belong to.
#[derive(Default)]
struct Nest {
    top: Vec<Line>,
    top_depth: Option<usize>,
    /// The last line and those it stands under, outermost first, with their depths.
    open: Vec<(usize, Line)>,
}

impl Nest {
    fn add(&mut self, depth: usize, line: Line) -> Result<(), SketchError> {
        let mut closed = None;
        while self.open.last().is_some_and(|(open, _)| *open >= depth) {
            closed = self.close();
        }
        let expected = closed.or(if self.open.is_empty() { self.top_depth } else { None });
        if expected.is_some_and(|expected| expected != depth) {
            return Err(SketchError::new(line.first().at, Fault::Uneven));
        }
        self.top_depth.get_or_insert(depth);
        self.open.push((depth, line));
        Ok(())
    }

    /// Puts the last line under the one before it, and says how deep it stood.
    fn close(&mut self) -> Option<usize> {
        let (depth, line) = self.open.pop()?;
        match self.open.last_mut() {
            Some((_, parent)) => parent.children.push(line),
            None => self.top.push(line),
        }
        Some(depth)
    }

    fn finish(mut self) -> Vec<Line> {
        while self.close().is_some() {}
        self.top
    }
}

/// The words of one line, none if it is empty or all comment.
fn line(text: &str, start: LineColumn) -> Result<Option<Line>, SketchError> {
    let mut scanner = Scanner { rest: text, at: start };
    let mut words = Vec::new();
    let mut end = start;
    let mut marks = Vec::new();
    loop {
        scanner.skip_while(char::is_whitespace);
        if scanner.rest.is_empty() {
            break;
        }
        if scanner.rest.starts_with("#!") && !words.is_empty() {
            scanner.skip_while(|c| c == '#' || c == '!');
            marks = scanner.codes()?;
            break;
        }
        if scanner.rest.starts_with('#') {
            break;
        }
        words.push(scanner.word()?);
        end = scanner.at;
    }
    Ok((!words.is_empty()).then_some(Line { words, marks, end, children: Vec::new() }))
}

struct Scanner<'a> {
    rest: &'a str,
    at: LineColumn,
}

impl<'a> Scanner<'a> {
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.at.column += taken.chars().count() as u32;
        self.rest = rest;
        taken
    }

    fn skip_while(&mut self, is_skipped: impl Fn(char) -> bool) {
        let rest = self.rest.trim_start_matches(is_skipped);
        self.take(self.rest.len() - rest.len());
    }

    fn plain_word(&mut self) -> Word {
        let at = self.at;
        let length = self.rest.find(char::is_whitespace).unwrap_or(self.rest.len());
        Word { text: self.take(length).to_owned(), is_quoted: false, at }
    }

    fn word(&mut self) -> Result<Word, SketchError> {
        if !self.rest.starts_with('"') {
            return Ok(self.plain_word());
        }
        let at = self.at;
        let mut text = String::new();
        self.take(1);
        loop {
            let Some(length) = self.rest.find('"') else { return Err(SketchError::new(at, Fault::OpenQuote)) };
            text.push_str(self.take(length));
            self.take(1);
            if !self.rest.starts_with('"') {
                break;
            }
            text.push_str(self.take(1));
        }
        if self.rest.starts_with(|c: char| !c.is_whitespace()) {
            return Err(SketchError::new(self.at, Fault::GluedQuote));
        }
        Ok(Word { text, is_quoted: true, at })
    }

    fn codes(&mut self) -> Result<Vec<Code>, SketchError> {
        let mut codes = Vec::new();
        loop {
            self.skip_while(char::is_whitespace);
            if self.rest.is_empty() {
                return Ok(codes);
            }
            let Word { text, at, .. } = self.plain_word();
            codes.push(text.parse().map_err(|_| SketchError::new(at, Fault::NotACode { word: text }))?);
        }
    }
}

/// A text as one word, in quotes if it would be read otherwise without them.
pub(super) fn quoted_if_needed(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// A text as a quoted word. A line ends at a line break, so in a text it becomes a blank.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\"").replace(['\n', '\r'], " "))
}

/// Whether a text is read as one word without quotes.
pub(super) fn is_plain(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('#') && !text.contains(|c: char| c == '"' || c.is_whitespace())
}
