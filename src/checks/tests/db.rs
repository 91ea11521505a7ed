use insta::assert_snapshot;
use strum::VariantArray;

use super::{findings, findings_after_fixes, findings_against, fixes, helps, related, sketched};
use crate::checks::{Cx, run};
use crate::model::StoreUse;
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
fn versions_are_compared_where_they_are_known() {
    let found = findings(
        "DB014",
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
        "DB03",
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
        "DB03",
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
        "DB03",
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

#[test]
fn an_sql_server_stands_apart_from_some_roles() {
    let roles = [
        "front-end",
        "standard-edition",
        "director",
        "edge",
        "mediation",
        "persistent-chat",
        "video-interop",
        "trusted-application",
        "other",
    ];
    let pools = roles.map(|role| format!("  {role} p-{role}\n    computers m-{role}\n  sql m-{role}\\x\n"));
    assert_snapshot!(findings("DB002", &format!("site EMEA\n{}", pools.concat())), @r"
    DB002 m-persistent-chat.contoso.com\x  m-persistent-chat.contoso.com\x is on a server of Persistent Chat pool p-persistent-chat.contoso.com.
    DB002 m-director.contoso.com\x  m-director.contoso.com\x is on a server of Director pool p-director.contoso.com.
    DB002 m-mediation.contoso.com\x  m-mediation.contoso.com\x is on a server of Mediation pool p-mediation.contoso.com.
    DB002 m-front-end.contoso.com\x  m-front-end.contoso.com\x is on a server of Enterprise Edition Front End pool p-front-end.contoso.com.
    DB002 m-video-interop.contoso.com\x  m-video-interop.contoso.com\x is on a server of Video Interop pool p-video-interop.contoso.com.
    DB002 m-edge.contoso.com\x  m-edge.contoso.com\x is on a server of Edge pool p-edge.contoso.com.
    ");
}

#[test]
fn a_chat_pool_on_a_standard_edition_server_shares_its_databases() {
    let sketch = "site EMEA\n  standard-edition lon-se\n  persistent-chat lon-se\n    chat-store lon-se\\rtc\n";
    assert_eq!(findings("DB002", sketch), "");
}

#[test]
fn one_instance_is_shared_in_any_part_but_the_witness() {
    let found = |first: &str, second: &str| {
        let sketch =
            format!("site EMEA\n  front-end a-fe\n    back-end {first}\n  front-end b-fe\n    back-end {second}\n");
        findings("DB00", &sketch)
            .lines()
            .filter(|line| line.contains("DB003") || line.contains("DB004"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_snapshot!(found(r"sql1\rtc mirror sql2\rtc", r"sql3\rtc mirror SQL1\RTC"), @r"
    DB003 b-fe.contoso.com  The mirror of the back end of b-fe.contoso.com is in sql1.contoso.com\rtc, as is the back end of a-fe.contoso.com.
    DB003 a-fe.contoso.com  The back end of a-fe.contoso.com is in sql1.contoso.com\rtc, as is the mirror of the back end of b-fe.contoso.com.
    ");
    assert_eq!(found(r"sql1\rtc mirror sql2\rtc witness sql9\w", r"sql3\rtc mirror sql4\rtc witness sql9\w"), "");
    assert_eq!(found(r"sql1\rtc witness sql3\rtc", r"sql3\rtc"), "");
    let mixed = r"
        site EMEA
          front-end a-fe
            back-end sql1\rtc
          standard-edition b-se
            back-end sql1\rtc
          front-end c-fe
            monitoring-store sql1\rtc
        ";
    assert_eq!(findings("DB003", mixed), "");
}

#[test]
fn sets_of_databases_are_told_by_what_shares_them() {
    let found = |pools: &[&str]| {
        let pools: String = pools.iter().enumerate().map(|(n, pool)| pool.replace('#', &n.to_string())).collect();
        let sketch = format!("site EMEA\n{pools}");
        [findings("DB005", &sketch), findings("DB006", &sketch)].join("\n").trim().to_owned()
    };
    const SHARED: &str = "  front-end p#\n    monitoring-store sql1\\m\n    archiving-store sql1\\m\n";
    assert_snapshot!(found(&[SHARED, SHARED]), @"");
    let crossed = [
        "  front-end p#\n    archiving-store sql1\\m mirror sql2\\m witness sql3\\w\n",
        "  director p#\n    archiving-store sql2\\m mirror sql1\\m witness sql3\\w\n",
    ];
    assert_snapshot!(found(&crossed), @r"
    DB005 sql2.contoso.com\m  sql2.contoso.com\m holds the databases of 2 archiving stores.
    DB005 sql1.contoso.com\m  sql1.contoso.com\m holds the databases of 2 archiving stores.
    ");
    let two_instances =
        ["  front-end p#\n    archiving-store sql1\\a\n", "  front-end p#\n    archiving-store SQL1\\b\n"];
    assert_snapshot!(found(&two_instances), @r"DB006 SQL1.contoso.com\b  sql1.contoso.com holds the databases of 2 archiving stores, in 2 instances.");
    assert_snapshot!(found(&["  front-end p#\n    archiving-store sql1\\a\n    monitoring-store sql1\\b\n"]), @"");
    let chat = "  persistent-chat p#\n    chat-store sql1\\c\n    compliance-store sql1\\c\n";
    assert_snapshot!(found(&[chat, chat]), @r"
    DB005 sql1.contoso.com\c  sql1.contoso.com\c holds the databases of 2 chat stores.
    DB005 sql1.contoso.com\c  sql1.contoso.com\c holds the databases of 2 compliance stores.
    ");
    assert_snapshot!(found(&["  persistent-chat p#\n    chat-store sql1\\a\n    chat-backup sql1\\b\n    compliance-store sql1\\a\n    compliance-backup sql1\\b\n"]), @"");
    let backup = ["  persistent-chat p#\n    chat-backup sql1\\a\n", "  persistent-chat p#\n    chat-store sql1\\b\n"];
    assert_snapshot!(found(&backup), @r"DB006 sql1.contoso.com\a  sql1.contoso.com holds the databases of 2 chat stores, in 2 instances.");
    assert_snapshot!(found(&["  front-end p#\n    back-end sql1\\a\n", "  front-end p#\n    back-end sql1\\b\n"]), @"");
}

#[test]
fn what_grows_beside_a_back_end_is_said_once_for_an_instance() {
    let found = findings(
        "DB007",
        r"
        site EMEA
          front-end b-fe
            back-end sql1 mirror sql2 witness sql3
            archiving-store sql1
            monitoring-store sql1
          front-end a-fe
            back-end sql1\rtc
            monitoring-store sql2\mon
          persistent-chat lon-chat
            chat-store sql3\chat
          standard-edition lon-se
            monitoring-store lon-se\mon
          front-end c-fe
            back-end sql4 witness sql4\wit
            archiving-store sql5 witness sql4\wit
        ",
    );
    assert_snapshot!(found, @r"
    DB007 sql1.contoso.com  sql1.contoso.com holds other databases on the server of the back end of a-fe.contoso.com: archiving store, monitoring store.
    DB007 sql2.contoso.com\mon  sql2.contoso.com\mon holds other databases on the server of the back end of b-fe.contoso.com: monitoring store.
    ");
}

#[test]
fn each_kind_of_store_has_its_versions_and_editions() {
    let found = |product: &str, about: &str| {
        findings(
            "DB008",
            &format!(
                "deployment contoso.com\n  product {product}\nsite EMEA\n  front-end a-fe\n    back-end sql1\n    \
                 monitoring-store sql2 witness sql4\n  persistent-chat a-chat\n    chat-store sql3\n  sql sql1\n    \
                 {about}\n  sql sql2\n    {about}\n  sql sql3\n    {about}\n  sql sql4\n    {about}\n"
            ),
        )
    };
    assert_snapshot!(found("2015", "version 2016"), @"DB008 sql3.contoso.com  sql3.contoso.com runs SQL Server 2016, which Skype for Business Server 2015 does not support for the chat store of a-chat.contoso.com.");
    assert_snapshot!(found("2015", "edition express"), @"
    DB008 sql1.contoso.com  sql1.contoso.com runs SQL Server Express, which Skype for Business Server 2015 does not support for the back end of a-fe.contoso.com.
    DB008 sql2.contoso.com  sql2.contoso.com runs SQL Server Express, which Skype for Business Server 2015 does not support for the monitoring store of a-fe.contoso.com.
    DB008 sql3.contoso.com  sql3.contoso.com runs SQL Server Express, which Skype for Business Server 2015 does not support for the chat store of a-chat.contoso.com.
    ");
    assert_snapshot!(found("2019", "version 2014"), @"
    DB008 sql1.contoso.com  sql1.contoso.com runs SQL Server 2014, which Skype for Business Server 2019 does not support for the back end of a-fe.contoso.com.
    DB008 sql2.contoso.com  sql2.contoso.com runs SQL Server 2014, which Skype for Business Server 2019 does not support for the monitoring store of a-fe.contoso.com.
    ");
    assert_snapshot!(found("2013", "version 2014"), @"
    DB008 sql1.contoso.com  sql1.contoso.com runs SQL Server 2014, which Lync Server 2013 does not support for the back end of a-fe.contoso.com.
    DB008 sql2.contoso.com  sql2.contoso.com runs SQL Server 2014, which Lync Server 2013 does not support for the monitoring store of a-fe.contoso.com.
    DB008 sql3.contoso.com  sql3.contoso.com runs SQL Server 2014, which Lync Server 2013 does not support for the chat store of a-chat.contoso.com.
    ");
    assert_eq!(found("2015", "version 2014") + &found("2015", "edition standard") + &found("2015", ""), "");
}

#[test]
fn the_local_database_is_what_setup_made_it() {
    let sketch = r"
        site EMEA
          standard-edition lon-se
          sql lon-se\rtc
            version 2008r2
            edition express
        ";
    assert_eq!(findings("DB008", sketch), "");
}

#[test]
fn a_back_end_is_kept_available_in_one_of_three_ways() {
    let sketch = |product: &str| {
        format!(
            "deployment contoso.com\n  product {product}\nsite EMEA\n  front-end a-fe\n    back-end sql1\n  front-end b-fe\n    \
             back-end sql2 mirror sql3\n  front-end c-fe\n    back-end sql4\n  front-end d-fe\n    back-end sql5\n  \
             front-end e-fe\n  standard-edition f-se\n  sql sql4\n    cluster\n  sql sql5\n    availability-group sql5\n"
        )
    };
    assert_snapshot!(findings("DB009", &sketch("2015")), @"DB009 a-fe.contoso.com  The back end of a-fe.contoso.com has no mirror, and no availability group or cluster is known of.");
    assert_snapshot!(helps("DB009", &sketch("2013")), @"Add a mirror, or mark the instance as a failover cluster if it is one.");
    assert_snapshot!(helps("DB009", &sketch("2015")), @"Add a mirror or an availability group, or mark the instance as a failover cluster if it is one.");
    assert_snapshot!(helps("DB009", &sketch("2019")), @"Use an availability group, or mark the instance as a failover cluster if it is one.");
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
fn transaction_logs_are_spoken_of_once_for_a_pool() {
    let found = findings(
        "DB023",
        r"
        site EMEA
          front-end a-fe
            back-end sql1 mirror sql2
            monitoring-store sql3 mirror sql4
          front-end b-fe
            archiving-store sql3\a mirror sql4\a
        ",
    );
    assert_snapshot!(found, @"
    DB023 b-fe.contoso.com  The archiving store of b-fe.contoso.com is mirrored: its transaction logs grow until they are backed up.
    DB023 a-fe.contoso.com  The back end of a-fe.contoso.com is mirrored: its transaction logs grow until they are backed up.
    ");
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
fn an_availability_group_takes_its_product_and_its_edition() {
    let sketch = |product: &str, edition: &str| {
        format!(
            "deployment contoso.com\n  product {product}\nsite EMEA\n  front-end a-fe\n    back-end ag\n    monitoring-store \
             sql1 mirror ag\n  sql ag\n    availability-group ag\n    {edition}\n"
        )
    };
    assert_snapshot!(findings("DB028", &sketch("2013", "")), @"
    DB028 a-fe.contoso.com  The back end of a-fe.contoso.com is in an availability group, which Lync Server 2013 does not support.
    DB028 a-fe.contoso.com  The mirror of the monitoring store of a-fe.contoso.com is in an availability group, which Lync Server 2013 does not support.
    ");
    assert_eq!(findings("DB028", &sketch("2015", "")), "");
    assert_snapshot!(findings("DB029", &sketch("2019", "edition standard")), @"DB029 ag.contoso.com  The availability group of ag.contoso.com runs SQL Server Standard.");
    assert_snapshot!(findings("DB036", &sketch("2019", "")), @"DB036 ag.contoso.com  ag.contoso.com is a monitoring store in an availability group, where no report server can be.");
    assert_eq!(findings("DB029", &sketch("2019", "edition enterprise")) + &findings("DB029", &sketch("2019", "")), "");
    assert_eq!(findings("DB036", "site A\n  front-end a\n    back-end ag\n  sql ag\n    availability-group ag\n"), "");
}

#[test]
fn the_central_management_store_moves_before_its_back_end_is_converted() {
    let sketch = |central: &str, ha: &str| {
        format!(
            "deployment contoso.com\n  {central}\nsite A\n  front-end a-fe\n    back-end sql1\n  sql sql1\n    {ha}\n"
        )
    };
    let (central, group) = ("central-management a-fe", "availability-group sql1");
    let found = |before: (&str, &str), after: (&str, &str)| {
        findings_against("DB037", &sketch(before.0, before.1), &sketch(after.0, after.1))
    };
    assert_snapshot!(found((central, ""), (central, group)), @"DB037 a-fe.contoso.com  The back end of a-fe.contoso.com, which holds the Central Management store, moves into an availability group.");
    assert_snapshot!(found((central, "cluster"), (central, group)), @"DB037 a-fe.contoso.com  The back end of a-fe.contoso.com, which holds the Central Management store, moves into an availability group.");
    assert_eq!(found((central, group), (central, group)), "");
    assert_eq!(found((central, ""), (central, "cluster")), "");
    assert_eq!(found((central, ""), ("", group)), "");
    assert_eq!(findings_against("DB037", "site A\n  front-end a-fe\n", &sketch(central, group)), "");
}

#[test]
fn a_store_is_kept_in_one_way_and_the_stores_of_a_pool_in_the_same() {
    let sketch = r"
        site EMEA
          front-end a-fe
            back-end cluster mirror sql2 witness sql3
            archiving-store ag witness sql3
            monitoring-store sql4 mirror sql5
          front-end b-fe
            back-end sql6
            archiving-store cluster
            monitoring-store ag
          persistent-chat lon-chat
            chat-store cluster
            compliance-store sql7 mirror sql8
          sql cluster
            cluster
          sql ag
            availability-group ag
        ";
    assert_snapshot!(findings("DB038", sketch), @"
    DB038 a-fe.contoso.com  The archiving store of a-fe.contoso.com is an availability group and has a witness too.
    DB038 a-fe.contoso.com  The back end of a-fe.contoso.com is a failover cluster and has a mirror too.
    ");
    assert_snapshot!(fixes("DB038", sketch), @"
    Stop mirroring
    Stop mirroring
    ");
    assert_snapshot!(findings("DB039", sketch), @"
    DB039 b-fe.contoso.com  The archiving store of b-fe.contoso.com is a failover cluster, the monitoring store is an availability group.
    DB039 a-fe.contoso.com  The back end of a-fe.contoso.com is mirrored, the archiving store is an availability group.
    ");
}

#[test]
fn a_cluster_has_a_name_of_its_own_and_nodes_that_do_nothing_else() {
    let sketch = r"
        site EMEA
          sql virtual1\a
            cluster node1 node2
          sql virtual2
            cluster node3 NODE2
          sql node4
            cluster node4 node5
          sql node5\b
          sql virtual6
            cluster node6 node7
          sql node7
            cluster node8 node9
        ";
    assert_snapshot!(findings("DB040", sketch), @"DB040 node4.contoso.com  The failover cluster node4.contoso.com goes by the name of one of its nodes.");
    assert_snapshot!(findings("DB042", sketch), @r"
    DB042 node4.contoso.com  node5.contoso.com, a node of the failover cluster node4.contoso.com, serves node5.contoso.com\b too.
    DB042 virtual2.contoso.com  NODE2.contoso.com, a node of the failover cluster virtual2.contoso.com, serves virtual1.contoso.com\a too.
    DB042 virtual1.contoso.com\a  node2.contoso.com, a node of the failover cluster virtual1.contoso.com\a, serves virtual2.contoso.com too.
    ");
}

#[test]
fn nodes_are_counted_where_the_edition_is_known() {
    let found = |edition: &str, n: usize| {
        let nodes: Vec<String> = (0..n).map(|node| format!("n{node}")).collect();
        findings("DB041", &format!("site A\n  sql v\n    {edition}\n    cluster {}\n", nodes.join(" ")))
    };
    assert_snapshot!(found("edition standard", 3), @"DB041 v.contoso.com  The failover cluster v.contoso.com has 3 nodes; SQL Server Standard allows 2.");
    assert_snapshot!(found("edition enterprise", 17), @"DB041 v.contoso.com  The failover cluster v.contoso.com has 17 nodes; SQL Server Enterprise allows 16.");
    assert_eq!(found("edition standard", 2) + &found("edition enterprise", 16) + &found("", 99), "");
}

#[test]
fn a_cluster_is_new_where_none_of_its_name_is_published() {
    let sketch = r"
        site EMEA
          sql old\a
            cluster
          sql new\a
            cluster
          sql new\b
        ";
    assert_snapshot!(findings_against("DB043", "site EMEA\n  sql OLD\\a\n", sketch), @r"DB043 new.contoso.com\a  The failover cluster new.contoso.com\a is new and has to exist before this is published.");
}

#[test]
fn a_server_has_a_full_name() {
    let sketch = "site EMEA\n  sql \"sql1\\rtc\"\n  sql sql2.contoso.com\n  sql \"10.0.0.1\"\n  sql \"\"\n";
    assert_snapshot!(findings("DB044", sketch), @r"
    DB044 sql1\rtc  SQL server sql1 is given by its short name.
    DB044 10.0.0.1  SQL server 10.0.0.1 is given by its address.
    ");
}

#[test]
fn a_named_instance_has_a_port_that_nothing_else_uses() {
    let sketch = r"
        site EMEA
          standard-edition lon-se
          sql sql1
          sql sql1\a
            port 1433
          sql sql1\b
            port 14331
          sql sql1\c
            port 14331
          sql sql1\d
          sql sql2
            port 5000
          sql sql2\a
            port 1433
          sql ag\a
            availability-group ag
        ";
    assert_snapshot!(findings("DB045", sketch), @r"DB045 sql1.contoso.com\d  No static port is noted for the named instance sql1.contoso.com\d.");
    assert_snapshot!(findings("DB046", sketch), @r"
    DB046 sql1.contoso.com\a  sql1.contoso.com\a and sql1.contoso.com use one port, 1433.
    DB046 sql1.contoso.com\b  sql1.contoso.com\b and sql1.contoso.com\c use one port, 14331.
    DB046 sql1.contoso.com\c  sql1.contoso.com\c and sql1.contoso.com\b use one port, 14331.
    ");
}

#[test]
fn reports_are_asked_of_the_primary_of_a_monitoring_store() {
    let found = findings(
        "DB047",
        r"
        site EMEA
          front-end a-fe
            back-end sql1
            monitoring-store sql2 mirror sql3
          director b-dir
            monitoring-store sql4
          sql sql4
            reporting reports
        ",
    );
    assert_snapshot!(found, @"DB047 sql2.contoso.com  No Reporting Services are noted for the monitoring store sql2.contoso.com.");
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
fn an_instance_has_a_name_that_setup_takes() {
    let names = [
        "a",
        "rtc_1$",
        "abcdefghijklmnop",
        "abcdefghijklmnopq",
        "_rtc",
        "1rtc",
        "rtc-1",
        "rtc#1",
        "Default",
        "MSSQLServer",
    ];
    let sketch: String = names.iter().map(|name| format!("  sql s-{}\\{name}\n", name.len())).collect();
    assert_snapshot!(findings("DB051", &format!("site EMEA\n{sketch}")), @r"
    DB051 s-17.contoso.com\abcdefghijklmnopq  The instance name abcdefghijklmnopq has more than 16 characters.
    DB051 s-7.contoso.com\Default  Default stands for the default instance, which has no name.
    DB051 s-5.contoso.com\rtc-1  The instance name rtc-1 has other characters than letters, digits, _ and $.
    DB051 s-5.contoso.com\rtc#1  The instance name rtc#1 has other characters than letters, digits, _ and $.
    DB051 s-4.contoso.com\_rtc  The instance name _rtc does not begin with a letter.
    DB051 s-11.contoso.com\MSSQLServer  MSSQLServer stands for the default instance, which has no name.
    DB051 s-4.contoso.com\1rtc  The instance name 1rtc does not begin with a letter.
    ");
    assert_snapshot!(fixes("DB051", "site A\n  sql a\\default\n  sql b\\default\n  sql b\n  sql c\\1\n"), @"Use the default instance");
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

#[test]
fn the_word_for_the_default_instance_is_given_up_where_that_is_free() {
    let sketch = |other: &str| format!("site EMEA\n  sql sql1\\mssqlserver\n  sql {other}\n");
    assert_snapshot!(fixes("DB051", &sketch("sql2")), @"Use the default instance");
    assert_snapshot!(fixes("DB051", &sketch("sql1")), @"");
}
