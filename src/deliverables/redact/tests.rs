use proptest::prelude::*;

use super::*;
use crate::checks::{check, is_in};
use crate::deliverables::{
    pdf_reader::{Pdf, on_the_pages},
    tests::every_file,
};
use crate::format::{Format, read, write};
use crate::model::{Address, Fqdn, Pin, Topology};
use crate::sketch::{self, arbitrary};
use crate::text::Code;

/// The designs of the project and the vendor's samples, each with a waiver that names somebody.
fn documents() -> Vec<(String, Document)> {
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("topologies")];
    folders.push(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus"));
    match std::env::var_os("LINCHPIN_SAMPLES") {
        Some(folder) => folders.push(folder.into()),
        None => println!("the vendor's samples are skipped: LINCHPIN_SAMPLES is not set"),
    }
    let mut documents = Vec::new();
    for entry in folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap()) {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            continue;
        }
        let mut document = read(std::fs::read(&path).unwrap()).unwrap().document;
        if let Some(row) = document.topology.ids().last() {
            let reason = "Agreed with Ms Lindqvist, +46 8 5550 1234, until Södermalm closes".to_owned();
            let key = WaiverKey { code: Code::literal("HA001"), entity: row };
            document.waivers = [(key, Waiver { reason, expires: "2031-01-31".to_owned() })].into_iter().collect();
            document.sheet = [(row, Pin { x: 40, y: -3 })].into_iter().collect();
        }
        documents.push((path.file_name().unwrap().to_string_lossy().into_owned(), document));
    }
    assert!(documents.len() > 12);
    documents
}

/// Every text of a document, as a whole and in its words.
fn texts(document: &Document) -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    let mut add = |text: &str| {
        texts.insert(text.trim().to_lowercase());
        texts.extend(text.split(|c: char| !c.is_alphanumeric() && c != '-').map(str::to_lowercase));
        texts.extend(pieces(text).into_iter().filter_map(|piece| match piece {
            Piece::Address(address) => Some(address.to_string()),
            _ => None,
        }));
    };
    document.topology.map(&mut |_, row| row.each_text("", &mut |_, text| add(text.as_str())));
    document.waivers.iter().for_each(|(_, waiver)| add(&waiver.reason));
    texts
}

/// Words of names in the designs that scripts and sheets say by themselves: the vendor's names of things, and English.
const OWN_WORDS: [&str; 18] = [
    "admin",
    "balancer",
    "chat",
    "edge",
    "head",
    "load",
    "logs",
    "lync",
    "mirroring",
    "new",
    "office",
    "proxy",
    "reverse",
    "second",
    "service",
    "share",
    "until",
    "with",
];

/// Whether a text says nothing about anybody: it is short, has no letter and is no address, or belongs to everybody.
fn is_nobodys(text: &str) -> bool {
    let is_address = text.parse::<IpAddr>().is_ok();
    let has_letter = text.contains(char::is_alphabetic);
    text.len() < 3
        || !(has_letter || is_address || text.len() > 5)
        || is_public(text)
        || OWN_WORDS.contains(&text)
        || text.parse().is_ok_and(|address| Subnet::of(address).is_none())
}

/// Whether a text stands in another; one of letters and hyphens only, as a word of its own, for a city may be a part of
/// any word, and `ber-se` is one of `member-server`.
fn is_said(text: &str, content: &str) -> bool {
    let is_word = text.chars().all(|c| c.is_alphabetic() || c == '-');
    let ends = |c: Option<char>| !is_word || c.is_none_or(|c| !c.is_alphabetic());
    content
        .match_indices(text)
        .any(|(at, _)| ends(content[..at].chars().next_back()) && ends(content[at + text.len()..].chars().next()))
}

