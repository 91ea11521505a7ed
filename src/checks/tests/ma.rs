use insta::assert_snapshot;

use super::{findings, fixes};

#[test]
fn a_store_is_missed_only_where_the_feature_is_on() {
    let found = |lines: &str| findings("MA00", &format!("site EMEA\n  front-end lon-fe\n{lines}"));
    assert_snapshot!(found("    features conferencing\n"), @"");
    assert_snapshot!(found("    features archiving monitoring\n"), @"
    MA001 lon-fe.contoso.com  Monitoring is on in lon-fe.contoso.com, which has no monitoring store.
    MA002 lon-fe.contoso.com  Archiving is on in lon-fe.contoso.com, which has no archiving store.
    ");
    let sketch = "site EMEA\n  standard-edition lon-se\n    features conferencing archiving monitoring\n";
    assert_snapshot!(fixes("MA00", sketch), @"
    Turn monitoring off
    Turn archiving off
    ");
}

#[test]
fn a_pair_that_archives_on_both_sides_or_on_none_is_even() {
    let found = |one: &str, other: &str| {
        findings(
            "MA003",
            &format!(
                "site A\n  front-end a-fe\n    features {one}\nsite B\n  front-end b-fe\n    features {other}\npair a-fe b-fe\n"
            ),
        )
    };
    assert_snapshot!(found("archiving", "archiving"), @"");
    assert_snapshot!(found("none", "none"), @"");
    assert_snapshot!(found("archiving", "monitoring"), @"MA003 b-fe.contoso.com  b-fe.contoso.com does not archive, and its partner a-fe.contoso.com does.");
    assert_snapshot!(found("none", "archiving"), @"MA003 a-fe.contoso.com  a-fe.contoso.com does not archive, and its partner b-fe.contoso.com does.");
}

#[test]
fn a_cluster_or_a_group_protects_a_store_as_a_mirror_does() {
    let sketch = r"
        site EMEA
          front-end lon-fe
            features archiving monitoring
            back-end sql1\rtc
            archiving-store sql2\arch
            monitoring-store sql3\mon mirror sql4\mon
          director lon-dir
            archiving-store sql5\arch
            monitoring-store sql6\mon
          sql sql5\arch
            cluster
          sql sql6\mon
            availability-group sql6
            node sql7\mon
        ";
    assert_snapshot!(findings("MA005", sketch), @"MA005 lon-fe.contoso.com  The archiving store of lon-fe.contoso.com is not known to be mirrored, clustered or in an availability group.");
}

#[test]
fn only_the_monitoring_store_has_reports() {
    let sketch = |product: &str| {
        format!(
            r"
            deployment contoso.com
              product {product}
            site EMEA
              front-end lon-fe
                features archiving monitoring
                archiving-store sql2\arch mirror sql3\arch
                monitoring-store sql3\mon mirror sql4\mon
            "
        )
    };
    assert_snapshot!(findings("MA006", &sketch("2015")), @r"MA006 lon-fe.contoso.com  The monitoring reports of lon-fe.contoso.com know sql3.contoso.com\mon only and not its mirror.");
    assert_snapshot!(findings("MA006", &sketch("2019")), @"");
}

#[test]
fn pools_of_one_site_may_share_what_they_lose_together() {
    let sketch = |second: &str| {
        format!(
            r"
            site A
              front-end a-fe
                archiving-store sql1\arch
                monitoring-store sql2\mon
            {second}
              front-end b-fe
                archiving-store sql1\arch
                monitoring-store sql2\other
            pair a-fe b-fe
            "
        )
    };
    assert_snapshot!(findings("MA008", &sketch("site B")), @r"MA008 a-fe.contoso.com  a-fe.contoso.com and its partner b-fe.contoso.com in another site share the archiving store on sql1.contoso.com\arch.");
    assert_snapshot!(findings("MA008", &sketch("")), @"");
}
