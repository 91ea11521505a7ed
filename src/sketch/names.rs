//! Which row a name stands for.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::error::{Fault, SketchError};
use super::kind;
use super::lines::{Word, is_plain, quoted, quoted_if_needed};
use super::read::Reader;
use super::write::Writer;
use crate::model::{
    BranchSite, DataCentre, FileStore, Fqdn, Gateway, Id, Pool, Row, Site, SqlInstance, Topology, Trunk, UncPath,
    WebAppsServer,
};

/// A kind of row that lines refer to by name.
pub(super) trait Named: Row {
    /// The word for the kind, in messages and where a name alone would not do.
    const KIND: &'static str;

    /// The name in full.
    fn key(word: &Word, _domain: &Fqdn) -> String {
        word.text.clone()
    }

    /// What the row's id follows from, if a text gave it: its name, upper and lower case alike.
    fn key_of_row(&self, topology: &Topology) -> String {
        self.name(topology).to_lowercase()
    }

    /// Makes the row where naming it is enough to have it.
    fn implied(_word: &Word, _reader: &mut Reader) -> Result<Option<Id<Self>>, SketchError> {
        Ok(None)
    }

    /// The name as a word.
    fn spell(&self, writer: &Writer<'_>) -> String {
        text_as_name(&self.name(writer.topology))
    }
}

/// A name that is no host's, as a word.
pub(super) fn text_as_name(name: &str) -> String {
    if kind::is_reserved(name) { quoted(name) } else { quoted_if_needed(name) }
}

/// The ids given out so far.
#[derive(Default)]
pub(super) struct Names {
    /// The rows of each name, in the order in which the text has them.
    own: BTreeMap<(&'static str, String), Vec<Uuid>>,
    /// How many rows have an id that follows from the same as this one.
    n_alike: BTreeMap<Uuid, usize>,
    around: Option<Around>,
}

/// The document that a text is pasted into.
struct Around {
    /// What makes the ids of this text others than those of the same text pasted before.
    seed: Uuid,
    rows: BTreeMap<(&'static str, String), Vec<Uuid>>,
}

/// The id that a text gives a row with so many of its name above it.
pub(super) fn nth_id<T: Named>(key: &str, n_above: usize) -> Id<T> {
    Id::derived(&format!("sketch/{}/{}", T::KIND, nth_key(key, n_above)))
}

/// The id that a text gives a part of another row, with so many of its name above it in that row.
pub(super) fn nth_part<T: Named, U>(owner: Id<U>, key: &str, n_above: usize) -> Id<T> {
    owner.part(&format!("{}/{}", T::KIND, nth_key(key, n_above)))
}

/// The name, and the number where there is one. A name that ends as if there were is told apart by a line break, which
/// no name has.
fn nth_key(key: &str, n_above: usize) -> String {
    let is_like_number = |(_, end): (&str, &str)| end.bytes().all(|byte| byte.is_ascii_digit());
    match n_above {
        0 if key.rsplit_once('#').is_some_and(is_like_number) => format!("{key}\n"),
        0 => key.to_owned(),
        _ => format!("{key}#{n_above}"),
    }
}

impl Names {
    /// Names of a text that is pasted into a document: those that it does not declare stand for rows of the document.
    pub(super) fn within(topology: &Topology, seed: Uuid) -> Self {
        let mut around = Around { seed, rows: BTreeMap::new() };
        around.add::<DataCentre>(topology);
        around.add::<Site>(topology);
        around.add::<BranchSite>(topology);
        around.add::<Pool>(topology);
        around.add::<SqlInstance>(topology);
        around.add::<FileStore>(topology);
        around.add::<Gateway>(topology);
        around.add::<Trunk>(topology);
        around.add::<WebAppsServer>(topology);
        Self { around: Some(around), ..Self::default() }
    }

