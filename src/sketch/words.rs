//! The attributes of a row, each said once for reader and writer: its word, where its value is kept, how it is spelt.
//!
//! A table of [`Attribute`]s describes what can stand under a line, one attribute a line, or behind a name, one after
//! the other. The reader looks a word up and reads what follows into the row; the writer goes through the table and
//! says what differs from a row of which nothing was said.

use std::collections::BTreeSet;

use super::error::{Fault, SketchError};
use super::lines::{Line, Word, quoted_if_needed};
use super::names::{nearest, ordinal_of};
use super::read::Reader;
use super::write::Writer;
use crate::model::AnyId;

/// What a word says about a row of kind `R`.
pub(super) trait Attribute<R>: Sync {
    /// The words that stand for it.
    fn words(&self) -> Vec<&'static str>;

    /// Whether it may be said more than once.
    fn is_repeatable(&self) -> bool {
        false
    }

    /// Reads what follows `word` into the row.
    fn read(&self, row: &mut R, word: &Word, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError>;

    /// What to say of a row that differs from `unsaid`: nothing, one phrase, or one after the other. Rows are mutable
    /// only because the table says in one way where a value is kept; nothing is changed.
    fn write(&self, row: &mut R, unsaid: &mut R, writer: &Writer<'_>) -> Vec<String>;
}

/// A value that can be spelt in words.
pub(super) trait Value: Clone + PartialEq {
    /// Reads the words that follow into the value; what they leave unsaid stays as it is.
    fn read(&mut self, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError>;

    /// The words to follow, where the value differs from `unsaid`.
    fn write(&self, unsaid: &Self, writer: &Writer<'_>) -> String;
}

/// An attribute with one value: `users 5000`.
pub(super) struct Said<R, V> {
    word: &'static str,
    at: fn(&mut R) -> &mut V,
}

/// An attribute with one value behind its word.
pub(super) const fn said<R, V: Value>(word: &'static str, at: fn(&mut R) -> &mut V) -> Said<R, V> {
    Said { word, at }
}

impl<R, V: Value> Attribute<R> for Said<R, V> {
    fn words(&self) -> Vec<&'static str> {
        vec![self.word]
    }

    fn read(&self, row: &mut R, _: &Word, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
        (self.at)(row).read(words, reader)
    }

    fn write(&self, row: &mut R, unsaid: &mut R, writer: &Writer<'_>) -> Vec<String> {
        let (value, unsaid) = ((self.at)(row), (self.at)(unsaid));
        if value == unsaid {
            return Vec::new();
        }
        vec![phrase(self.word, &value.write(unsaid, writer))]
    }
}

/// An attribute whose value is the word itself: `standby`.
pub(super) struct Choice<R, V: 'static> {
    choices: &'static [(&'static str, V)],
    at: fn(&mut R) -> &mut V,
}

/// An attribute whose value is the word itself.
pub(super) const fn choice<R, V>(choices: &'static [(&'static str, V)], at: fn(&mut R) -> &mut V) -> Choice<R, V> {
    Choice { choices, at }
}

impl<R, V: Clone + PartialEq + Sync> Attribute<R> for Choice<R, V> {
    fn words(&self) -> Vec<&'static str> {
        self.choices.iter().map(|(word, _)| *word).collect()
    }

    fn read(&self, row: &mut R, word: &Word, _: &mut Words<'_>, _: &mut Reader) -> Result<(), SketchError> {
        if let Some((_, value)) = self.choices.iter().find(|(choice, _)| word.is(choice)) {
            *(self.at)(row) = value.clone();
        }
        Ok(())
    }

    fn write(&self, row: &mut R, unsaid: &mut R, _: &Writer<'_>) -> Vec<String> {
        let (value, unsaid) = ((self.at)(row), (self.at)(unsaid));
        let differs = value != unsaid;
        self.choices
            .iter()
            .filter(|(_, choice)| differs && choice == value)
            .map(|(word, _)| (*word).to_owned())
            .collect()
    }
}

