//! What can be made of the deployment, in the window: looked at, ordered, given up, refused.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use linchpin::checks::{Cx, review};
use linchpin::deliverables::{EXPORTERS, Exporter, Make, NamedFile, NotMade, Subject, find};
use linchpin::diagnostic::Severity;
use linchpin::model::Document;
use linchpin::session::Env;
use linchpin::templates::TEMPLATES;
use linchpin::ui::{App, Tab};
use linchpin::work::Cancel;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::source::root;
use crate::window::{self, Answers, press, row, settle};

type Window = Harness<'static, App>;

fn faulty() -> Document {
    let path = root().join("topologies/two-data-centres-faulty.sketch");
    linchpin::sketch::read(&std::fs::read_to_string(path).unwrap()).unwrap().document
}

/// A window that shows the tab, of a document in no file.
fn showing(document: Document, answers: Answers) -> Window {
    let mut window = window::empty(window::SIZE, Theme::Light, answers);
    window.state_mut().show(document);
    settle(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::E);
    window
}

fn folder_answer(folder: &Path) -> Answers {
    Answers { folder: Some(folder.to_owned()).into(), ..Answers::default() }
}

/// A line of the list.
fn item<'a>(window: &'a Window, exporter: &'a Exporter) -> egui_kittest::Node<'a> {
    let begins = format!("{}; ", exporter.title);
    let mut all = window.get_all_by_role(Role::ListItem);
    let is_it = |node: &egui_kittest::Node<'_>| node.accesskit_node().label().is_some_and(|it| it.starts_with(&begins));
    all.find(is_it).unwrap_or_else(|| panic!("no line is {}", exporter.title))
}

fn choose(window: &mut Window, exporter: &Exporter) {
    // Not with the pointer: it may have to be scrolled to.
    item(window, exporter).click_accesskit();
    settle(window);
}

fn click(window: &mut Window, label: &str) {
    window.get_by_label(label).click();
    settle(window);
}

fn rows(window: &Window) -> Vec<String> {
    window.query_all_by_role(Role::Row).filter_map(|node| node.accesskit_node().label()).collect()
}

/// What is made of a document that is in no file.
fn made<T>(document: &Document, make: impl FnOnce(&Subject<'_>) -> T) -> T {
    let (today, cancel) = (Env::fixed(None).today(), Cancel::default());
    let cx = Cx::new(document).on(&today);
    let review = review(&cx, &cancel).unwrap();
    make(&Subject::new(document, &review, &today, "Untitled", &cancel))
}

fn into_folder(document: &Document, exporter: &Exporter) -> Result<Vec<NamedFile>, NotMade> {
    made(document, |subject| exporter.into_folder(subject))
}

fn files_in(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())).collect()
}

#[test]
fn everything_that_can_be_made_is_listed_with_its_formats() {
    let window = showing(TEMPLATES[0].document(), Answers::default());
    for exporter in EXPORTERS {
        let label = item(&window, exporter).accesskit_node().label().unwrap();
        assert!(exporter.endings.iter().all(|ending| label.contains(ending)), "{label}");
        window.get_by_role_and_label(Role::CheckBox, exporter.title);
        assert!(
            window.query_by_role_and_label(Role::CheckBox, &format!("All of {}", exporter.group.title())).is_some()
        );
    }
}

#[test]
fn keys_and_menus_lead_to_the_tab_and_away_from_it() {
    let mut window = window::empty(window::SIZE, Theme::Light, Answers::default());
    press(&mut window, Modifiers::COMMAND, Key::E);
    window.get_by_label("Open or begin a deployment first.");
    window.state_mut().show(TEMPLATES[0].document());
    settle(&mut window);
    let shown = |window: &Window| window.state().view().panels.bottom;
    window.get_by_role_and_label(Role::Tab, "Deliverables").click();
    settle(&mut window);
    assert_eq!(shown(&window), Some(Tab::Deliverables));
    window.get_by_role_and_label(Role::Tab, "Problems").click();
    settle(&mut window);
    assert_eq!(shown(&window), Some(Tab::Problems));
    press(&mut window, Modifiers::COMMAND, Key::Num4);
    assert_eq!(shown(&window), Some(Tab::Deliverables));
    press(&mut window, Modifiers::COMMAND, Key::Num4);
    assert_eq!(shown(&window), None);
    click(&mut window, "File");
    window.get_by_label_contains("Export…").click();
    settle(&mut window);
    assert_eq!(shown(&window), Some(Tab::Deliverables));
}

