//! What holds for both forms of the report: they say the same, a name is a name, and other programs read them.

use super::content::{Block, Report, Section, Text};
use super::html::html;
use super::{HTML, PDF, report};
use crate::checks::{Cx, Review, review};
use crate::deliverables::{Exporter, Subject};
use crate::edit::Command;
use crate::model::{Document, Entity, Site};
use crate::work::Cancel;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command as Process, Stdio};

const TWO_DATA_CENTRES: &str = include_str!("../../../topologies/two-data-centres.sketch");
const FAULTY: &str = include_str!("../../../topologies/two-data-centres-faulty.sketch");

fn document(sketch: &str) -> Document {
    crate::sketch::read(sketch).unwrap().document
}

/// Looks at a document as it is exported.
fn with_subject<T>(document: &Document, look: impl FnOnce(&Subject<'_>) -> T) -> T {
    let cancel = Cancel::default();
    let cx = Cx::new(document);
    let review: Review = review(&cx, &cancel).unwrap();
    look(&Subject::new(document, &review, "2026-01-31", "design", &cancel))
}

fn made(exporter: &'static Exporter, document: &Document) -> Vec<u8> {
    with_subject(document, |subject| exporter.as_file(exporter.endings[0]).unwrap().make(subject).unwrap())
}

fn page(document: &Document) -> String {
    String::from_utf8(made(&HTML, document)).unwrap()
}

fn sections<'r, 'a>(report: &'r Report<'a>) -> Vec<&'r Section<'a>> {
    report.sections.iter().flat_map(|section| std::iter::once(section).chain(&section.parts)).collect()
}

/// All that is said, without how it is set.
fn words(report: &Report<'_>) -> Vec<String> {
    let mut words = Vec::new();
    for section in sections(report) {
        words.push(section.title.clone());
        for block in &section.blocks {
            match block {
                Block::Paragraph(text) => words.push(text.words()),
                Block::List(items) => words.extend(items.iter().map(Text::words)),
                Block::Table(table) => words.extend(table.rows.iter().flatten().map(Text::words)),
                Block::Figure(figure) => words.push(figure.caption.clone()),
            }
        }
    }
    words.retain(|words| !words.is_empty());
    words
}

/// A row of a table of the report, by how it begins.
fn row(report: &Report<'_>, part: &str, caption: &str, first: &str) -> Vec<String> {
    let section = sections(report).into_iter().find(|section| section.title == part).unwrap();
    let tables =
        section.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    let table = tables.into_iter().find(|table| table.caption.starts_with(caption)).unwrap();
    let row = table.rows.iter().find(|row| row[0].words() == first).unwrap();
    row.iter().map(Text::words).collect()
}

/// Text without what only sets it: blanks, and the ends of lines within a name.
fn bare(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

fn n_pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    let (_, after) = text.split_once("/Type/Pages/Count ").expect("there is a list of pages");
    after.split(|letter: char| !letter.is_ascii_digit()).next().unwrap().parse().unwrap()
}

/// What a program says about a file; none where it is not installed.
fn told(program: &str, arguments: &[&str], file: &Path) -> Option<String> {
    let mut process = Process::new(program);
    let out: &[&str] = if program == "pdftotext" { &["-"] } else { &[] };
    match process.args(arguments).arg(file).args(out).stderr(Stdio::null()).output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(_) => {
            println!("skipped: {program} is not installed");
            None
        }
    }
}

/// A file that goes when the test is over.
fn written(ending: &str, bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(ending).tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file
}

#[test]
fn what_carries_on_and_how_long_it_takes_is_what_the_tables_say() {
    let document = document(TWO_DATA_CENTRES);
    with_subject(&document, |subject| {
        let report = report(subject).unwrap();
        let of = |first: &str| row(&report, "Pools in London", "lon-fe", first);
        assert_eq!(of("A server")[1], "The pool, as long as 3 of its 5 servers run; users move to the others.");
        assert_eq!(of("A server")[3..5], ["no figure", "no figure"]);
        assert_eq!(of("The back end")[3..5], ["5 min", "5 min"]);
        let place = of("The data centre, or all of the pool");
        assert_eq!(
            place[1],
            "After 300 s users register with ber-fe.contoso.com by themselves: calls, with limited functions."
        );
        assert!(
            place[2].starts_with("Move Central Management; then Invoke-CsPoolFailover -PoolFqdn lon-fe"),
            "{place:?}"
        );
        assert_eq!(place[3..5], ["15–20 min", "5 min"]);
    });
}

