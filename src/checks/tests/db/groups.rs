//! Availability groups and failover clusters.

use insta::assert_snapshot;

use crate::checks::tests::{findings, findings_against};

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
