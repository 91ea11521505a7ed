//! Linchpin's own file: the rows of the model as they are, sorted by id, a paragraph each, so that a version control
//! system shows what a person changed. It holds no time of day and nothing that depends on who saved it.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::{ReadError, WriteError, vendor_file};
use crate::diagnostic::Notice;
use crate::message;
use crate::model::{
    AnyId, BranchSite, Computer, DataCentre, Deployment, Document, Entity, FileStore, Gateway, Link, NetworkService,
    Origin, Pool, Sheet, Site, SqlInstance, Topology, Trunk, VendorFormat, Waivers, WebAppsServer, with_rows,
};
use crate::text::LineColumn;

/// The version of the files written here, and the newest that is read.
pub(super) const VERSION: u32 = 1;

/// How many characters of the vendor's file stand on a line.
const LINE: usize = 100;

/// The file as it is read.
#[derive(Deserialize)]
struct File {
    version: u32,
    #[serde(default)]
    topology: Topology,
    #[serde(default)]
    sheet: Sheet,
    #[serde(default)]
    waivers: Waivers,
    #[serde(default)]
    origin: Option<Kept>,
}

/// All that is read of a file of another version.
#[derive(Deserialize)]
struct Head {
    version: u32,
}

/// The vendor's file within ours: deflated, in lines of base64.
#[derive(Deserialize)]
struct Kept {
    format: KeptFormat,
    data: String,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
enum KeptFormat {
    TopologyBuilder,
    Published,
}

impl From<VendorFormat> for KeptFormat {
    fn from(format: VendorFormat) -> Self {
        match format {
            VendorFormat::TopologyBuilder => Self::TopologyBuilder,
            VendorFormat::Published => Self::Published,
        }
    }
}

impl From<KeptFormat> for VendorFormat {
    fn from(format: KeptFormat) -> Self {
        match format {
            KeptFormat::TopologyBuilder => Self::TopologyBuilder,
            KeptFormat::Published => Self::Published,
        }
    }
}

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Whether the text begins as such a file does.
pub(super) fn sniff(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while let Some(comment) = rest.strip_prefix("//") {
        rest = comment.split_once('\n').map_or("", |(_, rest)| rest).trim_start();
    }
    rest.strip_prefix('(').is_some_and(|inner| inner.trim_start().starts_with("version"))
}

/// Reads a file. References to nothing, which only a text editor can make, are dropped, and it is said.
pub(super) fn read(text: &str) -> Result<(Document, Vec<Notice>), ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file = match options().from_str::<File>(text) {
        Ok(file) if file.version <= VERSION => file,
        Ok(File { version, .. }) => return Err(ReadError::Newer { version, newest: VERSION }),
        Err(error) => {
            return Err(match options().from_str::<Head>(text) {
                Ok(Head { version }) if version > VERSION => ReadError::Newer { version, newest: VERSION },
                _ => {
                    let start = error.span.start;
                    let at = LineColumn { line: start.line as u32, column: start.col as u32 };
                    ReadError::Native { at, problem: problem_of(&error.code) }
                }
            });
        }
    };
    let mut notices = Vec::new();
    let origin = file.origin.and_then(|kept| match kept.into_origin() {
        Ok(origin) => Some(origin),
        Err(problem) => {
            let place = text.find("origin:").map(|offset| LineColumn::of(text, offset));
            notices.push(Notice {
                at: place,
                message: message!("the vendor's file inside is damaged: {problem}", problem),
                help: Some(message!("it was dropped; exports become new files instead of edited ones")),
            });
            None
        }
    });
    let (topology, dropped) = without_dangling(file.topology, text);
    notices.extend(dropped);
    let sheet = file.sheet.pins().filter(|(item, _)| topology.contains(*item)).collect();
    let waivers = file.waivers.iter().filter(|(key, _)| topology.contains(key.entity));
    let waivers = waivers.map(|(key, waiver)| (key, waiver.clone())).collect();
    notices.sort_by_key(|notice| notice.at);
    Ok((Document { topology, sheet, waivers, origin }, notices))
}

impl Kept {
    fn into_origin(self) -> Result<Origin, String> {
        let origin = Origin { format: self.format.into(), bytes: unpack(&self.data)? };
        vendor_file::look(&origin)?;
        Ok(origin)
    }
}