#[test]
fn the_databases_beside_the_back_end_and_the_telephones_have_a_row_each() {
    let document = document(TWO_DATA_CENTRES);
    with_subject(&document, |subject| {
        let report = report(subject).unwrap();
        let of = |first: &str| row(&report, "Pools in London", "lon-fe", first);
        let records = of("The monitoring store");
        assert_eq!(records[1], "The mirror takes over by itself, for there is a witness.");
        assert_eq!(records[3..5], ["5 min", "5 min"]);
        assert!(records[5].ends_with("inferred"), "{records:?}");
        assert!(of("Mediation on all of its servers")[1].starts_with("Calls whose route has a trunk of another"));
        let edge = row(&report, "Pools in London", "lon-edge", "The data centre, or all of the pool");
        assert!(edge[1].ends_with("Federation waits for a person."), "the other Edge pool has none: {edge:?}");
    });
}

#[test]
fn who_is_led_to_a_pool_by_name_is_led_elsewhere() {
    let sketch = r"
        deployment contoso.com
          product 2015
        site A
          front-end a-fe
          front-end b-fe
          persistent-chat chat
            compliance
            next-hop a-fe
            chat-store sql1\chat mirror sql2\chat witness sql3\chat
            chat-backup sql4\chat
          pair a-fe b-fe
    ";
    with_subject(&document(sketch), |subject| {
        let report = report(subject).unwrap();
        let by_hand = &row(&report, "Pools in A", "a-fe", "The data centre, or all of the pool")[2];
        assert_eq!(
            by_hand,
            "Invoke-CsPoolFailover -PoolFqdn a-fe.contoso.com -DisasterMode; then lead Meet and Dialin in DNS to \
             b-fe.contoso.com, where they lead here; then give chat.contoso.com another next hop."
        );
        let database = row(&report, "Pools in A", "chat", "The chat database");
        assert!(database[3] == "5 min" && database[5].ends_with("inferred"), "{database:?}");
        let place = row(&report, "Pools in A", "chat", "The data centre");
        assert!(place[2].ends_with("The compliance database is not failed over."), "{place:?}");
    });
}

#[test]
fn what_is_alone_carries_nothing_on() {
    let document = document("site A\n  front-end a-fe\n    back-end sql1\\rtc\n  standard-edition b-se");
    with_subject(&document, |subject| {
        let report = report(subject).unwrap();
        let back_end = row(&report, "Pools in A", "a-fe", "The back end");
        assert_eq!(back_end[3..5], ["no figure", "age of the last backup"]);
        let server = row(&report, "Pools in A", "b-se", "The server, or its database");
        assert_eq!(server[1], "Nothing: the pool has no partner.");
    });
}

#[test]
fn a_pair_in_one_data_centre_does_not_survive_it() {
    let sketch = "data-centre D\nsite A\n  standard-edition a-se in D\n  standard-edition b-se in D\n  pair a-se b-se";
    with_subject(&document(sketch), |subject| {
        let report = report(subject).unwrap();
        let place = row(&report, "Pools in A", "a-se", "The data centre");
        assert!(place[1].contains("stands in the same data centre"), "{place:?}");
        let server = row(&report, "Pools in A", "a-se", "The server, or its database");
        assert!(server[2].contains("Invoke-CsPoolFailover"), "{server:?}");
    });
}

#[test]
fn a_rule_that_concludes_says_so_and_what_to_do_stands_beside() {
    with_subject(&document(FAULTY), |subject| {
        let said = words(&report(subject).unwrap());
        assert!(said.iter().any(|words| words.contains("inferred: ")), "{said:?}");
        let help = subject.review.findings.iter().find_map(|found| found.help.as_ref()).unwrap().to_string();
        assert!(said.iter().any(|words| words.contains(&help)), "{help}");
    });
}

