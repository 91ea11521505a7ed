//! The letters of XML: names, attributes within a tag, references, escapes. Knows strings only.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memchr3, memmem};

/// Whether XML counts the byte as white space.
#[inline]
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Whether all of it is white space.
pub(super) fn is_blank(text: &str) -> bool {
    text.bytes().all(is_space)
}

/// Without the white space at its end.
pub(super) fn trim_end(text: &str) -> &str {
    text.trim_end_matches([' ', '\t', '\r', '\n'])
}

// Above ASCII every character is taken for a letter: XML allows nearly all, and nothing here depends on the others.
const IN_NAME: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b':' => COLON,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'-' | b'.' | 0x80.. => LETTER,
            _ => 0,
        };
        byte += 1;
    }
    table
};
const LETTER: u8 = 1;
const COLON: u8 = 2;

/// The length of the name a text begins with; 0 if it begins with none.
#[inline]
pub(super) fn name_len(text: &[u8]) -> usize {
    measure_name(text).0
}

/// [`name_len`], and whether there is a colon in the name.
#[inline]
fn measure_name(text: &[u8]) -> (usize, bool) {
    if let None | Some(b'0'..=b'9' | b'-' | b'.') = text.first() {
        return (0, false);
    }
    let (mut len, mut seen) = (0, 0);
    while let Some(&byte) = text.get(len)
        && let kind @ 1.. = IN_NAME[byte as usize]
    {
        seen |= kind;
        len += 1;
    }
    (len, seen & COLON != 0)
}

/// Whether all of it is one name with at most one prefix.
pub(super) fn is_name(text: &str) -> bool {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return true;
    }
    let parts_are_names = match text.split_once(':') {
        None => true,
        Some((prefix, local)) => {
            name_len(prefix.as_bytes()) > 0 && name_len(local.as_bytes()) > 0 && !local.contains(':')
        }
    };
    parts_are_names && name_len(text.as_bytes()) == text.len() && !text.is_empty()
}

/// The prefix of a name and the rest.
#[inline]
pub(super) fn split_prefix(name: &str) -> (&str, &str) {
    // Names are short: a plain loop is done before a search has begun.
    match name.bytes().position(|byte| byte == b':') {
        None => ("", name),
        Some(colon) => (&name[..colon], &name[colon + 1..]),
    }
}

/// The prefix an attribute declares; empty for the default namespace.
#[inline]
pub(super) fn declared_prefix(attribute: &str) -> Option<&str> {
    match attribute.strip_prefix("xmlns")? {
        "" => Some(""),
        rest => rest.strip_prefix(':'),
    }
}

/// The name of the element a start tag begins.
#[inline]
pub(super) fn tag_name(tag: &str) -> &str {
    let name = &tag[1..];
    &name[..name_len(name.as_bytes())]
}

/// Where the parts of an attribute are in its tag.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawAttribute {
    pub(super) name_start: usize,
    pub(super) name_end: usize,
    /// Behind the quote.
    pub(super) value_start: usize,
    /// At the closing quote.
    pub(super) value_end: usize,
}

impl RawAttribute {
    #[inline]
    pub(super) fn name(self, tag: &str) -> &str {
        &tag[self.name_start..self.name_end]
    }

    #[inline]
    pub(super) fn is_called(self, name: &str, tag: &str) -> bool {
        tag.as_bytes()[self.name_start..self.name_end] == *name.as_bytes()
    }

    #[inline]
    pub(super) fn value(self, tag: &str) -> &str {
        &tag[self.value_start..self.value_end]
    }

    pub(super) fn quote(self, tag: &str) -> u8 {
        tag.as_bytes()[self.value_end]
    }

    /// Behind the closing quote.
    pub(super) fn end(self) -> usize {
        self.value_end + 1
    }
}

/// Goes through the attributes of a start tag, in order.
#[derive(Debug, Clone)]
pub(super) struct RawAttributes<'t> {
    tag: &'t str,
    at: usize,
    has_colon: bool,
}

impl<'t> RawAttributes<'t> {
    /// The attributes of the start tag that `tag` begins with.
    pub(super) fn of(tag: &'t str) -> Self {
        Self { tag, at: 1 + tag_name(tag).len(), has_colon: false }
    }

    /// The next attribute, none at the end of the tag; or where the tag stops to look like one.
    #[inline]
    pub(super) fn checked_next(&mut self) -> Result<Option<RawAttribute>, usize> {
        let tag = self.tag.as_bytes();
        let name_start = skip_space(tag, self.at);
        if matches!(&tag[name_start..], [b'>', ..] | [b'/', b'>', ..]) {
            self.at = name_start;
            return Ok(None);
        }
        let (len, has_colon) = measure_name(&tag[name_start..]);
        self.has_colon |= has_colon;
        let name_end = name_start + len;
        if name_start == self.at || name_end == name_start {
            return Err(name_start);
        }
        let equals = skip_space(tag, name_end);
        if tag.get(equals) != Some(&b'=') {
            return Err(name_end);
        }
        let open = skip_space(tag, equals + 1);
        let Some(&quote @ (b'"' | b'\'')) = tag.get(open) else { return Err(open) };
        let value_start = open + 1;
        let Some(len) = memchr(quote, &tag[value_start..]) else { return Err(open) };
        self.at = value_start + len + 1;
        Ok(Some(RawAttribute { name_start, name_end, value_start, value_end: value_start + len }))
    }

