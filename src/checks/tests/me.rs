use std::fmt::Write;
use std::sync::Arc;

use insta::assert_snapshot;

use super::{check, findings, findings_after_fixes, fixes, helps, sketched};
use crate::model::{Origin, VendorFormat};

/// A Front End pool with these lines.
fn front_end(lines: &str) -> String {
    format!("site EMEA\n  front-end lon-fe\n    {lines}\n")
}

#[test]
fn voice_and_dial_in_ask_for_a_mediation_server_of_any_kind() {
    let found = |features: &str, more: &str| {
        findings("ME001", &format!("{}    mediation none\n{more}", front_end(&format!("features {features}"))))
    };
    assert_snapshot!(found("voice", ""), @"ME001 lon-fe.contoso.com  lon-fe.contoso.com offers voice, and there is no Mediation Server.");
    assert_snapshot!(found("conferencing dialin", ""), @"ME001 lon-fe.contoso.com  lon-fe.contoso.com offers dial-in conferencing, and there is no Mediation Server.");
    assert_snapshot!(found("conferencing", ""), @"");
    assert_snapshot!(found("voice dialin", "  mediation lon-med\n"), @"");
    assert_snapshot!(fixes("ME001", &format!("{}    mediation none\n", front_end("features voice"))), @"Collocate Mediation on lon-fe.contoso.com");
}

