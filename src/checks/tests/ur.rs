use std::sync::Arc;

use insta::assert_snapshot;

use super::{check, findings, findings_against, fixes, sketched};
use crate::model::{Origin, VendorFormat};

/// What is found in a deployment of contoso.com and fabrikam.com with these lines.
fn found(of: &str, lines: &str) -> String {
    findings(of, &format!("deployment contoso.com\n  sip-domain fabrikam.com\n{lines}"))
}

#[test]
fn each_sip_domain_has_a_meet_url_whatever_its_case() {
    assert_eq!(found("UR001", "  meet Contoso.com https://a.com\n  meet fabrikam.com https://b.com"), "");
    assert_snapshot!(found("UR001", "  meet none"), @"
    UR001 contoso.com  The SIP domain contoso.com has no Meet URL.
    UR001 contoso.com  The SIP domain fabrikam.com has no Meet URL.
    ");
    assert_snapshot!(fixes("UR001", "deployment contoso.com\n  meet none"), @"safe: Use https://meet.contoso.com");
    assert_eq!(findings("UR001", "deployment\n  sip-domain none"), "");
}

#[test]
fn without_a_sip_domain_nobody_knows_the_dialin_url() {
    assert_snapshot!(fixes("UR002", "deployment contoso.com\n  dialin none"), @"safe: Use https://dialin.contoso.com");
    let without_domain = "deployment\n  dialin none";
    assert!(!findings("UR002", without_domain).is_empty());
    assert_eq!(fixes("UR002", without_domain), "");
}

#[test]
fn a_published_topology_has_no_simple_urls_to_judge() {
    let codes = |sketch: &str, format| {
        let mut document = sketched(sketch).document;
        document.origin = Some(Origin { format, bytes: Arc::from([]) });
        let codes: Vec<_> = check(&document).iter().map(|found| found.code.to_string()).collect();
        codes.into_iter().filter(|code| code.starts_with("UR")).collect::<Vec<_>>()
    };
    let none = "deployment contoso.com\n  meet none\n  dialin none";
    assert!(codes(none, VendorFormat::Published).is_empty());
    assert_eq!(codes(none, VendorFormat::TopologyBuilder), ["UR001", "UR002"]);
    let one = "deployment contoso.com\n  meet none\n  dialin https://dialin.contoso.com";
    assert_eq!(codes(one, VendorFormat::Published), ["UR001"]);
}

#[test]
fn any_other_scheme_and_none_become_https() {
    let fix = |url: &str| fixes("UR003", &format!("deployment contoso.com\n  dialin {url}"));
    assert_snapshot!(fix("ftp://call.contoso.com/in"), @"safe: Use https://call.contoso.com/in");
    assert_snapshot!(fix("call.contoso.com"), @"safe: Use https://call.contoso.com");
    assert_eq!(fix("HTTPS://call.contoso.com"), "");
}

#[test]
fn the_port_goes_and_the_path_stays() {
    let fix = |line: &str| fixes("UR004", &format!("deployment contoso.com\n  {line}"));
    assert_snapshot!(fix("dialin https://call.contoso.com:443/in:side"), @"safe: Use https://call.contoso.com/in:side");
    assert_snapshot!(fix("meet contoso.com https://meet.contoso.com:80"), @"safe: Use https://meet.contoso.com");
    assert_snapshot!(fix("admin https://admin.contoso.com:80"), @"safe: Use https://admin.contoso.com");
    assert_eq!(fix("dialin https://call.contoso.com/in:side"), "");
}

#[test]
fn the_name_of_a_pool_is_told_in_any_case_and_that_of_a_server_is_free() {
    let pools = "site EMEA\n  front-end lon-fe";
    assert_snapshot!(found("UR005", &format!("  dialin https://LON-FE.contoso.com/dialin\n{pools}")), @"UR005 contoso.com  The Dialin URL is on LON-FE.contoso.com, the name of a pool.");
    assert_eq!(found("UR005", &format!("  dialin https://lon-fe1.contoso.com/dialin\n{pools}")), "");
    assert_eq!(found("UR005", &format!("  dialin https:///dialin\n{pools}")), "");
}

#[test]
fn addresses_are_one_whatever_their_case_and_their_last_slash() {
    let same = "  meet contoso.com https://lync.contoso.com/Meet\n  meet fabrikam.com HTTPS://LYNC.contoso.com/meet/";
    assert_snapshot!(found("UR006", same), @"UR006 contoso.com  The Meet URL of contoso.com and the Meet URL of fabrikam.com are one address, https://lync.contoso.com/Meet.");
    assert_eq!(found("UR007", same), "");
}

#[test]
fn an_address_begins_with_another_at_a_slash_only() {
    let found = |dialin: &str| {
        let lines =
            format!("deployment contoso.com\n  meet contoso.com https://lync.contoso.com/meet\n  dialin {dialin}");
        findings("UR007", &lines)
    };
    assert_eq!(found("https://lync.contoso.com/meetings"), "");
    assert_eq!(found("https://lync.contoso.com/dialin/meet"), "");
    assert_snapshot!(found("https://lync.contoso.com/meet/in/dial"), @"UR007 contoso.com  The Dialin URL, https://lync.contoso.com/meet/in/dial, begins with the Meet URL of contoso.com.");
}

#[test]
fn hosts_have_hyphens_and_paths_have_none() {
    let found = |url: &str| findings("UR008", &format!("deployment contoso.com\n  dialin {url}"));
    assert_eq!(found("https://dial-in.contoso.com/Dial.in2"), "");
    assert_snapshot!(found("https://lync.contoso.com/in/dial_in"), @"UR008 contoso.com  The Dialin URL, https://lync.contoso.com/in/dial_in, has “_” in its path.");
}

#[test]
fn no_simple_url_is_on_any_sip_domain() {
    assert_snapshot!(found("UR009", "  admin https://Fabrikam.com/admin"), @"UR009 contoso.com  The Admin URL is on Fabrikam.com, a SIP domain.");
    assert_eq!(found("UR009", "  admin https:///admin"), "");
}

#[test]
fn a_meet_url_follows_one_of_three_patterns() {
    let found =
        |url: &str| found("UR011", &format!("  meet contoso.com https://meet.contoso.com\n  meet fabrikam.com {url}"));
    for good in
        ["https://meet.fabrikam.com", "https://lync.fabrikam.com/meet", "https://lync.contoso.com/fabrikam/meet"]
    {
        assert_eq!(found(good), "");
    }
    for bad in ["https://join.contoso.com", "https://join.contoso.com/Meet", "https://notfabrikam.com"] {
        assert!(!found(bad).is_empty(), "{bad}");
    }
}

#[test]
fn a_changed_host_changes_dns_and_certificates_too() {
    let sketch = |dialin: &str| format!("deployment contoso.com\n  dialin {dialin}\n  admin https://admin.contoso.com");
    let before = sketch("https://lync.contoso.com/dialin");
    let found = |dialin: &str| findings_against("UR012", &before, &sketch(dialin));
    assert_snapshot!(found("https://lync.contoso.com/call"), @"UR012 contoso.com  The Dialin URL changes from https://lync.contoso.com/dialin to https://lync.contoso.com/call.");
    assert_eq!(found("none"), "");
    assert_eq!(findings_against("UR012", &sketch("none"), &sketch("https://call.contoso.com")), "");
    let swapped = "deployment contoso.com\n  meet contoso.com https://lync.contoso.com/dialin\n  dialin none";
    assert_snapshot!(findings_against("UR012", &before, swapped), @"UR012 contoso.com  The Meet URL of contoso.com changes from https://meet.contoso.com to https://lync.contoso.com/dialin.");
}

#[test]
fn internal_dns_knows_the_domains_of_users_and_of_servers() {
    let found = |admin: &str| {
        found("UR013", &format!("  admin {admin}\nsite EMEA\n  front-end fe\n    computers fe1.corp.local"))
    };
    for known in ["https://admin.fabrikam.com", "https://admin.eu.contoso.com", "https://admin.corp.local", "https://"]
    {
        assert_eq!(found(known), "");
    }
    assert_snapshot!(found("https://admin.example.org"), @"UR013 contoso.com  The Admin URL is on admin.example.org, in a domain of neither servers nor users.");
}

#[test]
fn a_name_is_public_where_somebody_outside_needs_it() {
    let found = |urls: &str, outside: &str| {
        findings("UR014", &format!("deployment contoso.com\n{urls}site EMEA\n  front-end fe\n{outside}"))
    };
    let local = "  dialin https://dialin.contoso.local\n";
    for nobody in ["", "    remote-users 0\n", "  load-balancer lb serves fe\n"] {
        assert_eq!(found(local, nobody), "");
    }
    for somebody in ["    remote-users 1\n", "  edge edge\n", "  reverse-proxy rp serves fe\n"] {
        assert!(!found(local, somebody).is_empty(), "{somebody}");
    }
    assert_snapshot!(found("  dialin https://dialin/\n", "  edge edge\n"), @"UR014 contoso.com  The Dialin URL is on dialin, which nobody outside resolves.");
    assert_eq!(found("  admin https://admin.contoso.local\n", "  edge edge\n"), "");
    assert_eq!(found("  dialin https://dialin.contoso.com\n", "  edge edge\n"), "");
    assert_eq!(found("  dialin https://\n", "  edge edge\n"), "");
}
