//! The same deployment under other names, to be shown to strangers: one name becomes the same other name wherever it
//! stands, also as a part of a longer one, so that domains, shared servers and pairs stay what they are.
//!
//! Every text is replaced but for what says nothing about anybody: [`PUBLIC_WORDS`], numbers of ports, signs. Names
//! keep their order, whether they are too long, and the signs that do not belong in them; addresses keep their subnet
//! and whether they are private. The vendor's file is left out, and rows get new numbers, for the old ones are the
//! vendor's or follow from names.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use uuid::Uuid;

use crate::model::{AnyId, Deployment, Document, Text, Waiver, WaiverKey, is_day};
use crate::text::natural_key;
use crate::vendor::names::{
    EXAMPLE_INSTANCES, LOCAL_INSTANCES, LONGEST_COMPUTER_NAME, LONGEST_LABEL, NON_PUBLIC_SUFFIXES,
};

/// What a redacted deployment is called.
pub const REDACTED: &str = "redacted";

/// Words that every deployment uses and that rules know: schemes, the labels that the product prescribes, the paths of
/// its web addresses, what the default instance of SQL Server is called, and ends of domains that are no country's.
const PUBLIC_WORDS: [&str; 16] = [
    "http",
    "https",
    "sip",
    "sipinternal",
    "sipexternal",
    "lyncdiscover",
    "lyncdiscoverinternal",
    "meet",
    "dialin",
    "hosting",
    "discovery",
    "default",
    "mssqlserver",
    "com",
    "net",
    "org",
];

/// What may stand between the two halves of a new word. One is taken that stands so in no old one.
const JOINTS: [&str; 8] = ["x", "q", "z", "j", "k", "v", "w", "xqz"];

/// A person's words, replaced as a whole.
const PROSE: Kind = Kind { stem: "text", is_prose: true };

/// The document under other names.
pub fn redact(document: &Document) -> Document {
    // Taken apart in full, so that nobody adds to it what is not thought of here.
    let Document { topology, sheet, waivers, origin: _ } = document;
    let mut seen = Seen::default();
    topology.map(&mut |id, row| {
        row.each_text("", &mut |field, text| seen.look_at(text.as_str(), Kind::of(id, field)));
    });
    for (_, Waiver { reason, expires }) in waivers.iter() {
        seen.look_at(reason, PROSE);
        seen.look_at(expires, PROSE);
    }
    let names = Names::in_place_of(&seen);
    let renamed = topology.map(&mut |id, row| {
        row.each_text("", &mut |field, mut text: Text<'_>| {
            let new = names.redacted(text.as_str(), Kind::of(id, field));
            text.set(new);
        });
    });
    let numbers = numbers(topology.ids());
    let renumbered = |id: AnyId| Some(id.with_uuid(*numbers.get(&id)?));
    let waivers = waivers.iter().filter_map(|(WaiverKey { code, entity }, Waiver { reason, expires })| {
        let expires = if is_day(expires) { expires.clone() } else { names.redacted(expires, PROSE) };
        let waiver = Waiver { reason: names.redacted(reason, PROSE), expires };
        Some((WaiverKey { code, entity: renumbered(entity)? }, waiver))
    });
    Document {
        topology: renamed.renumbered(&|id| numbers.get(&id).copied().unwrap_or_default()),
        sheet: sheet.pins().filter_map(|(id, pin)| Some((renumbered(id)?, pin))).collect(),
        waivers: waivers.collect(),
        origin: None,
    }
}

/// New numbers for rows, in the order of the old ones. That of the deployment is everywhere the same.
fn numbers(ids: impl Iterator<Item = AnyId>) -> BTreeMap<AnyId, Uuid> {
    let first = Deployment::ID.uuid().as_u128() + 1;
    let others = ids.filter(|id| *id != AnyId::from(Deployment::ID));
    let numbered = others.zip(first..).map(|(id, n)| (id, Uuid::from_u128(n)));
    numbered.chain([(Deployment::ID.into(), Deployment::ID.uuid())]).collect()
}

/// How a text is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Kind {
    /// What new words in its place begin with; short, for the name of a computer is.
    stem: &'static str,
    /// Whether it is replaced as a whole, and not word by word.
    is_prose: bool,
}

