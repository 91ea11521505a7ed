use insta::assert_snapshot;

use super::{findings, findings_after_fixes, fixes, helps, related};

#[test]
fn what_else_an_edge_server_is_is_said_unless_another_rule_says_it() {
    let found = findings(
        "ED001",
        r"
        site EMEA
          edge lon-edge
          edge ber-edge
            computers lon-edge
          mediation lon-med
            computers lon-edge
          file-store \\lon-edge\share
          sql lon-edge\rtc
          web-apps lon-edge
          gateway lon-edge
          dns-server ns1 fqdn lon-edge
          certificate-authority ca1 fqdn lon-edge
          reverse-proxy rp fqdn lon-edge
          load-balancer hlb fqdn lon-edge
          edge par-edge
        ",
    );
    assert_snapshot!(found, @r"
    ED001 lon-edge.contoso.com  Edge server lon-edge.contoso.com is a computer of lon-med.contoso.com too.
    ED001 lon-edge.contoso.com  Edge server lon-edge.contoso.com is ca1 too.
    ED001 lon-edge.contoso.com  Edge server lon-edge.contoso.com is ns1 too.
    ED001 lon-edge.contoso.com  Edge server lon-edge.contoso.com is the file server of \\lon-edge.contoso.com\share too.
    ED001 lon-edge.contoso.com  Edge server lon-edge.contoso.com is a computer of lon-med.contoso.com too.
    ED001 lon-edge.contoso.com  Edge server lon-edge.contoso.com is ca1 too.
    ED001 lon-edge.contoso.com  Edge server lon-edge.contoso.com is ns1 too.
    ED001 lon-edge.contoso.com  Edge server lon-edge.contoso.com is the file server of \\lon-edge.contoso.com\share too.
    ");
}

#[test]
fn a_single_computer_pool_is_built_anew_to_get_a_second_edge_server() {
    let sketch = r"
        site EMEA
          edge lon-edge
          edge ber-edge
            computers ber-edge1
            multiple-computers
          edge par-edge
            computers 2
          edge muc-edge
            computers none
        ";
    assert_snapshot!(findings("ED003", sketch), @"
    ED003 ber-edge.contoso.com  Edge pool ber-edge.contoso.com has one server; nothing takes over for it.
    ED003 lon-edge.contoso.com  Edge pool lon-edge.contoso.com has one server; nothing takes over for it.
    ");
    assert_snapshot!(helps("ED003", sketch), @"
    Add a second Edge server.
    Define the pool anew as a multiple-computer pool with two servers.
    ");
}

#[test]
fn requests_go_on_to_a_director_or_a_pool_with_users() {
    let sketch = r"
        site EMEA
          edge lon-edge
            next-hop lon-med
          edge ber-edge
            next-hop lon-se
          edge par-edge
            next-hop lon-dir
          edge muc-edge
          mediation lon-med
          standard-edition lon-se
          director lon-dir
          front-end lon-fe1
          front-end lon-fe2
        site APAC
          director sin-dir
        ";
    assert_snapshot!(findings("ED004", sketch), @"
    ED004 muc-edge.contoso.com  Edge pool muc-edge.contoso.com has no next hop.
    ED004 lon-edge.contoso.com  The next hop of lon-edge.contoso.com, lon-med.contoso.com, is neither a Director nor a pool that homes users.
    ");
    assert_snapshot!(fixes("ED004", sketch), @"
    Use lon-dir.contoso.com as the next hop
    Use lon-fe1.contoso.com as the next hop
    Use lon-fe2.contoso.com as the next hop
    Use lon-dir.contoso.com as the next hop
    Use lon-fe1.contoso.com as the next hop
    Use lon-fe2.contoso.com as the next hop
    ");
}

#[test]
fn a_name_of_one_service_here_and_another_there_is_still_one_name() {
    let found = findings(
        "ED005",
        r"
        site EMEA
          edge lon-edge
            external sip webcon av
          edge ber-edge
            external sip-ber WEBCON.contoso.com sip-ber
          edge par-edge
        ",
    );
    assert_snapshot!(found, @"
    ED005 ber-edge.contoso.com  The Web Conferencing name of ber-edge.contoso.com, WEBCON.contoso.com, belongs to another Edge pool too.
    ED005 lon-edge.contoso.com  The Web Conferencing name of lon-edge.contoso.com, webcon.contoso.com, belongs to another Edge pool too.
    ");
}

#[test]
fn without_a_route_every_federated_pool_is_one_too_many() {
    let sketch = r"
        deployment
          federation-route par-edge
        site EMEA
          edge lon-edge
            federation
          edge ber-edge
            federation
          edge par-edge
        ";
    assert_snapshot!(findings("ED006", sketch), @"
    ED006 lon-edge  Federation is on for lon-edge and for another Edge pool.
    ED006 ber-edge  Federation is on for ber-edge and for another Edge pool.
    ");
    assert_snapshot!(fixes("ED006", sketch), @"
    Turn federation off for lon-edge
    Turn federation off for ber-edge
    ");
    assert_snapshot!(findings("ED011", sketch), @"");
    assert_snapshot!(findings("ED010", sketch), @"");
}

#[test]
fn one_pool_with_federation_is_all_there_can_be() {
    let sketch = r"
        deployment
          federation-route lon-edge
        site EMEA
          edge lon-edge
            federation
        ";
    assert_snapshot!(findings("ED006", sketch), @"");
    assert_snapshot!(findings("ED011", sketch), @"");
}

#[test]
fn routes_of_sites_are_compared_where_the_deployment_has_none() {
    let sketch = r"
        deployment contoso.com
        site EMEA
          xmpp-route lon-edge
          edge lon-edge
        site APAC
          xmpp-route sin-edge
          edge sin-edge
        site Americas
          xmpp-route sin-edge
        site Antarctica
        ";
    assert_snapshot!(findings("ED007", sketch), @"
    ED007 EMEA  The XMPP route of site EMEA is lon-edge.contoso.com, that of site Americas is sin-edge.contoso.com.
    ED007 Americas  The XMPP route of site Americas is sin-edge.contoso.com, that of site EMEA is lon-edge.contoso.com.
    ED007 APAC  The XMPP route of site APAC is sin-edge.contoso.com, that of site EMEA is lon-edge.contoso.com.
    ");
    assert_snapshot!(fixes("ED007", sketch), @"
    Use sin-edge.contoso.com for site EMEA
    Use lon-edge.contoso.com for site Americas
    Use lon-edge.contoso.com for site APAC
    ");
}

#[test]
fn federation_is_offered_for_a_few_edge_pools() {
    let sketch = r"
        deployment contoso.com
        site EMEA
          front-end a-fe
          edge edge4
          edge edge3
          edge edge2
          edge edge1
        ";
    assert_snapshot!(findings("ED010", sketch), @"ED010 contoso.com  No Edge pool has federation: no partners, and no push notifications for phones.");
    assert_snapshot!(fixes("ED010", sketch), @"
    Turn federation on for edge1.contoso.com
    Turn federation on for edge2.contoso.com
    Turn federation on for edge3.contoso.com
    ");
    assert_snapshot!(findings("ED010", "deployment contoso.com"), @"");
}

#[test]
fn xmpp_and_federation_go_together() {
    let sketch = r"
        site EMEA
          edge lon-edge
            xmpp
            federation
          edge ber-edge
            federation
          edge par-edge
            xmpp
        ";
    assert_snapshot!(findings("ED009", sketch), @"ED009 par-edge.contoso.com  XMPP federation is on for par-edge.contoso.com, and federation is off.");
    assert_snapshot!(fixes("ED009", sketch), @"
    Turn federation on
    Turn XMPP federation off
    ");
}

#[test]
fn any_two_services_with_one_name_want_two_ports() {
    let found = findings(
        "ED012",
        r"
        site EMEA
          edge edge1
            external sip:5061 sip:444 sip:444 single-name
          edge edge2
            external sip:444 sip:444 sip:443 single-name
          edge edge3
            external sip:5061 sip:444 sip:443 single-name
          edge edge4
            external sip webcon av
        ",
    );
    assert_snapshot!(found, @"
    ED012 edge2.contoso.com  Access and Web Conferencing of edge2.contoso.com share a name and port 444.
    ED012 edge1.contoso.com  Web Conferencing and A/V of edge1.contoso.com share a name and port 444.
    ");
}

#[test]
fn three_equal_names_are_perhaps_one() {
    let sketch = r"
        site EMEA
          edge edge1
            external sip:443 sip:443 sip:443
          edge edge2
            external sip av av
          edge edge3
            external sip:5061 sip:444 sip:443 single-name
          edge edge4
        ";
    assert_snapshot!(findings("ED014", sketch), @"
    ED014 edge2.contoso.com  Web Conferencing and A/V of edge2.contoso.com have the same name, av.contoso.com.
    ED014 edge1.contoso.com  Access and Web Conferencing of edge1.contoso.com have the same name, sip.contoso.com.
    ");
    assert_snapshot!(fixes("ED014", sketch), @"Use a single name and address");
}

#[test]
fn services_on_other_ports_may_share_an_address() {
    let found = findings(
        "ED015",
        r"
        site EMEA
          edge edge1
            external sip webcon av:444
            addresses edge1 external 203.0.113.1 203.0.113.2 203.0.113.2
          edge edge2
            external sip webcon av
            ip internal-v4 external-v6
            addresses edge2 external 2001:db8::1 2001:db8::2 2001:DB8:0::2
          edge edge3
            external sip webcon av
          edge edge4
            external sip:443 sip:443 sip:443 single-name
            addresses edge4 external 203.0.113.4 203.0.113.4 203.0.113.4
        ",
    );
    assert_snapshot!(found, @"ED015 edge2.contoso.com  Web Conferencing and A/V of edge2.contoso.com share the address 2001:DB8:0::2 and port 443.");
}

#[test]
fn an_address_is_inside_and_outside_however_it_is_written() {
    let found = findings(
        "ED017",
        r"
        site EMEA
          edge edge1
            addresses edge1 internal 2001:db8::1 external 203.0.113.1 2001:DB8:0::1
          edge edge2
            addresses edge2 internal 10.0.0.1 10.0.0.1 external 203.0.113.2
        ",
    );
    assert_snapshot!(found, @"ED017 edge1.contoso.com  edge1.contoso.com has the address 2001:db8::1 both inside and outside.");
}

#[test]
fn dns_load_balancing_and_translation_go_together() {
    let sketch = r"
        site EMEA
          edge edge1
            computers 2
            load-balancing hardware
            nat
          edge edge2
            computers 2
            load-balancing hardware
          edge edge3
            computers 2
            nat
        ";
    assert_snapshot!(findings("ED019", sketch), @"ED019 edge1.contoso.com  Edge pool edge1.contoso.com is translated behind a hardware load balancer.");
    assert_snapshot!(fixes("ED019", sketch), @"
    Use DNS load balancing
    Use public addresses
    ");
}

#[test]
fn each_translated_server_has_a_public_address_of_its_own() {
    let found = findings(
        "ED020",
        r"
        site EMEA
          edge edge1
            nat
            addresses edge1 external 10.2.0.1 10.2.0.2 10.2.0.3 public 100.64.0.1
          edge edge2
            nat
            addresses edge2 external 10.2.0.4 10.2.0.5 10.2.0.6 public 203.0.113.1
          edge edge3
            nat
            addresses edge3 external 10.2.0.7 10.2.0.8 10.2.0.9 public 203.0.113.1
          edge edge4
            external sip
            nat
            addresses edge4 external 10.2.0.10 public 203.0.113.4
          edge edge5
            nat
            interface edge5 external 1 address 10.2.0.11 public 203.0.113.5
          edge edge6
            nat
            addresses edge6 external 10.2.0.12 10.2.0.13 10.2.0.14 public 203.0.113.256
          edge edge7
          edge edge8
            nat
            ip internal-v4 external-v6
            interface edge8 external 3 address fd00::3 public-v6 2001:db8::3
        ",
    );
    assert_snapshot!(found, @"
    ED020 edge2.contoso.com  The public A/V address of edge2.contoso.com, 203.0.113.1, is that of another server too.
    ED020 edge5.contoso.com  edge5.contoso.com is translated and has no public address for A/V.
    ED020 edge3.contoso.com  The public A/V address of edge3.contoso.com, 203.0.113.1, is that of another server too.
    ED020 edge1.contoso.com  The public A/V address of edge1.contoso.com, 100.64.0.1, is a private one.
    ");
}

#[test]
fn the_internet_reaches_public_addresses_only() {
    let found = findings(
        "ED021",
        r"
        site EMEA
          edge edge1
            addresses edge1 external 10.0.0.1 172.16.0.1 192.168.0.1
          edge edge2
            addresses edge2 external 169.254.0.1 127.0.0.1 100.127.255.255
          edge edge3
            addresses edge3 external 100.63.255.255 100.128.0.1 101.64.0.1
          edge edge4
            nat
            addresses edge4 external 10.0.0.4 10.0.0.5 10.0.0.6
          edge edge5
            addresses edge5 internal 10.0.0.7 external 203.0.113.1 10.0.0.8
        ",
    );
    assert_snapshot!(found, @"
    ED021 edge2.contoso.com  edge2.contoso.com has private external addresses, 169.254.0.1, 127.0.0.1, 100.127.255.255, and no NAT.
    ED021 edge5.contoso.com  edge5.contoso.com has private external addresses, 10.0.0.8, and no NAT.
    ED021 edge1.contoso.com  edge1.contoso.com has private external addresses, 10.0.0.1, 172.16.0.1, 192.168.0.1, and no NAT.
    ");
}

#[test]
fn translation_is_not_offered_behind_a_load_balancer() {
    let sketch = |how: &str| {
        format!(
            "site EMEA\n  edge edge1\n    computers edge1 edge2\n    load-balancing {how}\n    addresses edge1 external 10.0.0.1"
        )
    };
    assert_snapshot!(fixes("ED021", &sketch("hardware")), @"");
    assert_snapshot!(fixes("ED021", &sketch("dns")), @"edge1.contoso.com is translated by NAT");
}

#[test]
fn a_load_balancer_wants_an_address_for_each_service_and_server() {
    let found = findings(
        "ED024",
        r"
        site EMEA
          edge edge1
            external sip webcon av
            computers 2
            load-balancing hardware
          edge edge2
            external sip
            computers 3
            load-balancing hardware
          edge edge3
            computers 2
        ",
    );
    assert_snapshot!(found, @"
    ED024 edge2.contoso.com  Behind a load balancer Edge pool edge2.contoso.com needs 1 virtual and 3 further public addresses.
    ED024 edge1.contoso.com  Behind a load balancer Edge pool edge1.contoso.com needs 3 virtual and 6 further public addresses.
    ");
}

#[test]
fn xmpp_fails_over_to_nothing_where_there_is_one_server() {
    let found = findings(
        "ED025",
        r"
        site EMEA
          edge edge1
            computers 2
            load-balancing dns
            xmpp
          edge edge2
            computers 1
            load-balancing dns
            xmpp
          edge edge3
            computers 2
            xmpp
          edge edge4
            computers 2
            load-balancing dns
        ",
    );
    assert_snapshot!(found, @"ED025 edge1.contoso.com  With DNS load balancing, XMPP partners of edge1.contoso.com do not fail over to another Edge server.");
}

#[test]
fn a_pool_that_has_media_and_no_edge_pool_is_offered_that_of_its_site() {
    let sketch = r"
        site EMEA
          front-end lon-fe
            features voice
          standard-edition lon-se
            features conferencing
          front-end par-fe
            features none
          edge lon-edge
        site APAC
          edge apac-edge
        site Americas
          front-end nyc-fe
        ";
    assert_snapshot!(findings("ED026", sketch), @"
    ED026 lon-fe.contoso.com  lon-fe.contoso.com uses no Edge pool: its users outside have no audio, video or web conferencing.
    ED026 nyc-fe.contoso.com  nyc-fe.contoso.com uses no Edge pool: its users outside have no audio, video or web conferencing.
    ED026 lon-se.contoso.com  lon-se.contoso.com uses no Edge pool: its users outside have no audio, video or web conferencing.
    ");
    assert_snapshot!(fixes("ED026", sketch), @"
    Use lon-edge.contoso.com for media
    Use apac-edge.contoso.com for media
    Use lon-edge.contoso.com for media
    Use lon-edge.contoso.com for media
    ");
    assert_snapshot!(findings("ED026", "site EMEA\n  front-end lon-fe"), @"");
}

#[test]
fn a_branch_uses_the_edge_pool_of_its_central_site() {
    let sketch = r"
        site EMEA
          edge lon-edge
          branch-site Oxford
            survivable-branch ox-sba
              edge sin-edge
            survivable-branch ox-sbs
              edge lon-edge
        site APAC
          edge sin-edge
        site Americas
          front-end nyc-fe
            edge lon-edge
        ";
    assert_snapshot!(findings("ED027", sketch), @"ED027 ox-sba.contoso.com  ox-sba.contoso.com uses sin-edge.contoso.com of site APAC, though its own site has an Edge pool.");
    assert_snapshot!(fixes("ED027", sketch), @"Use lon-edge.contoso.com for media");
}

#[test]
fn an_edge_pool_relays_the_media_of_a_mediation_pool_too() {
    let found = findings(
        "ED028",
        r"
        site EMEA
          mediation lon-med
            edge lon-edge
          edge lon-edge
          edge ber-edge
        ",
    );
    assert_snapshot!(found, @"ED028 ber-edge.contoso.com  No pool uses Edge pool ber-edge.contoso.com for media.");
}

#[test]
fn the_name_of_a_single_edge_server_is_its_computers() {
    let sketch = r"
        site EMEA
          edge edge1
            computers host1
            single-computer
          edge edge2
            computers host2
            multiple-computers
          edge edge3
            computers host3 host4
            single-computer
          edge edge4
            computers EDGE4.contoso.com
            single-computer
          edge host3
            computers host5
            single-computer
        ";
    assert_snapshot!(findings("ED030", sketch), @"
    ED030 host3.contoso.com  Single-computer Edge pool host3.contoso.com runs on a computer of another name, host5.contoso.com.
    ED030 edge1.contoso.com  Single-computer Edge pool edge1.contoso.com runs on a computer of another name, host1.contoso.com.
    ");
    assert_snapshot!(fixes("ED030", sketch), @"
    Rename the pool to host5.contoso.com
    safe: Rename the pool to host1.contoso.com
    ");
    assert_snapshot!(findings_after_fixes("ED030", "site EMEA\n  edge edge1\n    computers host1\n    single-computer"), @"");
}

#[test]
fn an_access_name_of_any_edge_pool_counts() {
    let found = findings(
        "ED032",
        r"
        deployment contoso.com
          sip-domain fabrikam.com northwind.com
        site EMEA
          edge lon-edge
            external sip-lon webcon av
          edge ber-edge
            external SIP.Fabrikam.com webcon-ber av-ber
        ",
    );
    assert_snapshot!(found, @"
    ED032 contoso.com  No Edge pool has the Access name sip.contoso.com, by which clients of contoso.com look for it.
    ED032 contoso.com  No Edge pool has the Access name sip.northwind.com, by which clients of northwind.com look for it.
    ");
    assert_snapshot!(findings("ED032", "deployment contoso.com\nsite EMEA\n  edge lon-edge"), @"");
}

#[test]
fn a_single_external_name_is_spoken_of_once() {
    let found = findings(
        "ED033",
        r"
        site EMEA
          edge edge1
            external sip.contoso.LAN
          edge edge2
            external sip.local.com webcon.contoso.internal av
        ",
    );
    assert_snapshot!(found, @"
    ED033 edge2.contoso.com  The Web Conferencing name of edge2.contoso.com, webcon.contoso.internal, ends in .internal, which public DNS does not know.
    ED033 edge1.contoso.com  The Access name of edge1.contoso.com, sip.contoso.LAN, ends in .lan, which public DNS does not know.
    ");
}

#[test]
fn call_admission_control_of_another_site_does_not_matter() {
    let found = findings(
        "ED035",
        r"
        site EMEA
          edge lon-edge
            ip internal-v6 external-v4
        site APAC
          front-end sin-fe
            features conferencing voice call-admission-control
          edge sin-edge
            ip internal-v4 internal-v6 external-v4
          edge sin-edge2
            ip internal-v6 external-v4
        ",
    );
    assert_snapshot!(found, @"ED035 sin-edge2.contoso.com  Edge pool sin-edge2.contoso.com has no IPv4 address inside, which call admission control of its site needs.");
}

#[test]
fn another_network_service_is_no_reverse_proxy() {
    let sketch = r"
        deployment contoso.com
        site EMEA
          edge lon-edge
          firewall fw
        ";
    assert_snapshot!(findings("ED036", sketch), @"ED036 contoso.com  There are Edge pools and no reverse proxy: nothing publishes the web services.");
    assert_snapshot!(fixes("ED036", sketch), @"Add a reverse proxy beside lon-edge.contoso.com");
    assert_snapshot!(findings("ED036", "deployment contoso.com\nsite EMEA\n  front-end lon-fe"), @"");
}

#[test]
fn a_reverse_proxy_stands_apart() {
    let found = findings(
        "ED037",
        r"
        site EMEA
          front-end lon-fe
          reverse-proxy rp1 fqdn lon-fe1
          reverse-proxy rp2 fqdn lon-fe
          load-balancer hlb fqdn lon-fe2
          reverse-proxy rp3
        ",
    );
    assert_snapshot!(found, @"ED037 rp1  Reverse proxy rp1 runs on lon-fe1.contoso.com, a computer of lon-fe.contoso.com.");
}

#[test]
fn a_director_is_for_users_outside() {
    assert_snapshot!(findings("ED038", "deployment contoso.com\nsite EMEA\n  front-end lon-fe"), @"");
}

#[test]
fn an_edge_server_has_an_address_of_each_family_that_is_used() {
    let found = findings(
        "ED039",
        r"
        site EMEA
          edge edge1
            external sip
            ip internal-v4 internal-v6 external-v4 external-v6
          edge edge2
            external sip webcon av
            ip internal-v6 external-v4
            addresses edge2 internal fd00::1 external 203.0.113.1
          edge edge3
            external sip webcon av
            ip internal-v4 external-v6
            addresses edge3 internal 10.0.0.3 external 2001:db8::1 2001:db8::2 2001:db8::3
          edge edge4
            ip none
        ",
    );
    assert_snapshot!(found, @"
    ED039 edge2.contoso.com  edge2.contoso.com lacks addresses: Web Conferencing IPv4, A/V IPv4.
    ED039 edge1.contoso.com  edge1.contoso.com lacks addresses: internal IPv4, internal IPv6, external IPv4, external IPv6.
    ");
}

#[test]
fn twelve_edge_servers_are_the_most() {
    let sketch = |n: u8| format!("site EMEA\n  edge lon-edge\n    computers {n}");
    assert_snapshot!(findings("ED002", &sketch(12)), @"");
    assert_snapshot!(findings("ED002", &sketch(13)), @"ED002 lon-edge.contoso.com  Edge pool lon-edge.contoso.com has 13 servers; 12 are supported.");
}

#[test]
fn of_pools_with_federation_each_shows_the_others() {
    let sketch = "site EMEA\n  edge edge1\n    federation\n  edge edge2\n    federation";
    assert_snapshot!(related("ED006", sketch), @"
    edge2.contoso.com: edge1.contoso.com has federation too
    edge1.contoso.com: edge2.contoso.com has federation too
    ");
}

#[test]
fn an_edge_server_without_a_name_is_another_matter() {
    let sketch = "site EMEA\n  edge lon-edge\n    computers \"\"\n    single-computer\n";
    assert_snapshot!(findings("ED030", sketch), @"");
}
