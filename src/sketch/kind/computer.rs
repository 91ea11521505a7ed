//! `computers` and the addresses of a computer.

use std::collections::BTreeMap;

use crate::model::{Address, Computer, Fqdn, Id, Interface, Platform, Pool};
use crate::sketch::error::{Fault, SketchError};
use crate::sketch::lines::{Line, Word};
use crate::sketch::names::{Named, full_name, ordinal, spell_host};
use crate::sketch::read::Reader;
use crate::sketch::value::{Atom, number};
use crate::sketch::words::{Attributes, Words, choice, said};
use crate::sketch::write::Writer;
use crate::vendor::InterfaceSide;

impl Named for Computer {
    const KIND: &'static str = "computer";

    fn key(word: &Word, domain: &Fqdn) -> String {
        full_name(word, domain)
    }

    fn spell(&self, writer: &Writer<'_>) -> String {
        spell_host(&self.fqdn, &writer.domain)
    }
}

/// What follows the names of computers.
static COMPUTER: Attributes<Computer> = Attributes(&[
    &said("in", |row: &mut Computer| &mut row.data_centre),
    &choice(&[("active", false), ("standby", true)], |row: &mut Computer| &mut row.standby),
    &choice(&[("physical", Some(Platform::Physical)), ("virtual", Some(Platform::Virtual))], |row: &mut Computer| {
        &mut row.platform
    }),
    &said("os", |row: &mut Computer| &mut row.os),
    &said("host", |row: &mut Computer| &mut row.host),
    &said("multi-homed", |row: &mut Computer| &mut row.multi_homed),
    &said("out", |row: &mut Computer| &mut row.outage),
    &said("upgrade-domain", |row: &mut Computer| &mut row.upgrade_domain),
]);

/// Whether the word would end a list of names.
pub(super) fn is_attribute(word: &str) -> bool {
    COMPUTER.words().any(|known| known == word)
}

/// More computers than any deployment has: a slip of the finger makes no million rows.
const MOST: usize = 1000;

/// Reads a line of computers; those of a pool that says nothing of them look like `template`.
pub(in crate::sketch) fn read(
    pool: Id<Pool>,
    row: &mut Pool,
    template: &Computer,
    line: &Line,
    reader: &mut Reader,
) -> Result<(), SketchError> {
    let mut words = Words::behind_first(line);
    let n_made = reader.n_made();
    let first = words.expect("the number of computers, or their names")?;
    let mut names = Vec::new();
    if let Some(n) = first.text.parse::<usize>().ok().filter(|_| !first.is_quoted) {
        if row.computers.len().saturating_add(n) > MOST {
            return Err(first.is_not("a number of computers up to 1000"));
        }
        names.extend((1..=n).map(|n| numbered(&row.fqdn, row.computers.len() + n)));
    } else if !first.is("none") {
        names.push(Fqdn::new(full_name(first, &reader.domain)));
        while let Some(word) = words.peek().filter(|word| COMPUTER.find(word).is_none()) {
            words.next();
            names.push(Fqdn::new(full_name(word, &reader.domain)));
        }
    }
    let mut attributes = template.clone();
    COMPUTER.read_phrases(&mut attributes, &mut words, reader)?;
    words.finish()?;
    reader.nothing_under(line)?;
    for fqdn in names {
        add(pool, row, Computer { fqdn, ..attributes.clone() }, reader);
    }
    reader.expect_since(n_made, line, pool);
    Ok(())
}

/// Adds a computer to a pool.
pub(in crate::sketch) fn add(pool: Id<Pool>, row: &mut Pool, computer: Computer, reader: &mut Reader) {
    let id = reader.names.add_part(pool, computer.fqdn.as_str());
    reader.made(id);
    row.computers.push(id);
    reader.rows.computers.insert(id, computer);
}

/// The name that the n-th computer of a pool has where only their number is said: `lon-fe2` of `lon-fe`.
pub(in crate::sketch) fn numbered(pool: &Fqdn, n: usize) -> Fqdn {
    match pool.as_str().split_once('.') {
        Some((host, domain)) => Fqdn::new(format!("{host}{n}.{domain}")),
        None => Fqdn::new(format!("{pool}{n}")),
    }
}