impl Kind {
    /// Of a text in a field of a row.
    fn of(row: AnyId, field: &str) -> Self {
        let prose = |stem| Self { stem, is_prose: true };
        let words = |stem| Self { stem, is_prose: false };
        match (row, field) {
            (_, "description") => PROSE,
            (_, "city") => prose("city"),
            (_, "state") => prose("state"),
            (_, "country_code") => prose("land"),
            (_, "region") => prose("region"),
            (_, "display_name") => prose("rooms"),
            (AnyId::Site(_), _) => prose("site"),
            (AnyId::BranchSite(_), _) => prose("branch"),
            (AnyId::DataCentre(_) | AnyId::Link(_), _) => prose("place"),
            (AnyId::NetworkService(_), "name") => prose("svc"),
            (_, "instance") => words("inst"),
            (_, "share") => words("share"),
            (AnyId::Pool(_), "id" | "roles") => words("app"),
            (AnyId::Deployment(_), _) => words("zone"),
            (AnyId::Pool(_), _) => words("pool"),
            (AnyId::Computer(_), _) => words("server"),
            (AnyId::SqlInstance(_), _) => words("sql"),
            (AnyId::FileStore(_), _) => words("files"),
            (AnyId::Gateway(_), _) => words("gw"),
            (AnyId::Trunk(_), _) => words("trunk"),
            (AnyId::WebAppsServer(_), _) => words("office"),
            (AnyId::NetworkService(_), _) => words("svc"),
        }
    }
}

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    /// What is replaced, and whether a dot stands before it.
    Word(&'a str, bool),
    /// What is replaced by another address.
    Address(IpAddr),
    /// What stays.
    Kept(&'a str),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let (rest, before) = (&text[at..], text[..at].chars().next_back());
        let (piece, length) = if let Some((address, length)) = address_at(rest, before) {
            (Piece::Address(address), length)
        } else if is_of_word(c) {
            let word = &rest[..rest.find(|c: char| !is_of_word(c)).unwrap_or(rest.len())];
            let is_port = before == Some(':') && is_number(word) && word.len() <= 5;
            let is_drive = word.len() == 1 && rest[1..].starts_with(":\\");
            let is_kept = is_port || is_drive || is_public(word) || !word.contains(char::is_alphanumeric);
            (if is_kept { Piece::Kept(word) } else { Piece::Word(word, before == Some('.')) }, word.len())
        } else {
            (Piece::Kept(&rest[..c.len_utf8()]), c.len_utf8())
        };
        pieces.push(piece);
        at += length;
    }
    pieces
}

/// The address that a text begins with, and how long it is; a port may follow.
fn address_at(rest: &str, before: Option<char>) -> Option<(IpAddr, usize)> {
    let is_of_address = |c: char| c.is_ascii_hexdigit() || matches!(c, '.' | ':');
    if before.is_some_and(|c| is_of_word(c) || c == '.') {
        return None;
    }
    let end = rest.find(|c| !is_of_address(c)).unwrap_or(rest.len());
    if rest[end..].starts_with(is_of_word) {
        return None;
    }
    let whole = rest[..end].trim_end_matches('.');
    let candidates = [whole, whole.split(':').next().unwrap_or_default()];
    candidates.into_iter().find_map(|text| Some((text.parse().ok()?, text.len())))
}

/// Whether a character does not part names from each other. What is odd in a name is a part of it.
fn is_of_word(c: char) -> bool {
    !matches!(c, '.' | '\\' | '/' | ':' | '[' | ']' | '@' | '?' | ',' | ';')
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|c| c.is_ascii_digit())
}

fn is_public(word: &str) -> bool {
    let instances = LOCAL_INSTANCES.value.iter().chain(&EXAMPLE_INSTANCES.value);
    PUBLIC_WORDS.iter().chain(&NON_PUBLIC_SUFFIXES).chain(instances).any(|public| public.eq_ignore_ascii_case(word))
}

/// What there is to be replaced.
#[derive(Debug, Default)]
struct Seen {
    /// Words and whole texts, in lower case, with the stem of what comes in their place.
    words: BTreeMap<String, &'static str>,
    addresses: BTreeSet<IpAddr>,
}

