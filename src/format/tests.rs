use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::xml::Encoding;
use super::*;
use crate::edit::{Change, Command, PoolCommand, compare};
use strum::VariantArray;

use crate::model::{AnyId, Entity, Id, PortRange, Role, RoleKind, Topology};
use crate::sketch;
use crate::vendor::{ConfiguredFqdn, ServiceRole, When, port_rows};

/// A deployment of two sites with everything that is written in full.
const TAILSPIN: &str = r"
deployment tailspin.example
  product 2015
  sip-domain tailspin.test
  meet tailspin.example https://meet.tailspin.example
  meet tailspin.test https://meet.tailspin.test
  dialin https://dialin.tailspin.example
  admin https://admin.tailspin.example
  central-management lon-fe
site London
  city London
  country GB
  call-admission-control lon-fe
  front-end lon-fe
    computers 3
    features conferencing dialin voice call-admission-control archiving monitoring
    mediation tls 5067 tcp 5068 default-trunk lon-gw.tailspin.example
    edge lon-edge
    back-end lon-sql\rtc
    archiving-store lon-ag\mon
    monitoring-store lon-ag\mon
    file-store \\lon-fs.tailspin.example\lync
    web external lon-web.tailspin.example
    web-apps lon-was
  edge lon-edge
    computers lon-edge1 lon-edge2
    external sip.tailspin.example
    federation
    skype-search
    nat
    next-hop lon-fe
    addresses lon-edge1 internal 10.0.0.1 external 10.1.0.1 public 192.0.2.1
    addresses lon-edge2 internal 10.0.0.2 external 10.1.0.2 public 192.0.2.2
  sql lon-ag\mon
    availability-group lon-ag primary lon-sql1.tailspin.example
  gateway lon-gw
    trunk lon-gw.tailspin.example to lon-fe:5068 tcp port 5066
site Paris
  description Sales & service
  standard-edition par-se product 2019
    edge lon-edge
    mediation none
    file-store \\par-se.tailspin.example\share
  mediation par-med
    computers par-med1 par-med2
    next-hop par-se
  gateway par-gw
    trunk par-gw.tailspin.example to par-med:5067 tls port 5067
";

/// What else the product was seen to write: Standard Edition of 2019 with Mediation on it, a back end in an
/// availability group with a domain-based share, a gateway with a trunk of either transport, two sites with domains of
/// their own.
const WINGTIP: &str = r"
deployment wingtip.example
  product 2019
  sip-domain wingtip.test
  meet wingtip.example https://meet.wingtip.example
  meet wingtip.test https://meet.wingtip.test
  dialin https://dialin.wingtip.example
  central-management osl-fe
site Oslo
  city Oslo
  country NO
  front-end osl-fe
    computers 2
    features conferencing dialin voice call-admission-control monitoring
    mediation none
    edge osl-edge
    back-end osl-ag
    monitoring-store osl-sql\mon
    file-store \\wingtip.example\sfb
    web external osl-web.wingtip.example
  edge osl-edge
    computers osl-edge1
    external sip.wingtip.example
    federation
    nat
    next-hop osl-fe
    addresses osl-edge1 internal 10.0.0.1 external 10.1.0.1 public 192.0.2.1
  sql osl-ag
    availability-group osl-ag primary osl-sql1.wingtip.example
site Bergen
  city Bergen
  country NO
  standard-edition ber-se
    features conferencing voice
    mediation tls 5067 tcp 5068 default-trunk ber-gw.wingtip.example
    file-store \\ber-se.wingtip.example\share
    edge osl-edge
  gateway ber-gw address 10.2.0.9
    trunk ber-gw.wingtip.example to ber-se:5067 tls port 5067
    trunk ber-gw.wingtip.example to ber-se:5068 tcp port 5066
";

/// A design in which every port is due.
const DUE_PORTS: &str = r"
deployment a.example
  product PRODUCT
  central-management fe
site A
  front-end fe
    features conferencing dialin voice call-admission-control
    mediation tls 5067 tcp 5068
    back-end sql
    file-store \\fs\a
  edge one
    external one.a.example
    federation
    skype-search
    xmpp
    next-hop fe
  edge three
    external sip.a.example web.a.example av.a.example
    next-hop fe
  persistent-chat chat
    next-hop fe
    chat-store sql\chat
  gateway gw
    trunk gw.a.example to fe:5067 tls port 5067
    trunk gw.a.example to fe:5068 tcp port 5066