/// What the parser of the notation says, as part of a sentence.
fn problem_of(error: &ron::Error) -> String {
    if let ron::Error::ExceededRecursionLimit = error {
        return "too many things lie within each other".to_owned();
    }
    let said = error.to_string();
    let mut letters = said.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// Writes a file.
pub(super) fn write(document: &Document) -> Result<Vec<u8>, WriteError> {
    let mut out = String::from("// A deployment drawn with Linchpin.\n(\n");
    let _ = writeln!(out, "version: {VERSION},\n\ntopology: (");
    write_tables(&document.topology, &mut out)?;
    out.push_str("),\n");
    if !document.sheet.is_empty() {
        out.push_str("\nsheet: {\n");
        for (item, pin) in document.sheet.pins() {
            let _ = writeln!(out, "{}: {},", row(&item, 0)?, row(&pin, 0)?);
        }
        out.push_str("},\n");
    }
    if !document.waivers.is_empty() {
        out.push_str("\nwaivers: {\n");
        for (key, waiver) in document.waivers.iter() {
            let _ = writeln!(out, "{}: {},", row(&key, 0)?, row(waiver, 0)?);
        }
        out.push_str("},\n");
    }
    if let Some(origin) = &document.origin {
        let _ = writeln!(out, "\norigin: (\nformat: {},\ndata: \"", row(&KeptFormat::from(origin.format), 0)?);
        let packed = pack(&origin.bytes);
        for line in packed.as_bytes().chunks(LINE) {
            out.push_str(&String::from_utf8_lossy(line));
            out.push('\n');
        }
        out.push_str("\",\n),\n");
    }
    out.push_str(")\n");
    Ok(out.into_bytes())
}

macro_rules! tables {
    ($($table:ident: $Row:ident),* $(,)?) => {
        /// A table per kind, a paragraph per row.
        fn write_tables(topology: &Topology, out: &mut String) -> Result<(), WriteError> {
            $(if !topology.$table.is_empty() {
                let _ = writeln!(out, "\n{}: {{", stringify!($table));
                for (id, entity) in topology.$table.iter() {
                    let _ = writeln!(out, "\n{}: {},", row(&id, 0)?, row(entity, ROW_DEPTH)?);
                }
                out.push_str("},\n");
            })*
            Ok(())
        }

        /// The topology without some rows, and with others in place of theirs.
        fn replaced(topology: &Topology, gone: &BTreeSet<AnyId>, changed: &BTreeMap<AnyId, Entity>) -> Topology {
            Topology {
                $($table: topology
                    .$table
                    .iter()
                    .filter(|(id, _)| !gone.contains(&AnyId::$Row(*id)))
                    .map(|(id, row)| match changed.get(&AnyId::$Row(id)) {
                        Some(Entity::$Row(_, new)) => (id, $Row::clone(new)),
                        _ => (id, row.clone()),
                    })
                    .collect::<crate::model::Table<$Row>>(),)*
            }
        }

        fn raw(id: AnyId) -> String {
            match id { $(AnyId::$Row(id) => format!("{id:?}")),* }
        }
    };
}
with_rows!(tables);

/// Fields of a row and those of its role or part have lines of their own; what lies deeper does not.
const ROW_DEPTH: usize = 2;

fn row<T: Serialize>(value: &T, depth: usize) -> Result<String, WriteError> {
    let config = PrettyConfig::new().depth_limit(depth).indentor("  ").new_line("\n");
    let config = if depth == 0 { config.compact_structs(true).compact_maps(true).compact_arrays(true) } else { config };
    options().to_string_pretty(value, config).map_err(|error| WriteError::Native { problem: error.to_string() })
}

/// The longest file that so many packed bytes are unpacked to. A few of them can stand for a letter a billion times.
pub(super) const fn most_unpacked(n_packed: usize) -> usize {
    (32 << 20) + 10 * n_packed
}

fn pack(bytes: &[u8]) -> String {
    let mut packed = deflate(bytes, Compression::best());
    if bytes.len() > most_unpacked(packed.len()) {
        packed = deflate(bytes, Compression::none());
    }
    STANDARD.encode(packed)
}

fn deflate(bytes: &[u8], level: Compression) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), level);
    // Writing into memory does not fail.
    encoder.write_all(bytes).and_then(|()| encoder.finish()).unwrap_or_default()
}

