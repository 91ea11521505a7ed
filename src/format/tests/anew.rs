//! What is written from end to end: of a design that never was a file of its format.

use strum::VariantArray;

use super::*;
use crate::model::{Deployment, Role, SimpleUrls};
use crate::vendor::{ConfiguredFqdn, Product, ServiceRole, When, port_rows};

const UTF16_DECLARATION: &str = r#"<?xml version="1.0" encoding="utf-16"?>"#;

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
fn a_new_file_reads_back_as_the_deployment_it_was_made_of() {
    let drawn = tailspin();
    for format in [Format::TopologyBuilder, Format::Published] {
        let written = write(&drawn, format).unwrap();
        let expected: &[&str] = match format {
            Format::TopologyBuilder => &[
                "which pool holds the Central Management store is not in the file: lon-fe.tailspin.example",
                "what product new things are made for is not in the file: Skype for Business Server 2015",
            ],
            _ => &[
                "the simple URLs are not part of a published topology",
                "what product new things are made for is not in the file: Skype for Business Server 2015",
            ],
        };
        assert_eq!(written.left_out.iter().map(|notice| notice.message.to_string()).collect::<Vec<_>>(), expected);
        let opened = read(written.bytes).unwrap();
        assert_eq!(opened.notices, []);
        let mut expected = drawn.clone();
        let mut deployment = expected.topology.deployment().clone();
        match format {
            Format::TopologyBuilder => deployment.central_management = None,
            _ => deployment.simple_urls = SimpleUrls::default(),
        }
        deployment.product = Product::S19;
        expected = after(&expected, &Command::Put(Entity::from((Deployment::ID, deployment))));
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