";

fn wingtip() -> Document {
    sketch::read(WINGTIP).unwrap().document
}

fn tailspin() -> Document {
    sketch::read(TAILSPIN).unwrap().document
}

fn file(document: &Document, format: Format) -> Vec<u8> {
    write(document, format).unwrap().bytes
}

fn open(bytes: &[u8]) -> Document {
    read(bytes).unwrap().document
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn files_in(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "tbxml" || extension == "xml"));
    paths.sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), std::fs::read(path).unwrap())).collect()
}

fn corpus() -> Vec<(String, Vec<u8>)> {
    let files = files_in(&folder());
    assert!(files.len() >= 9);
    files
}

/// The vendor's documents that `LINCHPIN_SAMPLES` names the folder of; they may not be passed on.
fn samples() -> Vec<(String, Vec<u8>)> {
    match std::env::var_os("LINCHPIN_SAMPLES") {
        Some(folder) => files_in(Path::new(&folder)),
        None => {
            println!("skipped: LINCHPIN_SAMPLES is not set");
            Vec::new()
        }
    }
}

fn sample(name: &str) -> Option<Document> {
    samples().into_iter().find(|(file, _)| file == name).map(|(_, bytes)| open(&bytes))
}

fn text(bytes: &[u8]) -> String {
    let unit = |pair: &[u8; 2]| match bytes {
        [0xff, ..] | [_, 0, ..] => u16::from_le_bytes(*pair),
        _ => u16::from_be_bytes(*pair),
    };
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [_, 0, ..] => {
            String::from_utf16(&bytes.as_chunks().0.iter().map(unit).collect::<Vec<_>>()).unwrap()
        }
        _ => String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

fn bytes(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    }
}

/// The lines that differ, in order, with `-` or `+` before each.
fn difference(before: &[u8], after: &[u8]) -> Vec<String> {
    let (before, after) = (text(before), text(after));
    let (a, b): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let n_before = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[n_before..], &b[n_before..]);
    let n_behind = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - n_behind], &b[..b.len() - n_behind]);
    // The length of the longest common part of what is left of both.
    let mut common = vec![vec![0_u32; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i][j] = if a[i] == b[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut lines) = (0, 0, Vec::new());
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            (i, j) = (i + 1, j + 1);
        } else if i < a.len() && (j == b.len() || common[i + 1][j] >= common[i][j + 1]) {
            lines.push(format!("-{}", a[i].trim()));
            i += 1;
        } else {
            lines.push(format!("+{}", b[j].trim()));
            j += 1;
        }
    }
    lines
}

fn after(document: &Document, command: &Command) -> Document {
    command.plan(document).unwrap().apply(document).unwrap()
}

fn find(document: &Document, name: &str) -> AnyId {
    let topology = &document.topology;
    topology.ids().find(|&id| topology.name(id) == name).unwrap_or_else(|| panic!("nothing is called {name}"))
}

fn pool(document: &Document, name: &str) -> (Id<crate::model::Pool>, crate::model::Pool) {
    let (id, pool) = document.topology.pools.iter().find(|(_, pool)| pool.fqdn.as_str() == name).unwrap();
    (id, pool.clone())
}

fn rename(document: &Document, name: &str, new: &str) -> Document {
    after(document, &Command::Rename { entity: find(document, name), name: new.to_owned() })
}

fn change_pool(document: &Document, name: &str, change: impl FnOnce(&mut crate::model::Pool)) -> Document {
    let (id, mut pool) = pool(document, name);
    change(&mut pool);
    after(document, &Command::Put(Entity::from((id, pool))))
}

fn own_format(document: &Document) -> Format {
    document.origin.as_ref().unwrap().format.into()
}

/// The lines of its file that an edit of a document changes.
fn changed_lines(before: &Document, after: &Document) -> Vec<String> {
    difference(&before.origin.as_ref().unwrap().bytes, &file(after, own_format(before)))
}

/// What differs between two deployments, in words.
fn differences(a: &Topology, b: &Topology) -> Vec<String> {
    let comparison = compare(a, b);
    let say = |change: &Change| match change {
        Change::Changed { fields, .. } => {
            let fields: Vec<_> =
                fields.iter().map(|field| format!("{} {} -> {}", field.path, field.before, field.after)).collect();
            format!("{} {}: {}", change.kind(), change.name(), fields.join(", "))
        }
        Change::Added { .. } => format!("{} {} is new", change.kind(), change.name()),
        Change::Removed { .. } => format!("{} {} is gone", change.kind(), change.name()),
    };
    comparison.changes.iter().map(say).collect()
}

