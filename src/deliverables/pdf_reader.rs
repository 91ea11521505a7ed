//! What is in a PDF, for the tests: no crate among ours reads one. Everything but the glyphs on the pages is read here;
//! those are told by `pdftotext`, where it is installed.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::process::Command;

/// All that a reader of PDF finds in a file.
#[derive(Debug, Default)]
pub(super) struct Pdf {
    /// What begins with a slash: keys, kinds of objects and of actions.
    pub(super) names: BTreeSet<String>,
    /// What stands in parentheses or as hexadecimal digits.
    pub(super) strings: Vec<String>,
    /// What stands outside of both: operators, numbers, brackets.
    pub(super) words: BTreeSet<String>,
    /// What the file says of itself, as XML.
    pub(super) metadata: Vec<String>,
}

/// A part of a file or of what is painted on a page.
#[derive(Debug, PartialEq)]
enum Token {
    Name(String),
    Text(Vec<u8>),
    Word(String),
}

impl Pdf {
    /// Reads a file in full, packed streams included; else what cannot be read.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut pdf = Self::default();
        let streams = pdf.take_apart(bytes)?;
        for Stream { is_metadata, bytes, .. } in streams.iter().filter(|stream| !stream.is_binary) {
            if *is_metadata {
                pdf.metadata.push(String::from_utf8(bytes.clone()).map_err(|error| error.to_string())?);
            } else {
                pdf.take_apart(bytes)?;
            }
        }
        if pdf.metadata.is_empty() { Err("it says nothing of itself".to_owned()) } else { Ok(pdf) }
    }

    /// Takes what stands in a file or on a page, and hands back what is packed in it.
    fn take_apart(&mut self, bytes: &[u8]) -> Result<Vec<Stream>, String> {
        let (mut at, mut object, mut number) = (0, Vec::new(), None);
        let (mut streams, mut fonts) = (Vec::new(), BTreeSet::new());
        while let Some((token, end)) = token(bytes, at)? {
            at = end;
            match &token {
                Token::Word(word) if word == "obj" => {
                    number = object.len().checked_sub(2).and_then(|at| number_of(&object[at]));
                    object.clear();
                }
                Token::Word(word) if word == "stream" => {
                    at += usize::from(bytes.get(at) == Some(&b'\r'));
                    at += usize::from(bytes.get(at) == Some(&b'\n'));
                    let length = value(&object, "Length").ok_or("a stream of no length")?;
                    let packed = bytes.get(at..at + length).ok_or("a stream longer than the file")?;
                    at += length;
                    streams.push(Stream::of(&object, number, packed)?);
                }
                Token::Name(name) => drop(self.names.insert(name.clone())),
                Token::Text(text) => self.strings.push(decoded(text)),
                Token::Word(word) => drop(self.words.insert(word.clone())),
            }
            object.push(token);
            if matches!(&object[..], [.., Token::Word(end)] if end == ">>") {
                fonts.extend(["FontFile", "FontFile2", "FontFile3"].into_iter().filter_map(|key| value(&object, key)));
            }
        }
        for stream in &mut streams {
            stream.is_binary |= stream.number.is_some_and(|number| fonts.contains(&number));
        }
        Ok(streams)
    }
}

/// What is packed in a file.
struct Stream {
    number: Option<usize>,
    bytes: Vec<u8>,
    is_metadata: bool,
    /// Letters' shapes, pictures' points and colours' profiles are no text.
    is_binary: bool,
}

impl Stream {
    fn of(object: &[Token], number: Option<usize>, packed: &[u8]) -> Result<Self, String> {
        let is = |name: &str| object.iter().any(|token| matches!(token, Token::Name(other) if other == name));
        let mut bytes = Vec::new();
        if is("FlateDecode") {
            let mut unpacking = flate2::read::ZlibDecoder::new(packed);
            unpacking.read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        } else {
            bytes.extend_from_slice(packed);
        }
        Ok(Self { number, bytes, is_metadata: is("Metadata"), is_binary: is("Image") || is("N") })
    }
}

fn number_of(token: &Token) -> Option<usize> {
    match token {
        Token::Word(number) => number.parse().ok(),
        _ => None,
    }
}

/// The number behind a key.
fn value(object: &[Token], key: &str) -> Option<usize> {
    let at = object.iter().position(|token| matches!(token, Token::Name(name) if name == key))?;
    number_of(object.get(at + 1)?)
}

