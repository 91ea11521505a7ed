use insta::assert_snapshot;

use super::{findings, fixes, line, sketched, with_other_ids};
use crate::checks::{Cx, run};
use crate::format::Format;
use crate::model::Document;
use crate::work::Cancel;

/// What these rules find beside what is published, and in a document that is written as `export_to`.
fn publishing(of: &str, published: Option<&str>, export_to: Option<Format>, sketch: &str) -> String {
    let published = published.map(|text| sketched(text).document);
    found_beside(of, published.as_ref(), export_to, sketch)
}

fn found_beside(of: &str, published: Option<&Document>, export_to: Option<Format>, sketch: &str) -> String {
    let document = sketched(sketch).document;
    let mut cx = Cx::new(&document);
    if let Some(published) = published {
        cx = cx.compared_with(&published.topology);
    }
    if let Some(format) = export_to {
        cx = cx.on_export_to(format);
    }
    let found = run(&cx, &Cancel::default()).unwrap();
    let of_these = found.iter().filter(|found| found.code.to_string().starts_with(of));
    let lines = of_these.map(|found| {
        let fixes: Vec<String> =
            found.fixes.iter().map(|fix| format!("\n  {:?}: {}", fix.applicability, fix.title)).collect();
        format!("{}{}", line(&document, found), fixes.concat())
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_wizard_of_topology_builder_asks_where_the_store_is_to_be() {
    let sketch = "site EMEA\n  front-end lon-fe\n  standard-edition ber-se\n  edge lon-edge\n";
    let on_export = |format| publishing("CM001", None, Some(format), sketch);
    assert_snapshot!(on_export(Format::Published), @"
    CM001 contoso.com  No pool holds the Central Management store.
      Review: Keep the Central Management store on ber-se.contoso.com
      Review: Keep the Central Management store on lon-fe.contoso.com
    ");
    assert_snapshot!(on_export(Format::TopologyBuilder), @"");
    assert_snapshot!(publishing("CM001", Some(sketch), None, sketch), @"
    CM001 contoso.com  No pool holds the Central Management store.
      Review: Keep the Central Management store on ber-se.contoso.com
      Review: Keep the Central Management store on lon-fe.contoso.com
    ");
    assert_snapshot!(publishing("CM001", None, None, sketch), @"");
}

#[test]
fn the_only_pool_gets_the_store_without_asking() {
    let sketch = "site EMEA\n  front-end lon-fe\n  edge lon-edge\n";
    assert_snapshot!(publishing("CM001", None, Some(Format::Published), sketch), @"
    CM001 contoso.com  No pool holds the Central Management store.
      Safe: Keep the Central Management store on lon-fe.contoso.com
    ");
}

#[test]
fn the_store_belongs_to_pools_that_home_users() {
    let sketch = |holder: &str| {
        format!(
            "deployment contoso.com\n  central-management {holder}\nsite EMEA\n  front-end lon-fe\n  \
             standard-edition lon-se\n  edge lon-edge\n"
        )
    };
    assert_snapshot!(findings("CM002", &sketch("lon-edge")), @"CM002 contoso.com  The Central Management store is on lon-edge.contoso.com, which is no Front End pool.");
    assert_snapshot!(fixes("CM002", &sketch("lon-edge")), @"
    Keep the Central Management store on lon-fe.contoso.com
    Keep the Central Management store on lon-se.contoso.com
    ");
    assert_snapshot!(findings("CM002", &sketch("lon-se")), @"");
}

#[test]
fn a_paired_server_or_the_only_kind_there_is_may_hold_the_store() {
    let sketch = |more: &str| {
        format!(
            "deployment contoso.com\n  central-management lon-se\nsite EMEA\n  standard-edition lon-se\n  \
             standard-edition ber-se\n  standard-edition par-se\n  standard-edition rom-se\n{more}pair par-se rom-se\n"
        )
    };
    assert_snapshot!(findings("CM004", &sketch("")), @"");
    assert_snapshot!(findings("CM004", &sketch("  front-end lon-fe\n")), @"CM004 contoso.com  The Central Management store is on lon-se.contoso.com, a Standard Edition server without a partner.");
    assert_snapshot!(fixes("CM004", &sketch("  front-end lon-fe\n")), @"
    Keep the Central Management store on lon-fe.contoso.com
    Keep the Central Management store on par-se.contoso.com
    Keep the Central Management store on rom-se.contoso.com
    ");
    assert_snapshot!(findings("CM004", &sketch("  front-end lon-fe\npair lon-se ber-se\n")), @"");
}

#[test]
fn a_pool_that_only_has_another_id_is_not_removed() {
    let published =
        "deployment contoso.com\n  central-management lon-fe\nsite EMEA\n  front-end lon-fe\n  front-end ber-fe\n";
    let moved =
        "deployment contoso.com\n  central-management ber-fe\nsite EMEA\n  front-end LON-fe\n  front-end ber-fe\n";
    let other_role =
        "deployment contoso.com\n  central-management ber-fe\nsite EMEA\n  director lon-fe\n  front-end ber-fe\n";
    let removed = "deployment contoso.com\n  central-management ber-fe\nsite EMEA\n  front-end ber-fe\n";
    assert_snapshot!(publishing("CM005", Some(published), None, removed), @"CM005 contoso.com  lon-fe.contoso.com is removed while it still holds the Central Management store.");
    let without_the_other = "deployment contoso.com\n  central-management lon-fe\nsite EMEA\n  front-end lon-fe\n";
    assert_snapshot!(publishing("CM00", Some(published), None, without_the_other), @"");
    let published = with_other_ids(&sketched(published).document, "x");
    let numbered_anew = |sketch: &str| found_beside("CM005", Some(&published), None, sketch);
    assert_snapshot!(numbered_anew(moved), @"");
    assert_snapshot!(numbered_anew(other_role), @"CM005 contoso.com  lon-fe.contoso.com is removed while it still holds the Central Management store.");
    assert_snapshot!(numbered_anew(removed), @"CM005 contoso.com  lon-fe.contoso.com is removed while it still holds the Central Management store.");
}

#[test]
fn whoever_depends_on_a_removed_pool_is_named() {
    let published = r"
        site EMEA
          front-end lon-fe
            edge lon-edge
          front-end ber-fe
          mediation lon-med
            next-hop lon-fe
          edge lon-edge
          branch-site Oxford
            survivable-branch ox-sba
              registrar lon-fe
          trusted-application lon-app
            next-hop lon-fe
        pair lon-fe ber-fe
        ";
    let sketch = r"
        site EMEA
          front-end ber-fe
          mediation lon-med
            next-hop ber-fe
          branch-site Oxford
            survivable-branch ox-sba
              registrar ber-fe
        ";
    assert_snapshot!(publishing("CM006", Some(published), None, sketch), @"
    CM006 ox-sba.contoso.com  lon-fe.contoso.com is removed while it is the backup Registrar of ox-sba.contoso.com in what is published.
    CM006 lon-med.contoso.com  lon-fe.contoso.com is removed while it is the next hop of lon-med.contoso.com in what is published.
    CM006 ber-fe.contoso.com  lon-fe.contoso.com is removed while it is the backup pool of ber-fe.contoso.com in what is published.
    ");
    let without_edge = "site EMEA\n  front-end lon-fe\n  front-end ber-fe\n";
    assert_snapshot!(publishing("CM006", Some(published), None, without_edge), @"CM006 lon-fe.contoso.com  lon-edge.contoso.com is removed while it is the Edge pool of lon-fe.contoso.com in what is published.");
    assert_snapshot!(publishing("CM006", Some(published), None, published), @"");
}

#[test]
fn an_edge_pool_that_is_published_has_its_configuration() {
    let one = "site EMEA\n  front-end lon-fe\n  edge lon-edge\n    next-hop lon-fe\n";
    let two = format!("{one}  edge ber-edge\n    next-hop lon-fe\n");
    assert_snapshot!(publishing("CM007", Some(one), None, &two), @"CM007 ber-edge.contoso.com  The servers of ber-edge.contoso.com get the topology from a file at first.");
    assert_snapshot!(publishing("CM007", None, None, one), @"CM007 lon-edge.contoso.com  The servers of lon-edge.contoso.com get the topology from a file at first.");
}

#[test]
fn the_store_fails_over_apart_only_where_it_is_mirrored() {
    let sketch = |holder: &str| {
        format!(
            "deployment contoso.com\n  central-management {holder}\nsite EMEA\n  front-end lon-fe\n    \
             back-end sql1\\rtc mirror sql2\\rtc\n  front-end ber-fe\n    back-end sql3\\rtc\n"
        )
    };
    assert_snapshot!(findings("CM008", &sketch("lon-fe")), @"CM008 lon-fe.contoso.com  The Central Management databases of lon-fe.contoso.com are mirrored too and fail over apart from those of the users.");
    assert_snapshot!(findings("CM008", &sketch("ber-fe")), @"");
}