const UTF16_DECLARATION: &str = r#"<?xml version="1.0" encoding="utf-16"?>"#;

/// The documents of the corpus that the writer makes; the others were edited by hand, as people and programs do.
#[test]
fn the_writer_makes_the_documents_of_the_corpus() {
    let tbxml = file(&tailspin(), Format::TopologyBuilder);
    let published = file(&tailspin(), Format::Published);
    let plain = text(&published).replace("\r\n", "\n");
    let made = [
        ("tailspin.tbxml", tbxml.clone()),
        ("tailspin.xml", published),
        ("no-mark-lf.tbxml", text(&tbxml).replace("\r\n", "\n").trim_start_matches('\u{feff}').as_bytes().to_vec()),
        ("redirected-utf16-le.xml", bytes(&format!("\u{feff}{plain}\n"), Encoding::Utf16Le)),
        ("utf16-be.xml", bytes(&format!("\u{feff}{plain}"), Encoding::Utf16Be)),
        ("no-mark-utf16-le.xml", bytes(&format!("{UTF16_DECLARATION}\n{plain}"), Encoding::Utf16Le)),
        ("wingtip.tbxml", file(&wingtip(), Format::TopologyBuilder)),
        ("wingtip.xml", file(&wingtip(), Format::Published)),
        ("converted.xml", file(&open(&tbxml), Format::Published)),
        ("converted.tbxml", file(&open(plain.as_bytes()), Format::TopologyBuilder)),
    ];
    for (name, bytes) in made {
        let path = folder().join(name);
        if std::env::var_os("LINCHPIN_BLESS").is_some() {
            #[allow(clippy::disallowed_methods, reason = "the files of the corpus are under version control")]
            std::fs::write(&path, &bytes).unwrap();
        }
        let found = std::fs::read(&path).unwrap_or_default();
        assert!(found == bytes, "{name} differs: {:#?}", difference(&found, &bytes));
    }
}

#[test]
fn what_nobody_edited_is_written_as_it_was_read() {
    for (name, bytes) in corpus().into_iter().chain(samples()) {
        let document = open(&bytes);
        assert!(file(&document, own_format(&document)) == bytes, "{name}");
        let again = open(&file(&document, Format::Native));
        assert!(again == document, "{name}");
        assert!(file(&again, own_format(&document)) == bytes, "{name} through a native file");
    }
}

#[test]
fn a_new_file_reads_back_as_the_deployment_it_was_made_of() {
    let drawn = tailspin();
    for format in [Format::TopologyBuilder, Format::Published] {
        let written = write(&drawn, format).unwrap();
        let expected: &[&str] = match format {
            Format::TopologyBuilder => {
                &["which pool holds the Central Management store is not in the file: lon-fe.tailspin.example"]
            }
            _ => &["the simple URLs are not part of a published topology"],
        };
        assert_eq!(written.left_out.iter().map(|notice| notice.message.to_string()).collect::<Vec<_>>(), expected);
        let opened = read(written.bytes).unwrap();
        assert_eq!(opened.notices, []);
        let mut expected = drawn.clone();
        let mut deployment = expected.topology.deployment().clone();
        match format {
            Format::TopologyBuilder => deployment.central_management = None,
            _ => deployment.simple_urls = crate::model::SimpleUrls::default(),
        }
        deployment.product = crate::vendor::Product::S19;
        expected = after(&expected, &Command::Put(Entity::from((crate::model::Deployment::ID, deployment))));
        assert_eq!(differences(&expected.topology, &opened.document.topology), [""; 0], "{format:?}");
    }
}

#[test]
fn writing_what_was_read_from_a_new_file_changes_nothing_more() {
    for (name, bytes) in corpus().into_iter().chain(samples()) {
        let read = open(&bytes);
        if read.topology.pools.iter().any(|(_, pool)| matches!(pool.role, Role::Foreign(_) | Role::Director(_))) {
            continue;
        }
        let bare = Document { origin: None, ..read.clone() };
        let again = open(&file(&bare, own_format(&read)));
        let mut lines = differences(&read.topology, &again.topology);
        // A new file of Topology Builder has no Central Management store yet.
        lines.retain(|line| !line.contains(": central_management "));
        assert_eq!(lines, [""; 0], "{name}");
    }
}