/// An attribute with a grammar of its own. It may be said several times if it is written so.
pub(super) struct Custom<R> {
    pub(super) word: &'static str,
    pub(super) is_repeatable: bool,
    pub(super) read: fn(&mut R, &mut Words<'_>, &mut Reader) -> Result<(), SketchError>,
    /// What follows the word, for each time it is to be said; an empty text where the word stands alone.
    pub(super) write: fn(&R, &R, &Writer<'_>) -> Vec<String>,
}

impl<R> Attribute<R> for Custom<R> {
    fn words(&self) -> Vec<&'static str> {
        vec![self.word]
    }

    fn is_repeatable(&self) -> bool {
        self.is_repeatable
    }

    fn read(&self, row: &mut R, _: &Word, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
        (self.read)(row, words, reader)
    }

    fn write(&self, row: &mut R, unsaid: &mut R, writer: &Writer<'_>) -> Vec<String> {
        (self.write)(row, unsaid, writer).iter().map(|rest| phrase(self.word, rest)).collect()
    }
}

/// A text that may be several words, up to the end of the line.
pub(super) struct FreeText<R> {
    word: &'static str,
    at: fn(&mut R) -> &mut String,
}

/// An attribute whose value is the rest of the line.
pub(super) const fn free_text<R>(word: &'static str, at: fn(&mut R) -> &mut String) -> FreeText<R> {
    FreeText { word, at }
}

impl<R> Attribute<R> for FreeText<R> {
    fn words(&self) -> Vec<&'static str> {
        vec![self.word]
    }

    fn read(&self, row: &mut R, _: &Word, words: &mut Words<'_>, _: &mut Reader) -> Result<(), SketchError> {
        *(self.at)(row) = words.rest_as_text()?;
        Ok(())
    }

    fn write(&self, row: &mut R, unsaid: &mut R, _: &Writer<'_>) -> Vec<String> {
        let (value, unsaid) = ((self.at)(row), (self.at)(unsaid));
        if value == unsaid { Vec::new() } else { vec![phrase(self.word, &text_or_none(value))] }
    }
}

/// A word and what follows it.
pub(super) fn phrase(word: &str, rest: &str) -> String {
    if rest.is_empty() { word.to_owned() } else { format!("{word} {rest}") }
}

/// A text as a word; `none` for the empty one.
pub(super) fn text_or_none(text: &str) -> String {
    match text {
        "" => "none".to_owned(),
        "none" => "\"none\"".to_owned(),
        _ => quoted_if_needed(text),
    }
}

/// All that can be said about a row in one place.
pub(super) struct Attributes<R: 'static>(pub(super) &'static [&'static dyn Attribute<R>]);

impl<R: 'static> Clone for Attributes<R> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<R: 'static> Copy for Attributes<R> {}

impl<R: 'static> Attributes<R> {
    pub(super) fn find(self, word: &Word) -> Option<&'static dyn Attribute<R>> {
        let is_meant = |attribute: &&&dyn Attribute<R>| attribute.words().iter().any(|known| word.is(known));
        self.0.iter().find(is_meant).copied()
    }

    pub(super) fn words(self) -> impl Iterator<Item = &'static str> {
        self.0.iter().flat_map(|attribute| attribute.words())
    }

    /// Reads attributes one after the other, until a word that is none of them.
    pub(super) fn read_phrases(
        self,
        row: &mut R,
        words: &mut Words<'_>,
        reader: &mut Reader,
    ) -> Result<(), SketchError> {
        let mut said = BTreeSet::new();
        while let Some(word) = words.peek() {
            let Some(attribute) = self.find(word) else { break };
            words.next();
            once(attribute, &mut said, word)?;
            attribute.read(row, word, words, reader)?;
        }
        Ok(())
    }

    /// Attributes one after the other, where they differ from those of `unsaid`.
    pub(super) fn phrases(self, row: &R, unsaid: &R, writer: &Writer<'_>) -> Vec<String>
    where
        R: Clone,
    {
        let (mut row, mut unsaid) = (row.clone(), unsaid.clone());
        self.0.iter().flat_map(|attribute| attribute.write(&mut row, &mut unsaid, writer)).collect()
    }
}

/// Refuses an attribute that has been said before.
pub(super) fn once<R>(
    attribute: &dyn Attribute<R>,
    said: &mut BTreeSet<&'static str>,
    word: &Word,
) -> Result<(), SketchError> {
    let first = attribute.words()[0];
    if attribute.is_repeatable() || said.insert(first) {
        return Ok(());
    }
    Err(SketchError::new(word.at, Fault::Twice { word: first }))
}

