use insta::assert_snapshot;

use super::{findings, findings_after_fixes, fixes};

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
