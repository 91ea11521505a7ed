//! Names made to do harm: whatever stands in a text of the model is text in every file that is made of it, as a reader
//! of that format sees it.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::sync::LazyLock;

use proptest::prelude::*;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

use super::pdf_reader::{Pdf, on_the_pages};
use super::script::lexer::{Token, powershell_tokens, transact_sql_tokens};
use super::tests::every_file;
use crate::model::{Document, Text};
use crate::sketch::arbitrary;
use crate::templates::{TEMPLATES, Template};

/// What is looked for: it stands before the hostile part of every text.
const MARK: &str = "zqx";

/// Texts that mean something to the reader of some format.
const HOSTILE: [&str; 28] = [
    "=HYPERLINK(\"http://example.org\")",
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "\",\"",
    "\r\na,b\r\n",
    "<script>alert(1)</script>",
    "\" onload=\"alert(1)",
    "' onload='alert(1)",
    "]]>",
    "-->",
    "&#x3c;b&#x3e;",
    "&lt;b&gt;",
    "| a | b |",
    "\n\n# heading\n",
    "](http://example.org)",
    "![x](http://example.org)",
    "<http://example.org>",
    "`x` **x** _x_ ~~x~~",
    "'; Remove-Item -Recurse C:\\ #",
    "\u{2019}; calc #>",
    "$(calc) ${x} $x",
    "\r\nGO\r\nDROP DATABASE x --",
    "*/ /*",
    "\\\" ]; x -> y [label=\\\"",
    "\u{202e}\u{2028}\u{85}",
];

/// A document with such a text in each of its texts: in the place of an address of the web or a path, behind what makes
/// it one.
fn with(document: &Document, hostile: &[String]) -> Document {
    let mut next = hostile.iter().cycle();
    let topology = document.topology.map(&mut |_, row| {
        row.each_text("", &mut |_, mut text: Text<'_>| {
            let old = text.as_str();
            let kept = ["https://", r"\\"].into_iter().find(|start| old.starts_with(start)).unwrap_or_default();
            let new = next.next().map(|hostile| format!("{kept}{hostile}{MARK}{hostile}{}", &old[kept.len()..]));
            text.set(new.unwrap_or_default());
        });
    });
    Document { topology, ..document.clone() }
}

/// What is between `<` and `>` in a text of markup: the names of elements and of attributes. None where it ends within.
fn markup(text: &str) -> Option<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = &comment[comment.find("-->")? + 3..];
            continue;
        }
        // Values in quotes are put aside, so that what is left are names.
        let mut tag = String::new();
        let mut quote = None;
        let end = rest.char_indices().find(|(_, c)| match quote {
            Some(open) if open == *c => {
                quote = None;
                false
            }
            Some(_) => false,
            None if *c == '>' => true,
            None => {
                quote = matches!(c, '"' | '\'').then_some(*c);
                tag.push(*c);
                false
            }
        })?;
        names.extend(tag.split(|c: char| c.is_whitespace() || "=\"'/".contains(c)).map(str::to_owned));
        rest = &rest[end.0 + 1..];
    }
    Some(names)
}

/// Names of elements and attributes in files of harmless deployments.
static HARMLESS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let files = harmless_documents().flat_map(|document| every_file(&document, "contoso"));
    let marked_up = files.filter(|(name, _)| is_markup(name));
    marked_up.filter_map(|(_, bytes)| markup(&String::from_utf8(bytes).unwrap())).flatten().collect()
});

/// Kinds of names in PDFs of the same; none of them does anything.
static HARMLESS_IN_PDF: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let files = harmless_documents().flat_map(|document| every_file(&document, "contoso"));
    let pdfs = files.filter(|(name, _)| name.ends_with(".pdf"));
    let names: BTreeSet<String> = pdfs.flat_map(|(_, bytes)| kinds(&Pdf::read(&bytes).unwrap())).collect();
    for action in ["JavaScript", "JS", "URI", "Launch", "OpenAction", "AA", "SubmitForm", "GoToR", "EmbeddedFile"] {
        assert!(!names.contains(action), "{action}");
    }
    // The text of letters that are drawn in another order, or as boxes.
    names.into_iter().chain(["ActualText".to_owned()]).collect()
});

fn harmless_documents() -> impl Iterator<Item = Document> {
    let numbers: Vec<u16> = (0..3000).map(|n: u16| n.wrapping_mul(40_503)).collect();
    TEMPLATES.iter().map(Template::document).chain([arbitrary::document(&numbers)])
}

fn is_markup(name: &str) -> bool {
    ["svg", "graphml", "drawio", "html"].iter().any(|ending| name.ends_with(&format!(".{ending}")))
}