#[test]
fn a_new_file_is_the_sample_but_for_its_ids() {
    let Some(contoso) = sample("Contoso.tbxml") else { return };
    let new = file(&Document { origin: None, ..contoso.clone() }, Format::TopologyBuilder);
    let without_ids = |bytes: &[u8]| {
        let text = text(bytes).replace("\r\n", "\n");
        let pieces = text.split('"').map(|piece| uuid::Uuid::try_parse(piece).map_or(piece, |_| "id"));
        pieces.collect::<Vec<_>>().join("\"").into_bytes()
    };
    let lines = difference(&without_ids(&contoso.origin.unwrap().bytes), &without_ids(&new));
    assert_eq!(lines.len(), 2, "{lines:#?}");
    assert!(lines.iter().all(|line| line[1..].starts_with("<TopologyBuilder ")), "{lines:#?}");
}

#[test]
fn each_port_of_the_samples_is_written_again() {
    for (name, bytes) in samples() {
        let document = open(&bytes);
        let new = file(&Document { origin: None, ..document.clone() }, own_format(&document));
        let ports = |bytes: &[u8]| {
            let mut lines: Vec<_> = text(bytes)
                .lines()
                .map(str::trim)
                .filter(|line| line.starts_with("<Port "))
                .map(str::to_owned)
                .collect();
            lines.sort();
            lines
        };
        assert!(!ports(&bytes).is_empty());
        assert_eq!(ports(&bytes), ports(&new), "{name}");
    }
}

#[test]
fn each_row_of_the_table_of_ports_is_written_where_it_is_due() {
    let due = sketch::read(&DUE_PORTS.replace("PRODUCT", "2019")).unwrap().document;
    let text = text(&write_with(&due, Format::Published, Evidence::Guessed).unwrap().bytes);
    for role in ServiceRole::VARIANTS {
        for row in port_rows(*role).iter().filter(|row| row.when != When::PlainSip && row.when != When::Application) {
            let side = row.side.name();
            let is_line = |line: &&str| {
                line.contains(&format!(
                    r#"<Port Owner="{}" Usage="{}" InterfaceSide="{side}" InterfaceNumber=""#,
                    row.owner, row.usage
                )) && line.contains(&format!(
                    r#" Port="{}" Protocol="{}" UrlPath="{}" AuthorizesRequests="{}""#,
                    row.port,
                    row.protocol.name(),
                    row.url_path,
                    row.authorizes_requests
                )) && line.contains(" ConfiguredFqdn=") == (row.configured_fqdn != ConfiguredFqdn::None)
            };
            assert!(text.lines().any(|line| is_line(&line)), "{role} {row:?}");
        }
    }
    let older = sketch::read(&DUE_PORTS.replace("PRODUCT", "2015")).unwrap().document;
    assert!(text.contains("PlatformService"));
    assert!(!self::text(&file(&older, Format::Published)).contains("PlatformService"));
}

#[test]
fn a_file_turned_into_the_other_format_and_back_is_the_same_deployment() {
    for (name, bytes) in corpus().into_iter().chain(samples()) {
        let original = open(&bytes);
        if name.starts_with("foreign") {
            continue;
        }
        let (own, other) = match own_format(&original) {
            Format::TopologyBuilder => (Format::TopologyBuilder, Format::Published),
            own => (own, Format::TopologyBuilder),
        };
        let there = open(&file(&original, other));
        let back = open(&file(&there, own));
        let mut lines = differences(&original.topology, &back.topology);
        lines.retain(|line| !line.starts_with("deployment "));
        assert_eq!(lines, [""; 0], "{name}");
        if own == Format::Published {
            let numbers = |document: &Document| {
                let tree = xml::Tree::parse(&*document.origin.as_ref().unwrap().bytes).unwrap();
                let mut all: Vec<_> =
                    published::view(&tree, Evidence::Shown).services.iter().map(|service| service.key).collect();
                all.sort();
                all
            };
            assert_eq!(numbers(&original), numbers(&back), "{name}");
        }
    }
}

