//! The documents of the vendor, read back: they hold all of a deployment but what is said to be left out.

use std::collections::BTreeSet;

use linchpin::edit::{Change, Command, compare};
use linchpin::format::{Account, Evidence, Feature, Format, LeftOut, own, read, write_with};
use linchpin::model::{AnyId, Computer, Document, Entity, Trunk};
use linchpin::sketch;
use linchpin::templates::TEMPLATES;

const ALL: [(Format, Evidence); 4] = [
    (Format::TopologyBuilder, Evidence::Shown),
    (Format::Published, Evidence::Shown),
    (Format::TopologyBuilder, Evidence::Guessed),
    (Format::Published, Evidence::Guessed),
];

/// Every kind of thing that no document shows, at once.
const RARE: &str = r"
deployment tailspin.example
  product 2015
  central-management lon-fe
site London
  front-end lon-fe
    computers 3
    features conferencing dialin voice
    mediation tls 5067-5069
    back-end lon-sql1\rtc mirror lon-sql2\rtc witness lon-sql3\wit
    file-store \\lon-fs\lync
    web internal lon-int external lon-web.tailspin.example
    edge lon-edge
    voice-failover detect 60 failback 90
  front-end lon2-fe
    computers 3
    back-end lon2-sql1\rtc
    file-store \\lon-fs\lync
  director lon-dir
    computers 2
    file-store \\lon-fs\lync
    web internal lon-dirint external lon-dirweb.tailspin.example
    edge lon-edge
  edge lon-edge
    computers 2
    external sip.tailspin.example webcon.tailspin.example av.tailspin.example
    federation
    nat
    next-hop lon-dir
    addresses lon-edge1 internal 10.0.0.1 external 10.1.0.1 10.1.0.2 10.1.0.3 public 192.0.2.3
    addresses lon-edge2 internal 10.0.0.2 external 10.1.0.4 10.1.0.5 10.1.0.6 public 192.0.2.6
  persistent-chat lon-chat
    computers lon-chat1 lon-chat2 active
    computers lon-chat3 standby
    display-name Rooms & more
    compliance
    next-hop lon-fe
    file-store \\lon-fs\chat
    chat-store lon-sql4\chat mirror lon-sql5\chat witness lon-sql3\wit
    chat-backup lon-sql6\chat mirror lon-sql7\chat
    compliance-store lon-sql4\comp
  trusted-application lon-app
    computers 2
    next-hop lon-fe
    application robot 6000
    application bridge 6001
  gateway lon-gw
    trunk lon-gw.tailspin.example to lon-fe:5067
    trunk second-trunk to lon-fe:5069 port 5070
branch-site Leeds of London
  city Leeds
  survivable-branch leeds-sba
    registrar lon-fe
    edge lon-edge
  gateway leeds-gw
    trunk leeds-gw.tailspin.example to leeds-sba
  mediation leeds-med
    computers 2
    next-hop lon-fe
pair lon-fe lon2-fe
";

/// Without their ids in the file, rows are found again by their names. Trunks are told apart by their ends, for in a
/// file all those of a gateway have its name; computers by their pools, for in a faulty design two have the same.
fn told_apart(document: &Document) -> Document {
    let topology = &document.topology;
    let mut told = document.clone();
    let mut put = |entity: Entity| told = Command::Put(entity).plan(&told).unwrap().apply(&told).unwrap();
    for (id, trunk) in topology.trunks.iter() {
        let ends = trunk.pool.map(|id| topology.name(id.into())).unwrap_or_default();
        let name = format!("{} {} {ends}:{}", trunk.name, trunk.gateway_port, trunk.pool_port);
        put((id, Trunk { name, ..trunk.clone() }).into());
    }
    for (_, pool) in topology.pools.iter() {
        for (id, computer) in topology.computers_of(pool) {
            let fqdn = format!("{} of {}", computer.fqdn, pool.fqdn).as_str().into();
            put((id, Computer { fqdn, ..computer.clone() }).into());
        }
    }
    told
}

/// What a file reads back as differs from the model in exactly what the account of its writing lists, and in what only
/// Linchpin knows.
fn reads_back_but_for(document: &Document, account: &Account, bytes: Vec<u8>, of: &str) {
    let read = read(bytes).unwrap();
    assert_eq!(read.notices, [], "{of}");
    let listed: Vec<LeftOut> = account.left_out.iter().cloned().chain(own(&document.topology)).collect();
    let whole: Vec<AnyId> = listed
        .iter()
        .filter(|item| item.fields.is_empty() && item.feature != Feature::WebComponents)
        .map(|item| item.row)
        .collect();
    let mut reduced = document.clone();
    let mut perform = |command: Command| reduced = command.plan(&reduced).unwrap().apply(&reduced).unwrap();
    for item in listed.iter().filter(|item| item.feature == Feature::TrunkName) {
        let AnyId::Trunk(id) = item.row else { panic!("{item:?}") };
        let topology = &document.topology;
        let name = topology.name(topology.trunks.get(id).unwrap().gateway.into());
        perform(Command::Rename { entity: item.row, name });
    }
    if !whole.is_empty() {
        perform(Command::Remove(whole));
    }
    let differences = |a: &Document, b: &Document| {
        let comparison = compare(&told_apart(a).topology, &told_apart(b).topology);
        let back = |id: AnyId| comparison.matched.iter().find(|(_, after)| **after == id).map_or(id, |(old, _)| *old);
        let mut found = BTreeSet::new();
        for change in &comparison.changes {
            match change {
                Change::Changed { id, fields, .. } => {
                    found.extend(fields.iter().map(|field| (back(*id), field.path.clone())));
                }
                other => assert!(matches!(other, Change::Removed { .. }), "{of}: {} is new", other.name()),
            }
        }
        let gone: Vec<_> =
            comparison.changes.iter().filter(|change| matches!(change, Change::Removed { .. })).cloned().collect();
        (found, gone)
    };
    let (by_cascade, _) = differences(document, &reduced);
    let (found, gone) = differences(&reduced, &read.document);
    assert_eq!(gone, [], "{of}");
    let is_same = |path: &str, field: &str| {
        path == field || path.starts_with(&format!("{field}.")) || field.starts_with(&format!("{path}."))
    };
    let fields = || listed.iter().flat_map(|item| item.fields.iter().map(move |field| (item.row, field, item)));
    for (row, path) in &found {
        let is_listed = fields().any(|(listed, field, _)| listed == *row && is_same(path, field));
        assert!(is_listed, "{of}: {path} of {} is not listed", document.topology.name(*row));
    }
    for (row, field, item) in fields().filter(|(row, ..)| reduced.topology.contains(*row)) {
        let differs = |all: &BTreeSet<(AnyId, String)>| all.iter().any(|(id, path)| *id == row && is_same(path, field));
        assert!(differs(&found) || differs(&by_cascade), "{of}: {item:?} is in the file");
    }
}

