//! Databases: which server, instance, edition and version; how their stores are shared.

mod groups;
mod mirrors;

use insta::assert_snapshot;
use strum::VariantArray;

use super::{findings, findings_after_fixes, fixes, helps};
use crate::model::StoreUse;

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
fn the_word_for_the_default_instance_is_given_up_where_that_is_free() {
    let sketch = |other: &str| format!("site EMEA\n  sql sql1\\mssqlserver\n  sql {other}\n");
    assert_snapshot!(fixes("DB051", &sketch("sql2")), @"Use the default instance");
    assert_snapshot!(fixes("DB051", &sketch("sql1")), @"");
}
