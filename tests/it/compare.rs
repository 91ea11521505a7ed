//! The deployment is compared with what is published, until somebody ends that.

use std::path::{Path, PathBuf};

use eframe::egui::{Key, Modifiers, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use linchpin::format::{self, Format};
use linchpin::session::files;
use linchpin::ui::App;

use crate::example;
use crate::window::{self, Answers, press, row, settle};

type Window = Harness<'static, App>;

/// A window with the example, and a file of it as it is published.
fn begin(folder: &Path, published: &str) -> (Window, PathBuf) {
    let path = folder.join(published);
    let written = format::write(&example::document(), Format::Native).unwrap();
    files::replace(&path, &written.bytes).unwrap();
    let answers = Answers { open: Some(path.clone()).into(), ..Answers::default() };
    let mut window = window::empty(window::SIZE, Theme::Light, answers);
    window.state_mut().show(example::document());
    settle(&mut window);
    (window, path)
}

fn choose(window: &mut Window, verb: &str) {
    window.get_by_label("Topology").click();
    settle(window);
    window.get_by_label(verb).click();
    settle(window);
}

/// The rules that have something to say of a server that is not published yet.
fn of_added_servers(window: &Window) -> usize {
    window.state().findings().all().iter().filter(|finding| finding.code.to_string() == "HA014").count()
}

#[test]
fn rules_about_a_publication_are_asked_until_the_comparison_is_ended() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = begin(folder.path(), "published.ron");
    choose(&mut window, "Compare with published…");
    window.get_by_label("compared with published.ron");
    assert_eq!(window.state().yardstick().published.as_ref().map(|it| it.path.clone()), Some(path));
    assert_eq!(of_added_servers(&window), 0);
    let before = window.state().document().clone();

    row(&window, "lon-fe.contoso.com").click();
    settle(&mut window);
    choose(&mut window, "Add computer");
    assert_eq!(of_added_servers(&window), 1);
    // What is compared with is no part of the document: undo takes the server back, and nothing else.
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(window.state().document(), &before);
    assert_eq!(of_added_servers(&window), 0);
    window.get_by_label("compared with published.ron");

    press(&mut window, Modifiers::COMMAND, Key::Y);
    assert_eq!(of_added_servers(&window), 1);
    window.get_by_label("End the comparison").click();
    settle(&mut window);
    assert!(window.query_by_label("compared with published.ron").is_none());
    assert_eq!(of_added_servers(&window), 0);
}

#[test]
fn the_verb_that_ends_it_is_in_the_menu_and_cannot_be_chosen_before() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = begin(folder.path(), "published.ron");
    choose(&mut window, "End the comparison");
    assert!(window.state().yardstick().published.is_none());
    press(&mut window, Modifiers::NONE, Key::Escape);
    choose(&mut window, "Compare with published…");
    window.state_mut().show(example::document());
    settle(&mut window);
    assert!(window.state().yardstick().published.is_none(), "it was published of another deployment");
}

#[test]
fn a_file_that_is_no_deployment_is_said_and_nothing_is_compared() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = begin(folder.path(), "notes.xml");
    files::replace(&path, b"<html/>").unwrap();
    choose(&mut window, "Compare with published…");
    window.get_by_label("notes.xml was not opened");
    window.get_by_label("Close").click();
    settle(&mut window);
    assert!(window.query_by_label_contains("compared with").is_none());
}
