use insta::assert_snapshot;

use super::{findings, fixes, sketched};
use crate::checks::{Cx, run};
use crate::format::Format;
use crate::work::Cancel;

#[test]
fn an_address_is_one_of_the_family_of_its_field() {
    let found = findings(
        "IP001",
        r"
        site EMEA
          mediation med1
            interface med1 primary 1 address 0.0.0.0 address-v6 ::
            interface med1 primary 2 address fd00::1 address-v6 10.0.0.1
            interface med1 primary 3 address 224.0.0.1 address-v6 ff02::1
            interface med1 primary 4 address 127.0.0.1 address-v6 ::1
            interface med1 primary 5 address 255.255.255.255 public 0.0.0.0 public-v6 ::
            interface med1 primary 6 address 10.0.0.6 address-v6 fd00::6 public 203.0.113.6 public-v6 2001:db8::6
            interface med1 primary 7 public 2001:db8::7 public-v6 203.0.113.7
          gateway gw1 address 0.0.0.0
          gateway gw2 address fd00::2
          gateway gw3 address gw3
          load-balancer hlb1 address 0.0.0.0
          load-balancer hlb2 address fd00::10
        ",
    );
    assert_snapshot!(found, @"
    IP001 med1.contoso.com  0.0.0.0 of med1.contoso.com is not the address of one host.
    IP001 med1.contoso.com  10.0.0.1 of med1.contoso.com is no IPv6 address.
    IP001 med1.contoso.com  127.0.0.1 of med1.contoso.com is a loopback address.
    IP001 med1.contoso.com  2001:db8::7 of med1.contoso.com is no IPv4 address.
    IP001 med1.contoso.com  203.0.113.7 of med1.contoso.com is no IPv6 address.
    IP001 med1.contoso.com  224.0.0.1 of med1.contoso.com is a multicast address.
    IP001 med1.contoso.com  255.255.255.255 of med1.contoso.com is the broadcast address.
    IP001 med1.contoso.com  :: of med1.contoso.com is not the address of one host.
    IP001 med1.contoso.com  ::1 of med1.contoso.com is a loopback address.
    IP001 med1.contoso.com  fd00::1 of med1.contoso.com is no IPv4 address.
    IP001 med1.contoso.com  ff02::1 of med1.contoso.com is a multicast address.
    IP001 gw3.contoso.com  gw3 of gw3.contoso.com is no IP address.
    IP001 hlb1  0.0.0.0 of hlb1 is not the address of one host.
    ");
}

#[test]
fn roles_of_one_machine_share_its_address() {
    let found = findings(
        "IP002",
        r"
        site EMEA
          standard-edition se1
            addresses se1 primary 10.0.0.1
          persistent-chat se1
            addresses se1 primary 10.0.0.1
          mediation med1
            addresses med1 primary fd00::1
          gateway gw1 address FD00:0::1
          mediation med2
            addresses med2 primary 10.0.0.2 10.0.0.2
          mediation med3
            interface med3 primary 1 address 0.0.0.0
          mediation med4
            interface med4 primary 1 address 0.0.0.0
          load-balancer hlb address 10.0.0.2
        ",
    );
    assert_snapshot!(found, @"
    IP002 med1.contoso.com  med1.contoso.com has the address fd00::1, as has another machine.
    IP002 gw1.contoso.com  gw1.contoso.com has the address fd00::1, as has another machine.
    ");
}

#[test]
fn a_virtual_address_belongs_to_no_server() {
    let found = findings(
        "IP003",
        r"
        site EMEA
          edge edge1
            interface edge1 external 1 address 10.0.0.1 public 203.0.113.1 public-v6 2001:db8::1
          gateway gw1 address 10.0.0.2
          load-balancer hlb1 address 203.0.113.1
          load-balancer hlb2 address 10.0.0.2
          load-balancer hlb3 address 10.0.0.3
          reverse-proxy rp1 address 2001:db8::1
          reverse-proxy rp2 fqdn edge1 address 10.0.0.1
          firewall fw address 10.0.0.1
        ",
    );
    assert_snapshot!(found, @"
    IP003 hlb1  The address of hlb1, 203.0.113.1, is that of edge1.contoso.com too.
    IP003 hlb2  The address of hlb2, 10.0.0.2, is that of gw1.contoso.com too.
    IP003 rp1  The address of rp1, 2001:db8::1, is that of edge1.contoso.com too.
    ");
}

#[test]
fn ipv4_beside_ipv6_is_enough() {
    let sketch = r"
        site EMEA
          edge edge1
            ip internal-v6 external-v6
          edge edge2
            ip internal-v6 external-v4 external-v6
          edge edge3
            ip internal-v4 internal-v6 external-v6
          edge edge4
            ip internal-v4 internal-v6 external-v4 external-v6
          edge edge5
            ip none
          edge edge6
          mediation med1
            addresses med1 primary fd00::1
        ";
    assert_snapshot!(findings("IP004", sketch), @"
    IP004 edge2.contoso.com  Edge pool edge2.contoso.com uses IPv6 alone inside.
    IP004 edge1.contoso.com  Edge pool edge1.contoso.com uses IPv6 alone.
    IP004 edge3.contoso.com  Edge pool edge3.contoso.com uses IPv6 alone outside.
    ");
    assert_snapshot!(fixes("IP004", sketch), @"
    Use IPv4 too
    Use IPv4 too
    Use IPv4 too
    ");
    assert_snapshot!(findings("IP005", sketch), @"
    IP005 med1.contoso.com  Pool med1.contoso.com uses IPv6: each A record of its names needs an AAAA record beside it.
    IP005 edge2.contoso.com  Pool edge2.contoso.com uses IPv6: each A record of its names needs an AAAA record beside it.
    IP005 edge4.contoso.com  Pool edge4.contoso.com uses IPv6: each A record of its names needs an AAAA record beside it.
    IP005 edge1.contoso.com  Pool edge1.contoso.com uses IPv6: each A record of its names needs an AAAA record beside it.
    IP005 edge3.contoso.com  Pool edge3.contoso.com uses IPv6: each A record of its names needs an AAAA record beside it.
    ");
}

#[test]
fn no_port_is_0_and_no_range_is_empty() {
    let found = findings(
        "IP006",
        r"
        site EMEA
          edge edge1
            external sip:1 webcon:65535 av:0
            media 60000 5536
          edge edge2
            media 60000 5537
          edge edge3
            media 0 10
          edge edge4
            media 50000 0
          mediation med1
            ports tls 5069-5067 tcp 0
          mediation med2
            ports tls 5067-5067
          persistent-chat chat1
            port 0
          trusted-application app1
            application ivr 0
            application queue 10601
          video-interop vis1
            tls 0
            tcp none 0
          video-interop vis2
            tls none 0
            tcp 0
          sql sql1
            port 0
            mirror-port 0
            availability-group listener port 0
          sql sql2
          gateway gw1
            trunk gw1 to med1:0 port 0
          gateway gw2
            trunk gw2 port 5067
        ",
    );
    assert_snapshot!(found, @"
    IP006 med1.contoso.com  The TCP port for gateways of med1.contoso.com is 0.
    IP006 med1.contoso.com  The TLS port for gateways of med1.contoso.com is 5069-5067.
    IP006 chat1.contoso.com  The chat port of chat1.contoso.com is 0.
    IP006 vis2.contoso.com  The TCP port for video gateways of vis2.contoso.com is 0.
    IP006 app1.contoso.com  The port of application ivr of app1.contoso.com is 0.
    IP006 edge2.contoso.com  The media ports of edge2.contoso.com are 5537 from 60000 on; there are none such.
    IP006 edge4.contoso.com  The media ports of edge4.contoso.com are 0 from 50000 on; there are none such.
    IP006 edge1.contoso.com  The external A/V port of edge1.contoso.com is 0.
    IP006 vis1.contoso.com  The TLS port for video gateways of vis1.contoso.com is 0.
    IP006 edge3.contoso.com  The media ports of edge3.contoso.com are 10 from 0 on; there are none such.
    IP006 sql1.contoso.com  The listener port of sql1.contoso.com is 0.
    IP006 sql1.contoso.com  The mirroring port of sql1.contoso.com is 0.
    IP006 sql1.contoso.com  The port of sql1.contoso.com is 0.
    IP006 gw1  The gateway port of gw1 is 0.
    IP006 gw1  The pool port of gw1 is 0.
    ");
}

#[test]
fn the_ports_of_a_front_end_server_depend_on_its_features() {
    let ports = |features: &str, ports: &str| {
        findings(
            "IP007",
            &format!("site EMEA\n  front-end lon-fe\n    features {features}\n    mediation tls none tcp {ports}"),
        )
    };
    assert_snapshot!(ports("none", "5061"), @"IP007 lon-fe.contoso.com  The TCP port for gateways of lon-fe.contoso.com takes 5061, which Registrar uses too.");
    assert_snapshot!(ports("none", "5060"), @"");
    assert_snapshot!(ports("none", "5069-5080"), @"IP007 lon-fe.contoso.com  The TCP port for gateways of lon-fe.contoso.com takes 5070, which Mediation uses too.");
    assert_snapshot!(ports("none", "5062-5065"), @"");
    assert_snapshot!(ports("conferencing", "5062-5065"), @"IP007 lon-fe.contoso.com  The TCP port for gateways of lon-fe.contoso.com takes 5062, which IMConf uses too.");
    assert_snapshot!(ports("none", "5071-5075"), @"");
    assert_snapshot!(ports("voice", "5071-5075"), @"IP007 lon-fe.contoso.com  The TCP port for gateways of lon-fe.contoso.com takes 5071, which RGS uses too.");
    assert_snapshot!(ports("conferencing dialin", "5072"), @"IP007 lon-fe.contoso.com  The TCP port for gateways of lon-fe.contoso.com takes 5072, which Caa uses too.");
    assert_snapshot!(ports("none", "5080"), @"");
    assert_snapshot!(ports("call-admission-control", "5080"), @"IP007 lon-fe.contoso.com  The TCP port for gateways of lon-fe.contoso.com takes 5080, which PDP uses too.");
    assert_snapshot!(ports("none", "6008"), @"");
}

#[test]
fn only_2019_has_the_platform_service() {
    let found = findings(
        "IP007",
        r"
        site EMEA
          front-end fe1 product 2019
            mediation tls 6008
          front-end fe2 product se
            mediation tls 6008
          front-end fe3 product 2015
            mediation tls 6008
        ",
    );
    assert_snapshot!(found, @"
    IP007 fe2.contoso.com  The TLS port for gateways of fe2.contoso.com takes 6008, which PlatformService uses too.
    IP007 fe1.contoso.com  The TLS port for gateways of fe1.contoso.com takes 6008, which PlatformService uses too.
    ");
}

#[test]
fn two_ranges_of_one_server_meet_in_a_port() {
    let found = findings(
        "IP007",
        r"
        site EMEA
          mediation med1
            ports tls 5066-5068 tcp 5068-5069
          mediation med2
            ports tls 5067 tcp 5068
          mediation med3
            ports tls 5068-5069 tcp 5067-5068
          trusted-application app1
            application ivr 10600
            application queue 10600
          video-interop vis1
            tls 6001
            tcp 6001
          video-interop vis2
            tls none 6001
            tcp 6001
          survivable-branch sba1
            ports tls 5061
        ",
    );
    assert_snapshot!(found, @"
    IP007 sba1.contoso.com  The TLS port for gateways of sba1.contoso.com takes 5061, which Registrar uses too.
    IP007 med1.contoso.com  The TCP port for gateways of med1.contoso.com takes 5068, which the TLS port for gateways uses too.
    IP007 app1.contoso.com  The port of application queue of app1.contoso.com takes 10600, which the port of application ivr uses too.
    IP007 med3.contoso.com  The TCP port for gateways of med3.contoso.com takes 5068, which the TLS port for gateways uses too.
    IP007 vis1.contoso.com  The TCP port for video gateways of vis1.contoso.com takes 6001, which the TLS port for video gateways uses too.
    ");
}

#[test]
fn pools_on_one_machine_share_its_ports() {
    let found = findings(
        "IP007",
        r"
        site EMEA
          standard-edition se1
          persistent-chat se1
            port 5067
          trusted-application app1
            computers se1
            application ivr 5061
            application queue 10600
          persistent-chat chat2
            port 5067
          director dir1
          trusted-application app2
            computers dir1
            application ivr 4443
        ",
    );
    assert_snapshot!(found, @"
    IP007 se1.contoso.com  The chat port of se1.contoso.com takes 5067, which the TLS port for gateways of se1.contoso.com uses too.
    IP007 app2.contoso.com  The port of application ivr of app2.contoso.com takes 4443, which OCSWebSite of dir1.contoso.com uses too.
    IP007 se1.contoso.com  The TLS port for gateways of se1.contoso.com takes 5067, which the chat port of se1.contoso.com uses too.
    IP007 app1.contoso.com  The port of application ivr of app1.contoso.com takes 5061, which Registrar of se1.contoso.com uses too.
    ");
}

#[test]
fn gateways_with_an_address_of_their_own_are_in_nobodys_way() {
    let sketch = |addresses: &str| {
        findings("IP007", &format!("site EMEA\n  mediation med1\n    ports tls 5070\n    addresses med1 {addresses}"))
    };
    assert_snapshot!(sketch("primary 10.0.0.1 pstn 10.9.0.1"), @"");
    assert_snapshot!(sketch("primary 10.0.0.1 pstn 10.0.0.1"), @"IP007 med1.contoso.com  The TLS port for gateways of med1.contoso.com takes 5070, which Mediation uses too.");
    assert_snapshot!(sketch("pstn 10.9.0.1"), @"IP007 med1.contoso.com  The TLS port for gateways of med1.contoso.com takes 5070, which Mediation uses too.");
    assert_snapshot!(sketch("primary 10.0.0.1"), @"IP007 med1.contoso.com  The TLS port for gateways of med1.contoso.com takes 5070, which Mediation uses too.");
    let empty = "site EMEA\n  mediation med1\n    computers none\n    ports tls 5070";
    assert_snapshot!(findings("IP007", empty), @"IP007 med1.contoso.com  The TLS port for gateways of med1.contoso.com takes 5070, which Mediation uses too.");
}

#[test]
fn partners_come_to_the_address_of_access() {
    let found = findings(
        "IP007",
        r"
        site EMEA
          edge edge1
            external sip:443 sip:5061 sip:444 single-name
            federation
          edge edge2
            external sip:443 sip:5061 sip:5269 single-name
          edge edge3
            external sip:5061 sip:444 sip:5269 single-name
            federation
            xmpp
          edge edge4
            external sip webcon:5061 av:5269
            federation
            xmpp
        ",
    );
    assert_snapshot!(found, @"
    IP007 edge1.contoso.com  The external Web Conferencing port of edge1.contoso.com takes 5061, which federation uses too.
    IP007 edge3.contoso.com  The external A/V port of edge3.contoso.com takes 5269, which XMPP uses too.
    ");
}

#[test]
fn usual_ports_are_those_of_the_wizard() {
    let found = findings(
        "IP008",
        r"
        site EMEA
          edge edge1
            external sip:5061 sip:444 sip:443 single-name
          edge edge2
            external sip:444 sip:8057 sip:443 single-name
          edge edge3
            external sip:5061 sip:8057 sip:444 single-name
          edge edge4
            external sip webcon:444 av:0
          edge edge5
            media 40000 10000
          edge edge6
            media 50000 10001
          edge edge7
            media 50000 9999
          mediation med1
            ports tls 5067-5068 tcp 5066
          mediation med2
            ports tls 5067 tcp 5068
          persistent-chat chat1
            port 5042
          persistent-chat chat2
          trusted-application app1
            application ivr 10600
          video-interop vis1
            tls 6001
        ",
    );
    assert_snapshot!(found, @"
    IP008 med1.contoso.com  The TCP port for gateways of med1.contoso.com is 5066, not 5068.
    IP008 med1.contoso.com  The TLS port for gateways of med1.contoso.com is 5067-5068, not 5067.
    IP008 edge6.contoso.com  The media ports of edge6.contoso.com are 10001 from 50000 on, not 10000 from 50000 on.
    IP008 chat1.contoso.com  The chat port of chat1.contoso.com is 5042, not 5041.
    IP008 edge5.contoso.com  The media ports of edge5.contoso.com are 10000 from 40000 on, not 10000 from 50000 on.
    IP008 edge4.contoso.com  The external Web Conferencing port of edge4.contoso.com is 444, not 443.
    IP008 edge3.contoso.com  The external A/V port of edge3.contoso.com is 444, not 443.
    IP008 edge3.contoso.com  The external Web Conferencing port of edge3.contoso.com is 8057, not 444.
    ");
}

#[test]
fn signalling_keeps_out_of_the_media_ports() {
    let found = findings(
        "IP009",
        r"
        site EMEA
          edge edge1
            media 50000 10000
          edge edge2
            media 50000 9999
          edge edge3
            external sip:50000 webcon:59999 av:60000
          edge edge4
            media 5000 10000
            federation
            xmpp
          edge edge5
            media 5000 10000
          edge edge6
            media 50000 0
            external sip:50000 webcon av
          mediation med1
            ports tls 49152 tcp 57500
          mediation med2
            ports tls 49151 tcp 57501
          mediation med3
            ports tls 57499
          persistent-chat chat1
            port 50000
          front-end fe1
            features none
            mediation tls 65534
          front-end fe2
            mediation none
        ",
    );
    assert_snapshot!(found, @"
    IP009 med1.contoso.com  The TCP port for gateways of med1.contoso.com, 57500, is among its media ports.
    IP009 med1.contoso.com  The TLS port for gateways of med1.contoso.com, 49152, is among its media ports.
    IP009 edge6.contoso.com  edge6.contoso.com has 0 media ports; the default is 10000.
    IP009 edge2.contoso.com  edge2.contoso.com has 9999 media ports; the default is 10000.
    IP009 fe1.contoso.com  The TLS port for gateways of fe1.contoso.com, 65534, is among its media ports.
    IP009 edge4.contoso.com  Port 5061 for partners is among the media ports of edge4.contoso.com.
    IP009 edge4.contoso.com  Port 5269 for partners is among the media ports of edge4.contoso.com.
    IP009 med3.contoso.com  The TLS port for gateways of med3.contoso.com, 57499, is among its media ports.
    IP009 edge3.contoso.com  The external Access port of edge3.contoso.com, 50000, is among its media ports.
    IP009 edge3.contoso.com  The external Web Conferencing port of edge3.contoso.com, 59999, is among its media ports.
    ");
}

#[test]
fn addresses_are_asked_for_when_the_deployment_is_written() {
    let document = sketched(
        r"
        site EMEA
          mediation med
            computers med1 med2 med3
            addresses med1 primary 10.0.0.1
            interface med2 primary 1 public 10.0.0.2
          mediation med4
            addresses med4 primary fd00::4
          edge edge1
        ",
    )
    .document;
    let found = |cx: Cx<'_>| {
        let found = run(&cx, &Cancel::default()).unwrap();
        let lines: Vec<String> =
            found.iter().filter(|it| it.code.to_string() == "IP010").map(|it| it.message.to_string()).collect();
        lines.join("\n")
    };
    assert_snapshot!(found(Cx::new(&document)), @"");
    assert_snapshot!(found(Cx::new(&document).on_export_to(Format::TopologyBuilder)), @"The addresses of 2 of 3 servers of med.contoso.com are not known.");
}

#[test]
fn a_server_with_several_addresses_may_have_one_for_gateways() {
    let found = findings(
        "IP011",
        r"
        site EMEA
          mediation med
            computers med1 med2 multi-homed no
            computers med3 multi-homed
            computers med4
            addresses med1 primary 10.0.0.1 pstn 10.9.0.1
            addresses med2 primary 10.0.0.2 pstn 10.0.0.2
            addresses med3 primary 10.0.0.3 pstn 10.9.0.3
            addresses med4 primary 10.0.0.4 pstn 10.9.0.4
          mediation med5
            computers med5 multi-homed no
            interface med5 primary 1 address 0.0.0.0
            addresses med5 pstn 10.9.0.5
          mediation med6
            computers med6 multi-homed no
            interface med6 pstn 1 address 0.0.0.0
            addresses med6 primary 10.0.0.6
          director dir1
            computers dir1 multi-homed no
            addresses dir1 primary 10.0.0.7 pstn 10.9.0.7
          front-end lon-fe
            computers lon-fe1 multi-homed no
            addresses lon-fe1 primary 10.0.0.8 pstn 10.9.0.8
        ",
    );
    assert_snapshot!(found, @"
    IP011 med1.contoso.com  med1.contoso.com listens for gateways at 10.9.0.1, and its only address is 10.0.0.1.
    IP011 lon-fe1.contoso.com  lon-fe1.contoso.com listens for gateways at 10.9.0.8, and its only address is 10.0.0.8.
    ");
}

#[test]
fn partners_are_in_the_way_of_a_single_address_only() {
    let edge =
        |names: &str| findings("IP007", &format!("site EMEA\n  edge edge1\n    external {names}\n    federation"));
    assert_snapshot!(edge("sip:443 webcon:5061 av:444"), @"");
    assert_ne!(edge("sip:443 sip:5061 sip:444 single-name"), "");
}
