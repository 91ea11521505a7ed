use insta::assert_snapshot;
use strum::VariantArray;

use super::{findings, findings_after_fixes, fixes};
use crate::model::StoreUse;

#[test]
fn another_instance_on_the_mirrors_server_is_no_witness() {
    let found = findings(
        "DB",
        r"
        site EMEA
          front-end lon-fe
            back-end sql1\rtc mirror sql2\rtc witness sql2\wit
        ",
    );
    assert_snapshot!(found, @"DB013 lon-fe.contoso.com  The witness of the back end of lon-fe.contoso.com shares a server with the mirror, sql2.contoso.com.");
}

#[test]
fn a_witness_without_mirror_watches_nobody_wherever_it_stands() {
    let found = findings(
        "DB",
        r"
        site EMEA
          front-end lon-fe
            back-end sql1\rtc witness sql1\wit
        ",
    );
    assert_snapshot!(found, @"DB012 lon-fe.contoso.com  The back end of lon-fe.contoso.com has a witness but no mirror.");
}

#[test]
fn a_mirror_on_its_own_primary_is_on_one_server_with_it() {
    let found = findings(
        "DB",
        r"
        site EMEA
          front-end lon-fe
            back-end sql1\rtc mirror sql1\rtc witness sql3\wit
        ",
    );
    assert_snapshot!(found, @"DB011 lon-fe.contoso.com  The back end of lon-fe.contoso.com and its mirror stand on one server, sql1.contoso.com.");
}

