use std::sync::Arc;

use insta::assert_snapshot;

use super::{findings_against, findings_in, findings_on_export_to, sketched};
use crate::checks::{Cx, run};
use crate::format::Format;
use crate::model::{Document, Origin, VendorFormat};
use crate::work::Cancel;

fn written(of: &str, format: Format, sketch: &str) -> String {
    findings_on_export_to(of, format, &sketched(sketch).document)
}

/// The same of a deployment that lacks nothing around its first server.
fn deployed(of: &str, format: Format, sketch: &str) -> String {
    written(of, format, &format!("{DEPLOYMENT}{sketch}"))
}

/// A server to be deployed, in a deployment that lacks nothing else.
const SERVER: &str = "site EMEA\n  standard-edition lon-se\n    file-store \\\\fs1\\lync\n";
const DEPLOYMENT: &str = "deployment contoso.com\n  central-management lon-se\n";

#[test]
fn errors_stand_in_the_way_of_the_vendors_formats_unless_they_are_accepted() {
    let other = "  standard-edition ber-se\n    file-store \\\\fs2\\lync\n    web internal y\n    computers 2\n";
    let sketch = &format!("{SERVER}    web internal x\n{other}");
    let accepted = "waive SE005 lon-se \"on purpose\"\nwaive SE005 ber-se \"too\"\nwaive SE001 ber-se \"three\"\n";
    assert_snapshot!(deployed("PB001", Format::Published, sketch), @"PB001 contoso.com  The design has errors (3): SE001, SE005.");
    assert_snapshot!(deployed("PB001", Format::TopologyBuilder, sketch), @"PB001 contoso.com  The design has errors (3): SE001, SE005.");
    for format in [Format::Native, Format::Sketch] {
        assert_eq!(deployed("PB001", format, sketch), "");
    }
    assert_eq!(findings_against("PB001", SERVER, sketch), "");
    assert_eq!(deployed("PB001", Format::Published, &format!("{sketch}{accepted}")), "");
}

#[test]
fn a_waiver_that_has_expired_accepts_nothing() {
    let waiver = "    web internal x\nwaive SE005 lon-se \"for now\" until 2027-01-31\n";
    let document = sketched(&format!("{DEPLOYMENT}{SERVER}{waiver}")).document;
    let found = |today: &str| {
        let cx = Cx::new(&document).on_export_to(Format::Published).on(today);
        findings_in("PB001", &cx)
    };
    assert_eq!(found("2027-01-31"), "");
    assert_snapshot!(found("2027-02-01"), @"PB001 contoso.com  The design has errors (1): SE005.");
}

#[test]
fn who_publishes_is_told_what_it_takes_and_who_saves_is_not() {
    let of = |found: String| found.lines().map(|line| line[..5].to_owned()).collect::<Vec<_>>().join(" ");
    assert_eq!(of(deployed("PB", Format::TopologyBuilder, SERVER)), "PB002 PB003 PB005 PB006 PB008");
    assert_eq!(of(deployed("PB", Format::Published, SERVER)), "PB007 PB002 PB003 PB005 PB008");
    assert_eq!(of(deployed("PB", Format::Native, SERVER)), "");
    assert_eq!(of(findings_against("PB", SERVER, SERVER)), "PB002 PB008");
}

#[test]
fn computers_are_counted_that_are_new_and_go_into_the_domain() {
    let published = "site EMEA\n  front-end lon-fe\n    computers a b\n";
    let sketch = "site EMEA\n  front-end lon-fe\n    computers A b c\n  director lon-dir\n    computers d\n  edge lon-edge\n    computers e\n";
    assert_snapshot!(findings_against("PB003", published, sketch), @"PB003 contoso.com  New computers (2) have to be in Active Directory, and all file shares in place, before this can be published.");
    assert_snapshot!(written("PB003", Format::Published, sketch), @"PB003 contoso.com  New computers (4) have to be in Active Directory, and all file shares in place, before this can be published.");
    assert_snapshot!(written("PB003", Format::Published, "site EMEA\n  edge lon-edge\n"), @"");
}

#[test]
fn the_first_standard_edition_server_is_prepared_before_publishing() {
    let help = |plan: &str| {
        let document = sketched(&format!("deployment contoso.com\n  prepare-first-server {plan}\n{SERVER}")).document;
        let cx = Cx::new(&document).on_export_to(Format::Published);
        let found = run(&cx, &Cancel::default()).unwrap();
        found.into_iter().find(|found| found.code.to_string() == "PB003").unwrap().help.unwrap().to_string()
    };
    assert!(help("planned").contains("Prepare first"));
    assert!(!help("done").contains("Prepare first"));
}

#[test]
fn back_ends_are_counted_by_server() {
    let sketch = r"
        site EMEA
          front-end a-fe
            back-end sql1\a
          front-end b-fe
            back-end SQL1\b
          front-end c-fe
            back-end sql2
          front-end d-fe
        ";
    assert_snapshot!(written("PB004", Format::Published, sketch), @"PB004 contoso.com  The SQL servers of the back ends (2) have to be up and in the domain when this is published.");
    assert_snapshot!(written("PB004", Format::Native, sketch), @"");
}

#[test]
fn active_directory_is_prepared_for_each_product_that_is_new() {
    let sketch = "site EMEA\n  standard-edition lon-se\n  standard-edition ber-se product 2019\n";
    assert_snapshot!(findings_against("PB005", SERVER, sketch), @"PB005 contoso.com  Schema, forest and domain have to be prepared for Skype for Business Server 2019 before this is published.");
    assert_snapshot!(written("PB005", Format::Published, sketch), @"
    PB005 contoso.com  Schema, forest and domain have to be prepared for Skype for Business Server 2015 before this is published.
    PB005 contoso.com  Schema, forest and domain have to be prepared for Skype for Business Server 2019 before this is published.
    ");
}

#[test]
fn what_came_from_the_published_form_may_go_back_there() {
    let sketched = sketched(SERVER).document;
    let from = |format| Document { origin: Some(Origin { format, bytes: Arc::from([]) }), ..sketched.clone() };
    let found = |format| findings_on_export_to("PB007", Format::Published, &from(format));
    assert_snapshot!(found(VendorFormat::Published), @"");
    assert_snapshot!(found(VendorFormat::TopologyBuilder), @"PB007 contoso.com  The published form does not hold the simple URLs.");
}

#[test]
fn adding_and_removing_are_two_publications_for_a_front_end_pool() {
    let found = |role: &str, servers: &str| {
        let sketch = |servers: &str| format!("site EMEA\n  {role} lon-fe\n    computers {servers}\n");
        findings_against("PB009", &sketch("a b c"), &sketch(servers))
    };
    assert_snapshot!(found("front-end", "b c d e"), @"PB009 lon-fe.contoso.com  This publication adds servers to pool lon-fe.contoso.com (2) and removes others (1).");
    assert_eq!(found("front-end", "a b") + &found("front-end", "a b c d") + &found("director", "a b d"), "");
}
