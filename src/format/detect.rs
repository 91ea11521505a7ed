//! What a file is, by what is in it; its name has no say.

use super::{ReadError, native};
use crate::sketch;

/// What a reader can be chosen by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// XML, in any encoding.
    Xml,
    /// Linchpin's own.
    Native(&'a str),
    /// A few lines of text.
    Sketch(&'a str),
}

/// Chooses a reader, or says what the file looks like.
pub(super) fn detect(bytes: &[u8]) -> Result<Kind<'_>, ReadError> {
    let looks_like = |what| Err(ReadError::Other { what });
    match bytes {
        _ if bytes.iter().all(u8::is_ascii_whitespace) => return looks_like("an empty file"),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => {
            return looks_like("a zip archive; if it is from Export-CsConfiguration, take DocItemSet.xml out of it");
        }
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return looks_like("a document of an old Office program"),
        [b'%', b'P', b'D', b'F', ..] => return looks_like("a PDF document"),
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] => return looks_like("a picture"),
        [0x1f, 0x8b, ..] => return looks_like("a gzip archive"),
        // UTF-16 with a byte order mark, and without one if it begins with `<`.
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [b'<', 0, ..] | [0, b'<', ..] => return Ok(Kind::Xml),
        _ => {}
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        // The XML reader knows how to say where the text goes wrong.
        let start = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
        return if start == Some(&b'<') { Ok(Kind::Xml) } else { looks_like("binary data") };
    };
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let begins_with = |word: &str| start.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
    match start {
        _ if begins_with("<!doctype html") || begins_with("<html") => looks_like("a web page"),
        _ if start.starts_with('<') => Ok(Kind::Xml),
        _ if native::sniff(start) => Ok(Kind::Native(text)),
        _ if sketch::sniff(start) => Ok(Kind::Sketch(text)),
        _ if start.contains('\0') => looks_like("binary data"),
        _ if start.starts_with(['{', '[']) => looks_like("JSON"),
        _ => looks_like("a text of another kind"),
    }
}