#[test]
fn a_renamed_pool_changes_the_lines_that_name_it() {
    for (name, bytes) in corpus().into_iter().chain(samples()) {
        let document = open(&bytes);
        let topology = &document.topology;
        for (_, pool) in topology.pools.iter() {
            let lines = changed_lines(&document, &rename(&document, pool.fqdn.as_str(), "renamed.example"));
            let (gone, new): (Vec<&String>, Vec<&String>) = lines.iter().partition(|line| line.starts_with('-'));
            assert!(!gone.is_empty(), "{name}: {}", pool.fqdn);
            let follow = |line: &String| format!("+{}", line[1..].replace(pool.fqdn.as_str(), "renamed.example"));
            assert_eq!(gone.into_iter().map(follow).collect::<Vec<_>>(), new.into_iter().cloned().collect::<Vec<_>>());
        }
    }
}

#[test]
fn a_renamed_server_or_sql_host_changes_the_lines_that_name_it() {
    for (name, old) in [("Contoso.tbxml", "xfrontend2.contoso.com"), ("Contoso.tbxml", "xSQL1.contoso.com")] {
        let Some(document) = sample(name) else { return };
        let lines = changed_lines(&document, &rename(&document, old, "new.contoso.com"));
        assert_eq!(lines.len(), 2, "{lines:#?}");
        assert_eq!(lines[0][1..].replace(old, "new.contoso.com"), lines[1][1..]);
    }
}

#[test]
fn a_new_external_name_of_an_edge_pool_changes_its_ports() {
    let Some(document) = sample("Contoso.tbxml") else { return };
    let changed = change_pool(&document, "edgepool.contoso.com", |pool| {
        let Role::Edge(edge) = &mut pool.role else { panic!("not an Edge pool") };
        for service in [&mut edge.access, &mut edge.web_conferencing, &mut edge.av] {
            service.fqdn = "edge.contoso.com".into();
        }
    });
    let lines = changed_lines(&document, &changed);
    assert_eq!(lines.len(), 12, "{lines:#?}");
    assert!(lines.iter().all(|line| line[1..].starts_with("<Port ") && line.contains("ConfiguredFqdn")));
}

#[test]
fn a_server_comes_and_goes_with_its_element() {
    for (name, bytes) in corpus().into_iter().chain(samples()) {
        let document = open(&bytes);
        let front_ends = document.topology.pools.iter().filter(|(_, pool)| matches!(pool.role, Role::FrontEnd(_)));
        let Some((pool, row)) = front_ends.map(|(id, row)| (id, row.clone())).next() else { continue };
        let id = Id::from_uuid(uuid::Uuid::from_u128(7));
        let add = PoolCommand::AddComputer { pool, id, fqdn: "one-more.example".into(), data_centre: None };
        let grown = after(&document, &Command::Pool(add));
        let lines = changed_lines(&document, &grown);
        let n = row.computers.len() + 1;
        assert!(
            lines[0].contains(&format!(
                r#"Fqdn="one-more.example" FaultDomain="FaultDomain{n}" UpgradeDomain="UpgradeDomain{n}""#
            )),
            "{name}: {lines:#?}"
        );
        // The server, its interfaces and the end of it.
        let n_lines = if row.role.mediation_ports().is_some() { 5 } else { 4 };
        assert_eq!(lines.len(), n_lines, "{name}: {lines:#?}");
        assert!(lines.iter().all(|line| line.starts_with('+')));
        assert_eq!(changed_lines(&document, &after(&grown, &Command::Remove(vec![id.into()]))), [""; 0], "{name}");

        let shrunk = after(&document, &Command::Remove(vec![row.computers[1].into()]));
        let lines = changed_lines(&document, &shrunk);
        assert!(lines.len() == n_lines && lines.iter().all(|line| line.starts_with('-')), "{name}: {lines:#?}");
        assert_eq!(differences(&shrunk.topology, &open(&file(&shrunk, own_format(&document))).topology), [""; 0]);

        let last = row.computers.len() - 1;
        let reordered = PoolCommand::MoveComputer { pool, computer: row.computers[last], to: 0 };
        let reordered = after(&document, &Command::Pool(reordered));
        assert_eq!(differences(&reordered.topology, &open(&file(&reordered, own_format(&document))).topology), [""; 0]);
    }
}