    /// Whether one of the names so far has a colon.
    pub(super) fn has_colon(&self) -> bool {
        self.has_colon
    }

    /// Behind the tag, once there is no next attribute.
    pub(super) fn end_of_tag(&self) -> usize {
        self.at + if self.tag.as_bytes()[self.at] == b'/' { 2 } else { 1 }
    }
}

impl Iterator for RawAttributes<'_> {
    type Item = RawAttribute;

    fn next(&mut self) -> Option<RawAttribute> {
        self.checked_next().ok().flatten()
    }
}

/// Where a text goes on behind white space.
#[inline]
pub(super) fn skip_space(text: &[u8], mut at: usize) -> usize {
    while text.get(at).is_some_and(|&byte| is_space(byte)) {
        at += 1;
    }
    at
}

/// What stands between elements.
#[derive(Debug, Clone, Copy)]
pub(super) enum Between<'t> {
    /// Text with references.
    Text(&'t str),
    /// The content of a CDATA section: text without references.
    CData(&'t str),
    /// A comment or processing instruction.
    Silent,
}

/// Takes the first thing off a gap or tail; none at its end, which is also an end tag.
pub(super) fn take_between<'t>(rest: &mut &'t str) -> Option<Between<'t>> {
    let whole = *rest;
    let mut up_to = |len: usize| {
        *rest = &whole[len..];
        &whole[..len]
    };
    if whole.is_empty() || whole.starts_with("</") {
        return None;
    }
    if !whole.starts_with('<') {
        return Some(Between::Text(up_to(memchr(b'<', whole.as_bytes()).unwrap_or(whole.len()))));
    }
    let (open, close) = match whole.as_bytes() {
        [b'<', b'!', b'[', ..] => ("<![CDATA[", "]]>"),
        [b'<', b'!', ..] => ("<!--", "-->"),
        _ => ("<?", "?>"),
    };
    let inner = whole.get(open.len()..)?;
    let len = memmem::find(inner.as_bytes(), close.as_bytes())?;
    up_to(open.len() + len + close.len());
    Some(if close == "]]>" { Between::CData(&inner[..len]) } else { Between::Silent })
}

/// Whether XML 1.0 can hold the character at all, even as a reference.
pub(super) fn is_allowed(character: char) -> bool {
    !matches!(character, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

/// The first character XML cannot hold.
pub(super) fn find_forbidden(text: &str) -> Option<(usize, char)> {
    // Each block is first judged as a whole, without a branch per byte; the slow look comes only where it has a reason.
    const BLOCK: usize = 4096;
    let is_suspect = |block: &[u8]| {
        let worst = block.iter().fold(0u8, |found, &byte| {
            let is_control = byte < b' ' && !is_space(byte);
            found | u8::from(is_control) | u8::from(byte == 0xef)
        });
        worst != 0
    };
    for (n, block) in text.as_bytes().chunks(BLOCK).enumerate() {
        if !is_suspect(block) {
            continue;
        }
        let start = text.floor_char_boundary(n * BLOCK);
        let end = text.ceil_char_boundary(n * BLOCK + block.len());
        let found = text[start..end].char_indices().find(|(_, character)| !is_allowed(*character));
        if let Some((offset, character)) = found {
            return Some((start + offset, character));
        }
    }
    None
}

/// What is wrong with a `&` in text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BadReference<'t> {
    Unknown(&'t str),
    Lone,
}

/// The character a text that begins with `&` refers to, and the length of the reference.
pub(super) fn reference(text: &str) -> Result<(char, usize), BadReference<'_>> {
    let name = match memchr3(b';', b'&', b'<', &text.as_bytes()[1..]) {
        Some(end) if text.as_bytes()[1 + end] == b';' => &text[1..=end],
        _ => return Err(BadReference::Lone),
    };
    if !name.starts_with('#') && !is_name(name) {
        return Err(BadReference::Lone);
    }
    let character = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => numbered(name),
    };
    character.map(|character| (character, name.len() + 2)).ok_or(BadReference::Unknown(name))
}

fn numbered(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let (digits, radix) = digits.strip_prefix('x').map_or((digits, 10), |digits| (digits, 16));
    if digits.starts_with('+') {
        return None;
    }
    let character = char::from_u32(u32::from_str_radix(digits, radix).ok()?)?;
    is_allowed(character).then_some(character)
}

/// The value of an attribute: references resolved, each line end and tab a blank.
pub(super) fn attribute_value(raw: &str) -> Cow<'_, str> {
    // None of them is beyond `&`, and most values are.
    let is_plain = |byte| byte > b'&' || !matches!(byte, b'&' | b'\t' | b'\r' | b'\n');
    if raw.bytes().all(is_plain) {
        return Cow::Borrowed(raw);
    }
    let blanks = raw.replace("\r\n", " ").replace(['\t', '\r', '\n'], " ");
    Cow::Owned(resolved(&blanks).into_owned())
}

