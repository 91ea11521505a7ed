//! How values are spelt.

use super::error::SketchError;
use super::lines::{Word, quoted};
use super::names::{Named, full_name, path, spell_host, spell_path};
use super::read::Reader;
use super::words::{Value, Words, text_or_none};
use super::write::Writer;
use crate::model::{
    Address, Bandwidth, ChatState, Fqdn, Id, Latency, LoadBalancing, Outage, PortRange, PrepareFirstServer, UncPath,
};
use crate::vendor::{InterfaceSide, Product, SqlEdition, SqlVersion, WindowsVersion};

/// A value that is one word, whatever was there before.
pub(super) trait Atom: Clone + PartialEq {
    /// Reads the value.
    fn parse(words: &mut Words<'_>, reader: &mut Reader) -> Result<Self, SketchError>;

    /// The value as a word; empty where the word in front of it says it all.
    fn print(&self, writer: &Writer<'_>) -> String;
}

impl<T: Atom> Value for T {
    fn read(&mut self, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
        *self = T::parse(words, reader)?;
        Ok(())
    }

    fn write(&self, _: &Self, writer: &Writer<'_>) -> String {
        self.print(writer)
    }
}

/// `none`, or the value.
impl<T: Atom> Value for Option<T> {
    fn read(&mut self, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
        *self = if words.passes("none") { None } else { Some(T::parse(words, reader)?) };
        Ok(())
    }

    fn write(&self, _: &Self, writer: &Writer<'_>) -> String {
        self.as_ref().map_or_else(|| "none".to_owned(), |value| value.print(writer))
    }
}

/// A list goes to the end of the line; `none` is the empty one.
impl<T: Atom> Value for Vec<T> {
    fn read(&mut self, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
        self.clear();
        if words.passes("none") {
            return Ok(());
        }
        loop {
            self.push(T::parse(words, reader)?);
            if words.peek().is_none() {
                return Ok(());
            }
        }
    }

    fn write(&self, _: &Self, writer: &Writer<'_>) -> String {
        if self.is_empty() {
            return "none".to_owned();
        }
        // Among others an empty text is an empty text.
        let print = |value: &T| Some(value.print(writer)).filter(|word| word != "none").unwrap_or_else(|| quoted(""));
        self.iter().map(print).collect::<Vec<_>>().join(" ")
    }
}

/// The word in front says yes; `no` takes it back.
impl Atom for bool {
    fn parse(words: &mut Words<'_>, _: &mut Reader) -> Result<Self, SketchError> {
        Ok(words.passes("yes") || !words.passes("no"))
    }

    fn print(&self, _: &Writer<'_>) -> String {
        if *self { String::new() } else { "no".to_owned() }
    }
}

impl Atom for String {
    fn parse(words: &mut Words<'_>, _: &mut Reader) -> Result<Self, SketchError> {
        let word = words.expect("a text")?;
        Ok(if word.is("none") { Self::new() } else { word.text.clone() })
    }

    fn print(&self, _: &Writer<'_>) -> String {
        text_or_none(self)
    }
}

impl Atom for Address {
    fn parse(words: &mut Words<'_>, reader: &mut Reader) -> Result<Self, SketchError> {
        String::parse(words, reader).map(Self)
    }

    fn print(&self, _: &Writer<'_>) -> String {
        text_or_none(&self.0)
    }
}

impl Atom for Fqdn {
    fn parse(words: &mut Words<'_>, reader: &mut Reader) -> Result<Self, SketchError> {
        let word = words.expect("a name")?;
        Ok(if word.is("none") { Self::default() } else { Self::new(full_name(word, &reader.domain)) })
    }

    fn print(&self, writer: &Writer<'_>) -> String {
        spell_host(self, &writer.domain)
    }
}

impl Atom for UncPath {
    fn parse(words: &mut Words<'_>, reader: &mut Reader) -> Result<Self, SketchError> {
        let word = words.expect("a path")?;
        Ok(if word.is("none") { Self::default() } else { path(word, &reader.domain) })
    }

    fn print(&self, writer: &Writer<'_>) -> String {
        spell_path(self, &writer.domain)
    }
}

/// The name of a row.
impl<T: Named> Atom for Id<T> {
    fn parse(words: &mut Words<'_>, reader: &mut Reader) -> Result<Self, SketchError> {
        let nth = words.nth();
        reader.id(words.expect("a name")?, nth)
    }

    fn print(&self, writer: &Writer<'_>) -> String {
        writer.spell(*self)
    }
}

/// Reads a number out of a word.
pub(super) fn number<T: std::str::FromStr>(word: &Word, what: &'static str) -> Result<T, SketchError> {
    word.text.parse().map_err(|_| word.is_not(what))
}

macro_rules! numbers {
    ($($type:ty: $what:literal),*) => {$(
        impl Atom for $type {
            fn parse(words: &mut Words<'_>, _: &mut Reader) -> Result<Self, SketchError> {
                number(words.expect($what)?, $what)
            }

            fn print(&self, _: &Writer<'_>) -> String {
                self.to_string()
            }
        }
    )*};
}
numbers! {
    u8: "a number from 0 to 255",
    u16: "a number from 0 to 65535",
    u32: "a number from 0 to 4294967295",
    i32: "a whole number"
}

/// `5067`, or `5067-5069`.
impl Atom for PortRange {
    fn parse(words: &mut Words<'_>, _: &mut Reader) -> Result<Self, SketchError> {
        let what = "a port or a range of ports, as 5067 or 5067-5069";
        let word = words.expect(what)?;
        let (first, last) = word.text.split_once('-').unwrap_or((&word.text, &word.text));
        let (Ok(first), Ok(last)) = (first.parse(), last.parse()) else { return Err(word.is_not(what)) };
        Ok(Self { first, last })
    }

    fn print(&self, _: &Writer<'_>) -> String {
        if self.first == self.last { self.first.to_string() } else { format!("{}-{}", self.first, self.last) }
    }
}

/// A value of a few, each with its word.
macro_rules! tokens {
    ($($type:ty, $what:literal: $($word:literal = $value:expr),* $(,)?;)*) => {$(
        impl Atom for $type {
            fn parse(words: &mut Words<'_>, _: &mut Reader) -> Result<Self, SketchError> {
                let word = words.expect($what)?;
                match word.text.as_str() {
                    $($word if !word.is_quoted => Ok($value),)*
                    _ => Err(word.is_not($what)),
                }
            }

            fn print(&self, _: &Writer<'_>) -> String {
                $(if *self == $value { return $word.to_owned(); })*
                String::new()
            }
        }
    )*};
}
tokens! {
    LoadBalancing, "dns or hardware": "dns" = Self::Dns, "hardware" = Self::Hardware;
    Bandwidth, "high or low": "high" = Self::High, "low" = Self::Low;
    Latency, "high or low": "high" = Self::High, "low" = Self::Low;
    Outage, "hours or days": "hours" = Self::Hours, "days" = Self::Days;
    ChatState, "normal or failed-over": "normal" = Self::Normal, "failed-over" = Self::FailedOver;
    PrepareFirstServer, "planned, done or no": "planned" = Self::Planned, "done" = Self::Done, "no" = Self::No;
    InterfaceSide, "primary, internal, external or pstn":
        "primary" = Self::Primary, "internal" = Self::Internal, "external" = Self::External, "pstn" = Self::Pstn;
}

/// A value of a few that knows its word.
macro_rules! own_tokens {
    ($($type:ty: $what:literal),* $(,)?) => {$(
        impl Atom for $type {
            fn parse(words: &mut Words<'_>, _: &mut Reader) -> Result<Self, SketchError> {
                let word = words.expect($what)?;
                Self::from_token(&word.text).ok_or_else(|| word.is_not($what))
            }

            fn print(&self, _: &Writer<'_>) -> String {
                self.token().to_owned()
            }
        }
    )*};
}
own_tokens! {
    Product: "a product: 2013, 2015, 2019 or se",
    WindowsVersion: "a Windows Server version: 2008r2, 2012, 2012r2, 2016 or 2019",
    SqlVersion: "an SQL Server version: 2008r2, 2012, 2014, 2016, 2017 or 2019",
    SqlEdition: "an SQL Server edition: express, standard or enterprise",
}