impl Seen {
    fn look_at(&mut self, text: &str, kind: Kind) {
        if kind.is_prose {
            self.add(text.trim(), kind.stem);
            return;
        }
        for piece in pieces(text) {
            match piece {
                Piece::Word(word, is_behind_dot) => self.add(word, if is_behind_dot { "zone" } else { kind.stem }),
                Piece::Address(address) => drop(self.addresses.insert(address)),
                Piece::Kept(_) => {}
            }
        }
    }

    fn add(&mut self, word: &str, stem: &'static str) {
        let stem = if is_number(word) { "number" } else { stem };
        if !word.is_empty() && !is_public(word) {
            self.words.entry(word.to_ascii_lowercase()).or_insert(stem);
        }
    }
}

/// What is written in the place of what.
#[derive(Debug)]
struct Names {
    words: BTreeMap<String, String>,
    addresses: BTreeMap<IpAddr, IpAddr>,
}

impl Names {
    fn in_place_of(seen: &Seen) -> Self {
        let mut of_stem: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
        for (word, stem) in &seen.words {
            of_stem.entry(stem).or_default().push(word);
        }
        let is_free = |joint: &&&str| {
            let is_joint = |word: &String| {
                word.match_indices(**joint)
                    .any(|(at, _)| word[at + joint.len()..].starts_with(|c: char| c.is_ascii_digit()))
            };
            !seen.words.keys().any(is_joint)
        };
        let joint = JOINTS.iter().find(is_free).unwrap_or(&JOINTS[0]);
        let mut words = BTreeMap::new();
        for (stem, mut old) in of_stem {
            old.sort_by_cached_key(|word| natural_key(word));
            words.extend(old.into_iter().zip(1..).map(|(word, n)| (word.clone(), new_word(word, stem, joint, n))));
        }
        Self { words, addresses: new_addresses(&seen.addresses) }
    }

    fn redacted(&self, text: &str, kind: Kind) -> String {
        let word = |word: &str| self.words.get(&word.to_ascii_lowercase()).map_or(word, String::as_str).to_owned();
        if kind.is_prose {
            let inner = text.trim();
            return if inner.is_empty() { text.to_owned() } else { text.replacen(inner, &word(inner), 1) };
        }
        let new = pieces(text).into_iter().map(|piece| match piece {
            Piece::Word(old, _) => word(old),
            Piece::Address(old) => self.addresses.get(&old).unwrap_or(&old).to_string(),
            Piece::Kept(text) => text.to_owned(),
        });
        new.collect()
    }
}

/// A word that is as good or as bad a name as the old one: too long where that is, a number, not all in ASCII, with the
/// signs that it has before, in and behind it.
fn new_word(old: &str, stem: &str, joint: &str, n: usize) -> String {
    if is_number(old) {
        return format!("9{n:0>width$}", width = old.len().clamp(4, LONGEST_LABEL + 1) - 1);
    }
    let name = old.trim_matches(|c: char| !c.is_alphanumeric());
    let (before, behind) = old.split_once(name).unwrap_or_default();
    let begin = match name.as_bytes() {
        [b'x', b'n', b'-', b'-', ..] => "xn--",
        [b'0'..=b'9', ..] => "9",
        _ => "",
    };
    let signs: BTreeSet<char> = name.chars().filter(|c| !c.is_alphanumeric()).collect();
    let signs: String = signs.into_iter().collect();
    let end = if name.is_ascii() { "" } else { "ä" };
    // An instance of SQL Server may have one character more than a computer.
    let limits = [LONGEST_LABEL, LONGEST_COMPUTER_NAME + 1, LONGEST_COMPUTER_NAME];
    let least = limits.into_iter().find(|limit| old.len() > *limit).map_or(0, |limit| limit + 1);
    let others = [before, begin, stem, &signs, joint, end, behind];
    let width = least.saturating_sub(others.map(str::len).iter().sum());
    format!("{before}{begin}{stem}{signs}{joint}{n:0>width$}{end}{behind}")
}

