//! What a fix would change is seen before it is made.

use std::collections::BTreeSet;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use linchpin::diagnostic::{Diagnostic, Fix};
use linchpin::edit::Patch;
use linchpin::model::{AnyId, Document};
use linchpin::ui::{App, Mark};

use crate::example;
use crate::window::{press, problem, settle, showing};

type Window = Harness<'static, App>;

fn patch(document: &Document, fix: &Fix) -> Patch {
    fix.command.plan(document).unwrap()
}

/// The first finding with a single fix that does such a thing to some row.
fn finding(window: &Window, wanted: Mark) -> (Diagnostic, AnyId) {
    let document = window.state().document();
    let found = window.state().findings().all().iter().find_map(|finding| {
        let [fix] = finding.fixes.as_slice() else { return None };
        let patch = patch(document, fix);
        let of_kind = patch.deltas().iter().find(|delta| mark_of(delta) == Some(wanted))?;
        Some((finding.clone(), of_kind.row()))
    });
    found.expect("the example has such a finding")
}

fn mark_of(delta: &linchpin::edit::Delta) -> Option<Mark> {
    match (delta.before(), delta.after()) {
        (None, Some(_)) => Some(Mark::Added),
        (Some(_), None) => Some(Mark::Removed),
        (Some(_), Some(_)) => Some(Mark::Changed),
        (None, None) => None,
    }
}

/// Brings the finding into view, and gives its link in the list the pointer.
fn point_at_fix(window: &mut Window, finding: &Diagnostic) {
    let code = finding.code.to_string();
    let row = problem(window, &code).rect();
    let is_on_row = |node: &egui_kittest::Node<'_>| row.y_range().contains(node.rect().center().y);
    let fix = window.get_all_by_role_and_label(Role::Button, "Fix").find(is_on_row).unwrap().rect().center();
    window.hover_at(fix);
    settle(window);
}

fn tags(window: &Window) -> BTreeSet<String> {
    window.query_all_by_role(Role::Mark).filter_map(|node| node.accesskit_node().label()).collect()
}

#[test]
fn a_fix_that_is_pointed_at_is_drawn_and_not_made() {
    let mut window = showing(example::document());
    let before = window.state().document().clone();
    let (finding, added) = finding(&window, Mark::Added);
    let patch = patch(&before, &finding.fixes[0]);
    point_at_fix(&mut window, &finding);
    let expected: Vec<(AnyId, Mark)> =
        patch.deltas().iter().filter_map(|delta| Some((delta.row(), mark_of(delta)?))).collect();
    assert_eq!(window.state().view().preview.rows(), expected);
    let name = patch.apply(&before).unwrap().topology.name(added);
    window.get_by_role_and_label(Role::Status, &format!("Preview: {}", finding.fixes[0].title));
    assert!(tags(&window).contains(&format!("{name}, added")), "{:?}", tags(&window));
    // The list beside the pointer names it too.
    window.get_by_label_contains(&format!(" {name}"));
    assert_eq!(window.state().document(), &before);

    window.hover_at(Pos2::new(700.0, 20.0));
    settle(&mut window);
    assert!(window.state().view().preview.rows().is_empty() && tags(&window).is_empty());
}

#[test]
fn a_ghost_stands_on_no_card() {
    let mut window = showing(example::document());
    let (finding, added) = finding(&window, Mark::Added);
    let name = patch(window.state().document(), &finding.fixes[0]).apply(window.state().document()).unwrap();
    let name = name.topology.name(added);
    press(&mut window, Modifiers::COMMAND, Key::Num9);
    point_at_fix(&mut window, &finding);
    let tag = window.get_by_role_and_label(Role::Mark, &format!("{name}, added")).rect();
    // The tag stands on the upper left corner of the ghost.
    let corner = tag.left_center();
    for card in window.query_all_by_role(Role::Button) {
        let label = card.accesskit_node().label().unwrap_or_default();
        let is_card = ["Front End pool", "Edge pool", "SQL Server store", "File store"];
        if is_card.iter().any(|kind| label.starts_with(kind)) {
            assert!(!card.rect().contains(corner), "{label}");
        }
    }
}

#[test]
fn the_keyboard_previews_and_the_same_key_makes_it() {
    let mut window = showing(example::document());
    let before = window.state().document().clone();
    let (finding, changed) = finding(&window, Mark::Changed);
    let code = finding.code.to_string();
    problem(&mut window, &code).click();
    settle(&mut window);
    let fix = format!("Fix: {}", finding.fixes[0].title);
    let role = Role::Button;
    window.get_all_by_role_and_label(role, &fix).next().unwrap().scroll_to_me();
    settle(&mut window);
    window.get_all_by_role_and_label(role, &fix).next().unwrap().focus();
    settle(&mut window);
    assert!(window.state().view().preview.rows().contains(&(changed, Mark::Changed)));
    let name = before.topology.name(changed);
    window.get_by_label_contains(&format!("changes {name}: "));
    assert_eq!(window.state().document(), &before);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let after = patch(&before, &finding.fixes[0]).apply(&before).unwrap();
    assert_eq!(window.state().document().topology, after.topology);
}

#[test]
fn a_fix_beside_its_field_is_previewed_too() {
    let mut window = showing(example::document());
    let (finding, changed) = finding(&window, Mark::Changed);
    let code = finding.code.to_string();
    problem(&mut window, &code).click();
    settle(&mut window);
    let fix = format!("Fix: {}", finding.fixes[0].title);
    window.get_all_by_role_and_label(Role::Link, &fix).next().unwrap().scroll_to_me();
    settle(&mut window);
    let at = window.get_all_by_role_and_label(Role::Link, &fix).next().unwrap().rect().center();
    window.hover_at(at);
    settle(&mut window);
    assert!(window.state().view().preview.rows().contains(&(changed, Mark::Changed)));
}

#[test]
fn each_of_several_fixes_is_previewed_where_it_is_chosen() {
    let mut window = showing(example::document());
    let all = window.state().findings().all().iter();
    let Some(several) = all.clone().find(|finding| finding.fixes.len() > 1).cloned() else { panic!("one has several") };
    let row = problem(&mut window, &several.code.to_string()).rect();
    let is_on_row = |node: &egui_kittest::Node<'_>| row.y_range().contains(node.rect().center().y);
    window.get_all_by_role_and_label(Role::Button, "Fix…").find(is_on_row).unwrap().click();
    settle(&mut window);
    for fix in &several.fixes {
        window.get_by_role_and_label(Role::Button, &fix.title.to_string()).hover();
        settle(&mut window);
        let rows = patch(window.state().document(), fix).touched().collect::<Vec<_>>();
        let seen: Vec<AnyId> = window.state().view().preview.rows().iter().map(|(id, _)| *id).collect();
        assert_eq!(seen, rows, "{}", fix.title);
    }
}