/// The text in a file: that of a workbook lies in an archive, that of a PDF in strings, in what it says of itself and
/// on its pages.
fn content(name: &str, bytes: &[u8]) -> String {
    if name.ends_with(".pdf") {
        let Pdf { names, strings, words, metadata } = Pdf::read(bytes).unwrap();
        let on_pages = on_the_pages(bytes).unwrap_or_else(|| Ok(String::new())).unwrap();
        let all: Vec<String> =
            names.into_iter().chain(words).chain(strings).chain(metadata).chain([on_pages]).collect();
        return all.join("\n").to_lowercase();
    }
    if !name.ends_with(".xlsx") {
        return String::from_utf8_lossy(bytes).to_lowercase();
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for at in 0..archive.len() {
        std::io::Read::read_to_string(&mut archive.by_index(at).unwrap(), &mut all).unwrap();
    }
    all.to_lowercase()
}

#[test]
fn nothing_of_the_original_is_in_any_file() {
    let mut leaks = BTreeSet::new();
    for (of, document) in documents() {
        let redacted = redact(&document);
        let old: Vec<String> = texts(&document).into_iter().filter(|text| !is_nobodys(text)).collect();
        let ids: Vec<String> = document.topology.ids().skip(1).map(|id| id.uuid().to_string()).collect();
        let mut files = every_file(&redacted, REDACTED);
        for format in Format::ALL {
            files.push((format!("deployment.{}", format.extension()), write(&redacted, format).unwrap().bytes));
        }
        for (name, bytes) in &files {
            let content = content(name, bytes);
            let found = old.iter().chain(&ids).filter(|old| is_said(old, &content));
            leaks.extend(found.map(|old| format!("{of} in {name}: {old}")));
        }
    }
    assert!(leaks.is_empty(), "{leaks:#?}");
}

/// Names in a text, one by one.
fn words_of(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-'))).map(|word| word.trim_matches('.')).collect()
}

#[test]
fn a_name_is_replaced_by_the_same_wherever_it_stands() {
    for (of, document) in documents() {
        let document = Document { origin: None, ..document };
        let redacted = redact(&document);
        let pairs: BTreeSet<(String, String)> = names(&document.topology)
            .iter()
            .zip(names(&redacted.topology))
            .map(|(old, new)| (old.to_string().to_lowercase(), new.to_string().to_lowercase()))
            .filter(|(old, _)| old.contains('.'))
            .collect();
        assert!(pairs.len() > 2, "{of}");
        let [before, after] = [&document, &redacted].map(|document| every_file(document, REDACTED));
        assert_eq!(before.len(), after.len(), "{of}");
        for ((name, old), (_, new)) in before.iter().zip(&after) {
            // In pictures names are cut off where there is no room, and on paper they are broken.
            if name.ends_with(".svg") || name.ends_with(".pdf") || name.ends_with(".html") {
                continue;
            }
            let [old, new] = [old, new].map(|bytes| content(name, bytes));
            let [old, new] = [&old, &new].map(|text| words_of(text));
            for (from, to) in &pairs {
                let [was, is] = [old.contains(from.as_str()), new.contains(to.as_str())];
                assert_eq!(was, is, "{of} in {name}: {from} as {to}");
            }
        }
    }
}

/// Code and row of every finding, rows by their numbers in the redacted document.
fn findings(document: &Document, number: impl Fn(AnyId) -> AnyId) -> Vec<(String, AnyId)> {
    let mut found: Vec<_> =
        check(document).into_iter().map(|found| (found.code.to_string(), number(found.place.entity))).collect();
    found.sort();
    found
}

#[test]
fn the_same_is_wrong_with_it() {
    for (of, document) in documents() {
        // Without the vendor's file there is nothing that would say which of its gaps are the format's.
        let document = Document { origin: None, ..document };
        let numbers = numbers(document.topology.ids());
        let before = findings(&document, |id| id.with_uuid(numbers[&id]));
        let after = findings(&redact(&document), |id| id);
        assert_eq!(before, after, "{of}");
    }
}

#[test]
fn a_redacted_deployment_reads_so() {
    let document = sketch::read(
        r"
        deployment contoso.com
          sip-domain fabrikam.com
          meet contoso.com https://meet.contoso.com
          meet fabrikam.com https://meet.fabrikam.com/fabrikam/meet
        data-centre Docklands
        site London
          description Head office, 3rd floor
          city London
          front-end lon-fe in Docklands
            computers lon-fe1 lon-fe2 lon-fe10
            back-end lon-sql\rtc mirror lon-sql\contoso
            file-store \\fs1.contoso.com\lync$
            web external web.fabrikam.com
            edge lon-edge
          edge lon-edge
            computers lon-edge1 lon-edge2
            external sip.contoso.com
            addresses lon-edge1 internal 10.1.2.11 external 192.168.7.5 public 131.107.155.9
            addresses lon-edge2 internal 10.1.2.12 external 192.168.7.6 public 131.107.155.10
          gateway 10.9.9.9
            trunk 10.9.9.9 to lon-fe:5068 tcp port 5066
        ",
    );
    insta::assert_snapshot!(sketch::write(&redact(&document.unwrap().document)));
}

#[test]
fn a_word_is_as_good_or_as_bad_a_name_as_it_was() {
    let new = |old: &str| new_word(old, "pool", "x", 7);
    assert_eq!(new("lonfe"), "poolx7");
    assert_eq!(new("123456"), "900007");
    assert_eq!(new("2nd"), "9poolx7");
    assert_eq!(new("münchen"), "poolx7ä");
    assert_eq!(new("xn--mnchen-3ya"), "xn--pool-x7");
    assert_eq!(new("lon-fe_2"), "pool-_x7");
    assert_eq!(new("-lync$"), "-poolx7$");
    for (old, length) in [(16, 16), (17, 17), (63, 17), (64, 64), (99, 64)] {
        assert_eq!(new(&"a".repeat(old)).len(), length, "{old}");
    }
}

#[test]
fn addresses_of_one_subnet_stay_in_one_and_private_ones_private() {
    let old = ["10.1.2.3", "10.1.2.200", "10.9.9.9", "8.8.8.8", "::1", "127.0.0.1", "fd12:3456::1", "2a00:1450::5"];
    let old: BTreeSet<IpAddr> = old.iter().map(|text| text.parse().unwrap()).collect();
    let new = new_addresses(&old);
    let shown: Vec<String> = new.iter().map(|(old, new)| format!("{old} -> {new}")).collect();
    insta::assert_debug_snapshot!(shown);
}

#[test]
fn a_net_that_is_in_use_is_not_given_to_another() {
    let old: BTreeSet<IpAddr> = (0..=255).map(|n| Ipv4Addr::new(192, 168, n, 7).into()).collect();
    assert_eq!(new_addresses(&old).len(), 256, "there is no other net to be had, and none is waited for");
    let old: BTreeSet<IpAddr> = [Ipv4Addr::new(10, 0, 0, 1).into(), Ipv4Addr::new(10, 0, 1, 1).into()].into();
    let new = new_addresses(&old);
    assert!(new.values().all(|address| !old.contains(address)), "{new:?}");
}

fn names(topology: &Topology) -> Vec<Fqdn> {
    let mut names = Vec::new();
    topology.map(&mut |_, row| {
        row.each_text("", &mut |_, text| {
            if let Text::Name(name) = text {
                names.push(name.clone());
            }
        });
    });
    names
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_one_name_stays_one_and_what_is_in_a_domain_stays_in_it(
        numbers in prop::collection::vec(any::<u16>(), 0..1200),
    ) {
        let document = arbitrary::document(&numbers);
        let redacted = redact(&document);
        let (old, new) = (names(&document.topology), names(&redacted.topology));
        prop_assert_eq!(old.len(), new.len());
        for (a, new_a) in old.iter().zip(&new).take(60) {
            prop_assert_eq!(a.is_empty(), new_a.is_empty());
            for (b, new_b) in old.iter().zip(&new).take(60) {
                prop_assert_eq!(a.is(b), new_a.is(new_b), "{} {}", a, b);
                prop_assert_eq!(is_in(a.as_str(), b), is_in(new_a.as_str(), new_b), "{} {}", a, b);
            }
        }
        redacted.topology.each_reference(&mut |_, to| assert!(redacted.topology.contains(to)));
        prop_assert!(redact(&document) == redacted);
    }

    #[test]
    fn any_text_is_taken_apart_and_put_together(text in any::<String>()) {
        let whole: String = pieces(&text)
            .iter()
            .map(|piece| match piece {
                Piece::Word(text, _) | Piece::Kept(text) => (*text).to_owned(),
                Piece::Address(address) => address.to_string(),
            })
            .collect();
        if !text.contains(|c: char| c.is_ascii_digit() || c == ':') {
            prop_assert_eq!(whole, text);
        }
    }

    #[test]
    fn any_address_is_replaced_by_one_as_private(bytes in prop::collection::vec(any::<u32>(), 1..40), v6 in any::<u128>()) {
        let old: BTreeSet<IpAddr> = bytes
            .iter()
            .map(|bits| IpAddr::V4(Ipv4Addr::from_bits(*bits)))
            .chain([IpAddr::V6(Ipv6Addr::from_bits(v6))])
            .collect();
        let new = new_addresses(&old);
        let others: BTreeSet<IpAddr> = new.values().copied().collect();
        prop_assert_eq!(others.len(), new.len(), "no two become one");
        for (old, new) in &new {
            let class = |address: &IpAddr| Subnet::of(*address).map(Subnet::class);
            prop_assert!(class(old) == class(new) || class(old) == Some(Subnet::V4([192, 0, 2])), "{} {}", old, new);
            prop_assert_eq!(Address(new.to_string()).parse(), Some(*new));
        }
    }
}

/// Texts that some rule has something to say about for how they are spelled.
const ODD: [&str; 32] = [
    "lon_fe.contoso.com",
    "lon fe",
    "2fe.contoso.com",
    "123.contoso.com",
    "contoso.123",
    "münchen.contoso.de",
    "xn--mnchen-3ya.contoso.de",
    "a..b",
    "-x.contoso.com",
    "x-.contoso.com",
    "sixteen-letters-.contoso.com",
    "sixteen-letters.contoso.com",
    "seventeen-letters.contoso.com",
    "a-label-of-more-letters-than-there-may-be-between-two-dots-of-a-name.com",
    "10.1.2.3",
    "131.107.1.2",
    "10.1.2",
    "10.1.2.300",
    "fe80::1",
    "*.contoso.com",
    " lon-fe.contoso.com ",
    "contoso.local",
    "contoso",
    "CONTOSO.com",
    "https://meet.contoso.com:444/x_y",
    "http://contoso.com/fabrikam/meet",
    "https://owa.contoso.com/hosting/discovery/",
    r"\\fs1.contoso.com\lync$",
    r"C:\logs",
    "MSSQLSERVER",
    "1inst",
    "inst-1",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// The one exception is the length of a name as a whole, of which DNS takes 253 letters: long words become shorter.
    #[test]
    fn however_names_are_spelled_the_same_is_wrong_with_them(
        numbers in prop::collection::vec(any::<u16>(), 0..1200),
        odd in prop::collection::vec(prop::option::weighted(0.4, prop::sample::select(&ODD[..])), 1..80),
    ) {
        let mut document = arbitrary::document(&numbers);
        let mut odd = odd.iter().cycle();
        document.topology = document.topology.map(&mut |_, row| {
            row.each_text("", &mut |_, mut text| {
                let Some(Some(odd)) = odd.next() else { return };
                let (is_path, is_address) = (odd.contains(['/', '\\']), odd.parse::<IpAddr>().is_ok());
                let fits = match text {
                    // A path as the name of a host is faulty enough, and may become longer; an address is in no domain.
                    Text::Name(_) => !is_path && !is_address,
                    Text::Words(_) | Text::Path(_) => !is_address,
                    Text::Address(_) => true,
                };
                if fits {
                    text.set((*odd).to_owned());
                }
            });
        });
        let numbers = self::numbers(document.topology.ids());
        let (before, after) =
            (findings(&document, |id| id.with_uuid(numbers[&id])), findings(&redact(&document), |id| id));
        let only = |these: &[(String, AnyId)], those: &[(String, AnyId)]| {
            these.iter().filter(|found| !those.contains(found)).cloned().collect::<Vec<_>>()
        };
        prop_assert_eq!((only(&before, &after), only(&after, &before)), (Vec::new(), Vec::new()));
        prop_assert_eq!(before.len(), after.len());
    }
}