/// Lines under a line, each an attribute: looked up in a table, or in the next if it is not in the first.
pub(super) struct AttributeLines {
    /// "under a site": where the lines stand, for the message.
    pub(super) place: &'static str,
    /// The row they are about.
    pub(super) owner: AnyId,
    said: BTreeSet<&'static str>,
}

impl AttributeLines {
    pub(super) fn of(owner: impl Into<AnyId>, place: &'static str) -> Self {
        Self { place, owner: owner.into(), said: BTreeSet::new() }
    }

    /// Reads a line if the table knows its word, and says whether it did.
    pub(super) fn read<R: 'static>(
        &mut self,
        table: Attributes<R>,
        row: &mut R,
        line: &Line,
        reader: &mut Reader,
    ) -> Result<bool, SketchError> {
        let Some(attribute) = table.find(line.first()) else { return Ok(false) };
        once(attribute, &mut self.said, line.first())?;
        let n_made = reader.n_made();
        let mut words = Words::behind_first(line);
        attribute.read(row, line.first(), &mut words, reader)?;
        words.finish()?;
        reader.nothing_under(line)?;
        reader.expect_since(n_made, line, self.owner);
        Ok(true)
    }

    /// No table knows the word.
    pub(super) fn unknown(&self, line: &Line, known: impl Iterator<Item = &'static str>) -> SketchError {
        unknown_word(line.first(), self.place, known)
    }

    /// Reads all lines by one table.
    pub(super) fn read_all<'a, R: 'static>(
        mut self,
        table: Attributes<R>,
        row: &mut R,
        lines: impl IntoIterator<Item = &'a Line>,
        reader: &mut Reader,
    ) -> Result<(), SketchError> {
        for line in lines {
            if !self.read(table, row, line, reader)? {
                return Err(self.unknown(line, table.words()));
            }
        }
        Ok(())
    }
}

/// The word means nothing there.
pub(super) fn unknown_word(word: &Word, place: &str, known: impl Iterator<Item = &'static str>) -> SketchError {
    let known: Vec<&'static str> = known.collect();
    let similar = nearest(&word.text, known.iter().copied());
    let fault = Fault::UnknownWord { word: word.text.clone(), place: place.to_owned(), similar, known };
    SketchError::new(word.at, fault)
}

/// The words of a line that have not been read yet.
pub(super) struct Words<'a> {
    line: &'a Line,
    next: usize,
}

impl<'a> Words<'a> {
    /// All words but the first, which says what the line is about.
    pub(super) fn behind_first(line: &'a Line) -> Self {
        Self { line, next: 1 }
    }

    pub(super) fn peek(&self) -> Option<&'a Word> {
        self.line.words.get(self.next)
    }

    /// The next word, which has to be there.
    pub(super) fn expect(&mut self, what: &'static str) -> Result<&'a Word, SketchError> {
        self.next().ok_or_else(|| SketchError::new(self.line.end, Fault::Missing { what }))
    }

    /// Passes over the next word if it is that word of the notation.
    pub(super) fn passes(&mut self, keyword: &str) -> bool {
        let is_next = self.peek().is_some_and(|word| word.is(keyword));
        self.next += usize::from(is_next);
        is_next
    }

    /// Passes over a word that says which of the rows of a name is meant; without one it is the first.
    pub(super) fn nth(&mut self) -> usize {
        let said = self.peek().filter(|word| !word.is_quoted).and_then(|word| ordinal_of(&word.text));
        self.next += usize::from(said.is_some());
        said.unwrap_or(1)
    }

    /// What is left, as one text.
    pub(super) fn rest_as_text(&mut self) -> Result<String, SketchError> {
        let first = self.expect("a text")?;
        if first.is("none") && self.peek().is_none() {
            return Ok(String::new());
        }
        let mut text = first.text.clone();
        for word in self {
            text.push(' ');
            text.push_str(&word.text);
        }
        Ok(text)
    }

    /// Refuses what is left.
    pub(super) fn finish(&self) -> Result<(), SketchError> {
        match self.peek() {
            None => Ok(()),
            Some(word) => Err(SketchError::new(word.at, Fault::TooMuch { word: word.text.clone() })),
        }
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a Word;

    fn next(&mut self) -> Option<&'a Word> {
        let word = self.peek()?;
        self.next += 1;
        Some(word)
    }
}
