use insta::assert_snapshot;

use super::{applied, findings, findings_after_fixes, findings_against, fixes, found_by, sketched};

/// Two paired pools in two sites, with these lines for each.
fn pair_of(role: &str, product: &str, first: &str, second: &str) -> String {
    format!(
        "deployment contoso.com\n  product {product}\nsite A\n  {role} a-fe\n    {first}\nsite B\n  {role} b-fe\n    {second}\n\
         pair a-fe b-fe\n"
    )
}

#[test]
fn a_free_partner_is_paired_without_asking() {
    let sketch = r"
        site EMEA
          front-end lon-fe
            backup-pool sin-fe
        site APAC
          front-end sin-fe
        ";
    assert_snapshot!(findings("DR00", sketch), @"DR002 lon-fe.contoso.com  lon-fe.contoso.com has sin-fe.contoso.com as its backup pool, and sin-fe.contoso.com has none.");
    assert_snapshot!(fixes("DR002", sketch), @"
    safe: Pair lon-fe.contoso.com and sin-fe.contoso.com
    Remove the backup pool of lon-fe.contoso.com
    ");
    assert_snapshot!(findings_after_fixes("DR00", sketch), @"");
}

#[test]
fn which_of_two_one_sided_pairs_becomes_whole_is_for_a_person() {
    let sketch = r"
        site EMEA
          front-end ber-fe
            backup-pool sin-fe
          front-end lon-fe
            backup-pool sin-fe
        site APAC
          front-end sin-fe
        ";
    assert_snapshot!(findings("DR00", sketch), @"
    DR002 lon-fe.contoso.com  lon-fe.contoso.com has sin-fe.contoso.com as its backup pool, and sin-fe.contoso.com has none.
    DR002 ber-fe.contoso.com  ber-fe.contoso.com has sin-fe.contoso.com as its backup pool, and sin-fe.contoso.com has none.
    DR003 sin-fe.contoso.com  sin-fe.contoso.com is the backup pool of 2 pools: ber-fe.contoso.com and lon-fe.contoso.com.
    ");
    let mut offered: Vec<String> = fixes("DR00", sketch).lines().map(str::to_owned).collect();
    offered.sort();
    offered.dedup();
    assert_snapshot!(offered.join("\n"), @"
    Pair ber-fe.contoso.com and sin-fe.contoso.com
    Pair lon-fe.contoso.com and sin-fe.contoso.com
    Remove the backup pool of ber-fe.contoso.com
    Remove the backup pool of lon-fe.contoso.com
    ");
}

#[test]
fn a_pool_that_names_the_partner_of_another_is_the_odd_one() {
    let sketch = r"
        site EMEA
          front-end ber-fe
            backup-pool sin-fe
          front-end lon-fe
        site APAC
          front-end sin-fe
        pair lon-fe sin-fe
        ";
    assert_snapshot!(findings("DR00", sketch), @"
    DR002 ber-fe.contoso.com  ber-fe.contoso.com has sin-fe.contoso.com as its backup pool, and sin-fe.contoso.com has lon-fe.contoso.com.
    DR003 sin-fe.contoso.com  sin-fe.contoso.com is the backup pool of 2 pools: ber-fe.contoso.com and lon-fe.contoso.com.
    ");
    assert_snapshot!(fixes("DR003", sketch), @"Remove the backup pool of ber-fe.contoso.com");
}

#[test]
fn three_pools_in_a_ring_are_three_one_sided_pairs() {
    let mut found: Vec<String> = findings(
        "DR00",
        r"
        site A
          front-end a-fe
            backup-pool b-fe
        site B
          front-end b-fe
            backup-pool c-fe
        site C
          front-end c-fe
            backup-pool a-fe
        ",
    )
    .lines()
    .map(str::to_owned)
    .collect();
    found.sort();
    assert_snapshot!(found.join("\n"), @"
    DR002 a-fe.contoso.com  a-fe.contoso.com has b-fe.contoso.com as its backup pool, and b-fe.contoso.com has c-fe.contoso.com.
    DR002 b-fe.contoso.com  b-fe.contoso.com has c-fe.contoso.com as its backup pool, and c-fe.contoso.com has a-fe.contoso.com.
    DR002 c-fe.contoso.com  c-fe.contoso.com has a-fe.contoso.com as its backup pool, and a-fe.contoso.com has b-fe.contoso.com.
    ");
}

#[test]
fn a_pool_that_backs_up_itself_is_no_pair() {
    let sketch = r"
        site EMEA
          front-end lon-fe
            computers 2
            backup-pool lon-fe
        ";
    assert_snapshot!(findings("DR", sketch), @"DR001 lon-fe.contoso.com  Pool lon-fe.contoso.com is its own backup pool.");
    assert_snapshot!(findings_after_fixes("DR", sketch), @"");
}

#[test]
fn a_front_end_pool_backed_up_by_a_director_is_a_pair_of_two_kinds() {
    let found = findings(
        "DR00",
        r"
        site EMEA
          front-end lon-fe
            backup-pool lon-dir
          director lon-dir
          standard-edition ber-se
            backup-pool par-fe
          front-end par-fe
        ",
    );
    assert_snapshot!(found, @"
    DR002 ber-se.contoso.com  ber-se.contoso.com has par-fe.contoso.com as its backup pool, and par-fe.contoso.com has none.
    DR004 lon-fe.contoso.com  Enterprise Edition Front End pool lon-fe.contoso.com is paired with Director pool lon-dir.contoso.com.
    DR004 ber-se.contoso.com  Standard Edition server ber-se.contoso.com is paired with Enterprise Edition Front End pool par-fe.contoso.com.
    ");
}

#[test]
fn subscription_edition_pairs_with_2019() {
    let sketch = |product: &str| {
        format!("site A\n  front-end a-fe product se\nsite B\n  front-end b-fe product {product}\npair a-fe b-fe\n")
    };
    assert_snapshot!(findings("DR005", &sketch("2019")), @"");
    assert_snapshot!(findings("DR005", &sketch("2013")), @"DR005 a-fe.contoso.com  a-fe.contoso.com runs Skype for Business Server Subscription Edition, its backup pool b-fe.contoso.com runs Lync Server 2013.");
}

#[test]
fn a_platform_that_is_unknown_or_mixed_says_nothing() {
    let platforms = [
        ("computers 3 physical", "computers 3"),
        ("computers 3 physical", "computers 2 virtual\n    computers 1 physical"),
        ("computers 3 physical", "computers none"),
        ("computers 3 physical", "computers 3 physical"),
    ];
    for (first, second) in platforms {
        assert_eq!(findings("DR006", &pair_of("front-end", "2015", first, second)), "");
    }
}

#[test]
fn windows_versions_of_a_pair_may_differ_in_2013() {
    let found =
        |product| findings("DR007", &pair_of("front-end", product, "computers 3 os 2012", "computers 3 os 2012r2"));
    assert_snapshot!(found("2013"), @"");
    assert_snapshot!(found("2015"), @"DR007 a-fe.contoso.com  a-fe.contoso.com runs on Windows Server 2012, its backup pool b-fe.contoso.com on Windows Server 2012 R2.");
}

#[test]
fn unequal_back_ends_are_an_error_in_2013_and_a_warning_later() {
    let found = |product, second| {
        findings("DR00", &pair_of("front-end", product, r"back-end sql1\rtc mirror sql2\rtc", second))
    };
    assert_snapshot!(found("2013", r"back-end sql3\rtc"), @"DR008 a-fe.contoso.com  The back end of a-fe.contoso.com is mirrored, that of its backup pool b-fe.contoso.com is not protected.");
    assert_snapshot!(found("2015", r"back-end sql3\rtc"), @"DR009 a-fe.contoso.com  The back end of a-fe.contoso.com is mirrored, that of its backup pool b-fe.contoso.com is not protected.");
    assert_snapshot!(found("2015", r"back-end none mirror sql3\rtc"), @"");
    assert_snapshot!(found("2015", r"back-end sql3\rtc mirror sql4\rtc"), @"");
}

#[test]
fn a_pair_in_one_place_is_told_by_data_centre_before_site() {
    let found: Vec<String> = [
        "data-centre X\nsite A\n  front-end a-fe in X\nsite B\n  front-end b-fe in X\npair a-fe b-fe\n",
        "data-centre X\nsite A\n  front-end a-fe in X\n  front-end b-fe in X\npair a-fe b-fe\n",
        "data-centre X\ndata-centre Y\nsite A\n  front-end a-fe in X\n  front-end b-fe in Y\npair a-fe b-fe\n",
    ]
    .map(|sketch| findings("DR010", sketch))
    .to_vec();
    assert_snapshot!(found.join("\n"), @"
    DR010 a-fe.contoso.com  a-fe.contoso.com and its backup pool b-fe.contoso.com are in the same data centre, X.
    DR010 a-fe.contoso.com  a-fe.contoso.com and its backup pool b-fe.contoso.com are in the same data centre, X.
    DR010 a-fe.contoso.com  a-fe.contoso.com and its backup pool b-fe.contoso.com are in the same site, A.
    ");
}

#[test]
fn pools_of_two_sites_of_which_nobody_knows_the_data_centre_are_apart() {
    let found = |data_centres: &str, computers: &str| {
        findings(
            "DR010",
            &format!(
                "data-centre X\ndata-centre Y\nsite A\n  front-end a-fe in X\nsite B\n{data_centres}  front-end b-fe\n    \
                 {computers}\npair a-fe b-fe\n"
            ),
        )
    };
    assert_eq!(found("", "computers 3"), "");
    assert_eq!(found("  data-centres X Y\n", "computers 2 in X\n    computers 1"), "");
    assert_snapshot!(found("  data-centres X\n", "computers 3"), @"DR010 a-fe.contoso.com  a-fe.contoso.com and its backup pool b-fe.contoso.com are in the same data centre, X.");
}

#[test]
fn the_region_of_a_pair_is_asked_only_where_it_is_known() {
    let sketch = |first: &str, second: &str| {
        format!(
            "data-centre X\n{first}data-centre Y\n{second}site A\n  front-end a-fe in X\nsite B\n  front-end b-fe in Y\n\
             pair a-fe b-fe\n"
        )
    };
    assert_eq!(findings("DR011", &sketch("  region Europe\n", "")), "");
    assert_eq!(findings("DR011", &sketch("  region Europe\n", "  region EUROPE\n")), "");
    assert_snapshot!(findings("DR011", &sketch("  region Europe\n", "  region Asia\n")), @"DR011 a-fe.contoso.com  a-fe.contoso.com is in Europe, its backup pool b-fe.contoso.com in Asia.");
}

#[test]
fn a_link_is_slow_by_bandwidth_or_latency_in_either_direction() {
    let found = |link: &str| {
        findings(
            "DR012",
            &format!(
                "data-centre X\ndata-centre Y\ndata-centre Z\nlink {link}\nsite A\n  front-end a-fe in X\nsite B\n  \
                 front-end b-fe in Y\npair a-fe b-fe\n"
            ),
        )
    };
    assert_snapshot!(found("Y X latency high"), @"DR012 a-fe.contoso.com  The link between a-fe.contoso.com and its backup pool b-fe.contoso.com has high latency.");
    assert_snapshot!(found("X Y bandwidth low latency high"), @"DR012 a-fe.contoso.com  The link between a-fe.contoso.com and its backup pool b-fe.contoso.com has low bandwidth and high latency.");
    assert_eq!(found("X Y"), "");
    assert_eq!(found("X Z latency high"), "");
}

#[test]
fn a_pool_filled_to_its_capacity_carries_its_partner() {
    let found = |first: &str, second: &str| findings("DR013", &pair_of("front-end", "2015", first, second));
    let three = |users: u32| format!("computers 3\n    users {users}");
    assert_eq!(found(&three(9990), &three(9990)), "");
    assert_snapshot!(found(&three(9990), &three(9991)), @"
    DR013 b-fe.contoso.com  b-fe.contoso.com carries up to 19980 users and has 19981 together with its partner a-fe.contoso.com.
    DR013 a-fe.contoso.com  a-fe.contoso.com carries up to 19980 users and has 19981 together with its partner b-fe.contoso.com.
    ");
    assert_eq!(found(&three(100_000), "computers 3"), "");
}

#[test]
fn no_number_of_servers_carries_more_than_a_pool_may_hold() {
    let found = |product, users| {
        let side = format!("computers 16\n    users {users}");
        findings("DR013", &pair_of("front-end", product, &side, &side))
    };
    assert_eq!(found("2015", 40_000), "");
    assert_snapshot!(found("2015", 40_001), @"
    DR013 b-fe.contoso.com  b-fe.contoso.com carries up to 80000 users and has 80002 together with its partner a-fe.contoso.com.
    DR013 a-fe.contoso.com  a-fe.contoso.com carries up to 80000 users and has 80002 together with its partner b-fe.contoso.com.
    ");
    assert_eq!(found("2019", 53_000), "");
    assert_snapshot!(found("2019", 53_001), @"
    DR013 b-fe.contoso.com  b-fe.contoso.com carries up to 106000 users and has 106002 together with its partner a-fe.contoso.com.
    DR013 a-fe.contoso.com  a-fe.contoso.com carries up to 106000 users and has 106002 together with its partner b-fe.contoso.com.
    ");
}

#[test]
fn a_standard_edition_server_carries_twice_its_users_in_a_disaster() {
    let found = |users: u32| {
        let side = |users: u32| format!("users {users}");
        findings("DR01", &pair_of("standard-edition", "2015", &side(2500), &side(users)))
    };
    assert_eq!(found(2500), "");
    assert_snapshot!(found(2501), @"
    DR013 b-fe.contoso.com  b-fe.contoso.com carries up to 5000 users and has 5001 together with its partner a-fe.contoso.com.
    DR013 a-fe.contoso.com  a-fe.contoso.com carries up to 5000 users and has 5001 together with its partner b-fe.contoso.com.
    ");
}

#[test]
fn half_a_pool_is_the_most_a_paired_one_holds_of_its_own() {
    let found = |product, users| {
        let side = format!("computers 12\n    users {users}");
        findings("DR014", &pair_of("front-end", product, &side, "computers 12"))
    };
    assert_eq!(found("2015", 40_000), "");
    assert_snapshot!(found("2015", 40_001), @"DR014 a-fe.contoso.com  a-fe.contoso.com has 40001 users of its own, and a paired pool holds up to 40000.");
    assert_eq!(found("2019", 53_000), "");
    assert_snapshot!(found("2019", 53_001), @"DR014 a-fe.contoso.com  a-fe.contoso.com has 53001 users of its own, and a paired pool holds up to 53000.");
}

#[test]
fn three_servers_on_each_side_are_enough_to_synchronise() {
    let found = |n: usize| findings("DR015", &pair_of("front-end", "2015", &format!("computers {n}"), "computers 3"));
    assert_snapshot!(found(1), @"DR015 a-fe.contoso.com  a-fe.contoso.com is paired and has 1 of the 3 Front End servers that have to run together after pairing.");
    assert_snapshot!(found(2), @"DR015 a-fe.contoso.com  a-fe.contoso.com is paired and has 2 of the 3 Front End servers that have to run together after pairing.");
    assert_eq!(found(3), "");
    assert_eq!(findings("DR015", &pair_of("standard-edition", "2015", "users 1", "users 1")), "");
}

#[test]
fn two_edge_pools_that_name_each_other_are_both_told() {
    let sketch = pair_of("edge", "2015", "users 1", "users 1");
    assert_snapshot!(findings("DR", &sketch), @"
    DR016 b-fe.contoso.com  Edge pool b-fe.contoso.com has a backup pool, a-fe.contoso.com, and pools of this role are not paired.
    DR016 a-fe.contoso.com  Edge pool a-fe.contoso.com has a backup pool, b-fe.contoso.com, and pools of this role are not paired.
    ");
    assert_snapshot!(fixes("DR", &sketch), @"
    Remove the backup pool
    Remove the backup pool
    ");
}

/// What the rules find about a pair of Enterprise pools with these lines, and about the deployment.
fn found_in(of: &str, deployment: &str, first: &str, second: &str) -> String {
    findings(
        of,
        &format!(
            "deployment contoso.com\n  {deployment}\nsite A\n  front-end a-fe\n    {first}\nsite B\n  front-end b-fe\n    \
             {second}\npair a-fe b-fe\n"
        ),
    )
}

#[test]
fn the_central_management_store_has_its_standby_in_the_partner() {
    let found = |central: &str, more: &str| findings("DR01", &format!("deployment contoso.com\n  {central}\n{more}"));
    let alone = "site A\n  front-end a-fe\n  director a-dir\n";
    let paired = "site A\n  front-end a-fe\nsite B\n  front-end b-fe\npair a-fe b-fe\n";
    assert_snapshot!(found("central-management a-fe", alone), @"DR018 contoso.com  The Central Management store is in a-fe.contoso.com, a pool without a partner.");
    assert_snapshot!(found("central-management a-fe", paired), @"DR017 contoso.com  The standby of the Central Management store is in b-fe.contoso.com, the partner of a-fe.contoso.com.");
    assert_eq!(found("", alone) + &found("", paired) + &found("central-management a-dir", alone), "");
}

#[test]
fn a_next_hop_is_changed_before_a_failover_only_where_there_can_be_one() {
    let found = |next_hop: &str, pair: &str| {
        findings(
            "DR019",
            &format!(
                "site A\n  front-end a-fe\n  director a-dir\n  edge a-edge\n    {next_hop}\nsite B\n  front-end b-fe\n{pair}"
            ),
        )
    };
    assert_snapshot!(found("next-hop b-fe", "pair a-fe b-fe"), @"DR019 a-edge.contoso.com  The next hop of a-edge.contoso.com is b-fe.contoso.com, which cannot be failed over before that is changed.");
    assert_eq!(
        found("next-hop a-fe", "") + &found("next-hop a-dir", "pair a-fe b-fe") + &found("", "pair a-fe b-fe"),
        ""
    );
}

#[test]
fn traffic_of_a_pair_is_said_once() {
    assert_snapshot!(found_in("DR020", "", "", ""), @"DR020 a-fe.contoso.com  The Backup Service of a-fe.contoso.com and b-fe.contoso.com copies users' data unencrypted.");
}

#[test]
fn voice_fails_over_by_itself_or_not_pool_by_pool() {
    assert_snapshot!(found_in("DR02", "", "features voice\n    voice-failover", "features voice"), @"
    DR021 b-fe.contoso.com  b-fe.contoso.com is paired and has no automatic failover for voice.
    DR020 a-fe.contoso.com  The Backup Service of a-fe.contoso.com and b-fe.contoso.com copies users' data unencrypted.
    DR022 a-fe.contoso.com  Only voice of a-fe.contoso.com fails over by itself; the pool does not.
    ");
    let sketch = "site A\n  front-end a-fe\n    voice-failover\n  front-end b-fe\n";
    assert_eq!(findings("DR02", sketch), "");
    assert_eq!(found_in("DR021", "", "", "features conferencing"), "");
    let offered = fixes("DR021", "site A\n  front-end a-fe\n    features voice\n  front-end b-fe\npair a-fe b-fe\n");
    assert_snapshot!(offered, @"Enable it");
}

#[test]
fn a_minute_is_long_enough_to_be_sure_of_a_failure() {
    let sketch = r"
        site EMEA
          front-end a-fe
            voice-failover detect 60
          front-end b-fe
            voice-failover detect 59
          front-end c-fe
            voice-failover none detect 10
          branch-site Oxford
            survivable-branch oxf-sba
              voice-failover detect 30
        ";
    assert_snapshot!(findings("DR023", sketch), @"
    DR023 b-fe.contoso.com  b-fe.contoso.com is taken as failed after 59 s.
    DR023 oxf-sba.contoso.com  oxf-sba.contoso.com is taken as failed after 30 s.
    ");
    assert_snapshot!(fixes("DR023", sketch), @"
    Use 300 s
    Use 120 s
    ");
    let document = sketched(sketch).document;
    for found in found_by("DR023", &document) {
        let after = applied(&found.fixes[0], &document);
        assert!(found_by("DR023", &after).iter().all(|other| other.place != found.place));
    }
}

#[test]
fn branch_users_stay_behind_where_the_pool_can_be_failed_over() {
    let found = |registrar: &str, pair: &str| {
        findings(
            "DR024",
            &format!(
                "site A\n  front-end a-fe\n  director a-dir\n  branch-site C\n    survivable-branch c-sba\n      \
                 {registrar}\nsite B\n  front-end b-fe\n{pair}"
            ),
        )
    };
    assert_snapshot!(found("registrar a-fe", "pair a-fe b-fe"), @"DR024 c-sba.contoso.com  A failover of a-fe.contoso.com does not cover the users of c-sba.contoso.com; they stay in resiliency mode.");
    let silent = [("registrar a-fe", ""), ("registrar a-dir", "pair a-fe b-fe"), ("", "pair a-fe b-fe")];
    for (registrar, pair) in silent {
        assert_eq!(found(registrar, pair), "");
    }
}

#[test]
fn a_pair_on_one_sql_server_is_a_fault_of_the_pair_alone() {
    for (first, second) in [
        ("back-end sql1\\a", "back-end sql1\\b"),
        ("back-end sql1\\a", "back-end sql1\\a"),
        ("back-end sql9\\a mirror sql1\\a", "back-end SQL1\\b"),
        ("back-end sql1\\a", "back-end sql8\\b mirror sql1\\b"),
    ] {
        let found = found_in("D", "", first, second);
        let codes: Vec<&str> =
            found.lines().map(|line| &line[..5]).filter(|code| ["DR025", "DB003", "DB004"].contains(code)).collect();
        assert_eq!(codes, ["DR025"], "{first}, {second}");
    }
    assert_eq!(found_in("DR025", "", "back-end sql1\\a witness sql3\\w", "back-end sql2\\b witness sql3\\w"), "");
    let servers = "site A\n  standard-edition a-se\n    back-end sql1\\a\nsite B\n  standard-edition b-se\n    back-end sql1\\b\npair a-se b-se";
    assert_eq!(findings("DR025", servers), "");
}

#[test]
fn files_of_a_pair_are_together_on_one_share_or_one_server() {
    let found = |first: &str, second: &str, more: &str| {
        findings(
            "DR026",
            &format!(
                "site A\n  front-end a-fe\n    file-store {first}\n{more}site B\n  front-end b-fe\n    file-store \
                 {second}\npair a-fe b-fe\n"
            ),
        )
    };
    assert_snapshot!(found(r"\\fs1\a", r"\\fs1\a", ""), @r"DR026 a-fe.contoso.com  a-fe.contoso.com and its backup pool b-fe.contoso.com keep their files on one share, \\fs1.contoso.com\a.");
    assert_snapshot!(found(r"\\fs1\a", r"\\FS1\b", ""), @"DR026 a-fe.contoso.com  a-fe.contoso.com and its backup pool b-fe.contoso.com keep their files on one server, fs1.contoso.com.");
    assert_snapshot!(found(r"\\fs1\a", r"\\fs2\b", ""), @"");
    // A namespace that nobody has called one.
    assert_snapshot!(found(r"\\contoso.com\a", r"\\contoso.com\b", ""), @"");
    assert_snapshot!(found(r"\\contoso.com\a", r"\\contoso.com\a", ""), @r"DR026 a-fe.contoso.com  a-fe.contoso.com and its backup pool b-fe.contoso.com keep their files on one share, \\contoso.com\a.");
    let dfs = |of: &str, on: &str| {
        format!("  file-store \\\\contoso.com\\{of}\n    kind dfs\n    target \\\\{on}\\x\n    target \\\\fs9{of}\\x\n")
    };
    let apart = dfs("a", "fs1") + &dfs("b", "fs2");
    assert_snapshot!(found(r"\\contoso.com\a", r"\\contoso.com\b", &apart), @"");
    let together = dfs("a", "fs1") + &dfs("b", "fs1");
    assert_snapshot!(found(r"\\contoso.com\a", r"\\contoso.com\b", &together), @"DR026 a-fe.contoso.com  a-fe.contoso.com and its backup pool b-fe.contoso.com keep their files on one server, fs1.contoso.com.");
    assert_snapshot!(found(r"\\contoso.com\a", r"\\fs1\b", &dfs("a", "fs1")), @"DR026 a-fe.contoso.com  a-fe.contoso.com and its backup pool b-fe.contoso.com keep their files on one server, fs1.contoso.com.");
}

#[test]
fn one_edge_pool_is_not_enough_for_two_sites() {
    let found = |sites: &str| findings("DR027", &format!("{sites}pair a-fe b-fe\n"));
    assert_snapshot!(found("site A\n  front-end a-fe\n  edge e1\nsite B\n  front-end b-fe\n"), @"DR027 a-fe.contoso.com  a-fe.contoso.com and b-fe.contoso.com are in two sites, and e1.contoso.com is the only Edge pool.");
    let silent = [
        "site A\n  front-end a-fe\nsite B\n  front-end b-fe\n",
        "site A\n  front-end a-fe\n  edge e1\n  front-end b-fe\n",
        "site A\n  front-end a-fe\n  edge e1\n  edge e2\nsite B\n  front-end b-fe\n",
    ];
    assert_eq!(silent.map(found).concat(), "");
}

#[test]
fn simple_urls_are_in_one_place_only_if_somebody_says_so_and_there_are_two() {
    assert_eq!(found_in("DR028", "geo-dns yes", "", "") + &found_in("DR028", "", "", ""), "");
    assert_eq!(findings("DR028", "deployment contoso.com\n  geo-dns no\nsite A\n  front-end a-fe\n"), "");
    assert_snapshot!(found_in("DR028", "geo-dns no", "", ""), @"DR028 contoso.com  Pools are paired, and the DNS names of meet and dialin lead to one place only.");
}

#[test]
fn a_pair_is_new_where_both_pools_are_published_without_each_other() {
    let pools = |pairs: &str| format!("site A\n  front-end a\n  front-end b\n  front-end c\n{pairs}");
    let found = |before: &str, after: &str| findings_against("DR029", before, after);
    assert_snapshot!(found(&pools("pair a c"), &pools("pair a b")), @"DR029 a.contoso.com  a.contoso.com and b.contoso.com are deployed and become a pair.");
    assert_eq!(found(&pools("pair b a"), &pools("pair a b")), "");
    assert_eq!(found("site A\n  front-end a\n", &pools("pair a b")), "");
    assert_eq!(found("site A\n  front-end b\n", &pools("pair a b")), "");
}

#[test]
fn what_the_backup_service_leaves_alone_is_said_for_each_pool() {
    let stores = "features voice archiving monitoring\n    archiving-store sql1\\a\n    monitoring-store sql1\\m";
    assert_snapshot!(found_in("DR03", "", stores, "features voice"), @"
    DR030 b-fe.contoso.com  Response groups, call park and announcements of b-fe.contoso.com are not copied to its partner.
    DR030 a-fe.contoso.com  Response groups, call park and announcements of a-fe.contoso.com are not copied to its partner.
    DR032 a-fe.contoso.com  The archiving store of a-fe.contoso.com is not copied to its partner.
    DR032 a-fe.contoso.com  The monitoring store of a-fe.contoso.com is not copied to its partner.
    ");
    let alone = format!("site A\n  front-end a-fe\n    {stores}\n");
    assert_eq!(findings("DR03", &alone), "");
}

#[test]
fn the_backup_service_keeps_its_interval() {
    let found = |minutes: u16| {
        findings("DR033", &format!("deployment contoso.com\n  backup-sync {minutes}\nsite A\n  front-end a\n"))
    };
    assert_snapshot!(found(1), @"DR033 contoso.com  The Backup Service copies at an interval of 1 min.");
    assert_snapshot!(found(2), @"");
    assert_snapshot!(found(3), @"DR033 contoso.com  The Backup Service copies at an interval of 3 min.");
}

#[test]
fn a_partner_lacks_what_the_other_has_in_either_direction() {
    assert_snapshot!(found_in("DR034", "", "features voice", "features conferencing dialin archiving"), @"
    DR034 b-fe.contoso.com  a-fe.contoso.com lacks what the users of b-fe.contoso.com have: dial-in conferencing, conferencing.
    DR034 a-fe.contoso.com  b-fe.contoso.com lacks what the users of a-fe.contoso.com have: Enterprise Voice.
    ");
    let sketch = "site A\n  front-end a\n    features voice conferencing dialin\n  front-end b\n    features archiving\npair a b\n";
    assert_snapshot!(fixes("DR034", sketch), @"Enable them in b.contoso.com");
    let document = sketched(sketch).document;
    let after = applied(&found_by("DR034", &document)[0].fixes[0], &document);
    assert_eq!(found_by("DR034", &after), []);
}

#[test]
fn an_edge_pool_stands_with_one_pool_of_a_pair_or_with_none() {
    let found = |edge: &str, first: &str, second: &str| {
        findings(
            "DR035",
            &format!(
                "data-centre X\ndata-centre Y\nsite A\n  front-end a-fe in X\n    {first}\n  edge e1 {edge}\n  edge \
                 e2\n  front-end b-fe in Y\n    {second}\npair a-fe b-fe\n"
            ),
        )
    };
    assert_snapshot!(found("in X", "edge e1", "edge e1"), @"DR035 a-fe.contoso.com  a-fe.contoso.com and its backup pool b-fe.contoso.com both use e1.contoso.com, which stands with a-fe.contoso.com.");
    assert_snapshot!(found("in Y", "edge e1", "edge e1"), @"DR035 a-fe.contoso.com  a-fe.contoso.com and its backup pool b-fe.contoso.com both use e1.contoso.com, which stands with b-fe.contoso.com.");
    let silent =
        [("in Z", "edge e1", "edge e1"), ("", "edge e1", "edge e1"), ("in X", "edge e1", "edge e2"), ("in X", "", "")];
    for (edge, first, second) in silent {
        assert_eq!(found(edge, first, second), "", "{edge}, {first}, {second}");
    }
    let by_site =
        "site A\n  front-end a-fe\n    edge e\nsite B\n  edge e\n  front-end b-fe\n    edge e\npair a-fe b-fe\n";
    assert_snapshot!(findings("DR035", by_site), @"DR035 a-fe.contoso.com  a-fe.contoso.com and its backup pool b-fe.contoso.com both use e.contoso.com, which stands with b-fe.contoso.com.");
}

#[test]
fn several_edge_pools_matter_to_pools_with_users() {
    assert_snapshot!(findings("DR036", "site A\n  edge e1\n  edge e2\n  edge e3\n  standard-edition a-se\n"), @"DR036 contoso.com  The deployment has 3 Edge pools, which every Front End server has to reach.");
    assert_eq!(findings("DR036", "site A\n  edge e1\n  edge e2\n"), "");
}

#[test]
fn priorities_are_equal_only_if_both_are_noted() {
    let found = |first: &str, second: &str| found_in("DR037", "", first, second);
    assert_snapshot!(found("srv-priority 5", "srv-priority 5"), @"DR037 a-fe.contoso.com  The SRV records of a-fe.contoso.com and its backup pool b-fe.contoso.com have one priority, 5.");
    assert_eq!(found("srv-priority 5", "srv-priority 6") + &found("srv-priority 5", "") + &found("", ""), "");
}

#[test]
fn a_pair_of_both_editions_is_not_judged_by_its_one_sql_server() {
    let sketch = r"
        site EMEA
          front-end lon-fe
            back-end par-se\rtc
          standard-edition par-se
        pair lon-fe par-se
        ";
    assert_snapshot!(findings("DR025", sketch), @"");
}