    /// An id for a place: that of the place of that name in the document around, if there is one.
    pub(super) fn add_place<T: Named>(&mut self, name: &str) -> Id<T> {
        match self.in_document(name, 1) {
            Some(id) => id,
            None => self.add(name),
        }
    }

    /// Stands for what is called by a name that nothing has, where a text may name what is not there.
    pub(super) fn nothing<T: Named>(&self) -> Option<Id<T>> {
        self.around.as_ref().map(|around| Id::from_uuid(around.seed))
    }

    /// An id for a row of that name. If there is one already, this is the next of the name.
    pub(super) fn add<T: Named>(&mut self, name: &str) -> Id<T> {
        self.add_with(name, nth_id)
    }

    /// An id for a part of another row.
    pub(super) fn add_part<T: Named, U>(&mut self, owner: Id<U>, name: &str) -> Id<T> {
        self.add_with(name, |key, n_above| nth_part(owner, key, n_above))
    }

    fn add_with<T: Named>(&mut self, name: &str, id: impl Fn(&str, usize) -> Id<T>) -> Id<T> {
        let key = name.to_lowercase();
        let n_alike = self.n_alike.entry(id(&key, 0).uuid()).or_default();
        let id = id(&key, *n_alike);
        *n_alike += 1;
        let id = match &self.around {
            Some(around) => Id::from_uuid(Uuid::new_v5(&around.seed, id.uuid().as_bytes())),
            None => id,
        };
        self.own.entry((T::KIND, key)).or_default().push(id.uuid());
        id
    }

    /// The nth row of that name, from 1: of the text, else of the document around.
    pub(super) fn get<T: Named>(&self, name: &str, nth: usize) -> Option<Id<T>> {
        self.own(name, nth).or_else(|| self.in_document(name, nth))
    }

    /// The nth row of that name in the text, from 1.
    pub(super) fn own<T: Named>(&self, name: &str, nth: usize) -> Option<Id<T>> {
        nth_of(&self.own, name, nth)
    }

    fn in_document<T: Named>(&self, name: &str, nth: usize) -> Option<Id<T>> {
        nth_of(&self.around.as_ref()?.rows, name, nth)
    }

