use std::borrow::Cow;
use std::char::decode_utf16;

use super::XmlError;
use super::markup::find_forbidden;
use crate::text::LineColumn;

/// How a document's characters are bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// UTF-16, low byte first, with or without a byte order mark.
    Utf16Le,
    /// UTF-16, high byte first, with or without a byte order mark.
    Utf16Be,
}

impl Encoding {
    /// By the byte order mark, else by the first character of any document. Source: appendix F of XML 1.0.
    fn of(bytes: &[u8]) -> Self {
        match bytes {
            [0xff, 0xfe, ..] | [b'<', 0, ..] => Self::Utf16Le,
            [0xfe, 0xff, ..] | [0, b'<', ..] => Self::Utf16Be,
            _ => Self::Utf8,
        }
    }

    /// The name an XML declaration gives it.
    pub fn declared_name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le | Self::Utf16Be => "utf-16",
        }
    }
}

/// The text of a document. A byte order mark stays in it as its first character, so that [`encode`] needs no word of
/// it.
pub(in crate::format) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), XmlError> {
    let encoding = Encoding::of(bytes);
    let text = match encoding {
        Encoding::Utf8 => Cow::Borrowed(text_from_utf8(bytes)?),
        Encoding::Utf16Le => Cow::Owned(text_from_utf16(bytes, u16::from_le_bytes)?),
        Encoding::Utf16Be => Cow::Owned(text_from_utf16(bytes, u16::from_be_bytes)?),
    };
    match find_forbidden(&text) {
        Some((offset, character)) => Err(XmlError::Character { at: LineColumn::of(&text, offset), character }),
        None => Ok((text, encoding)),
    }
}

/// The opposite of [`decode`].
pub(super) fn encode<'t>(pieces: impl Iterator<Item = &'t str>, encoding: Encoding, into: &mut Vec<u8>) {
    for piece in pieces {
        match encoding {
            Encoding::Utf8 => into.extend_from_slice(piece.as_bytes()),
            Encoding::Utf16Le => into.extend(piece.encode_utf16().flat_map(u16::to_le_bytes)),
            Encoding::Utf16Be => into.extend(piece.encode_utf16().flat_map(u16::to_be_bytes)),
        }
    }
}

fn text_from_utf8(bytes: &[u8]) -> Result<&str, XmlError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let n_valid = error.valid_up_to();
        let before = String::from_utf8_lossy(&bytes[..n_valid]);
        XmlError::NotUtf8 {
            at: LineColumn::of(&before, n_valid),
            byte: bytes.get(n_valid).copied().unwrap_or_default(),
        }
    })
}

fn text_from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, XmlError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len() / 2);
    for character in decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let character = character.map_err(|error| XmlError::Surrogate {
            at: LineColumn::of(&text, text.len()),
            unit: error.unpaired_surrogate(),
        })?;
        text.push(character);
    }
    match rest {
        [] => Ok(text),
        _ => Err(XmlError::HalfCharacter { at: LineColumn::of(&text, text.len()) }),
    }
}