/// The token that begins there or behind blanks and comments, and where it ends; none at the end.
fn token(bytes: &[u8], mut at: usize) -> Result<Option<(Token, usize)>, String> {
    let is_blank = |c: u8| matches!(c, 0 | 9 | 10 | 12 | 13 | 32);
    let is_end = |c: u8| is_blank(c) || b"()<>[]{}/%".contains(&c);
    let till_end = |from: usize| bytes[from..].iter().position(|c| is_end(*c)).map_or(bytes.len(), |n| from + n);
    let text = |from: usize, end: usize| String::from_utf8_lossy(&bytes[from..end]).into_owned();
    loop {
        match bytes.get(at) {
            None => return Ok(None),
            Some(c) if is_blank(*c) => at += 1,
            Some(b'%') => at += bytes[at..].iter().position(|c| matches!(c, 10 | 13)).unwrap_or(bytes.len() - at),
            Some(_) => break,
        }
    }
    Ok(Some(match bytes[at] {
        b'/' => {
            let end = till_end(at + 1);
            (Token::Name(text(at + 1, end)), end)
        }
        b'(' => string(bytes, at + 1)?,
        b'<' if bytes.get(at + 1) != Some(&b'<') => {
            let end = at + bytes[at..].iter().position(|c| *c == b'>').ok_or("it ends in a string")?;
            let digits: Vec<u8> = bytes[at + 1..end].iter().copied().filter(|c| !is_blank(*c)).collect();
            let pairs = digits.chunks(2).map(|pair| {
                let pair = std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok());
                pair.ok_or("a string of no digits")
            });
            (Token::Text(pairs.collect::<Result<_, _>>()?), end + 1)
        }
        c @ (b'<' | b'>') if bytes.get(at + 1) == Some(&c) => (Token::Word(text(at, at + 2)), at + 2),
        c if is_end(c) => (Token::Word(text(at, at + 1)), at + 1),
        _ => {
            let end = till_end(at);
            (Token::Word(text(at, end)), end)
        }
    }))
}

/// The string whose parenthesis has been opened, and where it ends.
fn string(bytes: &[u8], mut at: usize) -> Result<(Token, usize), String> {
    let (mut text, mut depth) = (Vec::new(), 1);
    loop {
        let c = *bytes.get(at).ok_or("it ends in a string")?;
        at += 1;
        match c {
            b'\\' => {
                let octal = bytes[at..].iter().take(3).take_while(|c| matches!(c, b'0'..=b'7')).count();
                if octal > 0 {
                    let digits = std::str::from_utf8(&bytes[at..at + octal]).expect("they are digits");
                    text.push(u16::from_str_radix(digits, 8).expect("they are octal") as u8);
                    at += octal;
                } else {
                    match *bytes.get(at).ok_or("it ends in a string")? {
                        b'n' => text.push(b'\n'),
                        b'r' => text.push(b'\r'),
                        b't' => text.push(b'\t'),
                        b'\n' => {}
                        other => text.push(other),
                    }
                    at += 1;
                }
                continue;
            }
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Ok((Token::Text(text), at));
        }
        text.push(c);
    }
}

/// A string as text: in UTF-16 where it says so, else a letter a byte.
fn decoded(text: &[u8]) -> String {
    match text {
        [0xfe, 0xff, units @ ..] => {
            let units = units.chunks(2).map(|unit| u16::from_be_bytes([unit[0], unit.get(1).copied().unwrap_or(0)]));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        _ => text.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// What is to be read on the pages; none where `pdftotext` is not installed.
pub(super) fn on_the_pages(bytes: &[u8]) -> Option<Result<String, String>> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    std::io::Write::write_all(&mut file, bytes).unwrap();
    let Ok(told) = Command::new("pdftotext").arg("-raw").arg(file.path()).arg("-").output() else {
        println!("skipped: pdftotext is not installed");
        return None;
    };
    // It takes the one entry that krilla writes as the standard has it for an error.
    let complaints = String::from_utf8_lossy(&told.stderr);
    let complaint = complaints.lines().find(|line| !line.contains("Suspects object is wrong type"));
    Some(match complaint {
        Some(complaint) => Err(complaint.to_owned()),
        None if !told.status.success() => Err("pdftotext cannot read it".to_owned()),
        None => Ok(String::from_utf8_lossy(&told.stdout).into_owned()),
    })
}

#[test]
fn a_pdf_is_read_with_what_is_packed_in_it() {
    let packed = |text: &str| {
        let mut packing = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        std::io::Write::write_all(&mut packing, text.as_bytes()).unwrap();
        packing.finish().unwrap()
    };
    let content = packed("BT /f0 9 Tf [<0041> (b\\)\\101(c))] TJ ET");
    let mut file = b"%PDF-1.7\n1 0 obj\n<</Title(\xfe\xff\0x\0y)/Length 3>>\nstream\nabc\nendstream\nendobj\n".to_vec();
    file.extend(format!("2 0 obj\n<</Length {}/Filter/FlateDecode>>\nstream\n", content.len()).bytes());
    file.extend(content);
    file.extend(b"\nendstream\nendobj\n3 0 obj\n<</Type/Metadata/Length 4>>\nstream\n<x/>\nendstream\nendobj\n");
    let pdf = Pdf::read(&file).unwrap();
    assert_eq!(pdf.strings, ["xy", "\0A", "b)A(c)"]);
    assert!(["f0", "Title", "Metadata"].iter().all(|name| pdf.names.contains(*name)), "{:?}", pdf.names);
    assert!(["abc", "TJ", "endobj"].iter().all(|word| pdf.words.contains(*word)), "{:?}", pdf.words);
    assert_eq!(pdf.metadata, ["<x/>"]);
    for broken in [&b"(a"[..], b"<41", b"<zz>", b"1 0 obj <</Length 9>> stream\nab"] {
        assert!(Pdf::read(broken).is_err(), "{}", String::from_utf8_lossy(broken));
    }
}