#[test]
fn a_sheet_is_looked_at_as_the_table_it_is_and_follows_the_document() {
    let mut window = showing(TEMPLATES[0].document(), Answers::default());
    let servers = find("servers").unwrap();
    choose(&mut window, servers);
    let document = window.state().document().clone();
    let csv = made(&document, |subject| servers.as_file("csv").unwrap().make(subject)).unwrap();
    let csv = String::from_utf8(csv).unwrap();
    let host = document.topology.computers.iter().next().unwrap().1.fqdn.to_string();
    assert!(csv.contains(&host));
    assert_eq!(rows(&window).len(), csv.lines().count() - 1);
    assert!(rows(&window).iter().any(|row| row.contains(&host)));

    let pool = document.topology.pools.iter().find(|(_, pool)| pool.computers.len() == 1).unwrap().1.fqdn.to_string();
    row(&window, &pool).click();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::F2);
    window.get_by_label(&format!("Name of {pool}")).type_text("renamed");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(rows(&window).iter().any(|row| row.contains("renamed.")), "{:?}", rows(&window));
}

#[test]
fn what_other_programs_read_is_looked_at_in_a_format_that_can_be_read() {
    let mut window = showing(TEMPLATES[0].document(), Answers::default());
    let dns = find("dns").unwrap();
    choose(&mut window, dns);
    let as_csv = rows(&window);
    click(&mut window, "Look at it as xlsx");
    window.get_by_label("dns.xlsx");
    window.get_by_label("For other programs; what is in it, as csv:");
    assert_eq!(rows(&window), as_csv);
    click(&mut window, "Look at it as md");
    window.get_by_label("dns.md");
    assert!(!rows(&window).is_empty());
}

#[test]
fn of_several_files_each_is_looked_at_and_a_picture_is_shown() {
    let mut window = showing(TEMPLATES[0].document(), Answers::default());
    let document = window.state().document().clone();
    let several = EXPORTERS.iter().find(|exporter| matches!(exporter.make, Make::Files(_))).unwrap();
    choose(&mut window, several);
    let files = into_folder(&document, several).unwrap();
    for (name, bytes) in files.iter().take(3) {
        window.get_by_role_and_label(Role::ComboBox, "File to look at").click();
        settle(&mut window);
        window.get_by_role_and_label(Role::ListBoxOption, name).click();
        settle(&mut window);
        let text = String::from_utf8(bytes.clone()).unwrap();
        let first = text.lines().find(|line| !line.is_empty()).unwrap();
        assert!(window.query_all_by_label(first).next().is_some(), "{name}: {first}");
    }
    let svg = find("svg").unwrap();
    choose(&mut window, svg);
    window.get_by_role_and_label(Role::Image, svg.title);
    click(&mut window, "Full size");
    window.get_by_label("Fit into the panel");
}

#[test]
fn a_report_is_looked_at_page_by_page() {
    let mut window = showing(TEMPLATES[0].document(), Answers::default());
    for word in ["report-pdf", "report"] {
        choose(&mut window, find(word).unwrap());
        let pages = window.query_all_by_role(Role::Image).filter_map(|node| node.accesskit_node().label());
        assert!(pages.into_iter().any(|name| name.starts_with("Page 1 of ")), "{word}");
    }
    window.get_by_label("report.html");
    window.get_by_label("For other programs; what is in it, as PDF:");
}

#[test]
fn what_is_in_the_folder_already_is_replaced_only_when_somebody_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("dns.csv");
    linchpin::session::files::replace(&own, b"mine").unwrap();
    let mut window = showing(TEMPLATES[0].document(), folder_answer(folder.path()));
    let before = files_in(folder.path());
    click(&mut window, "Export all to folder…");
    window.get_by_label_contains("Nothing was written: dns.csv is already in ");
    assert_eq!(files_in(folder.path()), before);
    let dns = into_folder(window.state().document(), find("dns").unwrap()).unwrap();
    // It is the order that was given that is carried out, whatever is open by now.
    window.state_mut().show(TEMPLATES[1].document());
    settle(&mut window);
    click(&mut window, "Replace");
    window.get_by_label_contains(" made: ");
    let after = files_in(folder.path());
    assert!(after.len() > 10 && after["dns.csv"] == dns[0].1);
}

