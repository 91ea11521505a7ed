//! `pin` and `waive`: what is said of a row by its name.

use crate::model::{
    AnyId, BranchSite, Computer, DataCentre, Deployment, FileStore, Gateway, Id, Link, NetworkService, Pin, Pool, Site,
    SqlInstance, Trunk, Waiver, WaiverKey, WebAppsServer,
};
use crate::sketch::error::SketchError;
use crate::sketch::lines::{Line, Word, quoted, quoted_if_needed};
use crate::sketch::names::Named;
use crate::sketch::read::Reader;
use crate::sketch::value::Atom;
use crate::sketch::words::Words;
use crate::sketch::write::{Writer, Written};
use crate::text::Code;

/// Stands for the one row that has no name.
const DEPLOYMENT: &str = "deployment";

/// The kinds in the order in which a name is looked up.
macro_rules! kinds {
    ($($Row:ident),* $(,)?) => {
        /// Whether the word says of which kind the name behind it is.
        pub(super) fn is_kind(word: &str) -> bool {
            word == DEPLOYMENT || word == Link::KIND $(|| word == $Row::KIND)*
        }

        fn id_of_kind(
            nth: usize,
            kind: &Word,
            words: &mut Words<'_>,
            reader: &mut Reader,
        ) -> Result<AnyId, SketchError> {
            $(if kind.is($Row::KIND) {
                return reader.id::<$Row>(words.expect("a name")?, nth).map(AnyId::from);
            })*
            if kind.is(Link::KIND) { link(nth, words, reader) } else { Ok(Deployment::ID.into()) }
        }

        fn id_of_any_kind(nth: usize, word: &Word, reader: &Reader) -> Result<AnyId, SketchError> {
            $(if let Some(id) = reader.names.get::<$Row>(&$Row::key(word, &reader.domain), nth) {
                return Ok(AnyId::from(id));
            })*
            Err(reader.names.unknown::<Pool>(word, nth, &reader.domain))
        }

        /// The row by its name, behind the word for its kind; a pool's name says enough.
        fn spell(id: AnyId, writer: &Writer<'_>) -> String {
            match id {
                AnyId::Pool(id) => writer.spell(id),
                AnyId::Deployment(_) => DEPLOYMENT.to_owned(),
                AnyId::Link(id) => {
                    let ends = writer.topology.links.get(id).map(|link| link.ends.map(|end| writer.spell(end)));
                    let ends = ends.unwrap_or_default().join(" ");
                    writer.numbered(id, format!("{} {ends}", Link::KIND))
                }
                $(#[allow(unreachable_patterns, reason = "pools are in the list to be found")]
                AnyId::$Row(id) => writer.numbered(id, format!("{} {}", $Row::KIND, writer.spell_alone(id))),)*
            }
        }
    };
}
kinds! {
    Pool, Site, BranchSite, DataCentre, SqlInstance, FileStore, Gateway, Trunk, WebAppsServer, NetworkService, Computer,
}

/// The row that the next words name: a name alone, or one behind the word for its kind.
fn id(words: &mut Words<'_>, reader: &mut Reader) -> Result<AnyId, SketchError> {
    let nth = words.nth();
    let word = words.expect("the name of something")?;
    if !word.is_quoted && is_kind(&word.text) {
        id_of_kind(nth, word, words, reader)
    } else {
        id_of_any_kind(nth, word, reader)
    }
}

/// The nth link between the data centres that the next words name.
fn link(nth: usize, words: &mut Words<'_>, reader: &mut Reader) -> Result<AnyId, SketchError> {
    let nth_end = words.nth();
    let first = words.expect("the name of a data centre")?;
    let mut ends = [reader.id::<DataCentre>(first, nth_end)?, Id::parse(words, reader)?];
    ends.sort();
    let links = &reader.rows.links;
    let is_it = |id: &&Id<Link>| links.get(id).is_some_and(|link| link.ends_in_order() == ends);
    let found = reader.links.iter().filter(is_it).nth(nth - 1).copied().map(AnyId::from);
    found.ok_or_else(|| reader.names.unknown::<Link>(first, nth, &reader.domain))
}

/// Reads `waive CODE NAME TEXT [until YYYY-MM-DD]`.
pub(in crate::sketch) fn read_waiver(line: &Line, reader: &mut Reader) -> Result<(), SketchError> {
    let mut words = Words::behind_first(line);
    let code = words.expect("the code of a rule")?;
    let code: Code = code.text.parse().map_err(|_| code.is_not("the code of a rule, as DR002"))?;
    let entity = id(&mut words, reader)?;
    let mut reason = vec![words.expect("the reason")?.text.as_str()];
    while let Some(word) = words.peek().filter(|word| !word.is("until")) {
        words.next();
        reason.push(&word.text);
    }
    let expires =
        if words.passes("until") { words.expect("a day, as 2027-01-31")?.text.clone() } else { String::new() };
    words.finish()?;
    reader.nothing_under(line)?;
    reader.waivers.push((WaiverKey { code, entity }, Waiver { reason: reason.join(" "), expires }));
    reader.expect(line, entity);
    Ok(())
}

/// The line of a waiver.
pub(in crate::sketch) fn write_waiver(key: WaiverKey, waiver: &Waiver, writer: &Writer<'_>) -> Written {
    let head = format!("{} {} {}", key.code, spell(key.entity, writer), quoted(&waiver.reason));
    let until = (!waiver.expires.is_empty()).then(|| format!("until {}", quoted_if_needed(&waiver.expires)));
    Written::new("waive", &head).and(until)
}

/// Reads `pin NAME X Y`.
pub(in crate::sketch) fn read_pin(line: &Line, reader: &mut Reader) -> Result<(), SketchError> {
    let mut words = Words::behind_first(line);
    let entity = id(&mut words, reader)?;
    let pin = Pin { x: i32::parse(&mut words, reader)?, y: i32::parse(&mut words, reader)? };
    words.finish()?;
    reader.nothing_under(line)?;
    reader.pins.push((entity, pin));
    reader.expect(line, entity);
    Ok(())
}

/// The line of a pin.
pub(in crate::sketch) fn write_pin(item: AnyId, pin: Pin, writer: &Writer<'_>) -> Written {
    Written::new("pin", &format!("{} {} {}", spell(item, writer), pin.x, pin.y))
}
