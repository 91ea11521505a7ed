use std::fmt::Write;

use insta::assert_snapshot;

use super::findings;

#[test]
fn who_may_share_a_machine() {
    let mut table = String::new();
    let roles = [
        "front-end",
        "standard-edition",
        "director",
        "edge",
        "mediation",
        "persistent-chat",
        "trusted-application",
        "video-interop",
        "other",
    ];
    for (n_before, one) in roles.iter().enumerate() {
        for other in &roles[n_before..] {
            let sketch = format!(
                "site EMEA\n  {one} a\n    computers shared\n  {other} b\n    computers Shared\n  mediation c\n"
            );
            let found = [findings("CO00", &sketch), findings("ED001", &sketch)].join("\n");
            let codes: Vec<&str> = found.lines().filter_map(|line| line.get(..5)).collect();
            writeln!(table, "{one} {other}:{}", codes.iter().map(|code| format!(" {code}")).collect::<String>())
                .unwrap();
        }
    }
    assert_snapshot!(table, @"
    front-end front-end:
    front-end standard-edition: CO001 CO001
    front-end director: CO001 CO001
    front-end edge: ED001
    front-end mediation: CO005
    front-end persistent-chat:
    front-end trusted-application:
    front-end video-interop: CO003
    front-end other:
    standard-edition standard-edition:
    standard-edition director: CO001 CO001
    standard-edition edge: ED001
    standard-edition mediation: CO005
    standard-edition persistent-chat:
    standard-edition trusted-application:
    standard-edition video-interop: CO003
    standard-edition other:
    director director:
    director edge: ED001
    director mediation: CO001 CO001
    director persistent-chat: CO001 CO001
    director trusted-application: CO001 CO001
    director video-interop: CO003
    director other:
    edge edge:
    edge mediation: ED001
    edge persistent-chat: ED001
    edge trusted-application: ED001
    edge video-interop: CO003 ED001
    edge other: ED001
    mediation mediation:
    mediation persistent-chat: CO001 CO001
    mediation trusted-application: CO001 CO001
    mediation video-interop: CO003
    mediation other:
    persistent-chat persistent-chat:
    persistent-chat trusted-application: CO001 CO001
    persistent-chat video-interop: CO003
    persistent-chat other:
    trusted-application trusted-application:
    trusted-application video-interop: CO003
    trusted-application other:
    video-interop video-interop:
    video-interop other:
    other other:
    ");
}

#[test]
fn each_pool_is_told_of_the_first_stranger() {
    let sketch = r"
        site EMEA
          front-end lon-fe
            mediation none
            computers shared lon-fe2
          mediation lon-med
            computers shared
          director b-dir
            computers shared
          director a-dir
            computers shared
        ";
    assert_snapshot!(findings("CO00", sketch), @"
    CO001 b-dir.contoso.com  shared.contoso.com serves b-dir.contoso.com (Director pool) and lon-fe.contoso.com (Enterprise Edition Front End pool).
    CO001 a-dir.contoso.com  shared.contoso.com serves a-dir.contoso.com (Director pool) and lon-fe.contoso.com (Enterprise Edition Front End pool).
    CO001 lon-fe.contoso.com  shared.contoso.com serves lon-fe.contoso.com (Enterprise Edition Front End pool) and a-dir.contoso.com (Director pool).
    CO001 lon-med.contoso.com  shared.contoso.com serves lon-med.contoso.com (Mediation pool) and a-dir.contoso.com (Director pool).
    ");
}

#[test]
fn what_stands_beside_the_product_is_looked_up_by_name() {
    let sketch = r#"
        site EMEA
          front-end lon-fe
            back-end exch1\rtc
          other lon-odd
            roles Odd
          web-apps LON-fe1
          web-apps lon-odd
          web-apps lon-owa
          exchange-um "On a Front End" fqdn lon-fe2
          exchange-um "On a database" fqdn exch1
          exchange-um "Nowhere"
          reverse-proxy "On the third" fqdn lon-fe3
        "#;
    assert_snapshot!(findings("CO00", sketch), @r"
    CO002 LON-fe1.contoso.com  The Office Web Apps server LON-fe1.contoso.com is a server of lon-fe.contoso.com.
    CO004 On a Front End  On a Front End runs on lon-fe2.contoso.com, a server of lon-fe.contoso.com.
    CO007 exch1.contoso.com\rtc  exch1.contoso.com\rtc stands on an Exchange server.
    ");
}

#[test]
fn a_witness_may_stand_anywhere_but_on_a_front_end_or_an_edge_server() {
    let sketch = |host: &str| {
        format!(
            "site EMEA\n  front-end lon-fe\n    back-end sql1\\rtc mirror sql2\\rtc witness {host}\\wit\n  \
             standard-edition lon-se\n  edge lon-edge\n  director lon-dir\n"
        )
    };
    assert_snapshot!(findings("CO008", &sketch("lon-se")), @"CO008 lon-fe.contoso.com  The witness of the back end of lon-fe.contoso.com stands on a server of lon-se.contoso.com.");
    assert_snapshot!(findings("CO008", &sketch("lon-edge")), @"CO008 lon-fe.contoso.com  The witness of the back end of lon-fe.contoso.com stands on a server of lon-edge.contoso.com.");
    assert_snapshot!(findings("CO008", &sketch("lon-dir")), @"");
    assert_snapshot!(findings("CO008", &sketch("sql3")), @"");
}
