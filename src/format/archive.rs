//! The zip that `Export-CsConfiguration` writes: among the settings of the deployment in `DocItemSet.xml` stands the
//! published topology. It is read and never written.
//!
//! Nothing that an archive says about itself is believed: its entries are counted before a list of them is made, and
//! its bytes while they are unpacked. The name of an entry is looked at and is never the path of a file.

use std::io::{Cursor, Read};

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::native::most_unpacked;
use super::{Opened, ReadError, XmlError, doc_item_set, xml};

/// What holds the topology.
const DOC_ITEM_SET: &str = "DocItemSet.xml";

/// The most entries an archive may have. One of the vendor's has a handful.
const MOST_ENTRIES: usize = 1000;

/// The longest `DocItemSet.xml`, unpacked. The largest deployments stay far below a tenth of it.
const LONGEST_MB: u64 = 128;

/// What every entry begins with in the list at the end of an archive.
const LISTED: &[u8; 4] = b"PK\x01\x02";

/// An archive is none that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveError {
    /// It is cut off, or its parts do not fit together.
    #[error("the archive is damaged: {problem}")]
    Damaged {
        /// What is wrong.
        problem: String,
    },
    /// It is no archive of the vendor's.
    #[error("the archive has {n} entries; {MOST_ENTRIES} are the most that is read")]
    TooManyEntries {
        /// How many it has.
        n: usize,
    },
    /// It has other things in it.
    #[error("the archive has no {DOC_ITEM_SET} in it")]
    NothingInside,
    /// It has one, but not where the vendor puts it.
    #[error("{DOC_ITEM_SET} lies in the folder {folder} of the archive instead of at its top")]
    InFolder {
        /// The folder, as the archive calls it.
        folder: String,
    },
    /// It is not clear which one is meant.
    #[error("the archive has several entries with the name {DOC_ITEM_SET}")]
    Several,
    /// It wants a password.
    #[error("{DOC_ITEM_SET} is encrypted")]
    Encrypted,
    /// It is packed by other means than are known here.
    #[error("{DOC_ITEM_SET} is packed in a way that is not read: {problem}")]
    Packing {
        /// What is not known.
        problem: String,
    },
    /// It is too long.
    #[error("{DOC_ITEM_SET} is longer than {LONGEST_MB} MB when it is unpacked")]
    TooLong,
    /// It is one letter, a billion times.
    #[error("{DOC_ITEM_SET} is far longer than a file that was packed into {n_packed} bytes")]
    TooDense {
        /// How long it is as it lies in the archive.
        n_packed: u64,
    },
    /// It is broken.
    #[error("{DOC_ITEM_SET}:{0}")]
    Xml(#[from] XmlError),
    /// Nothing has been published, or it is a file of another kind.
    #[error("{DOC_ITEM_SET} has no topology in it")]
    NoTopology,
}

impl ArchiveError {
    /// What one can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Damaged { .. } => "copy the archive again, or write it again with Export-CsConfiguration",
            Self::TooManyEntries { .. } | Self::NothingInside => {
                "open the zip that Export-CsConfiguration wrote, not one around it"
            }
            Self::InFolder { .. } | Self::Encrypted | Self::Packing { .. } => {
                "unpack the archive, and open DocItemSet.xml itself"
            }
            Self::Several => "unpack the archive, and open the DocItemSet.xml you mean",
            Self::TooLong | Self::TooDense { .. } => {
                "the archive may be made to do harm; ask for what Get-CsTopology -AsXml prints instead"
            }
            Self::Xml(error) => error.hint(),
            Self::NoTopology => "publish a topology, then write the archive again with Export-CsConfiguration",
        }
    }
}

/// Reads the topology in an archive.
pub(super) fn read(bytes: &[u8]) -> Result<Opened, ReadError> {
    let unpacked = doc_item_set(bytes)?;
    let tree = xml::Tree::parse(&*unpacked).map_err(ArchiveError::Xml)?;
    match doc_item_set::read(&tree)? {
        Some(opened) => Ok(opened),
        None => Err(ArchiveError::NoTopology.into()),
    }
}