    /// Nothing is called that, or not so many things are.
    pub(super) fn unknown<T: Named>(&self, word: &Word, nth: usize, domain: &Fqdn) -> SketchError {
        let name = T::key(word, domain);
        if nth > 1 {
            let name = format!("{name} a {} time", ordinal(nth));
            return SketchError::new(word.at, Fault::UnknownName { kind: T::KIND, name, similar: None });
        }
        let known = self.own.keys().filter(|(kind, _)| *kind == T::KIND).map(|(_, name)| name.as_str());
        let similar = nearest(&name, known).map(str::to_owned);
        SketchError::new(word.at, Fault::UnknownName { kind: T::KIND, name, similar })
    }
}

impl Around {
    fn add<T: Named>(&mut self, topology: &Topology) {
        for (id, row) in T::table(topology).iter() {
            self.rows.entry((T::KIND, row.name(topology).to_lowercase())).or_default().push(id.uuid());
        }
    }
}

fn nth_of<T: Named>(rows: &BTreeMap<(&'static str, String), Vec<Uuid>>, name: &str, nth: usize) -> Option<Id<T>> {
    let rows = rows.get(&(T::KIND, name.to_lowercase()))?;
    rows.get(nth.checked_sub(1)?).copied().map(Id::from_uuid)
}

/// Which row of a name is meant, as it stands in front of the name: `2nd`.
pub(super) fn ordinal(nth: usize) -> String {
    let ending = match (nth % 100, nth % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{nth}{ending}")
}

/// The number that such a word is.
pub(super) fn ordinal_of(word: &str) -> Option<usize> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    digits.parse().ok().filter(|nth| *nth > 0 && ordinal(*nth) == word)
}

/// A host's name in full: without a dot it is meant in the default SIP domain, unless it is quoted.
pub(super) fn full_name(word: &Word, domain: &Fqdn) -> String {
    full_host(&word.text, word.is_quoted, domain)
}

fn full_host(text: &str, is_quoted: bool, domain: &Fqdn) -> String {
    let is_full = is_quoted || text.is_empty() || text.contains('.') || domain.is_empty();
    if is_full { text.to_owned() } else { format!("{text}.{domain}") }
}

/// The host and the instance of `host\instance`.
pub(super) fn host_and_instance(word: &Word, domain: &Fqdn) -> (Fqdn, String) {
    let (host, instance) = word.text.split_once('\\').unwrap_or((&word.text, ""));
    (Fqdn::new(full_host(host, word.is_quoted, domain)), instance.to_owned())
}

/// A path whose server, if it names one, is a host's name.
pub(super) fn path(word: &Word, domain: &Fqdn) -> UncPath {
    let path = UncPath::new(word.text.clone());
    let Some(server) = path.server() else { return path };
    let rest = &word.text[r"\\".len() + server.len()..];
    UncPath::new(format!(r"\\{}{rest}", full_host(server, word.is_quoted, domain)))
}

/// A host's name as short as it can be read back, and whether it can stand without quotes at all.
fn short_host<'a>(name: &'a Fqdn, domain: &Fqdn) -> Option<&'a str> {
    let host = name.host();
    if !domain.is_empty() && name.domain() == domain.as_str() && is_own_word(host) {
        return Some(host);
    }
    (name.as_str().contains('.') && is_plain(name.as_str())).then_some(name.as_str())
}

/// Whether a host name without its domain can be mistaken for nothing else.
fn is_own_word(host: &str) -> bool {
    is_plain(host) && !kind::is_reserved(host) && host.contains(|c: char| !c.is_ascii_digit())
}

/// A host's name as a word; `none` for the empty one.
pub(super) fn spell_host(name: &Fqdn, domain: &Fqdn) -> String {
    if name.is_empty() {
        return "none".to_owned();
    }
    short_host(name, domain).map_or_else(|| quoted(name.as_str()), str::to_owned)
}

/// `host\instance` as a word.
pub(super) fn spell_instance(host: &Fqdn, instance: &str, domain: &Fqdn) -> String {
    let rest = if instance.is_empty() { String::new() } else { format!(r"\{instance}") };
    match short_host(host, domain) {
        Some(short) if rest.is_empty() || is_plain(&rest) => format!("{short}{rest}"),
        _ => quoted(&format!("{host}{rest}")),
    }
}

/// A path as a word; `none` for the empty one.
pub(super) fn spell_path(path: &UncPath, domain: &Fqdn) -> String {
    if path.is_empty() {
        return "none".to_owned();
    }
    let Some(server) = path.server() else {
        return if path.as_str() == "none" { quoted(path.as_str()) } else { quoted_if_needed(path.as_str()) };
    };
    let rest = &path.as_str()[r"\\".len() + server.len()..];
    match short_host(&Fqdn::from(server), domain) {
        Some(short) if rest.is_empty() || is_plain(rest) => format!(r"\\{short}{rest}"),
        _ => quoted(path.as_str()),
    }
}

/// The known word that was most likely meant, if one is near enough.
pub(super) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (word.chars().count() / 3).clamp(1, 3);
    known
        .map(|other| (distance(&word.to_lowercase(), &other.to_lowercase()), other))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other)
}

/// How many letters have to be put in, taken out, changed, or swapped with their neighbour to get from one to the
/// other.
fn distance(a: &str, b: &str) -> usize {
    const LONGEST: usize = 80;
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(LONGEST).collect(), b.chars().take(LONGEST).collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = match (i, j) {
                (0, n) | (n, 0) => n,
                _ => {
                    let changed = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let best = changed.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                    let is_swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                    if is_swap { best.min(rows[i - 2][j - 2] + 1) } else { best }
                }
            };
        }
    }
    rows[a.len()][b.len()]
}
