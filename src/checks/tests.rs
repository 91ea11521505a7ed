//! Holds every rule to its own documentation: the example raises it where it is marked, the counter-example does not,
//! and what it offers as a repair is one. The files of the families add the odd cases.

mod br;
mod cm;
mod co;
mod cp;
mod db;
mod di;
mod dr;
mod ed;
mod fs;
mod ha;
mod ip;
mod ma;
mod me;
mod na;
mod pb;
mod pc;
mod se;
mod st;
mod ta;
mod ur;
mod vi;
mod wa;
mod wv;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::checks::{Cx, Example, catalogue, check, families, run};
use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::format::Format;
use crate::model::{Deployment, Document, Field, Topology, Waiver, WaiverKey};
use crate::sketch::{Expected, Sketch, read};
use crate::text::Code;
use crate::work::Cancel;

/// What is found in a sketch by the rules whose codes begin so: one line each, as `CODE name  message`.
pub(super) fn findings(of: &str, sketch: &str) -> String {
    findings_in(of, &Cx::new(&sketched(sketch).document))
}

/// The same where that deployment takes the place of a published one.
pub(super) fn findings_against(of: &str, published: &str, sketch: &str) -> String {
    let (published, document) = (sketched(published).document, sketched(sketch).document);
    findings_in(of, &Cx::new(&document).compared_with(&published.topology))
}

/// The same where the document is about to be written.
pub(super) fn findings_on_export_to(of: &str, format: Format, document: &Document) -> String {
    findings_in(of, &Cx::new(document).on_export_to(format))
}

fn findings_in(of: &str, cx: &Cx<'_>) -> String {
    let found = run(cx, &Cancel::default()).unwrap();
    let of_rules = found.iter().filter(|found| found.code.to_string().starts_with(of));
    of_rules.map(|found| line(cx.document(), found)).collect::<Vec<_>>().join("\n")
}

/// The other ends of what these rules find in a sketch, a line for each finding that has some.
pub(super) fn related(of: &str, sketch: &str) -> String {
    let document = sketched(sketch).document;
    let line = |found: &Diagnostic| {
        let ends = found.related.iter().map(|end| format!("{} {}", document.topology.name(end.entity), end.message));
        format!("{}: {}", document.topology.name(found.place.entity), ends.collect::<Vec<_>>().join("; "))
    };
    let found = found_by(of, &document);
    found.iter().filter(|found| !found.related.is_empty()).map(line).collect::<Vec<_>>().join("\n")
}

/// What these rules find once a person has chosen the first repair that is offered for each finding.
pub(super) fn findings_after_first_choices(of: &str, sketch: &str) -> String {
    let mut document = sketched(sketch).document;
    for found in found_by(of, &document) {
        if let Some(first) = found.fixes.first() {
            document = applied(first, &document);
        }
    }
    findings_in(of, &Cx::new(&document))
}

/// The titles of the repairs that these rules offer in a sketch, the safe ones marked.
pub(super) fn fixes(of: &str, sketch: &str) -> String {
    let document = sketched(sketch).document;
    let title = |fix: &Fix| match fix.applicability {
        Applicability::Safe => format!("safe: {}", fix.title),
        Applicability::Review => fix.title.to_string(),
    };
    let titles: Vec<String> = found_by(of, &document).iter().flat_map(|found| found.fixes.iter().map(title)).collect();
    titles.join("\n")
}

/// What these rules advise in a sketch, a line for each finding.
pub(super) fn helps(of: &str, sketch: &str) -> String {
    let found = found_by(of, &sketched(sketch).document);
    let helps: Vec<String> = found.iter().filter_map(|found| found.help.as_ref()).map(ToString::to_string).collect();
    helps.join("\n")
}

/// What is left of the findings of these rules after each of their safe repairs has been made.
pub(super) fn findings_after_fixes(of: &str, sketch: &str) -> String {
    let mut document = sketched(sketch).document;
    for found in found_by(of, &document) {
        for fix in safe_fixes(&found) {
            document = applied(fix, &document);
        }
    }
    findings_in(of, &Cx::new(&document))
}

