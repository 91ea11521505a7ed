use insta::assert_snapshot;

use super::{findings, findings_after_first_choices, findings_after_fixes, findings_against, fixes, helps, sketched};
use crate::checks::{Cx, run};
use crate::work::Cancel;

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

/// The codes of what is found about the running servers of a pool, given for each as 1 or 0.
fn running(product: &str, servers: &str) -> String {
    let mut sketch = format!("deployment contoso.com\n  product {product}\nsite EMEA\n  front-end lon-fe\n");
    for server in servers.chars() {
        sketch.push_str(if server == '1' { "    computers 1\n" } else { "    computers 1 out hours\n" });
    }
    let found: Vec<String> = ["HA009", "HA01"].iter().map(|of| findings(of, &sketch)).collect();
    let lines = found.iter().flat_map(|found| found.lines()).filter_map(|line| line.split(' ').next());
    let codes: Vec<&str> = lines.filter(|code| ["HA009", "HA011", "HA012", "HA013"].contains(code)).collect();
    codes.join(" ")
}

#[test]
fn what_runs_is_held_against_quorum_cold_start_and_replicas() {
    let mut table = String::new();
    for servers in [
        "1",
        "0",
        "11",
        "10",
        "00",
        "111",
        "110",
        "100",
        "1110",
        "1100",
        "11111",
        "11110",
        "11100",
        "11000",
        "111111111",
        "111111110",
        "011111111",
        "000111111",
        "000011111",
        "111000000",
        "111100000",
        "0111111111",
        "011111111111",
    ] {
        table.push_str(&format!("{servers:<12} {}\n", running("2015", servers)));
    }
    for servers in ["011111111111", "0111111111111111", "1111111111100000", "1111111111110000", "1111110000001111"] {
        table.push_str(&format!("{servers:<16} {}\n", running("2019", servers)));
    }
    assert_snapshot!(table, @"
    1            
    0            HA011
    11           
    10           
    00           HA011
    111          
    110          HA012 HA013
    100          HA011 HA013
    1110         
    1100         HA012 HA013
    11111        
    11110        
    11100        HA012
    11000        HA011 HA013
    111111111    
    111111110    
    011111111    HA009
    000111111    HA009 HA012
    000011111    HA011
    111000000    HA011
    111100000    HA012
    0111111111   HA009
    011111111111 HA009
    011111111111     
    0111111111111111 HA009
    1111111111100000 HA012
    1111111111110000 
    1111110000001111 HA011
    ");
}

#[test]
fn a_pool_without_quorum_is_failed_over_where_it_has_a_partner() {
    let sketch = |pair: &str| {
        format!("site A\n  front-end a-fe\n    computers 1\n    computers 2 out hours\n  front-end b-fe\n{pair}")
    };
    assert_snapshot!(helps("HA011", &sketch("")), @"Bring servers back.");
    assert_snapshot!(helps("HA011", &sketch("pair a-fe b-fe")), @"Bring servers back, or fail the pool over to b-fe.contoso.com.");
    assert_snapshot!(findings("HA011", &sketch("")), @"HA011 a-fe.contoso.com  Pool a-fe.contoso.com has lost its quorum with 1 of 3 servers running; it takes 2.");
}

#[test]
fn a_larger_pool_counts_its_first_servers() {
    let sketch = "site A\n  front-end a-fe\n    computers 4 out hours\n    computers 5\n";
    assert_snapshot!(findings("HA011", sketch), @"HA011 a-fe.contoso.com  Pool a-fe.contoso.com has lost its quorum with 5 of 9 servers running; it takes 4 of the first 7.");
    let sketch = "site A\n  front-end a-fe\n    computers 2 out hours\n    computers 7\n";
    assert_snapshot!(findings("HA009", sketch), @"HA009 a-fe.contoso.com  Servers that count for the quorum of a-fe.contoso.com are down: 2 of the first 7.");
}

#[test]
fn hosts_are_one_if_all_are_known_and_equal() {
    let found = findings(
        "HA010",
        r"
        site EMEA
          front-end a-fe
            computers 2 host hv1
            computers 1 host HV1
          front-end b-fe
            computers 2 host hv1
            computers 1
          front-end c-fe
            computers 3
          front-end d-fe
            computers 1 host hv1
          front-end e-fe
            computers 2 host hv1
            computers 1 host hv2
        ",
    );
    assert_snapshot!(found, @"HA010 a-fe.contoso.com  All servers of pool a-fe.contoso.com are on one host, hv1.");
}

#[test]
fn servers_of_a_published_pool_are_told_by_name() {
    let found = |role: &str, servers: &str| {
        let sketch = |servers: &str| format!("site EMEA\n  {role} lon-fe\n    computers {servers}\n");
        findings_against("HA014", &sketch("a b c"), &sketch(servers))
    };
    assert_snapshot!(found("front-end", "a b c d e"), @"HA014 lon-fe.contoso.com  Servers are added to pool lon-fe.contoso.com (2), and it has to be restarted.");
    assert_snapshot!(found("front-end", "a b"), @"HA014 lon-fe.contoso.com  Servers are removed from pool lon-fe.contoso.com (1), and it has to be restarted.");
    assert_snapshot!(found("front-end", "a d e"), @"HA014 lon-fe.contoso.com  Servers are added to pool lon-fe.contoso.com (2), others removed (2), and it has to be restarted.");
    assert_snapshot!(found("front-end", "C B A"), @"");
    assert_snapshot!(found("director", "a b"), @"");
}

#[test]
fn a_pool_that_is_new_or_has_another_role_was_not_published() {
    let published = "site EMEA\n  director lon-fe\n    computers a b\n  front-end old-fe\n    computers 3\n";
    let sketch = "site EMEA\n  front-end lon-fe\n    computers a b c\n  front-end new-fe\n    computers 4\n";
    assert_eq!(findings_against("HA014", published, sketch), "");
}

#[test]
fn the_border_of_a_reset_depends_on_the_product() {
    let mut table = String::new();
    for product in ["2013", "2015", "2019"] {
        for (before, after) in [(1, 2), (2, 1), (2, 2), (2, 3), (3, 2), (3, 4), (4, 3), (4, 5), (3, 3), (1, 4), (5, 2)]
        {
            let sketch = |n: usize| pool_of(n, product);
            let found = findings_against("HA015", &sketch(before), &sketch(after));
            table.push_str(&format!("{product} {before} {after} {}\n", if found.is_empty() { "" } else { "reset" }));
        }
    }
    assert_snapshot!(table, @"
    2013 1 2 
    2013 2 1 
    2013 2 2 
    2013 2 3 reset
    2013 3 2 reset
    2013 3 4 
    2013 4 3 
    2013 4 5 
    2013 3 3 
    2013 1 4 
    2013 5 2 reset
    2015 1 2 reset
    2015 2 1 reset
    2015 2 2 
    2015 2 3 reset
    2015 3 2 reset
    2015 3 4 reset
    2015 4 3 reset
    2015 4 5 
    2015 3 3 
    2015 1 4 
    2015 5 2 reset
    2019 1 2 reset
    2019 2 1 reset
    2019 2 2 
    2019 2 3 reset
    2019 3 2 reset
    2019 3 4 reset
    2019 4 3 reset
    2019 4 5 
    2019 3 3 
    2019 1 4 
    2019 5 2 reset
    ");
}

#[test]
fn only_2013_asks_for_three_servers_during_the_reset() {
    let help = |product: &str, before: usize, after: usize| {
        let (published, document) =
            (sketched(&pool_of(before, product)).document, sketched(&pool_of(after, product)).document);
        let found = run(&Cx::new(&document).compared_with(&published.topology), &Cancel::default()).unwrap();
        found.iter().find(|found| found.code.to_string() == "HA015").unwrap().help.as_ref().unwrap().to_string()
    };
    assert!(help("2013", 2, 3).contains("three servers"));
    assert!(!help("2013", 3, 2).contains("three servers"));
    assert!(!help("2015", 2, 3).contains("three servers"));
}

#[test]
fn large_meetings_take_a_pool_of_their_own_of_a_size_that_can_be_published() {
    let help = |product: &str| helps("HA019", &format!("{}    large-meetings yes\n", pool_of(3, product)));
    assert_snapshot!(help("2013"), @"Use a pool of two servers for nothing but one meeting of up to 1000 people at a time.");
    assert_eq!(help("2013"), help("2015"));
    assert_snapshot!(help("2019"), @"Use a pool of three servers for nothing but one meeting of up to 1000 people at a time.");
    assert_eq!(help("2019"), help("se"));
    assert_snapshot!(findings("HA019", &format!("{}    large-meetings yes\n", pool_of(3, "2015"))), @"HA019 lon-fe.contoso.com  Pool lon-fe.contoso.com is meant for meetings of more than 250 people.");
}

#[test]
fn a_server_that_is_back_in_hours_stays_in_the_topology() {
    let sketch = r"
        site EMEA
          front-end lon-fe
            computers 2
            computers 1 out hours
            computers 1 out days
          director lon-dir
            computers lon-dir1 out days
        ";
    assert_snapshot!(findings("HA020", sketch), @"HA020 lon-fe4.contoso.com  lon-fe4.contoso.com is out for days and still counts as a server of pool lon-fe.contoso.com.");
    assert_snapshot!(fixes("HA020", sketch), @"Remove lon-fe4.contoso.com");
}

#[test]
fn one_address_is_for_some_roles_and_since_2015() {
    let roles = ["front-end", "standard-edition", "director", "persistent-chat", "video-interop", "edge", "mediation"];
    let sketch = |product: &str| {
        let pools = roles.map(|role| format!("  {role} x-{role}\n    computers y-{role} multi-homed\n"));
        format!("deployment contoso.com\n  product {product}\nsite EMEA\n{}", pools.concat())
    };
    assert_snapshot!(findings("HA021", &sketch("2015")), @"
    HA021 x-director.contoso.com  y-director.contoso.com, a server of Director pool x-director.contoso.com, has several network addresses of its own.
    HA021 x-video-interop.contoso.com  y-video-interop.contoso.com, a server of Video Interop pool x-video-interop.contoso.com, has several network addresses of its own.
    HA021 x-persistent-chat.contoso.com  y-persistent-chat.contoso.com, a server of Persistent Chat pool x-persistent-chat.contoso.com, has several network addresses of its own.
    HA021 x-front-end.contoso.com  y-front-end.contoso.com, a server of Enterprise Edition Front End pool x-front-end.contoso.com, has several network addresses of its own.
    HA021 x-standard-edition.contoso.com  y-standard-edition.contoso.com, a server of Standard Edition server x-standard-edition.contoso.com, has several network addresses of its own.
    ");
    assert_eq!(findings("HA021", &sketch("2013")), "");
}

#[test]
fn an_upgrade_domain_is_too_large_where_the_rest_has_no_quorum() {
    let mut table = String::new();
    for domains in ["1", "11", "12", "123", "112", "1122", "1112", "11223", "1-", "11-", "111---", "11112222-"] {
        let mut sketch = "deployment contoso.com\n  product 2013\nsite EMEA\n  front-end lon-fe\n".to_owned();
        for domain in domains.chars() {
            let about = if domain == '-' { String::new() } else { format!(" upgrade-domain {domain}") };
            sketch.push_str(&format!("    computers 1{about}\n"));
        }
        let found = findings("HA022", &sketch);
        let which: Vec<&str> =
            found.lines().filter_map(|line| line.split("domain ").nth(1)?.split(' ').next()).collect();
        table.push_str(&format!("{domains:<9} {}\n", which.join(" ")));
        assert_eq!(findings("HA022", &sketch.replace("2013", "2015")), "");
    }
    assert_snapshot!(table, @"
    1         
    11        1
    12        
    123       
    112       1
    1122      
    1112      1
    11223     
    1-        
    11-       1
    111---    
    11112222- 1
    ");
}

#[test]
fn the_web_services_of_a_director_pool_get_a_name_of_their_own_as_those_of_others_do() {
    let sketch = |role: &str| format!("site EMEA\n  {role} lon\n    computers 3\n    load-balancing dns");
    for role in ["front-end", "director"] {
        assert!(!findings("HA017", &sketch(role)).is_empty());
        assert_eq!(findings_after_first_choices("HA017", &sketch(role)), "");
    }
}