#[test]
fn everything_goes_into_a_folder_as_the_exporters_make_it() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("handed out");
    let answers = folder_answer(&folder);
    let shown = Arc::clone(&answers.shown);
    let mut window = showing(TEMPLATES[0].document(), answers);
    click(&mut window, "Export all to folder…");
    let each: Vec<_> = EXPORTERS.iter().map(|exporter| into_folder(window.state().document(), exporter)).collect();
    let expected: BTreeMap<String, Vec<u8>> = each.iter().flatten().flatten().cloned().collect();
    assert!(files_in(&folder) == expected, "{:?}", files_in(&folder).keys());
    let n_files = expected.len();
    window.get_by_label_contains(&format!(" made: {n_files} files, "));
    for (exporter, made) in EXPORTERS.iter().zip(&each) {
        let label = item(&window, exporter).accesskit_node().label().unwrap();
        assert!(label.contains(if made.is_ok() { "; made, " } else { "; left out: " }), "{label}");
    }
    // What was ordered of one document is told although another one is shown by now.
    window.state_mut().show(TEMPLATES[1].document());
    settle(&mut window);
    click(&mut window, "Open folder");
    assert_eq!(*shown.lock().unwrap(), [folder]);
    click(&mut window, "Dismiss the result");
    assert!(window.query_by_label("Open folder").is_none());
}

#[test]
fn what_is_ticked_is_ordered_and_nothing_else() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("sheets");
    let mut window = showing(TEMPLATES[0].document(), folder_answer(&folder));
    assert!(window.get_by_label("Export ticked to folder…").accesskit_node().is_disabled());
    let [dns, sql, svg] = ["dns", "sql", "svg"].map(|word| find(word).unwrap());
    window.get_by_role_and_label(Role::CheckBox, &format!("All of {}", dns.group.title())).click_accesskit();
    settle(&mut window);
    let is_unwanted = |it: &&&Exporter| it.group == dns.group && ![dns.word, sql.word].contains(&it.word);
    for exporter in EXPORTERS.iter().filter(is_unwanted) {
        window.get_by_role_and_label(Role::CheckBox, exporter.title).click_accesskit();
    }
    window.get_by_role_and_label(Role::CheckBox, svg.title).click_accesskit();
    settle(&mut window);
    click(&mut window, "Export 3 ticked to folder…");
    let each = [dns, sql, svg].map(|exporter| into_folder(window.state().document(), exporter).unwrap());
    assert_eq!(files_in(&folder), each.into_iter().flatten().collect());
}

#[test]
fn one_thing_is_saved_in_the_format_of_its_ending() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("zones.MD");
    let answers = Answers { save: Some(path.clone()).into(), ..Answers::default() };
    let mut window = showing(TEMPLATES[0].document(), answers);
    let dns = find("dns").unwrap();
    choose(&mut window, dns);
    click(&mut window, "Save as…");
    let expected = made(window.state().document(), |subject| dns.as_file("md").unwrap().make(subject)).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), expected);
    window.get_by_label_contains("zones.MD is written, ");
}

#[test]
fn an_ending_that_is_no_format_of_it_is_refused_with_those_that_are() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("zones.doc");
    let answers = Answers { save: Some(path.clone()).into(), ..Answers::default() };
    let mut window = showing(TEMPLATES[0].document(), answers);
    choose(&mut window, find("dns").unwrap());
    click(&mut window, "Save as…");
    window.get_by_label_contains("cannot be made as such a file");
    window.get_by_label("End it in .csv, .md, .xlsx");
    assert!(!path.exists());
}