fn found_by(of: &str, document: &Document) -> Vec<Diagnostic> {
    check(document).into_iter().filter(|found| found.code.to_string().starts_with(of)).collect()
}

fn line(document: &Document, found: &Diagnostic) -> String {
    format!("{} {}  {}", found.code, document.topology.name(found.place.entity), found.message)
}

fn sketched(text: &str) -> Sketch {
    read(text).unwrap_or_else(|error| panic!("{error}\nin\n{text}"))
}

fn safe_fixes(found: &Diagnostic) -> impl Iterator<Item = &Fix> {
    found.fixes.iter().filter(|fix| fix.applicability == Applicability::Safe)
}

fn applied(fix: &Fix, document: &Document) -> Document {
    let patch = fix.command.plan(document).unwrap_or_else(|refusal| panic!("{}: {refusal}", fix.title));
    patch.apply(document).unwrap_or_else(|conflict| panic!("{}: {conflict:?}", fix.title))
}

/// An example or a counter-example, read.
struct Case {
    code: Code,
    example: Example,
    published: Option<Document>,
    document: Document,
    expected: Vec<Expected>,
}

impl Case {
    fn new(code: Code, example: Example) -> Self {
        let published = example.published.as_ref().map(|text| sketched(text).document);
        let Sketch { document, expected } = sketched(&example.sketch);
        Self { code, example, published, document, expected }
    }

    /// What is found when this document is checked in its place.
    fn check(&self, document: &Document) -> Vec<Diagnostic> {
        let mut cx = Cx::new(document).on(&*self.example.today);
        if let Some(published) = &self.published {
            cx = cx.compared_with(&published.topology);
        }
        if let Some(format) = self.example.export_to {
            cx = cx.on_export_to(format);
        }
        run(&cx, &Cancel::default()).unwrap()
    }

    /// The same case, every row under another id.
    fn with_other_ids(&self, salt: &str) -> Self {
        let renamed = |document: &Document| with_other_ids(document, salt);
        Self {
            code: self.code,
            example: self.example.clone(),
            published: self.published.as_ref().map(renamed),
            document: renamed(&self.document),
            expected: Vec::new(),
        }
    }

    fn findings(&self) -> Vec<Diagnostic> {
        self.check(&self.document)
    }

    /// Those of the rule whose documentation it is from.
    fn own_findings(&self) -> Vec<Diagnostic> {
        self.findings().into_iter().filter(|found| found.code == self.code).collect()
    }
}

fn examples() -> impl Iterator<Item = Case> {
    catalogue().map(|rule| Case::new(rule.code, rule.sections().example))
}

fn counter_examples() -> impl Iterator<Item = Case> {
    catalogue().map(|rule| Case::new(rule.code, rule.sections().instead))
}

/// Every example and counter-example of every rule.
fn cases() -> impl Iterator<Item = Case> {
    examples().chain(counter_examples())
}

fn points_at(mark: &Expected, found: &Diagnostic) -> bool {
    found.code == mark.code && mark.entities.contains(&found.place.entity)
}

#[test]
fn the_documentation_of_every_rule_is_whole() {
    const TITLES: [&str; 6] = ["Why it matters", "Example", "Use instead", "Source", "Fix", "Notes"];
    for rule in catalogue() {
        let (code, docs) = (rule.code, rule.sections());
        assert!(docs.summary.ends_with('.') && !docs.summary.contains("\n\n"), "{code}: {:?}", docs.summary);
        assert!(!docs.why.is_empty(), "{code} does not say why it matters");
        assert!(!docs.example.sketch.is_empty(), "{code} has no example");
        assert!(!docs.instead.sketch.is_empty(), "{code} has no counter-example");
        assert!(!docs.sources.is_empty(), "{code} has no source");
        let titles: Vec<&str> = rule.docs.lines().filter_map(|line| line.trim().strip_prefix("## ")).collect();
        assert!(titles.iter().all(|title| TITLES.contains(title)), "{code}: {titles:?}");
    }
}