/// A file does what it would do with harmless names; else what is wrong with it.
fn look_at(name: &str, bytes: &[u8]) -> Result<(), String> {
    let text = || String::from_utf8(bytes.to_vec()).map_err(|error| error.to_string());
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "csv" => csv(&text()?),
        "xlsx" => workbook(bytes),
        "md" => markdown(&text()?),
        "svg" | "graphml" | "drawio" => xml(&text()?),
        "tbxml" | "xml" => vendor_document(&text()?),
        "html" => names(&text()?),
        "dot" | "gv" => dot(&text()?),
        "ps1" => powershell(&text()?),
        "sql" => transact_sql(&text()?),
        "pdf" => pdf(bytes),
        _ => Err("nothing here reads such a file: say what it must not have in it".to_owned()),
    }
}

fn csv(text: &str) -> Result<(), String> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let n = reader.headers().map_err(|error| error.to_string())?.len();
    for row in reader.records() {
        let row = row.map_err(|error| error.to_string())?;
        if row.len() != n {
            return Err(format!("{} cells under {n} headings: {row:?}", row.len()));
        }
        if let Some(cell) = row.iter().find(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])) {
            return Err(format!("a formula: {cell:?}"));
        }
    }
    Ok(())
}

fn workbook(bytes: &[u8]) -> Result<(), String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    for at in 0..archive.len() {
        let mut text = String::new();
        archive.by_index(at).unwrap().read_to_string(&mut text).map_err(|error| error.to_string())?;
        let page = roxmltree::Document::parse(&text).map_err(|error| error.to_string())?;
        for node in page.descendants() {
            let name = node.tag_name().name();
            if matches!(name, "f" | "hyperlink") || node.attribute("TargetMode").is_some() {
                return Err(format!("<{name}> in a workbook"));
            }
        }
    }
    Ok(())
}

fn markdown(text: &str) -> Result<(), String> {
    let mut n_titles = 0;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::InlineHtml(html) if &*html == "<br>" => {}
            Event::Html(html) | Event::InlineHtml(html) => return Err(format!("markup: {html}")),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                return Err(format!("a link to {dest_url}"));
            }
            Event::Start(Tag::Strikethrough | Tag::Emphasis) => return Err("text in another hand".to_owned()),
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => n_titles += 1,
            _ => {}
        }
    }
    if n_titles > 1 { Err("a heading".to_owned()) } else { Ok(()) }
}

fn xml(text: &str) -> Result<(), String> {
    roxmltree::Document::parse(text).map_err(|error| error.to_string())?;
    names(text)
}

/// The vendor's names begin with a capital letter, and those that would do harm do not.
fn vendor_document(text: &str) -> Result<(), String> {
    let document = roxmltree::Document::parse(text).map_err(|error| error.to_string())?;
    for element in document.descendants().filter(roxmltree::Node::is_element) {
        let attributes = element.attributes().map(|attribute| attribute.name());
        let mut names = attributes.chain([element.tag_name().name()]);
        if let Some(name) = names.find(|name| !name.starts_with(|c: char| c.is_ascii_uppercase())) {
            return Err(format!("a new element or attribute: {name}"));
        }
    }
    Ok(())
}

fn names(text: &str) -> Result<(), String> {
    let names = markup(text).ok_or("it ends within a tag")?;
    let new: Vec<_> = names.difference(&HARMLESS).collect();
    if new.is_empty() { Ok(()) } else { Err(format!("new elements or attributes: {new:?}")) }
}

/// Everything outside of double quotes is ours; a backslash takes the character behind it along.
fn dot(text: &str) -> Result<(), String> {
    let mut outside = String::new();
    let mut is_quoted = false;
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match c {
            '"' => is_quoted = !is_quoted,
            '\\' if is_quoted => drop(characters.next()),
            '\n' if is_quoted => return Err("a line ends within quotes".to_owned()),
            _ if is_quoted => {}
            _ => outside.push(c),
        }
    }
    if is_quoted || outside.contains(MARK) || outside.contains('<') {
        return Err("a name outside of quotes".to_owned());
    }
    Ok(())
}

fn powershell(text: &str) -> Result<(), String> {
    if !text.is_ascii() {
        return Err("a character that a shell may read as another".to_owned());
    }
    code_is_ours(powershell_tokens(text))
}

fn transact_sql(text: &str) -> Result<(), String> {
    if !text.is_ascii() || text.contains("$(") {
        return Err("a variable of sqlcmd, or a character that is read as another".to_owned());
    }
    code_is_ours(transact_sql_tokens(text))
}

fn code_is_ours(tokens: Option<Vec<Token>>) -> Result<(), String> {
    for token in tokens.ok_or("it ends in a string or a comment")? {
        match token {
            Token::Code(code) | Token::Expanding(code) if code.contains(MARK) => return Err(format!("code: {code}")),
            Token::Text(text) if text.contains(['\r', '\n']) => return Err(format!("a string of lines: {text:?}")),
            _ => {}
        }
    }
    Ok(())
}