/// The page is no XML, but its elements close, its links lead somewhere, and it asks for nothing.
#[test]
fn the_page_leads_to_all_of_its_parts_and_nowhere_else() {
    let document = document(FAULTY);
    let page = page(&document);
    let n_sections = with_subject(&document, |subject| sections(&report(subject).unwrap()).len());
    assert_eq!(page.matches("<section id=").count(), n_sections);
    assert_eq!(page.matches("</section>").count(), n_sections);
    for (at, _) in page.match_indices("href=\"") {
        let target = page[at + 6..].split('"').next().unwrap();
        let id = target.strip_prefix('#').expect("a link stays on the page");
        assert!(page.contains(&format!("id=\"{id}\"")), "{target}");
    }
    for outside in ["src=", "<link", "<script", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn both_forms_say_the_same() {
    let document = document(FAULTY);
    let said = with_subject(&document, |subject| words(&report(subject).unwrap()));
    let page = page(&document);
    let mut text = String::new();
    for piece in page.split('<').skip(1) {
        text += piece.split_once('>').map_or("", |(_, text)| text);
    }
    let text = bare(&text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"));
    for words in &said {
        assert!(text.contains(&bare(words)), "{words}");
    }
    let pdf = made(&PDF, &document);
    assert!(pdf.starts_with(b"%PDF-1.7"));
    let file = written(".pdf", &pdf);
    if let Some(text) = told("pdftotext", &["-raw"], file.path()) {
        let text = bare(&text);
        // Sentences of a table are torn by the cells beside them; titles and captions are not.
        with_subject(&document, |subject| {
            for section in sections(&report(subject).unwrap()) {
                assert!(text.contains(&bare(&section.title)), "{}", section.title);
            }
        });
        let n = n_pages(&pdf);
        assert!(text.contains(&format!("{n}/{n}")), "the last page knows its number");
    }
    if let Some(info) = told("pdfinfo", &[], file.path()).filter(|info| !info.is_empty()) {
        assert!(info.contains(&format!("Pages:           {}", n_pages(&pdf))), "{info}");
        assert!(info.contains("Tagged:          yes") && info.contains("Title:           contoso.com"), "{info}");
    }
}

const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "]]>",
    "\"><img src=x onerror=alert(1)>",
    "{\"label\"}",
    "a\nb\u{202e}c\u{2066}d\u{0}",
    r"x'; Remove-Item -Recurse C:\ #",
];

#[test]
fn a_hostile_name_is_a_name() {
    for name in HOSTILE {
        let mut document = document("site A\n  front-end a-fe");
        let (id, row) = document.topology.sites.iter().next().unwrap();
        let site = Site { name: name.to_owned(), description: name.to_owned(), ..row.clone() };
        document = Command::Put(Entity::from((id, site))).plan(&document).unwrap().apply(&document).unwrap();
        let page = page(&document);
        for markup in ["<script", "<img", "\u{202e}", "\u{2066}", "\u{0}"] {
            assert!(!page.contains(markup), "{name:?} became {markup:?}");
        }
        assert!(n_pages(&made(&PDF, &document)) > 2, "{name:?}");
    }
}

#[test]
fn pictures_of_many_sites_are_left_to_the_pictures_to_print() {
    let sketch: String = (0..60).map(|n| format!("site S{n}\n  front-end s{n}-fe\n")).collect();
    with_subject(&document(&sketch), |subject| {
        let report = report(subject).unwrap();
        let figures = sections(&report).into_iter().flat_map(|section| &section.blocks);
        let n_figures = figures.filter(|block| matches!(block, Block::Figure(_))).count();
        assert_eq!(n_figures, 25, "the whole and 24 sites");
        assert!(words(&report).iter().any(|words| words.contains("36 further sites are not shown here")));
        assert!(html(&report).len() < 2_000_000);
    });
}

/// Runs a browser on the page; none where there is no browser.
fn browsed(arguments: &[&str], file: &Path) -> Option<(String, String)> {
    let profile = tempfile::tempdir().unwrap();
    let mut browser = Process::new("chromium");
    browser.args(["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--v=0"]);
    browser.arg(format!("--user-data-dir={}", profile.path().display()));
    // Where the page asked for something, there would be nobody to answer.
    browser.args(["--proxy-server=127.0.0.1:9", "--timeout=20000"]).args(arguments);
    let Ok(output) = browser.arg(format!("file://{}", file.display())).output() else {
        println!("skipped: chromium is not installed");
        return None;
    };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Some((text(&output.stdout), text(&output.stderr)))
}

#[test]
fn a_browser_reads_the_page_and_has_nothing_to_complain() {
    let mut document = document(FAULTY);
    let (id, row) = document.topology.sites.iter().next().unwrap();
    let site = Site { name: HOSTILE[2].to_owned(), ..row.clone() };
    document = Command::Put(Entity::from((id, site))).plan(&document).unwrap().apply(&document).unwrap();
    let page = page(&document);
    let file = written(".html", page.as_bytes());
    let Some((dom, log)) = browsed(&["--dump-dom"], file.path()) else { return };
    assert!(dom.contains("<title>contoso.com</title>"), "{dom:.400}\n{log}");
    assert_eq!(dom.matches("<section id=").count(), page.matches("<section id=").count());
    assert_eq!(dom.matches("<figure>").count(), page.matches("<figure>").count());
    assert!(!dom.contains("<img") && !dom.contains("<script"));
    let complaint = log.lines().find(|line| line.contains("CONSOLE") || line.contains("Content Security Policy"));
    assert_eq!(complaint, None);
    let paper = written(".pdf", b"");
    browsed(&["--no-pdf-header-footer", &format!("--print-to-pdf={}", paper.path().display())], file.path());
    if let Some(text) = told("pdftotext", &["-raw"], paper.path()) {
        let all = bare(&text);
        assert!(all.contains("Sign-off"), "{text}");
        // Columns are as wide as their words, whatever font there is.
        for word in ["inferred", "figure", "Source", "Availability", "Singapore"] {
            assert_eq!(text.matches(word).count(), all.matches(word).count(), "{word} is broken: {text}");
        }
    }
}