#[test]
fn every_source_is_a_page_or_a_conclusion() {
    let is_slug = |slug: &str| {
        slug.split_once(':').is_some_and(|(book, page)| {
            ["L", "S", "TB", "PS", "SAMPLE"].contains(&book)
                && !page.is_empty()
                && page.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        })
    };
    for rule in catalogue() {
        for source in rule.sections().sources {
            let is_conclusion = source.slug.is_empty() && source.inferred.is_some();
            assert!(is_slug(&source.slug) || is_conclusion, "{}: {source:?}", rule.code);
        }
    }
}

#[test]
fn every_example_raises_its_rule_where_it_is_marked() {
    for case in examples() {
        let (code, found) = (case.code, case.own_findings());
        let marks: Vec<&Expected> = case.expected.iter().filter(|mark| mark.code == code).collect();
        assert!(!marks.is_empty(), "the example of {code} marks no line");
        for mark in &marks {
            let is_found = found.iter().any(|found| points_at(mark, found));
            assert!(is_found, "{code} finds nothing in line {} of its example: {found:?}", mark.line);
        }
        for found in &found {
            let is_marked = marks.iter().any(|mark| points_at(mark, found));
            assert!(is_marked, "the example of {code} does not mark {:?}", found.message);
        }
    }
}

#[test]
fn no_counter_example_raises_its_rule() {
    for case in counter_examples() {
        let found = case.own_findings();
        assert!(found.is_empty(), "{}: {found:?}", case.code);
    }
}

#[test]
fn every_safe_fix_silences_its_rule() {
    for case in cases() {
        for found in case.findings() {
            for fix in safe_fixes(&found) {
                let after = applied(fix, &case.document);
                let is_there = |other: &Diagnostic| (other.code, other.place) == (found.code, found.place);
                assert!(!case.check(&after).iter().any(is_there), "{}: {}", found.code, fix.title);
            }
        }
    }
}

#[test]
fn every_fix_that_is_offered_changes_the_document() {
    for case in cases() {
        for found in case.findings() {
            for fix in &found.fixes {
                assert_ne!(applied(fix, &case.document), case.document, "{}: {}", found.code, fix.title);
            }
        }
    }
}

#[test]
fn nothing_is_its_own_other_end() {
    for case in cases() {
        for found in case.findings() {
            let is_own = found.related.iter().any(|end| end.entity == found.place.entity);
            assert!(!is_own, "{}: {}", found.code, found.message);
        }
    }
}

#[test]
fn what_the_examples_show_stands_in_a_table() {
    let mut table = String::from(
        "# What the examples of the rules show\n\nMade by the test `what_the_examples_show_stands_in_a_table`, which runs \
         every rule on its own documentation.\n\n| Rule | Severity | Its example fires | Its counter-example is silent | Its \
         fix silences it |\n|---|---|---|---|---|\n",
    );
    let yes_or_no = |is_so: bool| if is_so { "yes" } else { "**no**" };
    for (example, instead) in examples().zip(counter_examples()) {
        let rule = crate::checks::find(example.code).unwrap();
        let found = example.own_findings();
        let is_silenced = |found: &Diagnostic| {
            let mut fixes = safe_fixes(found).peekable();
            fixes.peek()?;
            let is_there = |after: &Diagnostic| (after.code, after.place) == (found.code, found.place);
            Some(fixes.all(|fix| !example.check(&applied(fix, &example.document)).iter().any(is_there)))
        };
        let silenced: Vec<bool> = found.iter().filter_map(is_silenced).collect();
        let fix = if !silenced.is_empty() {
            yes_or_no(silenced.iter().all(|it| *it))
        } else if found.iter().any(|found| !found.fixes.is_empty()) {
            "a person chooses"
        } else {
            "only a person knows"
        };
        let (fires, silent) = (yes_or_no(!found.is_empty()), yes_or_no(instead.own_findings().is_empty()));
        let (code, name, word) = (rule.code, rule.name, rule.severity.word());
        table += &format!("| {code} {name} | {word} | {fires} | {silent} | {fix} |\n");
    }
    assert!(!table.contains("**no**"), "{table}");
    let path = project().join("docs/rules-shown.md");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        #[allow(clippy::disallowed_methods, reason = "the page is under version control")]
        std::fs::write(&path, &table).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == table, "UPDATE_SNAPSHOTS=1 cargo test --lib checks makes docs/rules-shown.md anew");
}