/// Names in a PDF are those of harmless ones, and what is outside of strings is ours.
fn pdf(bytes: &[u8]) -> Result<(), String> {
    let pdf = Pdf::read(bytes)?;
    let names = kinds(&pdf);
    let new: Vec<_> = names.difference(&HARMLESS_IN_PDF).collect();
    if !new.is_empty() {
        return Err(format!("new names: {new:?}"));
    }
    if let Some(word) = pdf.words.iter().find(|word| word.contains(MARK)) {
        return Err(format!("a name outside of strings: {word}"));
    }
    for said in &pdf.metadata {
        let said = roxmltree::Document::parse(said).map_err(|error| error.to_string())?;
        let vocabularies =
            ["http://ns.adobe.com/", "http://purl.org/dc/", "http://www.w3.org/1999/", "http://www.aiim.org/"];
        let is_ours = |element: roxmltree::Node<'_, '_>| {
            let space = element.tag_name().namespace().unwrap_or_default();
            space == "adobe:ns:meta/" || vocabularies.iter().any(|vocabulary| space.starts_with(vocabulary))
        };
        if let Some(other) = said.descendants().find(|node| node.is_element() && !is_ours(*node)) {
            return Err(format!("<{}> in what the file says of itself", other.tag_name().name()));
        }
    }
    on_the_pages(bytes).unwrap_or_else(|| Ok(String::new())).map(drop)
}

/// The names in a PDF without numbers, which say which of several, and without what stands before those of fonts.
fn kinds(pdf: &Pdf) -> BTreeSet<String> {
    let kind = |name: &String| {
        let name = name.rsplit_once('+').map_or(name.as_str(), |(_, font)| font);
        name.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()
    };
    pdf.names.iter().map(kind).collect()
}

fn is_plain(name: &str) -> bool {
    name.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-' || c == b'.')
}

/// Looks at every file of such a document; how many of them have something of the names in them.
fn look_at_all(document: &Document, hostile: &[String]) -> usize {
    let name = format!("{MARK}{}", hostile.concat());
    let files = every_file(&with(document, hostile), &name);
    for (name, bytes) in &files {
        assert!(is_plain(name), "{name}");
        if let Err(why) = look_at(name, bytes) {
            panic!("{name}: {why}");
        }
    }
    files.iter().filter(|(_, bytes)| memchr::memmem::find(bytes, MARK.as_bytes()).is_some()).count()
}

#[test]
fn each_text_made_to_do_harm_is_text_in_every_file() {
    for template in TEMPLATES {
        // Each time every text has another of them in it.
        for first in [0, 9, 18] {
            let mut hostile = HOSTILE.map(str::to_owned);
            hostile.rotate_left(first);
            let n = look_at_all(&template.document(), &hostile);
            assert!(n > 15, "{n} files of {} have a name in them", template.name);
        }
    }
}

/// What would be missed by a reader that misses everything.
#[test]
fn the_readers_know_harm_when_they_see_it() {
    let harmful: [(&str, &str); 15] = [
        ("a.csv", "a,b\n1,=1\n"),
        ("a.csv", "a,b\n1,2,3\n"),
        ("a.md", "| a |\n|---|\n| <b>x</b> |\n"),
        ("a.md", "[x](http://example.org)\n"),
        ("a.svg", "<svg><script/></svg>"),
        ("a.svg", "<svg onload='x'/>"),
        ("a.graphml", "<graphml><a></graphml>"),
        ("a.dot", "digraph { zqx }"),
        ("a.dot", "digraph { \"a\\\" }"),
        ("a.ps1", "'a'; zqx"),
        ("a.sql", "SELECT N'a'; zqx"),
        ("a.sql", "SELECT N'a\nGO'"),
        ("a.pdf", "<</Title(a)/OpenAction<</S/JavaScript>>>>1 0 obj<</Type/Metadata/Length 4>>stream\n<x/>"),
        ("a.pdf", "<</Title(a)zqx>>1 0 obj<</Type/Metadata/Length 4>>stream\n<x/>"),
        ("a.pdf", "<</Title(a)>>1 0 obj<</Type/Metadata/Length 4>>stream\n<x/>"),
    ];
    for (name, text) in harmful {
        assert!(look_at(name, text.as_bytes()).is_err(), "{name}: {text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_texts_in_any_deployment_are_text_in_every_file(
        numbers in prop::collection::vec(any::<u16>(), 0..1200),
        template in prop::option::of(0..TEMPLATES.len()),
        hostile in prop::collection::vec(
            prop_oneof![
                prop::sample::select(&HOSTILE[..]).prop_map(str::to_owned),
                prop::collection::vec(
                    prop::sample::select(
                        "'\"`$(){}#<>;|&=+-@,\\[]*_~!%^/:?\r\n\t aN0\u{2018}\u{2019}\u{201a}\u{201b}\u{201c}\u{85}\u{2028}\u{202e}\u{1f600}"
                            .chars().collect::<Vec<_>>(),
                    ),
                    0..10,
                ).prop_map(String::from_iter),
                any::<String>().prop_map(|text| text.replace('\0', "")),
            ],
            1..12,
        ),
    ) {
        let document = template.map_or_else(|| arbitrary::document(&numbers), |at| TEMPLATES[at].document());
        look_at_all(&document, &hostile);
    }
}
