//! What a file is, by what is in it; its name has no say.

use std::borrow::Cow;

use super::{ReadError, native, xml};
use crate::sketch;
use crate::text::LineColumn;

/// What a reader can be chosen by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// XML, in any encoding.
    Xml,
    /// A zip.
    Archive,
    /// Linchpin's own.
    Native(Cow<'a, str>),
    /// A few lines of text.
    Sketch(Cow<'a, str>),
}

/// Chooses a reader, or says what the file looks like.
pub(super) fn detect(bytes: &[u8]) -> Result<Kind<'_>, ReadError> {
    let looks_like = |what| Err(ReadError::Other { what });
    match bytes {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => return Ok(Kind::Archive),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return looks_like("a document of an old Office program"),
        [b'%', b'P', b'D', b'F', ..] => return looks_like("a PDF document"),
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] => return looks_like("a picture"),
        [0x1f, 0x8b, ..] => return looks_like("a gzip archive"),
        // UTF-16 with a byte order mark, and without one.
        [0xff, 0xfe, b'<', 0, ..] | [0xfe, 0xff, 0, b'<', ..] | [b'<', 0, ..] | [0, b'<', ..] => return Ok(Kind::Xml),
        _ => {}
    }
    // Whether the rest is text is for the reader of XML to say.
    if let [b'<', next, ..] = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start()
        && !matches!(next, b'!' | b'h' | b'H')
    {
        return Ok(Kind::Xml);
    }
    let text = match bytes {
        // What a Windows shell makes of the output of a command that is redirected into a file.
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => xml::decode(bytes)?.0,
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(error) => return not_utf8(bytes, error.valid_up_to()),
        },
    };
    let start = start_of(&text);
    let begins_with = |word: &str| start.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
    match start {
        "" => looks_like("an empty file"),
        _ if begins_with("<!doctype html") || begins_with("<html") => looks_like("a web page"),
        _ if start.starts_with('<') => Ok(Kind::Xml),
        _ if native::sniff(start) => Ok(Kind::Native(text)),
        _ if sketch::sniff(start) => Ok(Kind::Sketch(text)),
        _ if start.contains('\0') => looks_like("binary data"),
        _ if start.starts_with(['{', '[']) => looks_like("JSON"),
        _ => looks_like("a text of another kind"),
    }
}

/// A text that goes wrong behind its first `n_valid` bytes: what it was to be decides who says so.
fn not_utf8(bytes: &[u8], n_valid: usize) -> Result<Kind<'_>, ReadError> {
    let valid = std::str::from_utf8(&bytes[..n_valid]).unwrap_or_default();
    match start_of(valid) {
        // Its declaration may say what else it is encoded as.
        start if start.starts_with('<') => Ok(Kind::Xml),
        start if native::sniff(start) || sketch::sniff(start) => {
            let byte = bytes.get(n_valid).copied().unwrap_or_default();
            Err(ReadError::NotUtf8 { at: LineColumn::of(valid, n_valid), byte })
        }
        _ => Err(ReadError::Other { what: "binary data" }),
    }
}

fn start_of(text: &str) -> &str {
    text.trim_start_matches('\u{feff}').trim_start()
}
