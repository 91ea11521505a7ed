//! The rules of the house hold in the window as they do in the terminal.

use std::path::{Path, PathBuf};

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use linchpin::checks::House;
use linchpin::format::{self, Format};
use linchpin::session::files;
use linchpin::ui::App;

use crate::example;
use crate::window::{self, Answers, press, problem, settle};

type Window = Harness<'static, App>;

const RULES: &str = r#"(
    rules: [(
        code: "HR001",
        says: "The name of a pool begins with the three letters of its site.",
        help: "Rename the pool before it is published.",
        want: Name(of: ["persistent-chat-pool"], matches: "^[a-z]{3}-"),
        example: "site EMEA\n  persistent-chat chat1   #! HR001",
        instead: "site EMEA\n  persistent-chat lon-chat",
    )],
    severity: {"ED036": error},
    off: {"DB017": "the witness is ordered"},
)"#;

/// The example in a folder, with the rules of the house in the folder above.
fn begin(above: &Path, rules: &str) -> (PathBuf, PathBuf) {
    let folder = above.join("design");
    std::fs::create_dir(&folder).unwrap();
    let (path, house) = (folder.join("emea.ron"), above.join(House::FILE));
    let written = format::write(&example::document(), Format::Native).unwrap();
    files::replace(&path, &written.bytes).unwrap();
    files::replace(&house, rules.as_bytes()).unwrap();
    (path, house)
}

fn opened(path: &Path, answers: Answers) -> Window {
    let mut window = window::empty(window::SIZE, Theme::Light, answers);
    window.state_mut().open(path);
    settle(&mut window);
    window
}

fn found(window: &Window, code: &str) -> usize {
    window.state().findings().all().iter().filter(|finding| finding.code.to_string() == code).count()
}

#[test]
fn rules_in_a_folder_above_the_document_are_kept_to_and_explained() {
    let folder = tempfile::tempdir().unwrap();
    let (path, house) = begin(folder.path(), RULES);
    let mut window = opened(&path, Answers::default());
    assert_eq!((found(&window, "HR001"), found(&window, "DB017"), found(&window, "ED036")), (1, 0, 1));
    let severity = window.state().findings().all().iter().find(|it| it.code.to_string() == "ED036").unwrap().severity;
    assert_eq!(severity, linchpin::diagnostic::Severity::Error);
    problem(&mut window, "HR001").click();
    settle(&mut window);
    window.get_by_label("A rule of the house");
    window.get_by_label("The name of a pool begins with the three letters of its site.");
    window.get_by_label(&format!("From {}", house.display()));
    problem(&mut window, "ED036").click();
    settle(&mut window);
    window.get_by_label(&format!("Weighed as error by {}", house.display()));
}

#[test]
fn a_file_of_rules_that_makes_no_sense_is_said_until_it_is_mended() {
    let folder = tempfile::tempdir().unwrap();
    let (path, house) = begin(folder.path(), "(rules: [oops])");
    let mut window = opened(&path, Answers::default());
    assert_eq!(found(&window, "DB017"), 1);
    let said = format!("The rules of the house in {} are left aside", House::FILE);
    window.get_by_label_contains(&said);
    window.get_by_label("Show all").click();
    settle(&mut window);
    window.get_by_role_and_label(Role::Label, "The rules of the house");
    window.get_by_label("Close").click();
    settle(&mut window);

    files::replace(&house, RULES.as_bytes()).unwrap();
    press(&mut window, Modifiers::NONE, Key::F5);
    assert_eq!((found(&window, "HR001"), found(&window, "DB017")), (1, 0));
    assert!(window.query_by_label_contains(&said).is_none());
}

#[test]
fn a_document_is_of_the_house_it_is_saved_in() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = begin(folder.path(), RULES);
    let answers = Answers { save: Some(path).into(), ..Answers::default() };
    let mut window = window::empty(window::SIZE, Theme::Light, answers);
    window.state_mut().show(example::document());
    settle(&mut window);
    assert_eq!((found(&window, "HR001"), found(&window, "DB017")), (0, 1));
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!((found(&window, "HR001"), found(&window, "DB017")), (1, 0));
    window.state_mut().show(example::document());
    settle(&mut window);
    assert_eq!(found(&window, "HR001"), 0);
}