#[test]
fn every_rule_is_listed_once_and_in_order() {
    let codes: Vec<Code> = catalogue().map(|rule| rule.code).collect();
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
    let names: BTreeSet<&str> = catalogue().map(|rule| rule.name).collect();
    assert_eq!(names.len(), codes.len());
    for family in families() {
        assert!(family.rules.iter().all(|rule| rule.code.family() == family.letters), "{}", family.letters);
        assert!(family.rules.is_sorted_by_key(|rule| rule.code), "{}", family.letters);
    }
}

#[test]
fn every_rule_is_in_a_file_of_its_name_and_every_file_is_listed() {
    for family in families() {
        let folder = family.letters.to_lowercase();
        let listed: BTreeSet<String> =
            family.rules.iter().map(|rule| format!("{}.rs", rule.name.replace('-', "_"))).collect();
        let in_folder: BTreeSet<String> =
            names_in(&project().join("src/checks").join(&folder)).into_iter().filter(|name| name != "mod.rs").collect();
        assert_eq!(listed, in_folder, "{folder}");
        for rule in family.rules {
            let file = rule.file.replace('\\', "/");
            let name = rule.name.replace('-', "_");
            assert!(file.ends_with(&format!("/{folder}/{name}.rs")), "{} is in {file}", rule.code);
        }
    }
}

#[test]
fn every_message_is_a_sentence_without_shoulds() {
    for case in cases() {
        for found in case.findings() {
            let sentences = [Some(&found.message), found.help.as_ref()];
            for sentence in sentences.into_iter().flatten().map(ToString::to_string) {
                assert!(sentence.ends_with('.') && !sentence.contains("  "), "{}: {sentence}", found.code);
                assert!(!sentence.contains("should") && !sentence.contains('{'), "{}: {sentence}", found.code);
            }
            assert!(found.help.is_some(), "{} says not what to do", found.code);
        }
    }
}

#[test]
fn other_ids_and_another_order_of_rows_change_no_finding() {
    for case in cases() {
        let said = said(&case);
        for salt in ["a", "b", "c"] {
            let others = case.with_other_ids(salt);
            let topology = &case.document.topology;
            assert!(others.document.topology.sites.is_empty() || others.document.topology != *topology);
            assert_eq!(said, self::said(&others), "the sketches of {}", case.code);
        }
    }
}

/// All that a person reads of the findings, in an order of its own.
fn said(case: &Case) -> BTreeSet<String> {
    let document = &case.document;
    let name = |id| document.topology.name(id);
    case.findings()
        .iter()
        .map(|found| {
            let related: BTreeSet<String> =
                found.related.iter().map(|label| format!("{} {}", name(label.entity), label.message)).collect();
            let fixes: BTreeSet<String> = found.fixes.iter().map(|fix| fix.title.to_string()).collect();
            let field = found.place.field.map(Field::path);
            format!("{} {field:?} {:?} {related:?} {fixes:?}", line(document, found), found.help)
        })
        .collect()
}

/// The same document, every row under an id that has nothing to do with the old one.
fn with_other_ids(document: &Document, salt: &str) -> Document {
    let waivers: Vec<_> = document.waivers.iter().map(|(key, waiver)| (key, waiver.clone())).collect();
    let mut text = serde_json::to_string(&(&document.topology, waivers)).unwrap();
    for id in document.topology.ids() {
        let old = serde_json::to_value(id).unwrap();
        let old = old.as_object().unwrap().values().next().unwrap().as_str().unwrap();
        if old != Deployment::ID.uuid().to_string() {
            let new = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, format!("{salt} {old}").as_bytes());
            text = text.replace(old, &new.to_string());
        }
    }
    let (topology, waivers): (Topology, Vec<(WaiverKey, Waiver)>) = serde_json::from_str(&text).unwrap();
    Document { topology, waivers: waivers.into_iter().collect(), ..Document::default() }
}

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The names of the files in a folder; none where there is no such folder.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