/// What follows `computers`, a line for each run of computers that differ in their names only.
pub(in crate::sketch) fn write(pool: &Pool, template: &Computer, writer: &Writer<'_>) -> Vec<String> {
    let computers: Vec<&Computer> = writer.topology.computers_of(pool).map(|(_, row)| row).collect();
    if computers.is_empty() {
        return vec!["none".to_owned()];
    }
    let mut n_before = 0;
    let mut lines = Vec::new();
    for run in computers.chunk_by(|a, b| is_alike(a, b)) {
        let is_numbered = run.iter().enumerate().all(|(n, row)| row.fqdn == numbered(&pool.fqdn, n_before + n + 1));
        let names = if is_numbered && run.len() > 1 {
            vec![run.len().to_string()]
        } else {
            run.iter().map(|row| row.spell(writer)).collect()
        };
        let words: Vec<String> = names.into_iter().chain(COMPUTER.phrases(run[0], template, writer)).collect();
        lines.push(words.join(" "));
        n_before += run.len();
    }
    lines
}

/// Whether two computers differ in nothing a `computers` line can say but their names.
fn is_alike(a: &Computer, b: &Computer) -> bool {
    let plain = |row: &Computer| Computer { fqdn: Fqdn::default(), interfaces: Vec::new(), ..row.clone() };
    plain(a) == plain(b)
}

/// `addresses COMPUTER internal IP external IP IP IP public IP`: what an Edge server usually has. The further addresses
/// of a side are those of its second and third interface; a public address is that of the last external one.
pub(in crate::sketch) fn read_addresses(
    row: &mut Pool,
    words: &mut Words<'_>,
    reader: &mut Reader,
) -> Result<(), SketchError> {
    let computer = computer_of(row, words, reader)?;
    let mut addresses = Addresses::default();
    let mut list = None;
    for word in words.by_ref() {
        match addresses.list_mut(word) {
            Some(_) => list = Some(word),
            None => match list.and_then(|list| addresses.list_mut(list)) {
                Some(list) => list.push(Address(word.text.clone())),
                None => return Err(word.is_not("primary, internal, external, pstn or public")),
            },
        }
    }
    if let Some(computer) = reader.rows.computers.get_mut(&computer) {
        computer.interfaces.extend(addresses.interfaces());
    }
    Ok(())
}

/// `interface COMPUTER SIDE NUMBER …`: one interface, whatever it has.
pub(in crate::sketch) fn read_interface(
    row: &mut Pool,
    words: &mut Words<'_>,
    reader: &mut Reader,
) -> Result<(), SketchError> {
    let computer = computer_of(row, words, reader)?;
    let side = InterfaceSide::parse(words, reader)?;
    let what = "the number of an interface, from 1";
    let mut interface = plain_interface(side, number(words.expect(what)?, what)?);
    INTERFACE.read_phrases(&mut interface, words, reader)?;
    if let Some(computer) = reader.rows.computers.get_mut(&computer) {
        computer.interfaces.push(interface);
    }
    Ok(())
}

static INTERFACE: Attributes<Interface> = Attributes(&[
    &said("address", |row: &mut Interface| &mut row.address),
    &said("address-v6", |row: &mut Interface| &mut row.address_v6),
    &said("public", |row: &mut Interface| &mut row.public_address),
    &said("public-v6", |row: &mut Interface| &mut row.public_address_v6),
]);

fn plain_interface(side: InterfaceSide, number: u8) -> Interface {
    let none = Address::default;
    Interface { side, number, address: none(), address_v6: none(), public_address: none(), public_address_v6: none() }
}

/// The computer of the pool that the next words name.
fn computer_of(row: &Pool, words: &mut Words<'_>, reader: &Reader) -> Result<Id<Computer>, SketchError> {
    let nth = words.nth();
    let word = words.expect("the name of a computer")?;
    let name = Fqdn::new(full_name(word, &reader.domain));
    let computers = &reader.rows.computers;
    let is_meant = |id: &&Id<Computer>| computers.get(id).is_some_and(|computer| computer.fqdn.is(&name));
    row.computers.iter().filter(is_meant).nth(nth - 1).copied().ok_or_else(|| {
        let fault = Fault::UnknownName { kind: "computer of this pool", name: name.to_string(), similar: None };
        SketchError::new(word.at, fault)
    })
}

/// What follows `addresses`, for computers whose interfaces can be said so.
pub(in crate::sketch) fn write_addresses(pool: &Pool, writer: &Writer<'_>) -> Vec<String> {
    let with_addresses = spelt(pool, writer).filter(|(_, row)| !row.interfaces.is_empty());
    with_addresses.filter_map(|(name, row)| Some(format!("{name} {}", Addresses::of(row)?.spell(writer)))).collect()
}