#[test]
fn one_witness_of_two_pairs_is_said_once_for_each_pool() {
    let found = findings(
        "DB",
        r"
        site EMEA
          front-end lon-fe
            features archiving
            back-end sql1\rtc mirror sql2\rtc witness sql9\wit
            archiving-store sql3\arch mirror sql4\arch witness sql9\wit
          front-end ber-fe
            back-end sql5\rtc mirror sql6\rtc witness sql9\wit
        ",
    );
    assert_snapshot!(found, @r"
    DB018 lon-fe.contoso.com  The witness of the back end of lon-fe.contoso.com, sql9.contoso.com\wit, watches over 3 mirrored pairs.
    DB018 ber-fe.contoso.com  The witness of the back end of ber-fe.contoso.com, sql9.contoso.com\wit, watches over 3 mirrored pairs.
    ");
}

#[test]
fn pools_that_share_one_mirrored_store_are_one_pair_to_its_witness() {
    let found = findings(
        "DB",
        r"
        site EMEA
          front-end lon-fe
            features monitoring
            back-end sql1\rtc
            monitoring-store sql3\mon mirror sql4\mon witness sql9\wit
          front-end ber-fe
            features monitoring
            back-end sql2\rtc
            monitoring-store sql3\mon mirror sql4\mon witness sql9\wit
        ",
    );
    assert_snapshot!(found, @"");
}

#[test]
fn a_back_end_counts_against_another_pools_mirror() {
    let found = findings(
        "DB",
        r"
        site EMEA
          front-end lon-fe
            back-end sql1\rtc mirror sql2\rtc witness sql3\wit
          front-end ber-fe
            back-end sql2\ber
        ",
    );
    assert_snapshot!(found, @"
    DB004 lon-fe.contoso.com  The mirror of the back end of lon-fe.contoso.com stands on sql2.contoso.com, as does the back end of ber-fe.contoso.com.
    DB004 ber-fe.contoso.com  The back end of ber-fe.contoso.com stands on sql2.contoso.com, as does the mirror of the back end of lon-fe.contoso.com.
    ");
}

#[test]
fn an_endpoint_at_the_port_of_clients_collides() {
    let found = findings(
        "DB",
        r"
        site EMEA
          front-end lon-fe
            back-end sql1 mirror sql2\rtc witness sql3\wit
          sql sql1
            mirror-port 1433
          sql sql2\rtc
            mirror-port 1434
          sql sql3\wit
            port 7022
        ",
    );
    assert_snapshot!(found, @r"
    DB020 sql1.contoso.com  The mirroring endpoint of sql1.contoso.com uses port 1433, on which sql1.contoso.com serves its clients.
    DB020 sql2.contoso.com\rtc  The mirroring endpoint of sql2.contoso.com\rtc uses port 1434, a port of SQL Server itself.
    DB020 sql3.contoso.com\wit  The mirroring endpoint of sql3.contoso.com\wit uses port 7022, on which sql3.contoso.com\wit serves its clients.
    ");
}

#[test]
fn two_endpoints_without_port_on_one_server_are_left_to_a_person() {
    let sketch = r"
        site EMEA
          front-end lon-fe
            features archiving
            back-end sql1\rtc mirror sql2\rtc witness sql3\wit
            archiving-store sql1\arch mirror sql4\arch witness sql5\wit
          sql sql1\rtc
            mirror-port none
          sql sql1\arch
            mirror-port none
          sql sql4\arch
            mirror-port none
        ";
    assert_snapshot!(findings("DB", sketch), @r"
    DB019 sql4.contoso.com\arch  sql4.contoso.com\arch is the mirror of the archiving store of lon-fe.contoso.com but has no mirroring port.
    DB019 sql1.contoso.com\rtc  sql1.contoso.com\rtc is the primary of the mirrored back end of lon-fe.contoso.com but has no mirroring port.
    DB019 sql1.contoso.com\arch  sql1.contoso.com\arch is the primary of the mirrored archiving store of lon-fe.contoso.com but has no mirroring port.
    ");
    assert_snapshot!(fixes("DB019", sketch), @"safe: Use port 5022");
}

#[test]
fn versions_are_compared_where_they_are_known() {
    let found = findings(
        "DB",
        r"
        site EMEA
          front-end lon-fe
            back-end sql1\rtc mirror sql2\rtc witness sql3\wit
          sql sql1\rtc
            version 2012
          sql sql3\wit
            version 2016
            edition express
        ",
    );
    assert_snapshot!(found, @"DB014 lon-fe.contoso.com  The back end of lon-fe.contoso.com is mirrored across versions: the primary runs SQL Server 2012, the witness SQL Server 2016.");
}

#[test]
fn nodes_of_an_availability_group_have_one_instance_name_in_any_case() {
    let found = findings(
        "DB",
        r"
        site EMEA
          front-end lon-fe
            back-end sql1\rtc
          front-end ber-fe
            back-end sql4\rtc
          sql sql1\rtc
            availability-group lon-sql
            node sql1\RTC
            node sql2\rtc
          sql sql4\rtc
            availability-group ber-sql
            node sql4\rtc
            node sql5
        ",
    );
    assert_snapshot!(found, @r"DB032 sql4.contoso.com\rtc  The replicas of sql4.contoso.com\rtc are instances of different names, sql4.contoso.com\rtc and sql5.contoso.com.");
}

#[test]
fn a_group_whose_nodes_are_unknown_is_not_judged_by_them() {
    let found = findings(
        "DB",
        r"
        site EMEA
          front-end lon-fe
            back-end sql1\rtc
          sql sql1\rtc
            availability-group lon-sql
        ",
    );
    assert_snapshot!(found, @"");
}

#[test]
fn two_active_replicas_are_active_active() {
    let found = findings(
        "DB",
        r"
        site EMEA
          front-end lon-fe
            back-end sql1\rtc
          sql sql1\rtc
            availability-group lon-sql
            node sql1\rtc active
            node sql2\rtc active readable
        ",
    );
    assert_snapshot!(found, @r"
    DB034 sql1.contoso.com\rtc  sql1.contoso.com\rtc and sql2.contoso.com\rtc are active at the same time in the availability group of sql1.contoso.com\rtc.
    DB034 sql1.contoso.com\rtc  sql2.contoso.com\rtc may be read while it is secondary in the availability group of sql1.contoso.com\rtc.
    ");
}

#[test]
fn a_pool_of_2019_has_no_mirror_while_its_neighbour_of_2015_keeps_one() {
    let found = findings(
        "DB",
        r"
        deployment contoso.com
          product 2019
        site EMEA
          front-end new-fe
            back-end sql1\rtc mirror sql2\rtc
          front-end old-fe product 2015
            back-end sql3\rtc mirror sql4\rtc
          sql sql4\rtc
            mirror-port none
        ",
    );
    assert_snapshot!(found, @r"
    DB010 new-fe.contoso.com  Skype for Business Server 2019 cannot deploy the mirror of the back end of new-fe.contoso.com.
    DB019 sql4.contoso.com\rtc  sql4.contoso.com\rtc is the mirror of the back end of old-fe.contoso.com but has no mirroring port.
    DB017 old-fe.contoso.com  The back end of old-fe.contoso.com is mirrored but has no witness.
    ");
}

#[test]
fn the_fields_of_a_stores_parts_lie_within_the_store() {
    for of in StoreUse::VARIANTS {
        assert_eq!(of.mirror_field().path(), format!("{}.mirror", of.field().path()));
        assert_eq!(of.witness_field().path(), format!("{}.witness", of.field().path()));
    }
}

#[test]
fn two_repairs_of_one_instance_are_both_made() {
    let sketch = r"
        deployment contoso.com
        site EMEA
          front-end lon-fe
            back-end sql1\rtc mirror sql2\rtc witness sql3\wit
          sql sql2\rtc
            availability-group sql2 port 1500
            mirror-port none
    ";
    let repaired = |of: &str| (findings(of, sketch).lines().count(), findings_after_fixes(of, sketch));
    let nothing = String::new();
    assert_eq!([repaired("DB019"), repaired("DB031")], [(1, nothing.clone()), (1, nothing)], "each by itself");
    let left = findings_after_fixes("DB", sketch);
    assert!(!left.contains("DB019") && !left.contains("DB031"), "{left}");
}
