use std::collections::BTreeSet;

use egui_kittest::kittest::Queryable;

use super::{Host, everything, inspect, inspect_all, pool};
use crate::checks::{Cx, catalogue, run};
use crate::model::{Place, field};
use crate::sketch;
use crate::ui::findings::Findings;
use crate::vendor::Product;
use crate::work::Cancel;

#[test]
fn whatever_a_rule_says_of_a_field_stands_beside_it() {
    let mut seen = BTreeSet::new();
    let mut elsewhere = Vec::new();
    for rule in catalogue() {
        let example = rule.sections().example;
        let document = sketch::read(&example.sketch).unwrap().document;
        let published = example.published.map(|text| sketch::read(&text).unwrap().document);
        let mut cx = Cx::new(&document).on(example.today);
        if let Some(published) = &published {
            cx = cx.compared_with(&published.topology);
        }
        if let Some(format) = example.export_to {
            cx = cx.on_export_to(format);
        }
        let found = run(&cx, &Cancel::default()).unwrap();
        for finding in found.iter().filter(|finding| finding.code == rule.code) {
            let Some(field) = finding.place.field else { continue };
            let entity = finding.place.entity;
            // One of each kind of page is enough.
            if !seen.insert((document.topology.kind(entity), field)) {
                continue;
            }
            let mut host = Host::new(document.clone());
            host.findings = Findings::new(found.clone(), &document.waivers, "", 1);
            let window = inspect_all(host, [entity]);
            if !window.state().view.inspector.shown.contains(&field) {
                elsewhere.push(format!("{} {}: {}", rule.code, document.topology.kind(entity), field.path()));
            }
        }
    }
    assert!(seen.len() > 50, "{} fields were looked at", seen.len());
    assert_eq!(elsewhere, Vec::<String>::new());
}

#[test]
fn a_closed_group_opens_for_a_field_that_is_to_be_shown() {
    let document = everything(Product::L13);
    let id = pool(&document, "lon-fe.contoso.com");
    let mut window = inspect(document, id);
    assert!(window.query_by_label("Users of branch sites").is_none());
    let place = Place::from(id).field(field::BRANCH_USERS);
    window.state_mut().findings = Findings::new(vec![super::finding(place)], &Default::default(), "", 1);
    window.run();
    // Said at the top of the page: nobody's group is opened under their hands.
    assert!(window.query_by_label("Users of branch sites").is_none());
    window.state_mut().view.reveal(place);
    window.run();
    window.get_by_label("Users of branch sites");
}
