use insta::assert_snapshot;

use super::{findings, fixes};

#[test]
fn a_director_pool_has_one_to_ten_servers_and_two_to_outlive_one() {
    let found = |n: u32| findings("DI00", &format!("site EMEA\n  director dir\n    computers {n}"));
    let codes = |n| ["DI001", "DI005"].into_iter().filter(|code| found(n).contains(code)).collect::<Vec<_>>();
    assert_eq!(codes(1), ["DI005"]);
    assert!(codes(2).is_empty() && codes(10).is_empty());
    assert_eq!(codes(11), ["DI001"]);
}

#[test]
fn a_director_among_others_of_its_pool_has_one_role() {
    let sketch = "site EMEA\n  director a\n    computers srv1 srv2\n  director b\n    computers SRV2 srv3";
    assert_snapshot!(findings("DI002", sketch), @"
    DI002 a.contoso.com  srv2.contoso.com is a Director of a.contoso.com and serves b.contoso.com too.
    DI002 b.contoso.com  SRV2.contoso.com is a Director of b.contoso.com and serves a.contoso.com too.
    ");
}

#[test]
fn a_director_has_something_to_do_between_several_pools_or_on_a_route() {
    let found = |others: &str, site: &str, deployment: &str| {
        let sketch = format!("deployment contoso.com\n  {deployment}\nsite EMEA\n  {site}\n  director dir\n{others}");
        findings("DI006", &sketch)
    };
    let one = "  front-end fe\n";
    assert_snapshot!(found(one, "", ""), @"DI006 dir.contoso.com  dir.contoso.com is the next hop of no Edge pool, and its site has one Front End pool.");
    assert_eq!(found("  front-end fe\n  standard-edition se\n", "", ""), "");
    assert!(!found("  front-end fe\nsite APAC\n  front-end fe2\n", "", "").is_empty());
    assert_eq!(found("", "", ""), "", "ST003 says that the site has no pool");
    assert_eq!(found(one, "federation-route dir", ""), "");
    assert_eq!(found(one, "", "federation-route dir"), "");
    assert_eq!(found("  front-end fe\n  edge edge\n    next-hop dir\n", "", ""), "");
}

#[test]
fn what_is_published_is_known_where_a_reverse_proxy_serves_something() {
    let sketch = |proxies: &str| format!("site EMEA\n  front-end fe\n  director dir\n{proxies}");
    let one = sketch("  reverse-proxy rp serves fe\n");
    assert_snapshot!(findings("DI007", &one), @"DI007 dir.contoso.com  No reverse proxy publishes the web services of dir.contoso.com.");
    assert_snapshot!(fixes("DI007", &one), @"Publish it by rp");
    for silent in ["", "  reverse-proxy rp\n", "  load-balancer lb serves fe\n"] {
        assert_eq!(findings("DI007", &sketch(silent)), "");
    }
    let two = sketch("  reverse-proxy rp serves fe\n  reverse-proxy rp2 serves fe\n");
    assert!(!findings("DI007", &two).is_empty());
    assert_eq!(fixes("DI007", &two), "");
    assert_eq!(findings("DI007", &sketch("  reverse-proxy rp serves fe\n  reverse-proxy rp2 serves dir\n")), "");
}

#[test]
fn directors_of_a_site_carry_its_remote_users_together() {
    let found = |product: u32, users: u32, directors: &str| {
        let sketch = format!(
            "deployment contoso.com\n  product {product}\nsite EMEA\n  front-end fe\n    remote-users {users}\n  \
             standard-edition se\n    remote-users 1000\n{directors}site APAC\n  front-end fe2\n    remote-users 90000\n"
        );
        findings("DI010", &sketch)
    };
    let two_pools = "  director a\n    computers 1\n  director b\n    computers 1\n";
    assert_eq!(found(2015, 23_000, two_pools), "");
    assert_snapshot!(found(2015, 23_001, two_pools), @"DI010 EMEA  EMEA has 24001 remote users; its Directors carry 24000.");
    assert_eq!(found(2019, 35_000, two_pools), "");
    assert!(!found(2019, 35_001, two_pools).is_empty());
    assert_eq!(found(2015, 90_000, ""), "");
    assert_eq!(found(2015, 90_000, "  director a\n    computers none\n"), "");
}
