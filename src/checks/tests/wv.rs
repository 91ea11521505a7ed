use insta::assert_snapshot;

use super::{findings, sketched};
use crate::checks::{Cx, run};
use crate::model::Document;
use crate::vendor::Product;
use crate::work::Cancel;

const ONE_SERVER: &str = "site EMEA\n  front-end lon-fe\n    computers 1\n";

fn wv(cx: &Cx<'_>) -> Vec<String> {
    let found = run(cx, &Cancel::default()).unwrap();
    found.iter().map(|found| found.code.to_string()).filter(|code| code.starts_with("WV")).collect()
}

#[test]
fn without_a_day_nothing_expires() {
    let found = findings("WV", &format!("{ONE_SERVER}waive HA006 lon-fe ok until 1999-01-01"));
    assert_snapshot!(found, @"");
}

#[test]
fn what_expired_and_is_gone_is_said_once() {
    let document = sketched("site EMEA\n  front-end lon-fe\nwaive HA006 lon-fe ok until 1999-01-01").document;
    assert_eq!(wv(&Cx::new(&document).on("2027-01-01")), ["WV002"]);
}

#[test]
fn a_rule_that_was_not_asked_says_nothing_about_its_waiver() {
    let document = sketched(&format!("{ONE_SERVER}waive HA006 lon-fe ok\nwaive WV001 lon-fe ok")).document;
    assert!(wv(&Cx::new(&document)).is_empty());
    assert!(wv(&Cx::new(&document).as_if(Product::S19)).is_empty());
    let three = sketched("site EMEA\n  front-end lon-fe\nwaive HA006 lon-fe ok").document;
    assert_eq!(wv(&Cx::new(&three)), ["WV002"]);
    assert!(wv(&Cx::new(&three).as_if(Product::S19)).is_empty());
}

#[test]
fn a_waiver_of_a_retired_rule_or_of_a_row_that_is_gone_accepts_nothing() {
    assert_snapshot!(findings("WV", &format!("{ONE_SERVER}waive PC012 lon-fe ok")), @"WV002 lon-fe.contoso.com  PC012 finds nothing at lon-fe.contoso.com that the waiver could accept.");
    let waived = sketched(&format!("{ONE_SERVER}waive HA006 lon-fe ok")).document;
    let other = sketched("site EMEA\n  front-end par-fe").document;
    let found = run(&Cx::new(&Document { waivers: waived.waivers, ..other }), &Cancel::default()).unwrap();
    let said: Vec<String> =
        found.iter().filter(|it| it.code.family() == "WV").map(|it| it.message.to_string()).collect();
    assert_eq!(said, ["The waiver of HA006 is about something that is no longer there."]);
}