#[test]
fn of_a_deployment_with_errors_nothing_is_made_until_somebody_insists() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("all the same");
    let mut window = showing(faulty(), folder_answer(&folder));
    let n_errors = window.state().findings().count(Severity::Error);
    window.get_by_label(&format!("Nothing is made while there are errors: {n_errors} errors"));
    assert!(window.get_by_label("Export all to folder…").accesskit_node().is_disabled());
    assert!(rows(&window).is_empty());

    let first = window.state().findings().all()[0].clone();
    assert_eq!(first.severity, Severity::Error);
    window.get_all_by_label(&first.code.to_string()).next().unwrap().click();
    settle(&mut window);
    assert_eq!(window.state().view().panels.bottom, Some(Tab::Problems));
    assert!(window.state().view().selection.iter().eq([first.place.entity]));

    press(&mut window, Modifiers::COMMAND, Key::E);
    click(&mut window, "Make it all the same");
    choose(&mut window, find("dns").unwrap());
    assert!(!rows(&window).is_empty());
    window.get_by_role_and_label(Role::CheckBox, find("dns").unwrap().title).click_accesskit();
    settle(&mut window);
    click(&mut window, "Export 1 ticked to folder…");
    let files = into_folder(window.state().document(), find("dns").unwrap()).unwrap();
    assert_eq!(files_in(&folder), files.into_iter().collect());
    click(&mut window, "Make it all the same");
    assert!(window.get_by_label("Export all to folder…").accesskit_node().is_disabled());
}

#[test]
fn what_is_redacted_names_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dns.csv");
    let answers = Answers { save: Some(path.clone()).into(), ..Answers::default() };
    let mut window = showing(TEMPLATES[0].document(), answers);
    let dns = find("dns").unwrap();
    choose(&mut window, dns);
    let names_it = |rows: &[String]| rows.iter().any(|row| row.contains("contoso"));
    assert!(names_it(&rows(&window)));
    click(&mut window, "Redact");
    assert!(!rows(&window).is_empty() && !names_it(&rows(&window)), "{:?}", rows(&window));
    click(&mut window, "Save as…");
    let redacted = linchpin::deliverables::redact::redact(window.state().document());
    let expected = made(&redacted, |subject| dns.as_file("csv").unwrap().make(subject)).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), expected);
}

#[test]
fn guesses_are_written_when_they_are_asked_for() {
    let document = linchpin::templates::find("two-data-centres").unwrap().document();
    let mut window = showing(document, Answers::default());
    choose(&mut window, find("export-report").unwrap());
    let says = |window: &Window, what: &str| window.query_by_label_contains(what).is_some();
    assert!(says(&window, "without doubt") && !says(&window, "hold guesses too"));
    click(&mut window, "Guesses too");
    assert!(says(&window, "hold guesses too"));
}

#[test]
fn errors_refuse_an_order_that_was_given_past_the_buttons() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("refused");
    let mut window = showing(faulty(), folder_answer(&folder));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    let n_errors = window.state().findings().count(Severity::Error);
    window.get_by_label(&format!("Nothing was made, for the deployment has {n_errors} errors"));
    assert!(!folder.exists());
}

#[test]
fn what_cannot_be_written_is_said_and_nothing_is_left_there() {
    let parent = tempfile::tempdir().unwrap();
    let folder: PathBuf = parent.path().join("none").join("within");
    let mut window = showing(TEMPLATES[0].document(), folder_answer(&folder));
    window.get_by_role_and_label(Role::CheckBox, find("dns").unwrap().title).click_accesskit();
    settle(&mut window);
    click(&mut window, "Export 1 ticked to folder…");
    window.get_by_label_contains("Nothing was written: ");
    window.get_by_label_contains("Create the folder first.");
    assert!(window.query_by_label("Open folder").is_none());
    assert!(files_in(parent.path()).is_empty());
}

#[test]
fn an_order_is_given_up_in_the_middle_and_nothing_is_written() {
    use std::fmt::Write as _;
    let mut sketch = String::from("deployment contoso.com\n  product 2019\n");
    for n in 0..600 {
        write!(sketch, "\nsite S{n}\n  front-end fe{n}.contoso.com\n    computers 3\n    back-end sql{n}\\rtc\n")
            .unwrap();
    }
    let document = linchpin::sketch::read(&sketch).unwrap().document;
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("too much");
    let mut window = showing(document, folder_answer(&folder));
    if window.query_by_label("Make it all the same").is_some() {
        click(&mut window, "Make it all the same");
    }
    window.get_by_label("Export all to folder…").click();
    window.run_steps(2);
    window.get_by_label_contains("Making ");
    window.get_by_label("Progress of the export");
    assert!(window.get_by_label("Export all to folder…").accesskit_node().is_disabled());
    window.get_by_label("Cancel").click();
    settle(&mut window);
    window.get_by_label("Given up; nothing was written");
    assert!(!folder.exists());
    assert!(!window.get_by_label("Export all to folder…").accesskit_node().is_disabled());
}
