use insta::assert_snapshot;

use super::{findings, findings_after_fixes, fixes, helps};

/// An Enterprise pool of that size and product.
fn pool_of(n: usize, product: &str) -> String {
    let computers = if n == 0 { "none".to_owned() } else { n.to_string() };
    format!("deployment contoso.com\n  product {product}\nsite EMEA\n  front-end lon-fe\n    computers {computers}\n")
}

#[test]
fn every_size_of_a_pool_has_its_rule_in_every_product() {
    let mut table = String::new();
    for product in ["2013", "2015", "2019", "se"] {
        for n in [0, 1, 2, 3, 12, 13, 16, 17] {
            let found = findings("HA00", &pool_of(n, product));
            let codes: Vec<&str> = found.lines().filter_map(|line| line.split(' ').next()).collect();
            table.push_str(&format!("{product:>4} {n:>2}  {}\n", codes.join(" ")));
        }
    }
    assert_snapshot!(table, @"
    2013  0  HA001
    2013  1  HA006
    2013  2  HA005
    2013  3  HA007
    2013 12  HA007
    2013 13  HA002
    2013 16  HA002
    2013 17  HA002
    2015  0  HA001
    2015  1  HA006
    2015  2  HA005
    2015  3  HA007
    2015 12  HA007
    2015 13  HA002
    2015 16  HA002
    2015 17  HA002
    2019  0  HA001
    2019  1  HA006
    2019  2  HA004
    2019  3  HA007
    2019 12  HA007
    2019 13  HA007
    2019 16  HA007
    2019 17  HA003
      se  0  HA001
      se  1  HA006
      se  2  HA004
      se  3  HA007
      se 12  HA007
      se 13  HA007
      se 16  HA007
      se 17  HA003
    ");
}

#[test]
fn a_pool_too_large_is_held_to_the_limit_of_its_own_product() {
    let found = findings(
        "HA00",
        r"
        deployment contoso.com
          product 2015
        site EMEA
          front-end lon-fe
            computers 13
          front-end ber-fe product 2019
            computers 17
        ",
    );
    assert_snapshot!(found, @"
    HA002 lon-fe.contoso.com  Pool lon-fe.contoso.com has 13 Front End servers; Skype for Business Server 2015 supports 12.
    HA003 ber-fe.contoso.com  Pool ber-fe.contoso.com has 17 Front End servers; Skype for Business Server 2019 supports 16.
    ");
}

#[test]
fn the_quorum_of_larger_pools_counts_the_first_servers_only() {
    let found: Vec<String> = [3, 5, 7, 8, 9, 10, 12].map(|n| findings("HA007", &pool_of(n, "2015"))).to_vec();
    assert_snapshot!(found.join("\n"), @"
    HA007 lon-fe.contoso.com  While its back end is up, pool lon-fe.contoso.com needs 2 of its 3 servers to keep running and 3 to start.
    HA007 lon-fe.contoso.com  While its back end is up, pool lon-fe.contoso.com needs 3 of its 5 servers to keep running and 4 to start.
    HA007 lon-fe.contoso.com  While its back end is up, pool lon-fe.contoso.com needs 4 of its 7 servers to keep running and 5 to start.
    HA007 lon-fe.contoso.com  While its back end is up, pool lon-fe.contoso.com needs 4 of the first 7 of its 8 servers to keep running and 6 to start.
    HA007 lon-fe.contoso.com  While its back end is up, pool lon-fe.contoso.com needs 4 of the first 7 of its 9 servers to keep running and 7 to start.
    HA007 lon-fe.contoso.com  While its back end is up, pool lon-fe.contoso.com needs 5 of the first 9 of its 10 servers to keep running and 8 to start.
    HA007 lon-fe.contoso.com  While its back end is up, pool lon-fe.contoso.com needs 5 of the first 9 of its 12 servers to keep running and 10 to start.
    ");
}

#[test]
fn twelve_servers_of_2019_are_told_the_stricter_row_and_no_start_where_none_is_documented() {
    let found: Vec<String> = [11, 12, 13, 15, 16].map(|n| findings("HA007", &pool_of(n, "2019"))).to_vec();
    assert_snapshot!(found.join("\n"), @"
    HA007 lon-fe.contoso.com  While its back end is up, pool lon-fe.contoso.com needs 5 of the first 9 of its 11 servers to keep running and 9 to start.
    HA007 lon-fe.contoso.com  While its back end is up, pool lon-fe.contoso.com needs 7 of its 12 servers to keep running and 10 to start.
    HA007 lon-fe.contoso.com  While its back end is up, pool lon-fe.contoso.com needs 7 of the first 12 of its 13 servers to keep running.
    HA007 lon-fe.contoso.com  While its back end is up, pool lon-fe.contoso.com needs 7 of the first 12 of its 15 servers to keep running.
    HA007 lon-fe.contoso.com  While its back end is up, pool lon-fe.contoso.com needs 7 of the first 12 of its 16 servers to keep running and 12 to start.
    ");
}

#[test]
fn the_stricter_number_of_the_older_page_is_told_to_2013_only() {
    assert_snapshot!(helps("HA007", &pool_of(9, "2013")), @"Keep this number in the maintenance plan; an older page of the vendor asks for 5 running servers.");
    assert_snapshot!(helps("HA007", &pool_of(10, "2013")), @"Keep this number in the maintenance plan.");
    assert_snapshot!(helps("HA007", &pool_of(9, "2015")), @"Keep this number in the maintenance plan.");
}

#[test]
fn an_odd_pool_or_one_without_a_mirror_keeps_its_vote() {
    let found = findings(
        "HA008",
        r"
        site EMEA
          front-end odd-fe
            computers 3
            back-end sql1\rtc mirror sql2\rtc
          front-end plain-fe
            computers 4
            back-end sql3\rtc
          front-end empty-fe
            computers none
            back-end sql4\rtc mirror sql5\rtc
          front-end two-fe
            computers 2
            back-end sql6\rtc mirror sql7\rtc
        ",
    );
    assert_snapshot!(found, @"HA008 two-fe.contoso.com  Pool two-fe.contoso.com has 2 servers, an even number, and its back end has no vote in the quorum while the mirror is principal.");
}

#[test]
fn the_question_of_load_balancing_is_not_asked_of_one_server() {
    let sketch = r"
        site EMEA
          front-end one-fe
            computers 1
          front-end two-fe
            computers 2
          director lon-dir
            computers 2
        ";
    assert_snapshot!(findings("HA016", sketch), @"HA016 two-fe.contoso.com  Nothing says how clients are spread over the 2 servers of pool two-fe.contoso.com.");
    assert_snapshot!(fixes("HA016", sketch), @"
    Spread SIP by DNS
    Spread everything by a hardware load balancer
    ");
}

#[test]
fn a_web_name_of_its_own_differs_from_the_pool_by_more_than_case() {
    let found = findings(
        "HA017",
        r"
        site EMEA
          front-end lon-fe
            load-balancing dns
            web internal LON-FE
          front-end ber-fe
            load-balancing hardware
          director lon-dir
            computers 2
            load-balancing dns
          director ber-dir
            load-balancing dns
        ",
    );
    assert_snapshot!(found, @"
    HA017 lon-fe.contoso.com  Pool lon-fe.contoso.com uses DNS load balancing, and its internal web services have no name but the pool's.
    HA017 lon-dir.contoso.com  Pool lon-dir.contoso.com uses DNS load balancing, and its internal web services have no name but the pool's.
    ");
}

#[test]
fn a_web_name_is_offered_unless_something_has_it() {
    let offered = fixes(
        "HA017",
        r"
        site EMEA
          front-end lon-fe
            load-balancing dns
          front-end ber-fe
            load-balancing dns
            web external LON-FE-WEB
        ",
    );
    assert_snapshot!(offered, @"Name them ber-fe-web.contoso.com");
}

#[test]
fn a_load_balancer_serves_only_the_pools_it_is_told_to() {
    let sketch = r"
        site EMEA
          front-end lon-fe
          director lon-dir
            computers 2
          standard-edition lon-se
          load-balancer lon-lb serves lon-fe
          reverse-proxy lon-rp serves lon-dir
        ";
    assert_snapshot!(findings("HA018", sketch), @"HA018 lon-dir.contoso.com  No load balancer spreads the web traffic of pool lon-dir.contoso.com over its 2 servers.");
    assert_snapshot!(fixes("HA018", sketch), @"
    Let lon-lb serve it
    Add a load balancer
    ");
}

#[test]
fn no_repair_of_a_front_end_pool_is_made_without_asking() {
    let sketch = pool_of(4, "2015");
    assert_eq!(findings_after_fixes("HA", &sketch), findings("HA", &sketch));
}