/// The text between tags: references resolved, each line end `\n`.
pub(super) fn text_value(raw: &str) -> Cow<'_, str> {
    if memchr2(b'&', b'\r', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    Cow::Owned(resolved(&plain_line_ends(raw)).into_owned())
}

/// Each line end as `\n`, the way XML hands it over.
pub(super) fn plain_line_ends(raw: &str) -> Cow<'_, str> {
    match memchr(b'\r', raw.as_bytes()) {
        None => Cow::Borrowed(raw),
        Some(_) => Cow::Owned(raw.replace("\r\n", "\n").replace('\r', "\n")),
    }
}

fn resolved(raw: &str) -> Cow<'_, str> {
    let Some(first) = memchr(b'&', raw.as_bytes()) else { return Cow::Borrowed(raw) };
    let mut value = String::with_capacity(raw.len());
    value.push_str(&raw[..first]);
    let mut rest = &raw[first..];
    while !rest.is_empty() {
        // Parsing has refused what refers to nothing, so every & here is good.
        let len = match reference(rest) {
            Ok((character, len)) => {
                value.push(character);
                len
            }
            Err(_) => 0,
        };
        let next = memchr(b'&', &rest.as_bytes()[len.max(1)..]).map_or(rest.len(), |offset| len.max(1) + offset);
        value.push_str(&rest[len..next]);
        rest = &rest[next..];
    }
    Cow::Owned(value)
}

/// Where a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Text,
    /// Between quotes of this kind.
    Attribute(u8),
}

/// Which bytes mean nothing but themselves in every place.
const IS_PLAIN: [bool; 256] = {
    let mut is_plain = [false; 256];
    let mut byte = b' ';
    while byte <= b'~' {
        is_plain[byte as usize] = !matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
        byte += 1;
    }
    is_plain
};

/// Writes a value so that reading gives it back; or says which character XML has no spelling for.
pub(super) fn escape(value: &str, place: Place, into: &mut String) -> Result<(), char> {
    // Names, numbers and ids have nothing to be said otherwise.
    let n_plain = value.bytes().position(|byte| !IS_PLAIN[byte as usize]).unwrap_or(value.len());
    into.push_str(&value[..n_plain]);
    let in_attribute = place != Place::Text;
    for character in value[n_plain..].chars() {
        match character {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' if place == Place::Attribute(b'"') => into.push_str("&quot;"),
            '\'' if place == Place::Attribute(b'\'') => into.push_str("&apos;"),
            '\r' => into.push_str("&#xD;"),
            '\n' if in_attribute => into.push_str("&#xA;"),
            '\t' if in_attribute => into.push_str("&#x9;"),
            _ if is_allowed(character) => into.push(character),
            _ => return Err(character),
        }
    }
    Ok(())
}

/// A value as it is written into a new file, between double quotes or between tags. A character that XML has no
/// spelling for is shown as one that stands for such.
pub fn quoted(value: &str) -> String {
    let mut quoted = String::with_capacity(value.len());
    let value: String = value.chars().map(|c| if is_allowed(c) { c } else { char::REPLACEMENT_CHARACTER }).collect();
    escape(&value, Place::Attribute(b'"'), &mut quoted).expect("every character left is allowed");
    quoted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_escaped_reads_back(value in "[a&<>\"'\t\r\n;#x0ä ]{0,20}", quote in prop::sample::select(vec![b'"', b'\''])) {
            let mut attribute = String::new();
            escape(&value, Place::Attribute(quote), &mut attribute).unwrap();
            prop_assert!(!attribute.bytes().any(|byte| byte == quote || byte == b'<'));
            prop_assert_eq!(attribute_value(&attribute), value.as_str());
            let mut text = String::new();
            escape(&value, Place::Text, &mut text).unwrap();
            prop_assert_eq!(text_value(&text), value.as_str());
        }

        #[test]
        fn what_is_quoted_is_the_same_value_in_either_place(value in any::<String>()) {
            let shown = value.replace(|c| !is_allowed(c), "\u{fffd}");
            let quoted = quoted(&value);
            prop_assert_eq!(attribute_value(&quoted), shown.as_str());
            prop_assert_eq!(text_value(&quoted), shown.as_str());
            prop_assert!(!quoted.contains(['<', '>', '"']));
        }

        #[test]
        fn forbidden_characters_are_found_wherever_they_are(before in "[aä\u{feff}]{0,6000}", character in any::<char>()) {
            let text = format!("{before}{character}");
            let expected = (!is_allowed(character)).then_some((before.len(), character));
            prop_assert_eq!(find_forbidden(&text), expected);
        }
    }

    #[test]
    fn a_name_has_one_prefix_and_begins_with_a_letter() {
        for name in ["a", "_a-1.b", "p:a", "Größe"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "1a", "-a", ":a", "p:", "p:a:b", "p:1", "a b", "a>", "a\"", "a="] {
            assert!(!is_name(name), "{name}");
        }
    }
}
