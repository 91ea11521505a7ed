//! The problems panel: what is shown, in which order, under which headings.

use std::collections::BTreeSet;

use eframe::egui::accesskit::{Role, Toggled};
use eframe::egui::{Key, Modifiers, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use linchpin::diagnostic::Severity;
use linchpin::edit::{Command, Creation};
use linchpin::message;
use linchpin::model::{Document, Id, SiteRef, Whereabouts};
use linchpin::ui::App;

use crate::source::root;
use crate::window::{self, Answers, press, settle, showing};

type Window = Harness<'static, App>;

fn faulty() -> Document {
    let path = root().join("topologies/two-data-centres-faulty.sketch");
    linchpin::sketch::read(&std::fs::read_to_string(path).unwrap()).unwrap().document
}

fn choose(window: &mut Window, list: &str, entry: &str) {
    window.get_by_role_and_label(Role::ComboBox, list).click();
    settle(window);
    window.get_by_role_and_label(Role::ListBoxOption, entry).click();
    settle(window);
}

fn find(window: &mut Window, text: &str) {
    window.get_by_label("Find among the problems").click();
    settle(window);
    window.get_by_label("Find among the problems").type_text(text);
    settle(window);
}

/// What the list says of the chosen finding.
fn chosen(window: &Window) -> Option<String> {
    let mut all = window.query_all_by_role(Role::ListItem);
    all.find_map(|node| {
        let node = node.accesskit_node();
        (node.toggled() == Some(Toggled::True)).then(|| node.label().unwrap())
    })
}

/// What the key for the next problem leads to, until it begins again.
fn walk(window: &mut Window) -> Vec<String> {
    let mut seen = Vec::new();
    for _ in 0..1_000 {
        window.key_press(Key::F8);
        window.run_steps(2);
        let next = chosen(window).expect("the key brings the next one into view");
        if seen.first() == Some(&next) {
            return seen;
        }
        seen.push(next);
    }
    panic!("the list never begins again")
}

fn family(line: &str) -> String {
    line[..2].to_owned()
}

fn headings(window: &Window) -> Vec<String> {
    let all = window.query_all_by_role(Role::DisclosureTriangle);
    let labels = all.filter_map(|node| node.accesskit_node().label());
    labels.filter(|label| label.contains(" error") || label.contains(" warning") || label.contains(" note")).collect()
}

#[test]
fn the_keys_walk_through_what_is_shown_in_the_order_of_the_headings() {
    let mut window = showing(faulty());
    let n = window.state().findings().all().len();
    let by_weight = walk(&mut window);
    assert_eq!(by_weight.len(), n);
    choose(&mut window, "Group the problems", "By rule family");
    let by_family = walk(&mut window);
    assert_ne!(by_family, by_weight);
    let same: [BTreeSet<&String>; 2] = [by_weight.iter().collect(), by_family.iter().collect()];
    assert_eq!(same[0], same[1]);
    // A family that was left does not come back.
    let mut families: Vec<String> = by_family.iter().map(|line| family(line)).collect();
    families.dedup();
    if families.first() == families.last() {
        // The walk began in the middle of it.
        families.pop();
    }
    assert_eq!(families.len(), families.iter().collect::<BTreeSet<_>>().len());
    press(&mut window, Modifiers::NONE, Key::F8);
    press(&mut window, Modifiers::SHIFT, Key::F8);
    press(&mut window, Modifiers::SHIFT, Key::F8);
    assert_eq!(chosen(&window).as_ref(), by_family.last(), "the other way round");
}

#[test]
fn a_heading_counts_what_is_under_it_and_folds_it_away() {
    let mut window = showing(faulty());
    choose(&mut window, "Group the problems", "By rule family");
    let first = headings(&window)[0].clone();
    let letters = family(&first);
    let count = |severity| {
        let all = window.state().findings().all().iter();
        all.filter(|it| it.code.family() == letters && it.severity == severity).count()
    };
    let counts = [Severity::Error, Severity::Warning, Severity::Info].map(count);
    for (n, word) in counts.into_iter().zip(["error", "warning", "note"]) {
        assert_eq!(first.contains(&format!("{n} {word}")), n > 0, "{first}");
    }
    let is_open = |window: &Window| {
        window.get_by_role_and_label(Role::DisclosureTriangle, &first).accesskit_node().data().is_expanded()
    };
    assert_eq!(is_open(&window), Some(true));
    window.get_by_label(&first).click();
    settle(&mut window);
    assert_eq!(is_open(&window), Some(false));
    let left = walk(&mut window);
    assert_eq!(left.len(), window.state().findings().all().len() - counts.iter().sum::<usize>());
    assert!(left.iter().all(|line| family(line) != letters));

    choose(&mut window, "Group the problems", "By weight");
    assert!(headings(&window)[0].starts_with("Errors, "), "{:?}", headings(&window));
}

#[test]
fn findings_are_narrowed_to_a_family_a_site_the_fixable_ones_and_a_text() {
    let mut window = showing(faulty());
    let all = walk(&mut window);
    let n_shown = |window: &Window, n: usize| {
        window.get_by_label(&format!("{n} of {}", all.len()));
    };

    window.get_by_role_and_label(Role::CheckBox, "Fixable only").click();
    settle(&mut window);
    let n_fixable = window.state().findings().all().iter().filter(|it| !it.fixes.is_empty()).count();
    assert!(n_fixable > 0 && n_fixable < all.len());
    n_shown(&window, n_fixable);
    window.get_by_label("Show all").click();
    settle(&mut window);
    assert!(window.query_by_label("Show all").is_none());

    let (families, letters) = (all.iter().map(|line| family(line)).collect::<BTreeSet<_>>(), family(&all[0]));
    assert!(families.len() > 1);
    let title = linchpin::checks::families().iter().find(|it| it.letters == letters).unwrap().title;
    choose(&mut window, "Problems of rule family", &format!("{letters} {title}"));
    let narrowed = walk(&mut window);
    assert!(narrowed.iter().all(|line| family(line) == letters));
    n_shown(&window, narrowed.len());
    window.get_by_label("Show all").click();
    settle(&mut window);

    find(&mut window, "NOTE lon");
    let found = walk(&mut window);
    assert!(!found.is_empty() && found.len() < all.len());
    n_shown(&window, found.len());
    find(&mut window, " nowhere-to-be-found");
    window.get_by_label("All problems are hidden.");
    press(&mut window, Modifiers::NONE, Key::F8);
    window.get_by_label("Show all").click();
    settle(&mut window);

    let site = window.state().document().topology.sites.iter().next().unwrap().1.name.clone();
    choose(&mut window, "Problems of site", &site);
    let here = walk(&mut window).len();
    choose(&mut window, "Problems of site", "The deployment as a whole");
    let whole = walk(&mut window).len();
    assert!(here > 0 && whole > 0 && here + whole <= all.len());
}

#[test]
fn two_things_said_about_one_place_are_both_reached() {
    let mut window = showing(faulty());
    choose(&mut window, "Group the problems", "By subject");
    let lines = walk(&mut window);
    assert_eq!(lines.len(), window.state().findings().all().len());
}

#[test]
fn how_the_list_is_arranged_is_kept_when_another_document_is_opened() {
    let mut window = showing(faulty());
    choose(&mut window, "Group the problems", "By site");
    find(&mut window, "witness");
    window.state_mut().show(faulty());
    settle(&mut window);
    assert!(!headings(&window).is_empty());
    // What was looked for was looked for in the other one.
    assert!(window.query_by_label("Show all").is_none());
}

#[test]
fn of_thousands_only_those_in_view_are_drawn() {
    let empty = Document::default();
    let sites = (0..3_000).map(|n| {
        Command::Create(Creation::Site { id: Id::derived(&format!("site {n}")), name: format!("Site {}", n / 2) })
    });
    let many = Command::All { label: message!("Begin"), steps: sites.collect() };
    let document = many.plan(&empty).unwrap().apply(&empty).unwrap();
    let mut window = window::empty(window::SIZE, Theme::Light, Answers::default());
    window.state_mut().show(document);
    settle(&mut window);
    assert!(window.state().findings().all().len() > 1_000);
    choose(&mut window, "Group the problems", "By site");
    let n = window.query_all_by_role(Role::ListItem).count() + headings(&window).len();
    assert!((1..30).contains(&n), "{n} lines are drawn");
}

#[test]
fn a_site_tells_at_every_zoom_how_much_is_wrong_with_all_that_is_in_it() {
    let mut window = showing(faulty());
    let expected = |window: &Window, site: SiteRef| {
        let whereabouts = Whereabouts::new(&window.state().document().topology);
        let all = window.state().findings().all().iter();
        let here: Vec<Severity> = all
            .filter(|it| whereabouts.site_of(it.place.entity) == Some(site))
            .map(|finding| finding.severity)
            .collect();
        let count = |severity| here.iter().filter(|it| **it == severity).count();
        [(Severity::Error, "error"), (Severity::Warning, "warning")]
            .into_iter()
            .filter(|(severity, _)| count(*severity) > 0)
            .map(|(severity, word)| {
                format!("{} {word}{}", count(severity), if count(severity) == 1 { "" } else { "s" })
            })
            .collect::<Vec<_>>()
            .join(", ")
    };
    for key in [Key::Num0, Key::Num9, Key::Minus, Key::Minus, Key::Minus, Key::Minus] {
        press(&mut window, Modifiers::COMMAND, key);
        let topology = &window.state().document().topology;
        let mut n_seen = 0;
        for (id, site) in topology.sites.iter() {
            let name = format!("Central site {}", site.name);
            if let Some(frame) = window.query_by_role_and_label(Role::Group, &name) {
                let said = frame.accesskit_node().data().description().unwrap_or_default().to_owned();
                assert_eq!(said, expected(&window, SiteRef::Central(id)), "{name}");
                n_seen += usize::from(!said.is_empty());
            }
        }
        assert!(n_seen > 0, "no site is in view at {}", window.state().view().camera.zoom);
    }
    assert!(window.state().view().camera.zoom < 0.25);
}