#[test]
fn every_template_reads_back_but_for_what_was_left_out() {
    for template in TEMPLATES {
        for (format, evidence) in ALL {
            let document = template.document();
            let written = write_with(&document, format, evidence).unwrap();
            let of = format!("{} as {format:?}, {evidence:?}", template.name);
            reads_back_but_for(&document, &written.account, written.bytes, &of);
        }
    }
}

#[test]
fn what_no_document_shows_is_left_out_or_comes_back_as_a_guess() {
    let document = sketch::read(RARE).unwrap().document;
    for (format, evidence) in ALL {
        let written = write_with(&document, format, evidence).unwrap();
        let has_guesses = |items: &[LeftOut]| items.iter().any(|item| item.feature.has_guess());
        match evidence {
            Evidence::Shown => assert_eq!(written.account.guessed, []),
            Evidence::Guessed => {
                assert!(!has_guesses(&written.account.left_out), "{:#?}", written.account.left_out);
                assert!(written.account.guessed.iter().all(|item| !item.feature.guess().is_empty()));
            }
        }
        reads_back_but_for(&document, &written.account, written.bytes, &format!("{format:?}, {evidence:?}"));
    }
}

#[test]
fn a_file_with_guesses_is_kept_and_edited_like_any_other() {
    let document = sketch::read(RARE).unwrap().document;
    for format in [Format::TopologyBuilder, Format::Published] {
        let bytes = write_with(&document, format, Evidence::Guessed).unwrap().bytes;
        let opened = read(bytes.clone()).unwrap().document;
        assert!(write_with(&opened, format, Evidence::Shown).unwrap().bytes == bytes);
        let director = opened.topology.ids().find(|id| opened.topology.name(*id) == "lon-dir.tailspin.example");
        let removed = Command::Remove(vec![director.unwrap()]).plan(&opened).unwrap().apply(&opened).unwrap();
        let again = read(write_with(&removed, format, Evidence::Shown).unwrap().bytes).unwrap().document;
        assert_eq!(compare(&removed.topology, &again.topology).changes, []);
    }
}

#[test]
fn guesses_come_into_a_file_that_had_none_and_mark_it() {
    let document = sketch::read(RARE).unwrap().document;
    for format in [Format::TopologyBuilder, Format::Published] {
        let plain = read(write_with(&document, format, Evidence::Shown).unwrap().bytes).unwrap().document;
        let topology = document.topology.clone();
        let grown = Document { topology, ..plain };
        let written = write_with(&grown, format, Evidence::Guessed).unwrap();
        assert!(written.account.guessed.iter().any(|item| item.feature == Feature::Pair));
        let again = read(written.bytes).unwrap().document;
        assert!(again.topology.pools.iter().any(|(_, pool)| pool.backup_pool.is_some()));
    }
}

#[test]
fn what_the_product_would_refuse_is_said() {
    let said = |sketch: &str, format| {
        let written = write_with(&sketch::read(sketch).unwrap().document, format, Evidence::Shown).unwrap();
        written.account.defects.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let whole = "deployment a.example\n  central-management fe\nsite A\n  front-end fe\n    back-end sql\n    file-store \\\\fs\\a\n";
    assert_eq!(said(whole, Format::Published), [""; 0]);
    assert_eq!(
        said(&whole.replace("  central-management fe\n", ""), Format::Published),
        ["no pool holds the Central Management store"]
    );
    assert_eq!(said(&whole.replace("  central-management fe\n", ""), Format::TopologyBuilder), [""; 0]);
    assert_eq!(
        said(&whole.replace("    back-end sql\n", ""), Format::TopologyBuilder),
        [
            "service UserServices of fe.a.example has no UserStore to work with",
            "service ApplicationServer of fe.a.example has no ApplicationStore to work with",
        ]
    );
    let twice = format!("{whole}  front-end FE.a.example\n    back-end sql2\n    file-store \\\\fs\\a\n");
    assert!(said(&twice, Format::Published).iter().any(|said| said == "two pools or servers are called fe.a.example"));
}