/// What `DocItemSet.xml` says.
fn doc_item_set(bytes: &[u8]) -> Result<Vec<u8>, ArchiveError> {
    // The archive's own number may be any, and a list of entries takes ten times the room they take in the archive.
    let n = memchr::memmem::find_iter(bytes, LISTED).count();
    if n > MOST_ENTRIES {
        return Err(ArchiveError::TooManyEntries { n });
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(refused)?;
    let at = find(&archive)?;
    let entry = archive.by_index(at).map_err(refused)?;
    if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
        return Err(ArchiveError::Packing { problem: entry.compression().to_string() });
    }
    let n_packed = entry.compressed_size();
    unpack(entry, n_packed, LONGEST_MB << 20)
}

/// The place of the only entry of that name.
fn find(archive: &ZipArchive<Cursor<&[u8]>>) -> Result<usize, ArchiveError> {
    if archive.has_duplicate_names() {
        return Err(ArchiveError::Several);
    }
    let mut found = None;
    let mut folder = None;
    for (at, name) in archive.file_names_raw().enumerate() {
        let name = String::from_utf8_lossy(name);
        let (above, own) = name.rsplit_once(['/', '\\']).unwrap_or(("", &name));
        if !own.eq_ignore_ascii_case(DOC_ITEM_SET) {
            continue;
        }
        match (above, found) {
            ("", None) => found = Some(at),
            ("", Some(_)) => return Err(ArchiveError::Several),
            _ => folder = Some(above.to_owned()),
        }
    }
    found.ok_or_else(|| folder.map_or(ArchiveError::NothingInside, |folder| ArchiveError::InFolder { folder }))
}

/// All bytes of an entry; it ends with the first that is too many.
fn unpack(entry: impl Read, n_packed: u64, longest: u64) -> Result<Vec<u8>, ArchiveError> {
    let densest = most_unpacked(usize::try_from(n_packed).unwrap_or(usize::MAX)) as u64;
    let most = densest.min(longest);
    let mut bytes = Vec::new();
    entry.take(most + 1).read_to_end(&mut bytes).map_err(|error| refused(error.into()))?;
    match bytes.len() as u64 {
        n if n <= most => Ok(bytes),
        _ if longest <= densest => Err(ArchiveError::TooLong),
        _ => Err(ArchiveError::TooDense { n_packed }),
    }
}