/// What follows `interface`, for each interface of the other computers.
pub(in crate::sketch) fn write_interfaces(pool: &Pool, writer: &Writer<'_>) -> Vec<String> {
    let others = spelt(pool, writer).filter(|(_, row)| Addresses::of(row).is_none());
    let spell = |name: &str, row: &Interface| {
        let head = [name.to_owned(), row.side.print(writer), row.number.to_string()];
        let phrases = INTERFACE.phrases(row, &plain_interface(row.side, row.number), writer);
        head.into_iter().chain(phrases).collect::<Vec<_>>().join(" ")
    };
    let spell_all = |(name, row): (String, &Computer)| row.interfaces.iter().map(|row| spell(&name, row)).collect();
    others.flat_map::<Vec<String>, _>(spell_all).collect()
}

/// The computers of a pool with their names as the lines under it have them.
fn spelt<'a>(pool: &'a Pool, writer: &'a Writer<'_>) -> impl Iterator<Item = (String, &'a Computer)> {
    let mut n_alike = BTreeMap::<String, usize>::new();
    writer.topology.computers_of(pool).map(move |(_, row)| {
        let nth = n_alike.entry(row.fqdn.key()).or_default();
        *nth += 1;
        let name = row.spell(writer);
        (if *nth == 1 { name } else { format!("{} {name}", ordinal(*nth)) }, row)
    })
}

/// The words of an `addresses` line.
#[derive(Default, Clone, PartialEq)]
struct Addresses {
    primary: Vec<Address>,
    internal: Vec<Address>,
    external: Vec<Address>,
    pstn: Vec<Address>,
    public: Vec<Address>,
}

impl Addresses {
    const WORDS: [&'static str; 5] = ["primary", "internal", "external", "pstn", "public"];

    fn lists(&self) -> [&Vec<Address>; 5] {
        [&self.primary, &self.internal, &self.external, &self.pstn, &self.public]
    }

    fn list_mut(&mut self, word: &Word) -> Option<&mut Vec<Address>> {
        let place = Self::WORDS.iter().position(|known| word.is(known))?;
        let lists = [&mut self.primary, &mut self.internal, &mut self.external, &mut self.pstn, &mut self.public];
        lists.into_iter().nth(place)
    }

    /// The line that gives a computer the interfaces it has, if one does.
    fn of(computer: &Computer) -> Option<Self> {
        let mut found = Self::default();
        for interface in &computer.interfaces {
            let list = match interface.side {
                InterfaceSide::Primary => &mut found.primary,
                InterfaceSide::Internal => &mut found.internal,
                InterfaceSide::External => &mut found.external,
                InterfaceSide::Pstn => &mut found.pstn,
            };
            let said = |address: &&Address| !address.is_empty();
            list.extend([&interface.address, &interface.address_v6].into_iter().filter(said).cloned());
            let public = [&interface.public_address, &interface.public_address_v6];
            found.public.extend(public.into_iter().filter(said).cloned());
        }
        (found.interfaces() == computer.interfaces).then_some(found)
    }

    fn spell(&self, writer: &Writer<'_>) -> String {
        let lists = Self::WORDS.iter().zip(self.lists()).filter(|(_, list)| !list.is_empty());
        let words = lists.flat_map(|(word, list)| {
            std::iter::once((*word).to_owned()).chain(list.iter().map(|address| address.print(writer)))
        });
        words.collect::<Vec<_>>().join(" ")
    }

    fn interfaces(&self) -> Vec<Interface> {
        let mut interfaces = Vec::new();
        let sides = [
            (InterfaceSide::Primary, &self.primary),
            (InterfaceSide::Internal, &self.internal),
            (InterfaceSide::External, &self.external),
            (InterfaceSide::Pstn, &self.pstn),
        ];
        for (side, list) in sides {
            let (v6, v4): (Vec<&Address>, Vec<&Address>) = list.iter().partition(|address| address.0.contains(':'));
            for (number, place) in (1..=u8::MAX).zip(0..v4.len().max(v6.len())) {
                let mut interface = plain_interface(side, number);
                interface.address = v4.get(place).map(|&address| address.clone()).unwrap_or_default();
                interface.address_v6 = v6.get(place).map(|&address| address.clone()).unwrap_or_default();
                interfaces.push(interface);
            }
        }
        let last = interfaces.iter_mut().rfind(|interface| interface.side == InterfaceSide::External);
        if let Some(last) = last {
            let (v6, v4): (Vec<&Address>, Vec<&Address>) =
                self.public.iter().partition(|address| address.0.contains(':'));
            last.public_address = v4.first().map(|&address| address.clone()).unwrap_or_default();
            last.public_address_v6 = v6.first().map(|&address| address.clone()).unwrap_or_default();
        }
        interfaces
    }
}

/// Every word of this family.
#[cfg(test)]
pub(in crate::sketch) fn all_words() -> Vec<&'static str> {
    let mut words = Vec::new();
    words.extend(COMPUTER.words());
    words.extend(INTERFACE.words());
    words
}
