//! What all tests of files begin with: two designs, the corpus and the vendor's samples, and how two files differ.

mod account;
mod anew;
mod kept;
mod kinds;
mod random;

use std::path::{Path, PathBuf};

use super::xml::Encoding;
use super::*;
use crate::edit::{Change, Command, compare};
use crate::model::{AnyId, Entity, Id, Pool, Topology};
use crate::sketch;

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

fn pool(document: &Document, name: &str) -> (Id<Pool>, Pool) {
    let (id, pool) = document.topology.pools.iter().find(|(_, pool)| pool.fqdn.as_str() == name).unwrap();
    (id, pool.clone())
}

fn rename(document: &Document, name: &str, new: &str) -> Document {
    after(document, &Command::Rename { entity: find(document, name), name: new.to_owned() })
}

fn change_pool(document: &Document, name: &str, change: impl FnOnce(&mut Pool)) -> Document {
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