fn unpack(data: &str) -> Result<Arc<[u8]>, String> {
    let letters: Vec<u8> = data.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let packed = STANDARD.decode(letters).map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    let limit = most_unpacked(packed.len()) as u64;
    ZlibDecoder::new(&*packed).take(limit + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > limit {
        return Err("it is far longer than a file that was packed so small".to_owned());
    }
    Ok(bytes.into())
}

/// The line each row begins on, by its id as written.
fn row_places(text: &str) -> HashMap<&str, LineColumn> {
    let rows = text.lines().zip(1..).filter_map(|(line, n)| {
        let (id, _) = line.trim_start().strip_prefix('"')?.split_once("\": (")?;
        Some((id, LineColumn { line: n, column: 1 }))
    });
    rows.collect()
}

/// Drops references to nothing, and rows that cannot be without what they refer to.
fn without_dangling(topology: Topology, text: &str) -> (Topology, Vec<Notice>) {
    let mut notices = Vec::new();
    let mut gone = BTreeSet::new();
    let mut changed: BTreeMap<AnyId, Entity> = BTreeMap::new();
    let places = LazyCell::new(|| row_places(text));
    let place = |id: AnyId| places.get(raw(id).as_str()).copied();
    loop {
        let is_there = |id: AnyId| topology.contains(id) && !gone.contains(&id);
        let mut dangling = BTreeSet::new();
        topology.each_reference(&mut |from, to| {
            if is_there(from) && !is_there(to) {
                dangling.insert(from);
            }
        });
        let mut lost = Vec::new();
        for id in dangling {
            let Some(mut entity) = changed.remove(&id).or_else(|| topology.entity(id)) else { continue };
            let mut n_before = 0;
            entity.walk().each_id(&mut |to| n_before += usize::from(!is_there(to)));
            if n_before == 0 {
                changed.insert(id, entity);
                continue;
            }
            entity.walk_mut().keep_ids(&is_there);
            let mut n_left = 0;
            entity.walk().each_id(&mut |to| n_left += usize::from(!is_there(to)));
            let name = topology.name(id);
            if n_left > 0 {
                notices.push(Notice {
                    at: place(id),
                    message: message!("{name} needs something that is not in this file", name),
                    help: Some(message!("it was left out; see whether a part of the file was lost in a merge")),
                });
                lost.push(id);
            } else {
                notices.push(Notice {
                    at: place(id),
                    message: message!("{name} refers to something that is not in this file", name),
                    help: Some(message!("the reference was left out; choose again")),
                });
                changed.insert(id, entity);
            }
        }
        if lost.is_empty() {
            break;
        }
        gone.extend(lost);
    }
    if gone.is_empty() && changed.is_empty() {
        return (topology, notices);
    }
    (replaced(&topology, &gone, &changed), notices)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::edit::Command;
    use crate::model::{Pin, Waiver, WaiverKey};
    use crate::sketch;
    use crate::text::Code;

    const LONDON: &str = r"
deployment example.org
data-centre Docklands
site London
  front-end lon-fe in Docklands
    computers 2
    back-end lon-sql mirror lon-sql2
  persistent-chat lon-chat
    chat-store lon-sql
    next-hop lon-fe
  gateway lon-gw
    trunk lon-gw.example.org to lon-fe tls
";

    fn london() -> Document {
        sketch::read(LONDON).unwrap().document
    }

    fn text(document: &Document) -> String {
        String::from_utf8(write(document).unwrap()).unwrap()
    }

    fn refusal(text: &str) -> String {
        read(text).unwrap_err().to_string()
    }

    #[test]
    fn everything_in_a_document_is_in_its_file() {
        let drawn = london();
        let (pool, _) = drawn.topology.pools.iter().next().unwrap();
        let waiver = Waiver { reason: "\"agreed\"\nwith £5".to_owned(), expires: "2031-01-31".to_owned() };
        let key = WaiverKey { code: Code::literal("DB013"), entity: pool.into() };
        let document = Document {
            sheet: [(pool.into(), Pin { x: -3, y: 40 })].into_iter().collect(),
            waivers: [(key, waiver)].into_iter().collect(),
            origin: Some(Origin {
                format: VendorFormat::Published,
                bytes: b"<Topology>\xc2\xa35\r\n</Topology>".as_slice().into(),
            }),
            ..drawn
        };
        let (again, notices) = read(&text(&document)).unwrap();
        assert_eq!(notices, []);
        assert_eq!(again, document);
        assert!(text(&document).lines().all(|line| line.len() <= 200));
        assert_eq!(text(&document), text(&again));
    }

    #[test]
    fn a_row_is_a_paragraph() {
        let before = text(&london());
        let row =
            before.split("\n\n").find(|paragraph| paragraph.contains("lon-gw.example.org\",\n  gateway")).unwrap();
        assert!(row.starts_with('"') && row.lines().count() > 3, "{row}");
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        assert_eq!(refusal("(version: 1,\n  topology: (sites: 5))"), "2:20: expected opening `{`");
        assert_eq!(refusal("(version: 1"), "1:11: expected comma");
        assert_eq!(
            refusal("(version: 2, shape: Round)"),
            "the file is of version 2; 1 is the newest that is known here"
        );
    }

    #[test]
    fn references_to_nothing_are_dropped_and_said() {
        let document = london();
        let gone = |name: &str| {
            let topology = &document.topology;
            let id = topology.ids().find(|&id| topology.name(id) == name).unwrap();
            let text = text(&document);
            let start = text.find(&format!("\"{}\": (", raw(id))).unwrap();
            let end = start + text[start..].find("\n),\n").unwrap() + "\n),\n".len();
            read(&format!("{}{}", &text[..start], &text[end..])).unwrap()
        };
        let said = |notices: &[Notice]| notices.iter().map(|notice| notice.message.to_string()).collect::<Vec<_>>();

        let (left, notices) = gone("lon-sql2.example.org");
        assert_eq!(said(&notices), ["lon-fe.example.org refers to something that is not in this file"]);
        assert!(notices[0].at.is_some());
        assert_eq!(left.topology.pools.len(), 2);

        let (left, notices) = gone("London");
        assert_eq!(notices.len(), 6, "{notices:#?}");
        let mut ids =
            left.topology.ids().filter(|id| !matches!(id, AnyId::Computer(_))).map(|id| left.topology.kind(id));
        assert_eq!((ids.next(), ids.next(), ids.next()), (Some("deployment"), Some("data-centre"), None));
    }

    #[test]
    fn a_damaged_vendor_file_is_dropped_and_said() {
        let (document, notices) = read("(version: 1, origin: (format: Published, data: \"%%%\"))").unwrap();
        assert_eq!((document.origin, notices.len()), (None, 1));
    }

    proptest! {
        #[test]
        fn any_document_reads_back_as_it_was(name in any::<String>(), number in any::<u32>(), flag in any::<bool>(), inside in "[ -;=-~]{0,600}") {
            let mut document = london();
            let rows: Vec<Entity> = document.topology.ids().filter_map(|id| document.topology.entity(id)).collect();
            for mut row in rows {
                row.walk_mut().each_name(&mut |fqdn| *fqdn = name.as_str().into());
                if let Entity::Pool(_, pool) = &mut row {
                    let pool = Arc::make_mut(pool);
                    (pool.users, pool.multi_server) = (Some(number), flag);
                    if let Some(settings) = pool.role.front_end_mut().filter(|_| flag) {
                        settings.mediation = None;
                        settings.large_meetings = Some(false);
                    }
                }
                document = Command::Put(row).plan(&document).unwrap().apply(&document).unwrap();
            }
            let bytes = format!("<TopologyBuilder>{}</TopologyBuilder>", inside.replace('&', "&amp;")).into_bytes();
            document.origin = flag.then(|| Origin { format: VendorFormat::TopologyBuilder, bytes: bytes.into() });
            let (again, notices) = read(&text(&document)).unwrap();
            prop_assert_eq!(notices, []);
            prop_assert_eq!(again, document);
        }

        #[test]
        fn any_bytes_are_unpacked_as_they_were_packed(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            prop_assert_eq!(unpack(&pack(&bytes)).unwrap().to_vec(), bytes);
        }

        #[test]
        fn any_text_is_read_or_refused(at in any::<prop::sample::Index>(), with in "[(){}\\[\\]:,\"a-z0-9]{0,4}", n in 0..40_usize) {
            let text = text(&london());
            let at = at.index(text.len());
            let end = (at + n).min(text.len());
            if let (Some(before), Some(behind)) = (text.get(..at), text.get(end..)) {
                let _ = read(&[before, &with, behind].concat());
            }
        }
    }
}