#[test]
fn a_range_of_listening_ports_is_read_and_kept() {
    let single = text(&file(&tailspin(), Format::Published));
    let row = r#"InterfaceSide="Pstn" InterfaceNumber="1" Port="5067" Protocol="Tls""#;
    let ranged = single.replace(row, &format!(r#"{row} Range="3""#));
    let document = open(ranged.as_bytes());
    let ports = pool(&document, "lon-fe.tailspin.example").1.role.mediation_ports().unwrap().clone();
    assert_eq!(ports.tls, Some(PortRange { first: 5067, last: 5069 }));
    assert_eq!(ports.tcp, Some(PortRange::single(5068)));
    assert_eq!(text(&file(&document, Format::Published)), ranged);
}

#[test]
fn enterprise_voice_switched_off_and_on_again_leaves_no_trace() {
    for (name, bytes) in corpus().into_iter().chain(samples()) {
        let document = open(&bytes);
        let format = own_format(&document);
        let pools: Vec<_> = document
            .topology
            .pools
            .iter()
            .filter(|(_, pool)| pool.role.front_end().is_some_and(|settings| settings.features.voice))
            .map(|(_, pool)| pool.fqdn.to_string())
            .collect();
        for pool in pools {
            let switch = |document: &Document, voice| {
                change_pool(document, &pool, |pool| pool.role.front_end_mut().unwrap().features.voice = voice)
            };
            let off = switch(&document, false);
            let lines = changed_lines(&document, &off);
            assert_eq!(lines.len(), 3, "{name}: {lines:#?}");
            let reopened = open(&file(&off, format));
            assert!(file(&switch(&reopened, true), format) == bytes, "{name}");
        }
    }
}

#[test]
fn a_second_pool_is_written_in_full_and_goes_without_a_trace() {
    for (name, bytes) in corpus().into_iter().chain(samples()) {
        let document = open(&bytes);
        let format = own_format(&document);
        let (_, first) = document.topology.pools.iter().find(|(_, pool)| pool.role.front_end().is_some()).unwrap();
        let id = Id::from_uuid(uuid::Uuid::from_u128(77));
        let sql = Id::from_uuid(uuid::Uuid::from_u128(78));
        let create = [
            crate::edit::Creation::SqlInstance {
                id: sql,
                fqdn: "second-sql.example".into(),
                instance: "rtc".to_owned(),
                site: first.site,
                data_centre: None,
            },
            crate::edit::Creation::Pool {
                id,
                role: RoleKind::FrontEnd,
                fqdn: "second.example".into(),
                site: first.site,
                data_centre: None,
                computers: ["a.example", "b.example"].map(Into::into).to_vec(),
            },
        ];
        let label = crate::message!("both");
        let steps = create.map(Command::Create).to_vec();
        let grown = after(&document, &Command::All { label, steps });
        let grown = change_pool(&grown, "second.example", |pool| {
            let settings = pool.role.front_end_mut().unwrap();
            settings.back_end = crate::model::StoreRef::on(sql);
            settings.file_store = first.role.file_store();
            settings.edge_pool = first.role.edge_pool();
            pool.product = first.product;
        });
        let lines = changed_lines(&document, &grown);
        assert!(lines.iter().all(|line| line.starts_with('+')), "{name}: {lines:#?}");
        let reopened = read(file(&grown, format)).unwrap();
        assert_eq!(differences(&grown.topology, &reopened.document.topology), [""; 0], "{name}");
        let gone = Command::Remove(vec![
            find(&reopened.document, "second.example"),
            find(&reopened.document, r"second-sql.example\rtc"),
        ]);
        assert!(file(&after(&reopened.document, &gone), format) == bytes, "{name}");
    }
}

#[test]
fn a_deleted_pool_takes_its_services_and_what_depends_on_them_along() {
    for (name, bytes) in corpus().into_iter().chain(samples()) {
        let document = open(&bytes);
        for (id, pool) in document.topology.pools.iter() {
            let smaller = after(&document, &Command::Remove(vec![id.into()]));
            let written = file(&smaller, own_format(&document));
            let opened = read(written).unwrap();
            let n_dangling = |notices: &[Notice]| {
                notices.iter().filter(|notice| notice.message.to_string().contains("not in this file")).count()
            };
            let n_before = n_dangling(&read(bytes.clone()).unwrap().notices);
            assert!(n_dangling(&opened.notices) <= n_before, "{name} without {}: {:#?}", pool.fqdn, opened.notices);
            let mut lines = differences(&smaller.topology, &opened.document.topology);
            lines.retain(|line| !line.starts_with("deployment "));
            assert_eq!(lines, [""; 0], "{name} without {}", pool.fqdn);
        }
    }
}

#[test]
fn what_moves_to_another_site_arrives_there() {
    for (name, bytes) in corpus() {
        let document = open(&bytes);
        let sites: Vec<_> = document.topology.sites.ids().collect();
        for &site in &sites {
            for (id, pool) in document.topology.pools.iter() {
                let moved =
                    Command::MoveToSite { entities: vec![id.into()], site: crate::model::SiteRef::Central(site) };
                let Ok(patch) = moved.plan(&document) else { continue };
                let moved = patch.apply(&document).unwrap();
                let opened = open(&file(&moved, own_format(&document)));
                let mut lines = differences(&moved.topology, &opened.topology);
                // A share or an instance on the same computer moves along.
                lines.retain(|line| !line.contains(&format!("{}", pool.fqdn)) || line.starts_with("pool"));
                lines.retain(|line| !line.starts_with("site "));
                assert_eq!(lines, [""; 0], "{name}: {} to {site:?}", pool.fqdn);
            }
        }
    }
}

#[test]
fn what_is_not_known_stays_through_edits() {
    for (name, unknown) in [
        (
            "foreign.tbxml",
            &[
                r#" Zone="7""#,
                "<Elevation unit='m'>11 &amp; a bit</Elevation>",
                "<!-- branch offices follow -->",
                r#"<Service UniqueId="c0000000-0000-4000-8000-0000000005e7" RoleName="PersistentChatService""#,
                r#"Usage="Backup""#,
                r#"Mood="good""#,
                r#"UniqueId="sql-0""#,
            ][..],
        ),
        (
            "foreign.xml",
            &["<!-- kept by hand -->", "<Appendix />", r#"RoleName="ExternalServer" Instance="3""#, "SiteId=\"9\""][..],
        ),
    ] {
        let document = open(&std::fs::read(folder().join(name)).unwrap());
        let renamed = rename(&document, "lon-fe.tailspin.example", "ldn-fe.tailspin.example");
        let renamed = rename(&renamed, r"lon-sql.tailspin.example\rtc", r"ldn-sql.tailspin.example\rtc");
        let without = after(&renamed, &Command::Remove(vec![find(&renamed, "par-med.tailspin.example")]));
        let written = text(&file(&without, own_format(&document)));
        for unknown in unknown {
            assert!(written.contains(unknown), "{unknown} is gone from {name}");
        }
    }
}

#[test]
fn what_is_not_known_is_said_with_its_place() {
    let said = |name: &str| {
        let opened = read(std::fs::read(folder().join(name)).unwrap()).unwrap();
        let say = |notice: &Notice| format!("{} {}", notice.at.unwrap().line, notice.message);
        opened.notices.iter().map(say).collect::<Vec<_>>()
    };
    assert_eq!(
        said("foreign.tbxml"),
        ["529 the role PersistentChatService is not known", "532 the dependency of usage Backup is not known"]
    );
    assert_eq!(
        said("foreign.xml"),
        [
            "706 the role ExternalServer is not known",
            "710 service ExternalServer depends on a service that is not in this file"
        ]
    );
}

#[test]
fn what_no_real_document_shows_is_left_out_and_named() {
    let sketch = r"
deployment tailspin.example
site London
  front-end lon-fe
    back-end lon-sql mirror lon-sql2 witness lon-sql3
  front-end par-fe
  director lon-dir
  edge lon-edge
    external sip.tailspin.example
    addresses lon-edge internal 10.0.0.1 external 10.1.0.1 10.1.0.2 10.1.0.3
branch-site Leeds of London
  mediation leeds-med
pair lon-fe par-fe
";
    let document = sketch::read(sketch).unwrap().document;
    let mut said: Vec<_> =
        write(&document, Format::Published).unwrap().left_out.iter().map(|notice| notice.message.to_string()).collect();
    said.sort();
    assert_eq!(
        said,
        [
            "Director pools are not in the file: lon-dir.tailspin.example",
            "branch sites and what stands in them are not in the file: Leeds",
            "further addresses of servers are not in the file: 2 of lon-edge.tailspin.example",
            "mirrors and witnesses are not in the file: \
             lon-sql2.tailspin.example as the mirror and lon-sql3.tailspin.example as the witness \
             of the back end of lon-fe.tailspin.example",
            "no pool holds the Central Management store",
            "pairs of pools are not in the file: lon-fe.tailspin.example with par-fe.tailspin.example",
            "the simple URLs are not part of a published topology",
        ]
    );
}

#[test]
fn references_to_nothing_are_resolved_and_said() {
    let mut text = text(&std::fs::read(folder().join("no-mark-lf.tbxml")).unwrap());
    let start = text.find("<Service ").unwrap();
    let end = text.find("</Service>").unwrap() + "</Service>".len();
    text.replace_range(start..end, "");
    let twice = text.find("<SqlInstance ").map(|at| text[at..].split_inclusive("/>").next().unwrap().to_owned());
    text = text.replacen("<SqlInstances>", &format!("<SqlInstances>{}", twice.unwrap()), 1);
    let opened = read(text.as_bytes()).unwrap();
    let said: Vec<_> = opened.notices.iter().map(|notice| notice.message.to_string()).collect();
    assert!(said.iter().any(|said| said.starts_with("two elements have the id ")), "{said:#?}");
    assert!(said.contains(&"service Registrar depends on a service that is not in this file".to_owned()), "{said:#?}");
    assert!(file(&opened.document, Format::TopologyBuilder) == text.as_bytes());
}

#[test]
fn files_of_another_kind_are_told_apart() {
    let said = |bytes: &[u8]| read(bytes).unwrap_err().to_string();
    assert_eq!(said(b" \n"), "not a topology: this looks like an empty file");
    assert_eq!(said(b"<!DOCTYPE html><html></html>"), "not a topology: this looks like a web page");
    assert_eq!(said(b"{\"a\": 1}"), "not a topology: this looks like JSON");
    assert_eq!(said(b"\x7fELF\x02\x01\xff"), "not a topology: this looks like binary data");
    assert_eq!(said(b"Dear Sir"), "not a topology: this looks like a text of another kind");
    assert!(said(b"PK\x03\x04....").starts_with("the archive is damaged: "));
    assert_eq!(said(b"<Project />"), "not a topology: the root element is <Project>");
    assert_eq!(said(b"<Topology>"), "1:11: the XML ends in the middle of <Topology>, which begins at 1:1");
}

#[test]
fn formats_are_found_by_content() {
    for format in Format::ALL {
        assert_eq!(read(file(&tailspin(), format)).unwrap().format, Some(format));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn damaged_files_are_read_or_refused(
        n in any::<prop::sample::Index>(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in prop::option::weighted(0.2, any::<prop::sample::Index>()),
    ) {
        let files = corpus();
        let (_, mut bytes) = files[n.index(files.len())].clone();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(opened) = read(bytes.clone()) {
            prop_assert!(file(&opened.document, opened.format.unwrap()) == bytes);
            let mut missing = Vec::new();
            let topology = &opened.document.topology;
            topology.each_reference(&mut |from, to| {
                if !topology.contains(to) {
                    missing.push((from, to));
                }
            });
            prop_assert_eq!(missing, []);
        }
    }

    #[test]
    fn attributes_of_any_text_are_read_and_written(
        n in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        value in "[a-z0-9é&\\\\{}.-]{0,8}",
    ) {
        let files = corpus();
        let (_, bytes) = &files[n.index(files.len())];
        let mut tree = xml::Tree::parse(bytes.as_slice()).unwrap();
        let mut nodes = vec![tree.root()];
        let mut next = 0;
        while next < nodes.len() {
            nodes.extend(tree.children(nodes[next]));
            next += 1;
        }
        let node = nodes[at.index(nodes.len())];
        let names: Vec<_> = tree.attributes(node).map(|own| own.name.to_owned()).filter(|name| !name.starts_with("xmlns")).collect();
        for name in names {
            tree.set_attribute(node, &name, &value).unwrap();
        }
        let bytes = tree.to_bytes();
        let opened = read(bytes.clone()).unwrap();
        prop_assert!(file(&opened.document, opened.format.unwrap()) == bytes);
        let again = open(&file(&opened.document, Format::Native));
        prop_assert_eq!(differences(&opened.document.topology, &again.topology), [""; 0]);
        prop_assert!(again == opened.document);
    }
}

#[test]
fn a_sketch_is_told_by_its_content_and_comes_back() {
    let opened = read(*b"# London\nsite EMEA\n  front-end lon-fe\n").unwrap();
    assert_eq!(opened.format, Some(Format::Sketch));
    let written = write(&opened.document, Format::Sketch).unwrap();
    assert_eq!(read(written.bytes).unwrap().document, opened.document);
}

#[test]
fn a_slip_in_a_sketch_is_found_where_it_stands() {
    let error = read(*b"site EMEA\n  frontend lon-fe\n").unwrap_err();
    assert!(error.to_string().starts_with("2:3: "), "{error}");
    assert!(error.hint().is_some());
}