fn refused(error: ZipError) -> ArchiveError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ArchiveError::Encrypted
        }
        ZipError::UnsupportedArchive(problem) => ArchiveError::Packing { problem: problem.to_owned() },
        error => ArchiveError::Damaged { problem: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Write as _, repeat};

    use proptest::prelude::*;
    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;
    use crate::format::{Format, read as read_file, write};
    use crate::model::VendorFormat;
    use crate::sketch;

    const SETTINGS: &str = "<AnchoredXml><Dictionary><Item /></Dictionary></AnchoredXml>";

    fn zip_of(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn published(name: &str) -> String {
        let document = sketch::read(&format!("deployment {name}\nsite London\n  standard-edition lon-se\n")).unwrap();
        String::from_utf8(write(&document.document, Format::Published).unwrap().bytes).unwrap()
    }

    /// A file as the vendor writes it, with those topologies among the settings.
    fn items(topologies: &[&str]) -> String {
        let wrapped = topologies.iter().map(|topology| {
            format!("  <DocItem Name=\"Topology\">\r\n    <Data>{topology}</Data>\r\n  </DocItem>\r\n{SETTINGS}\r\n")
        });
        format!("<DocItemSet xmlns=\"urn:x\">\r\n{}</DocItemSet>", wrapped.collect::<String>())
    }

    fn refusal(bytes: &[u8]) -> String {
        let error = read_file(bytes).unwrap_err();
        assert!(error.hint().is_some(), "{error}");
        error.to_string()
    }

    #[test]
    fn the_topology_in_the_archive_is_opened_and_can_be_published_again() {
        let topology = published("contoso.com");
        let archive = zip_of(&[("Other.xml", b"<x/>"), ("DocItemSet.xml", items(&[&topology]).as_bytes())]);
        let opened = read_file(archive).unwrap();
        assert_eq!(opened.format, None, "an archive is never written");
        let origin = opened.document.origin.as_ref().unwrap();
        assert_eq!((origin.format, &*origin.bytes), (VendorFormat::Published, topology.as_bytes()));
        assert_eq!(write(&opened.document, Format::Published).unwrap().bytes, topology.as_bytes());
        let said: Vec<_> = opened.notices.iter().map(|notice| notice.message.to_string()).collect();
        assert!(said[0].starts_with("this is the topology that stands in line 3 of DocItemSet.xml"), "{said:?}");
        let itself = read_file(items(&[&topology]).into_bytes()).unwrap();
        assert_eq!(itself.document, opened.document, "it need not be packed");
    }

    #[test]
    fn a_name_in_another_case_is_the_same_name() {
        let archive = zip_of(&[("docitemset.XML", items(&[&published("contoso.com")]).as_bytes())]);
        assert!(read_file(archive).is_ok());
    }

    #[test]
    fn of_several_topologies_the_first_is_opened_and_the_others_are_said() {
        let (first, second) = (published("contoso.com"), published("fabrikam.com"));
        let archive = zip_of(&[("DocItemSet.xml", items(&[&first, &second]).as_bytes())]);
        let opened = read_file(archive).unwrap();
        assert_eq!(opened.document.topology.deployment().default_sip_domain.as_str(), "contoso.com");
        assert!(opened.notices.iter().any(|notice| notice.message.to_string().contains("2 topologies")));
        let twice = zip_of(&[("DocItemSet.xml", items(&[&first, &first]).as_bytes())]);
        assert_eq!(read_file(twice).unwrap().notices.len(), opened.notices.len() - 1, "the same one is no other");
    }

    #[test]
    fn what_is_noted_about_the_topology_has_its_place_in_the_file() {
        let topology =
            published("contoso.com").replacen("<Cluster ", "<Cluster\u{20}Odd=\"1\"><Nothing /></Cluster><Cluster ", 1);
        let line = |notice: &crate::diagnostic::Notice| notice.at.map(|at| at.line);
        let own: Vec<_> = read_file(topology.clone().into_bytes()).unwrap().notices.iter().map(line).collect();
        let inside = read_file(items(&[&topology]).into_bytes()).unwrap();
        assert!(own.iter().flatten().count() > 0, "{own:?}");
        let shifted: Vec<_> = own.iter().map(|line| line.map(|line| line + 2)).collect();
        assert_eq!(inside.notices.iter().map(line).skip(1).collect::<Vec<_>>(), shifted);
    }

    #[test]
    fn a_topology_that_takes_its_namespace_from_around_it_stands_alone_as_well() {
        let topology = published("contoso.com");
        let bare = topology.replacen(" xmlns=\"urn:schema:Microsoft.Rtc.Management.Deploy.Topology.2008\"", "", 1);
        assert_ne!(bare, topology);
        let around = format!(
            "<s xmlns=\"urn:schema:Microsoft.Rtc.Management.Deploy.Topology.2008\" xmlns:p=\"urn:&quot;p\">{bare}</s>"
        );
        let opened = read_file(around.into_bytes()).unwrap();
        let again = read_file(opened.document.origin.as_ref().unwrap().bytes.to_vec()).unwrap();
        assert_eq!(again.document, opened.document);
        assert!(!again.document.topology.pools.is_empty());
    }

    #[test]
    fn what_is_not_the_vendors_archive_is_refused_by_what_is_wrong_with_it() {
        let settings = items(&[]);
        let cases = [
            (zip_of(&[]), "the archive has no DocItemSet.xml in it"),
            (zip_of(&[("cs.zip", &zip_of(&[]))]), "the archive has no DocItemSet.xml in it"),
            (zip_of(&[("DocItemSet.xml/", b"")]), "the archive has no DocItemSet.xml in it"),
            (
                zip_of(&[("../../etc/DocItemSet.xml", b"<x/>")]),
                "DocItemSet.xml lies in the folder ../../etc of the archive instead of at its top",
            ),
            (
                zip_of(&[("DocItemSet.xml", b"<x/>"), ("docitemset.xml", b"<x/>")]),
                "the archive has several entries with the name DocItemSet.xml",
            ),
            (zip_of(&[("DocItemSet.xml", settings.as_bytes())]), "DocItemSet.xml has no topology in it"),
            (
                zip_of(&[("DocItemSet.xml", b"<a>\n<b")]),
                "DocItemSet.xml:2:1: the XML ends in the middle of a tag that begins here",
            ),
        ];
        for (bytes, said) in cases {
            assert_eq!(refusal(&bytes), said);
        }
    }

    #[test]
    fn an_archive_that_is_cut_off_or_changed_is_damaged() {
        let topology = published("contoso.com");
        let whole = zip_of(&[("DocItemSet.xml", items(&[&topology]).as_bytes())]);
        for end in (4..whole.len()).step_by(61) {
            assert!(refusal(&whole[..end]).starts_with("the archive is damaged: "), "{end}");
        }
        let mut changed = whole;
        changed[200] ^= 0x55;
        assert!(refusal(&changed).starts_with("the archive is damaged: "));
    }

    #[test]
    fn an_encrypted_entry_and_an_unknown_way_of_packing_are_said() {
        let archive = zip_of(&[("DocItemSet.xml", b"<x/>")]);
        let listed = memchr::memmem::find(&archive, LISTED).unwrap();
        let mut encrypted = archive.clone();
        (encrypted[6], encrypted[listed + 8]) = (1, 1);
        assert_eq!(refusal(&encrypted), "DocItemSet.xml is encrypted");
        let mut other = archive;
        (other[8], other[listed + 10]) = (14, 14);
        assert_eq!(refusal(&other), "DocItemSet.xml is packed in a way that is not read: Lzma");
    }

    #[test]
    fn a_bomb_is_refused_while_it_is_unpacked_whatever_it_says_of_its_length() {
        let mut bomb = zip_of(&[("DocItemSet.xml", &vec![b' '; 40 << 20])]);
        assert!(bomb.len() < 1 << 17);
        assert!(refusal(&bomb).starts_with("DocItemSet.xml is far longer than a file that was packed into "));
        let listed = memchr::memmem::find(&bomb, LISTED).unwrap();
        bomb[22..26].fill(0);
        bomb[listed + 24..listed + 28].fill(0);
        refusal(&bomb);
    }

    #[test]
    fn no_more_is_unpacked_than_may_be() {
        assert_eq!(unpack(repeat(b'x'), 1 << 40, 1000), Err(ArchiveError::TooLong));
        assert_eq!(unpack(&[b'x'; 1000][..], 1 << 40, 1000).map(|bytes| bytes.len()), Ok(1000));
        assert_eq!(unpack(repeat(b'x'), 7, u64::MAX - 1), Err(ArchiveError::TooDense { n_packed: 7 }));
    }

    #[test]
    fn an_archive_of_thousands_of_entries_is_refused_before_they_are_listed() {
        let names: Vec<String> = (0..1001).map(|n| n.to_string()).collect();
        let entries: Vec<_> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        assert_eq!(refusal(&zip_of(&entries)), "the archive has 1001 entries; 1000 are the most that is read");
    }

    proptest! {
        #[test]
        fn any_bytes_of_an_archive_are_read_or_refused(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
            end in any::<prop::sample::Index>(),
            is_cut in any::<bool>(),
        ) {
            let mut bytes = zip_of(&[("a.xml", b"<a/>"), ("DocItemSet.xml", items(&[&published("contoso.com")]).as_bytes())]);
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if is_cut {
                bytes.truncate(end.index(bytes.len()));
            }
            let _ = read_file(bytes);
        }

        #[test]
        fn any_bytes_behind_the_mark_of_an_archive_are_read_or_refused(rest in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = read_file([&b"PK\x03\x04"[..], &rest].concat());
        }
    }
}