/// Other addresses in the order of the old ones, those of one subnet in one subnet: of 256 in IPv4, of 64 bits in IPv6.
/// What is private stays so; what is not comes from what is set apart for documentation and tests. Addresses that
/// everybody has stay.
fn new_addresses(old: &BTreeSet<IpAddr>) -> BTreeMap<IpAddr, IpAddr> {
    let subnets: BTreeSet<Subnet> = old.iter().filter_map(|address| Subnet::of(*address)).collect();
    let mut taken = subnets.clone();
    let mut counts: BTreeMap<Subnet, u64> = BTreeMap::new();
    let mut new = BTreeMap::new();
    for subnet in subnets {
        let count = counts.entry(subnet.class()).or_default();
        let home = loop {
            let home = subnet.class().home(*count);
            *count += 1;
            // Where every subnet there is has been used, one is used again.
            if taken.insert(home) || *count > u64::from(u16::MAX) {
                break home;
            }
        };
        let own = old.iter().filter(|address| Subnet::of(**address) == Some(subnet));
        new.extend(own.zip(1..).map(|(address, n)| (*address, home.address(n))));
    }
    new
}

/// A subnet: its first three octets, or its first 64 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Subnet {
    V4([u8; 3]),
    V6(u64),
}

impl Subnet {
    const UNIQUE_LOCAL: u64 = 0xfd00 << 48;
    const LINK_LOCAL: u64 = 0xfe80 << 48;
    const DOCUMENTATION: u64 = 0x2001_0db8 << 32;

    /// None for what is no address of anybody in particular.
    fn of(address: IpAddr) -> Option<Self> {
        let is_common = address.is_loopback() || address.is_unspecified() || address.is_multicast();
        match address {
            _ if is_common || address == IpAddr::V4(Ipv4Addr::BROADCAST) => None,
            IpAddr::V4(address) => {
                let [a, b, c, _] = address.octets();
                Some(Self::V4([a, b, c]))
            }
            IpAddr::V6(address) => Some(Self::V6((address.to_bits() >> 64) as u64)),
        }
    }

    /// The first subnet of those that are as private.
    fn class(self) -> Self {
        match self {
            Self::V4([10, ..]) => Self::V4([10, 0, 0]),
            Self::V4([172, 16..=31, _]) => Self::V4([172, 16, 0]),
            Self::V4([192, 168, _]) => Self::V4([192, 168, 0]),
            Self::V4([100, 64..=127, _]) => Self::V4([100, 64, 0]),
            Self::V4([169, 254, _]) => Self::V4([169, 254, 0]),
            Self::V4(_) => Self::V4([192, 0, 2]),
            Self::V6(net) => {
                let address = Ipv6Addr::from_bits(u128::from(net) << 64);
                Self::V6(match () {
                    () if address.is_unique_local() => Self::UNIQUE_LOCAL,
                    () if address.is_unicast_link_local() => Self::LINK_LOCAL,
                    () => Self::DOCUMENTATION,
                })
            }
        }
    }

    /// The subnet that comes so many after this one, the first of its class.
    fn home(self, n: u64) -> Self {
        let [high, low] = [(n >> 8) as u8, n as u8];
        match self {
            Self::V6(first) => Self::V6(first + n),
            Self::V4([10, ..]) => Self::V4([10, high, low]),
            Self::V4([172, ..]) => Self::V4([172, 16 + high % 16, low]),
            Self::V4([100, ..]) => Self::V4([100, 64 + high % 64, low]),
            Self::V4([192, 0, _]) => match n {
                0 => self,
                1 => Self::V4([198, 51, 100]),
                2 => Self::V4([203, 0, 113]),
                // What is set apart for measuring, and beyond that for times to come.
                3..=514 => Self::V4([198, 18 + ((n - 3) >> 8) as u8, (n - 3) as u8]),
                _ => Self::V4([240, high, low]),
            },
            Self::V4([first, second, _]) => Self::V4([first, second, low]),
        }
    }

    fn address(self, n: u64) -> IpAddr {
        match self {
            Self::V4([a, b, c]) => Ipv4Addr::new(a, b, c, n as u8).into(),
            Self::V6(net) => Ipv6Addr::from_bits(u128::from(net) << 64 | u128::from(n)).into(),
        }
    }
}

#[cfg(test)]
mod tests;
