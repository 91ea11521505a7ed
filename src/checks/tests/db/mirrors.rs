//! Mirrors and their witnesses.

use insta::assert_snapshot;

use crate::checks::tests::{findings, findings_against, fixes, related, sketched};
use crate::checks::{Cx, run};
use crate::work::Cancel;

#[test]
fn another_instance_on_the_mirrors_server_is_no_witness() {
    let found = findings(
        "DB01",
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
        "DB01",
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
        "DB01",
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
        "DB01",
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
        "DB018",
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
        "DB004",
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
        "DB020",
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
    assert_snapshot!(findings("DB01", sketch), @r"
    DB019 sql4.contoso.com\arch  sql4.contoso.com\arch is the mirror of the archiving store of lon-fe.contoso.com but has no mirroring port.
    DB019 sql1.contoso.com\rtc  sql1.contoso.com\rtc is the primary of the mirrored back end of lon-fe.contoso.com but has no mirroring port.
    DB019 sql1.contoso.com\arch  sql1.contoso.com\arch is the primary of the mirrored archiving store of lon-fe.contoso.com but has no mirroring port.
    ");
    assert_snapshot!(fixes("DB019", sketch), @"safe: Use port 5022");
}

#[test]
fn a_pool_of_2019_has_no_mirror_while_its_neighbour_of_2015_keeps_one() {
    let found = findings(
        "DB01",
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
fn a_mirror_that_is_published_needs_no_share_any_more() {
    let sketch = |mirror: &str| format!("site EMEA\n  front-end a-fe\n    back-end sql1\\rtc {mirror}\n");
    let found = |before: &str, after: &str| findings_against("DB022", &sketch(before), &sketch(after));
    assert_snapshot!(found("", "mirror sql2\\rtc"), @"DB022 a-fe.contoso.com  The mirror of the back end of a-fe.contoso.com is to be made, and no share is named for it.");
    assert_snapshot!(found("mirror sql3\\rtc", "mirror sql2\\rtc"), @"DB022 a-fe.contoso.com  The mirror of the back end of a-fe.contoso.com is to be made, and no share is named for it.");
    assert_eq!(
        found("mirror sql2\\rtc", "mirror SQL2\\rtc")
            + &found("", "mirror sql2\\rtc share \\\\fs1\\m")
            + &found("", ""),
        ""
    );
}

#[test]
fn a_mirror_comes_goes_or_moves() {
    let sketch = |role: &str, mirror: &str| format!("site EMEA\n  {role} a-fe\n    monitoring-store sql1 {mirror}\n");
    let found = |role: &str, before: &str, after: &str| {
        let (before, after) = (sketched(&sketch(role, before)).document, sketched(&sketch(role, after)).document);
        let found = run(&Cx::new(&after).compared_with(&before.topology), &Cancel::default()).unwrap();
        let mut found = found.into_iter().filter(|found| found.code.to_string() == "DB024");
        found.next().map(|found| format!("{} {}", found.message, found.help.unwrap())).unwrap_or_default()
    };
    assert_snapshot!(found("front-end", "", "mirror sql2"), @"The monitoring store of a-fe.contoso.com gets a mirror, and the pool has to be restarted. Restart all Front End servers after publishing.");
    assert_snapshot!(found("front-end", "mirror sql2", ""), @"The monitoring store of a-fe.contoso.com loses its mirror, and the pool has to be restarted. Restart all Front End servers after publishing.");
    assert_snapshot!(found("front-end", "mirror sql2", "mirror sql3"), @"The mirror of the monitoring store of a-fe.contoso.com moves, which takes two publications. Remove the mirror and publish; add the new one and publish; restart all Front End servers.");
    assert_eq!(found("front-end", "mirror sql2", "mirror SQL2") + &found("director", "", "mirror sql2"), "");
}

#[test]
fn only_a_mirror_that_is_known_to_lag_is_asynchronous() {
    let found =
        |mode: &str| findings("DB025", &format!("site A\n  front-end a\n    back-end sql1 mirror sql2 {mode}\n"));
    assert_snapshot!(found("asynchronous"), @"DB025 a.contoso.com  The mirror of the back end of a.contoso.com follows asynchronously.");
    assert_eq!(found("synchronous") + &found(""), "");
}

#[test]
fn a_back_end_stands_with_its_mirror_and_its_servers() {
    let found = |servers: &str, primary: &str, mirror: &str| {
        let sketch = format!(
            "data-centre X\ndata-centre Y\nsite A\n  data-centres X Y\n  front-end a-fe\n    computers 1 {servers}\n    \
             computers 2 in X\n    back-end sql1 mirror sql2\n  sql sql1 {primary}\n  sql sql2 {mirror}\n"
        );
        [findings("DB026", &sketch), findings("DB049", &sketch)].join("\n").trim().to_owned()
    };
    assert_snapshot!(found("in X", "in X", "in Y"), @"DB026 a-fe.contoso.com  The back end of a-fe.contoso.com is in X, its mirror in Y.");
    assert_snapshot!(found("in X", "in Y", "in Y"), @"DB049 a-fe.contoso.com  The back end of a-fe.contoso.com is in Y, the servers of the pool are in X.");
    assert_snapshot!(found("in Y", "in Y", "in Y"), @"");
    assert_snapshot!(found("in X", "in X", ""), @"");
    assert_snapshot!(found("in X", "", "in Y"), @"");
}

#[test]
fn a_witness_is_in_use_and_nobody_shares_by_accident() {
    let sketch = r"
        site EMEA
          front-end a-fe
            back-end sql1 mirror sql2 witness sql3
          sql sql4
            shared no
          sql sql5
            shared yes
        ";
    assert_snapshot!(findings("DB048", sketch), @"
    DB048 sql5.contoso.com  Nothing uses the SQL store sql5.contoso.com.
    DB048 sql4.contoso.com  Nothing uses the SQL store sql4.contoso.com.
    ");
    assert_snapshot!(fixes("DB048", sketch), @"
    Remove sql5.contoso.com
    Remove sql4.contoso.com
    ");
    assert_snapshot!(findings("DB050", sketch), @"DB050 sql5.contoso.com  sql5.contoso.com is shared with other products.");
}

#[test]
fn who_shares_a_witness_is_shown_but_not_the_pool_itself_nor_whoever_has_no_mirror() {
    let sketch = r"
        site EMEA
          front-end lon-fe
            back-end sql1\rtc mirror sql2\rtc witness sql9\wit
          front-end ber-fe
            back-end sql3\rtc mirror sql4\rtc witness sql9\wit
          front-end rom-fe
            back-end sql5\rtc witness sql9\wit
        ";
    assert_snapshot!(related("DB018", sketch), @r"
    lon-fe.contoso.com: sql9.contoso.com\wit the witness; ber-fe.contoso.com is watched too
    ber-fe.contoso.com: sql9.contoso.com\wit the witness; lon-fe.contoso.com is watched too
    ");
}

#[test]
fn an_instance_of_a_pair_watches_nobody_by_keeping_a_mirror() {
    let sketch = r"
        site EMEA
          front-end lon-fe
            back-end sql1\rtc mirror sql2\rtc witness sql9\wit
          front-end ber-fe
            back-end sql3\rtc mirror sql9\wit witness sql4\wit
        ";
    assert_snapshot!(findings("DB018", sketch), @"");
}
