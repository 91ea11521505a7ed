use std::fmt::Write;

use insta::assert_snapshot;

use super::{findings, fixes};

#[test]
fn the_role_and_its_next_hop_are_of_2015_or_later() {
    let mut table = String::new();
    for product in ["2013", "2015", "2019", "se"] {
        for hop in ["2013", "2015"] {
            let sketch = format!(
                "site EMEA\n  front-end lon-fe product {hop}\n  video-interop lon-vis product {product}\n    \
                 next-hop lon-fe\n"
            );
            let found = findings("VI00", &sketch);
            let codes: Vec<&str> = found.lines().map(|line| &line[..5]).collect();
            writeln!(table, "{product} {hop}: {}", codes.join(" ")).unwrap();
        }
    }
    assert_snapshot!(table, @"
    2013 2013: VI001
    2013 2015: VI001
    2015 2013: VI003 VI007
    2015 2015: VI007
    2019 2013: VI003 VI007
    2019 2015: VI007
    se 2013: VI003 VI007
    se 2015: VI007
    ");
}

#[test]
fn a_video_gateway_has_one_trunk_and_others_any_number() {
    let sketch = r"
        site EMEA
          gateway without video
            trunk none
          gateway sound video
            trunk a
          gateway lon-gw
            trunk b
            trunk c
          gateway two video
            trunk d
            trunk e additional
        ";
    assert_snapshot!(findings("VI004", sketch), @"
    VI004 without.contoso.com  The video gateway without.contoso.com has no trunk.
    VI004 two.contoso.com  The video gateway two.contoso.com has 2 trunks.
    ");
}

#[test]
fn a_trunk_and_its_pool_take_tcp() {
    let mut table = String::new();
    for pool in ["tls\n    tcp none", "tls none\n    tcp 6001", "tls 6002\n    tcp 6001", "tls none\n    tcp none"] {
        for trunk in ["tls", "tcp"] {
            let sketch = format!(
                "site EMEA\n  front-end lon-fe\n  video-interop lon-vis\n    next-hop lon-fe\n    {pool}\n  \
                 gateway lon-cucm video\n    trunk a to lon-vis {trunk}\n  gateway lon-gw\n    trunk b to lon-fe tls\n"
            );
            for line in findings("VI005", &sketch).lines() {
                writeln!(table, "{}: {line}", pool.replace("\n    ", " ")).unwrap();
            }
        }
    }
    assert_snapshot!(table, @"
    tls tcp none: VI005 a  The trunk a uses TLS.
    tls tcp none: VI005 a  The trunk a uses TCP, and lon-vis.contoso.com does not take it.
    tls none tcp 6001: VI005 a  The trunk a uses TLS, and lon-vis.contoso.com does not take it.
    tls 6002 tcp 6001: VI005 a  The trunk a uses TLS.
    tls none tcp none: VI005 a  The trunk a uses TLS, and lon-vis.contoso.com does not take it.
    tls none tcp none: VI005 a  The trunk a uses TCP, and lon-vis.contoso.com does not take it.
    ");
}

#[test]
fn balancing_of_one_server_or_of_unknown_kind_is_left_alone() {
    let found = |lines: &str| findings("VI006", &format!("site EMEA\n  video-interop lon-vis\n{lines}"));
    assert_snapshot!(found("    computers 2\n"), @"");
    assert_snapshot!(found("    load-balancing hardware\n"), @"");
    assert_snapshot!(found("    computers 2\n    load-balancing hardware\n"), @"VI006 lon-vis.contoso.com  lon-vis.contoso.com is reached through a load balancer.");
    let sketch = "site EMEA\n  video-interop lon-vis\n    computers 2\n    load-balancing hardware\n";
    assert_snapshot!(fixes("VI006", sketch), @"Use DNS load balancing");
}

#[test]
fn the_backup_of_the_next_hop_is_a_second_way() {
    let sketch = |pair: &str| {
        format!(
            "site EMEA\n  front-end lon-fe\n  front-end ber-fe\n  video-interop lon-vis\n    next-hop lon-fe\n{pair}"
        )
    };
    assert_snapshot!(findings("VI007", &sketch("")), @"VI007 lon-vis.contoso.com  lon-vis.contoso.com is the only Video Interop pool.");
    assert_snapshot!(findings("VI007", &sketch("pair lon-fe ber-fe\n")), @"");
    assert_snapshot!(findings("VI007", "site EMEA\n  video-interop lon-vis\n"), @"VI007 lon-vis.contoso.com  lon-vis.contoso.com is the only Video Interop pool.");
}