#[test]
fn the_first_three_pools_of_the_site_are_offered_as_next_hop() {
    let sketch = r"
        site EMEA
          front-end lon-fe10
          front-end lon-fe2
          front-end lon-fe1
          standard-edition lon-se
          mediation lon-med
        site APAC
          front-end a-fe
        ";
    assert_snapshot!(fixes("ME002", sketch), @"
    Use lon-fe1.contoso.com
    Use lon-fe2.contoso.com
    Use lon-fe10.contoso.com
    ");
}

#[test]
fn an_edge_pool_is_not_missed_where_there_is_none() {
    let sketch = r"
        site EMEA
          front-end lon-fe
          mediation lon-med
            next-hop lon-fe
        ";
    assert_snapshot!(findings("ME00", sketch), @"");
}

#[test]
fn a_gateway_has_one_root_trunk_no_more_and_no_less() {
    let sketch = r"
        site EMEA
          front-end lon-fe
          gateway none-of-one
            trunk a to lon-fe additional
          gateway none-of-two
            trunk b to lon-fe additional
            trunk c to lon-fe port 5068 additional
          gateway two-of-three
            trunk d to lon-fe
            trunk e to lon-fe port 5068 root
            trunk f to lon-fe port 5069
          gateway without
            trunk none
          gateway sound
            trunk g to lon-fe
            trunk h to lon-fe port 5068
          gateway seen video
            trunk none
        ";
    assert_snapshot!(findings("ME004", sketch), @"
    ME004 without.contoso.com  without.contoso.com has no trunk.
    ME004 two-of-three.contoso.com  two-of-three.contoso.com has 2 root trunks.
    ME004 none-of-one.contoso.com  None of the trunks of none-of-one.contoso.com is its root trunk.
    ME004 none-of-two.contoso.com  None of the trunks of none-of-two.contoso.com is its root trunk.
    ");
    assert_snapshot!(fixes("ME004", sketch), @"
    Make d the root trunk
    Make e the root trunk
    safe: Make a the root trunk
    Make b the root trunk
    Make c the root trunk
    ");
    assert_snapshot!(findings_after_fixes("ME004", sketch), @"
    ME004 without.contoso.com  without.contoso.com has no trunk.
    ME004 two-of-three.contoso.com  two-of-three.contoso.com has 2 root trunks.
    ME004 none-of-two.contoso.com  None of the trunks of none-of-two.contoso.com is its root trunk.
    ");
}

#[test]
fn trunks_of_a_vendors_file_that_bear_their_gateways_name_count_as_nameless() {
    let mut document = sketched(
        r"
        site EMEA
          front-end lon-fe
          gateway lon-gw
            trunk lon-gw.contoso.com to lon-fe
            trunk LON-gw.contoso.com to lon-fe port 5068
          gateway ber-gw
            trunk a to lon-fe
            trunk a to lon-fe port 5068
        ",
    )
    .document;
    let n_found = |document: &_| check(document).iter().filter(|found| found.code.to_string() == "ME005").count();
    assert_eq!(n_found(&document), 4);
    document.origin = Some(Origin { format: VendorFormat::Published, bytes: Arc::from([]) });
    assert_eq!(n_found(&document), 2);
}

#[test]
fn trunks_are_told_apart_by_each_of_their_ends_and_ports() {
    let sketch = |trunk: &str| {
        format!(
            "site EMEA\n  front-end lon-fe\n  front-end ber-fe\n  gateway lon-gw\n    trunk a to lon-fe:5067 port 5067\n    \
             trunk b {trunk}\n"
        )
    };
    let found = |trunk: &str| findings("ME006", &sketch(trunk));
    assert_snapshot!(found("to lon-fe:5067 port 5067"), @"
    ME006 a  2 trunks join lon-fe.contoso.com, port 5067, and lon-gw.contoso.com, port 5067.
    ME006 b  2 trunks join lon-fe.contoso.com, port 5067, and lon-gw.contoso.com, port 5067.
    ");
    assert_snapshot!(found("to ber-fe:5067 port 5067"), @"");
    assert_snapshot!(found("to lon-fe:5069 port 5067"), @"");
    assert_snapshot!(found("to lon-fe:5067 port 5069"), @"");
    let unknown = "site EMEA\n  front-end lon-fe\n  gateway lon-gw\n";
    for trunk in ["to lon-fe:0 port 5067", "to lon-fe:5067 port 0", "port 5067"] {
        assert_eq!(findings("ME006", &format!("{unknown}    trunk a {trunk}\n    trunk b {trunk}\n")), "", "{trunk}");
    }
}

#[test]
fn an_address_is_no_fault_over_tcp() {
    let sketch = r"
        site EMEA
          front-end lon-fe
            mediation tcp 5068
          gateway 10.0.0.40
            trunk lon-gw to lon-fe tcp
          gateway lon-sbc
            trunk lon-sbc to lon-fe tls
          gateway lon-cucm video
            trunk lon-cucm tcp
        ";
    assert_snapshot!(findings("ME007", sketch), @"");
    assert_snapshot!(findings("ME008", sketch), @"ME008 lon-gw  The trunk lon-gw uses TCP.");
}

#[test]
fn a_trunk_ends_within_the_ports_of_its_transport() {
    let mut table = String::new();
    let pools = ["mediation tls 5067-5069 tcp 5080-5081", "mediation tls none tcp 5080", "mediation tls 5067"];
    for pool in pools {
        for trunk in
            ["5066 tls", "5067 tls", "5069 tls", "5070 tls", "5079 tcp", "5081 tcp", "5082 tcp", "0 tls", "0 tcp"]
        {
            let sketch = format!("{}  gateway lon-gw\n    trunk a to lon-fe:{trunk}\n", front_end(pool));
            for code in ["ME009", "ME010"] {
                for line in findings(code, &sketch).lines() {
                    writeln!(table, "{trunk}: {line}").unwrap();
                }
            }
        }
        table.push('\n');
    }
    assert_snapshot!(table, @"
    5066 tls: ME009 a  The trunk a leads to port 5066 of lon-fe.contoso.com, which does not listen there.
    5070 tls: ME009 a  The trunk a leads to port 5070 of lon-fe.contoso.com, which does not listen there.
    5079 tcp: ME009 a  The trunk a leads to port 5079 of lon-fe.contoso.com, which does not listen there.
    5082 tcp: ME009 a  The trunk a leads to port 5082 of lon-fe.contoso.com, which does not listen there.

    5066 tls: ME009 a  The trunk a uses TLS, and lon-fe.contoso.com does not listen for TLS.
    5067 tls: ME009 a  The trunk a uses TLS, and lon-fe.contoso.com does not listen for TLS.
    5069 tls: ME009 a  The trunk a uses TLS, and lon-fe.contoso.com does not listen for TLS.
    5070 tls: ME009 a  The trunk a uses TLS, and lon-fe.contoso.com does not listen for TLS.
    5079 tcp: ME009 a  The trunk a leads to port 5079 of lon-fe.contoso.com, which does not listen there.
    5081 tcp: ME009 a  The trunk a leads to port 5081 of lon-fe.contoso.com, which does not listen there.
    5082 tcp: ME009 a  The trunk a leads to port 5082 of lon-fe.contoso.com, which does not listen there.

    5066 tls: ME009 a  The trunk a leads to port 5066 of lon-fe.contoso.com, which does not listen there.
    5069 tls: ME009 a  The trunk a leads to port 5069 of lon-fe.contoso.com, which does not listen there.
    5070 tls: ME009 a  The trunk a leads to port 5070 of lon-fe.contoso.com, which does not listen there.
    5079 tcp: ME010 a  The trunk a uses TCP, and lon-fe.contoso.com does not listen for TCP.
    5081 tcp: ME010 a  The trunk a uses TCP, and lon-fe.contoso.com does not listen for TCP.
    5082 tcp: ME010 a  The trunk a uses TCP, and lon-fe.contoso.com does not listen for TCP.
    0 tcp: ME010 a  The trunk a uses TCP, and lon-fe.contoso.com does not listen for TCP.
    ");
}

#[test]
fn a_port_of_the_pool_is_offered_to_a_trunk_and_tcp_to_a_pool() {
    let sketch = |mediation: &str, trunk: &str| {
        format!("{}  gateway lon-gw\n    trunk a to lon-fe:{trunk}\n", front_end(&format!("mediation {mediation}")))
    };
    assert_snapshot!(fixes("ME009", &sketch("tls 5067-5069", "5080")), @"Use port 5067");
    assert_snapshot!(fixes("ME010", &sketch("tls 5067", "5081 tcp")), @"Enable TCP port 5081 of lon-fe.contoso.com");
    assert_snapshot!(fixes("ME010", &sketch("tls 5067", "0 tcp")), @"Enable TCP port 5068 of lon-fe.contoso.com");
}

#[test]
fn listening_ports_meet_neither_each_other_nor_those_of_other_services() {
    let mut table = String::new();
    let all = "features conferencing dialin voice call-admission-control";
    for (features, ports) in [
        ("features none", "tls 5067-5069 tcp 5069-5071"),
        ("features none", "tls 5069-5069 tcp 5066-5069"),
        ("features none", "tls 5067-5068 tcp 5069"),
        ("features none", "tls 5069 tcp 5066-5068"),
        ("features none", "tls 5070"),
        ("features none", "tcp 5060-5064"),
        ("features none", "tls 5071-5076"),
        (all, "tls 5071"),
        (all, "tls 5072"),
        (all, "tls 5080"),
        ("features none", "tls 5080"),
        ("features none", "tls 6008"),
        ("features none", "tls 8080"),
        ("features none", "tls 50000"),
    ] {
        for product in ["2015", "2019"] {
            let sketch =
                format!("deployment contoso.com\n  product {product}\n{}    mediation {ports}\n", front_end(features));
            for line in findings("ME011", &sketch).lines() {
                writeln!(table, "{product} {ports}: {line}").unwrap();
            }
        }
    }
    assert_snapshot!(table, @"
    2015 tls 5067-5069 tcp 5069-5071: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for TCP of gateways on port 5070, which its servers use for something else.
    2015 tls 5067-5069 tcp 5069-5071: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for both TLS and TCP of gateways on port 5069.
    2019 tls 5067-5069 tcp 5069-5071: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for TCP of gateways on port 5070, which its servers use for something else.
    2019 tls 5067-5069 tcp 5069-5071: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for both TLS and TCP of gateways on port 5069.
    2015 tls 5069-5069 tcp 5066-5069: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for both TLS and TCP of gateways on port 5069.
    2019 tls 5069-5069 tcp 5066-5069: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for both TLS and TCP of gateways on port 5069.
    2015 tls 5070: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for TLS of gateways on port 5070, which its servers use for something else.
    2019 tls 5070: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for TLS of gateways on port 5070, which its servers use for something else.
    2015 tcp 5060-5064: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for TCP of gateways on port 5060, which its servers use for something else.
    2019 tcp 5060-5064: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for TCP of gateways on port 5060, which its servers use for something else.
    2015 tls 5071-5076: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for TLS of gateways on port 5076, which its servers use for something else.
    2019 tls 5071-5076: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for TLS of gateways on port 5076, which its servers use for something else.
    2015 tls 5071: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for TLS of gateways on port 5071, which its servers use for something else.
    2019 tls 5071: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for TLS of gateways on port 5071, which its servers use for something else.
    2015 tls 5072: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for TLS of gateways on port 5072, which its servers use for something else.
    2019 tls 5072: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for TLS of gateways on port 5072, which its servers use for something else.
    2015 tls 5080: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for TLS of gateways on port 5080, which its servers use for something else.
    2019 tls 5080: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for TLS of gateways on port 5080, which its servers use for something else.
    2019 tls 6008: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for TLS of gateways on port 6008, which its servers use for something else.
    2015 tls 8080: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for TLS of gateways on port 8080, which its servers use for something else.
    2019 tls 8080: ME011 lon-fe.contoso.com  lon-fe.contoso.com listens for TLS of gateways on port 8080, which its servers use for something else.
    ");
}

#[test]
fn a_server_of_its_own_has_fewer_ports_to_mind() {
    let sketch = |ports: &str| {
        format!(
            "site EMEA\n  front-end lon-fe\n  mediation lon-med\n    next-hop lon-fe\n    ports {ports}\n  \
             branch-site Oxford\n    survivable-branch ox-sba\n      registrar lon-fe\n      ports {ports}\n"
        )
    };
    assert_snapshot!(findings("ME011", &sketch("tls 5062")), @"");
    assert_snapshot!(findings("ME011", &sketch("tls 5061")), @"ME011 ox-sba.contoso.com  ox-sba.contoso.com listens for TLS of gateways on port 5061, which its servers use for something else.");
    assert_snapshot!(findings("ME011", &sketch("tls 5070")), @"
    ME011 ox-sba.contoso.com  ox-sba.contoso.com listens for TLS of gateways on port 5070, which its servers use for something else.
    ME011 lon-med.contoso.com  lon-med.contoso.com listens for TLS of gateways on port 5070, which its servers use for something else.
    ");
}

#[test]
fn a_default_trunk_is_one_of_the_pools_own() {
    let sketch = r"
        site EMEA
          front-end of-another
            mediation default-trunk a
          front-end of-none
            mediation default-trunk a
          front-end sound
            mediation default-trunk a
          front-end unused
          front-end without
          gateway lon-gw
            trunk a to sound
            trunk b to of-another
            trunk c to of-another port 5068
            trunk d to without
        ";
    assert_snapshot!(findings("ME012", sketch), @"
    ME012 of-none.contoso.com  The default trunk of of-none.contoso.com, a, does not lead to it.
    ME012 of-another.contoso.com  The default trunk of of-another.contoso.com, a, does not lead to it.
    ME012 without.contoso.com  without.contoso.com has trunks, and none is its default trunk.
    ");
    assert_snapshot!(fixes("ME012", sketch), @"
    safe: Clear the default trunk
    Make b the default trunk
    Make c the default trunk
    safe: Make d the default trunk
    ");
    assert_snapshot!(findings_after_fixes("ME012", sketch), @"ME012 of-another.contoso.com  The default trunk of of-another.contoso.com, a, does not lead to it.");
}

#[test]
fn one_server_or_no_trunk_gives_a_gateway_nothing_to_mind() {
    let sketch = r"
        site EMEA
          front-end lon-fe
            computers 1
            multiple-computers
          front-end ber-fe
            computers 2
          gateway lon-gw
            trunk a to lon-fe
        ";
    assert_snapshot!(findings("ME013", sketch), @"");
}

#[test]
fn a_mediation_pool_of_one_server_or_of_unknown_balancing_is_left_alone() {
    let found = |lines: &str| {
        findings("ME014", &format!("site EMEA\n  front-end lon-fe\n  mediation lon-med\n    next-hop lon-fe\n{lines}"))
    };
    assert_snapshot!(found("    computers 2\n"), @"");
    assert_snapshot!(found("    load-balancing hardware\n"), @"");
    assert_snapshot!(found("    computers 2\n    load-balancing hardware\n"), @"ME014 lon-med.contoso.com  lon-med.contoso.com is reached through a load balancer.");
}

#[test]
fn a_video_gateway_is_no_second_way_to_the_telephone_network() {
    let sketch = |features: &str| {
        format!("{}  gateway lon-gw\n    trunk a to lon-fe\n  gateway lon-cucm video\n", front_end(features))
    };
    assert_snapshot!(findings("ME015", &sketch("features voice")), @"ME015 lon-gw.contoso.com  lon-gw.contoso.com is the only way to the telephone network.");
    assert_snapshot!(findings("ME015", &sketch("features conferencing")), @"");
}

#[test]
fn a_pair_counts_the_gateways_of_its_mediation_pools_and_branches() {
    let sketch = |features: &str, gateways: &str| {
        format!(
            "site London\n  front-end lon-fe\n    features {features}\n    mediation none\n  mediation lon-med\n    \
             next-hop lon-fe\n  branch-site Oxford\n    gateway ox-gw\n      trunk ox-gw to lon-fe\n{gateways}\
             site Berlin\n  front-end ber-fe\n    features voice\npair lon-fe ber-fe\n"
        )
    };
    assert_snapshot!(findings("ME016", &sketch("voice", "")), @"ME016 ber-fe.contoso.com  All gateways of ber-fe.contoso.com and of its backup pool lon-fe.contoso.com stand in Oxford.");
    assert_snapshot!(findings("ME016", &sketch("none", "")), @"");
    let of_mediation = "  gateway lon-gw\n    trunk lon-gw to lon-med\n";
    assert_snapshot!(findings("ME016", &sketch("voice", of_mediation)), @"");
    let of_partner = "  gateway lon-gw\n    trunk lon-gw to ber-fe\n";
    assert_snapshot!(findings("ME016", &sketch("voice", of_partner)), @"");
}

#[test]
fn a_pair_within_one_site_or_without_gateways_is_not_told_to_spread_them() {
    let one_site = r"
        site London
          front-end lon-fe
            features voice
          front-end ber-fe
            features voice
          gateway lon-gw
            trunk lon-gw to lon-fe
        pair lon-fe ber-fe
        ";
    assert_snapshot!(findings("ME016", one_site), @"");
    let no_gateway = r"
        site London
          front-end lon-fe
            features voice
        site Berlin
          front-end ber-fe
            features voice
        pair lon-fe ber-fe
        ";
    assert_snapshot!(findings("ME016", no_gateway), @"");
}

#[test]
fn a_video_gateway_may_have_the_name_of_another_gateway() {
    let sketch = |kind: &str| {
        let other = "    trunk a\n  gateway LON-gw{kind}\n    trunk b\n".replace("{kind}", kind);
        format!("site EMEA\n  gateway lon-gw\n{other}")
    };
    assert_snapshot!(findings("ME018", &sketch("")), @"
    ME018 lon-gw.contoso.com  2 gateways are called lon-gw.contoso.com.
    ME018 LON-gw.contoso.com  2 gateways are called LON-gw.contoso.com.
    ");
    assert_snapshot!(findings("ME018", &sketch(" video")), @"");
}

#[test]
fn the_address_to_use_counts_before_the_name() {
    let sketch = r#"
        site EMEA
          gateway "2001:db8::1"
          gateway "2001:db8::2" address 10.0.0.2
          gateway lon-gw address 10.0.0.3
          gateway ber-gw
          gateway par-gw address fd00::4
          gateway rom-gw address fd00::5 video
        "#;
    assert_snapshot!(findings("ME019", sketch), @"
    ME019 par-gw.contoso.com  par-gw.contoso.com listens on fd00::4, and media bypass does not work over IPv6.
    ME019 2001:db8::1  2001:db8::1 listens on 2001:db8::1, and media bypass does not work over IPv6.
    ");
}

#[test]
fn an_appliance_is_its_own_gateway() {
    let sketch = r"
        site EMEA
          front-end lon-fe
          other lon-odd
            roles Odd
          gateway lon-fe
          gateway LON-fe2
          gateway lon-odd
          branch-site Oxford
            survivable-branch ox-sba
              registrar lon-fe
            gateway ox-sba
        ";
    assert_snapshot!(findings("ME023", sketch), @"
    ME023 lon-fe.contoso.com  The gateway lon-fe.contoso.com has the name of a pool.
    ME023 LON-fe2.contoso.com  The gateway LON-fe2.contoso.com has the name of a server of lon-fe.contoso.com.
    ");
    assert_snapshot!(helps("ME023", sketch), @"
    Enter the gateway under its own name.
    Enter the gateway under its own name.
    ");
}
