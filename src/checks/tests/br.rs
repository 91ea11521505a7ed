use std::fmt::Write;

use insta::assert_snapshot;

use super::{findings, findings_after_fixes, fixes, helps};

/// A branch site below a central site with two pools, with these lines.
fn branch(lines: &str) -> String {
    let mut sketch = "site EMEA\n  front-end lon-fe\n  front-end ber-fe\n  branch-site Oxford\n".to_owned();
    for line in lines.lines() {
        writeln!(sketch, "    {line}").unwrap();
    }
    sketch
}

#[test]
fn an_appliance_is_tied_to_a_home_pool_of_its_own_central_site() {
    let sketch = r"
        site EMEA
          front-end lon-fe
          director lon-dir
          branch-site Oxford
            survivable-branch of-none
            survivable-branch of-director
              registrar lon-dir
            survivable-branch of-another-site
              registrar sin-fe
            survivable-branch sound
              registrar lon-fe
        site APAC
          front-end sin-fe
        branch-site Nowhere
          survivable-branch of-no-site
            registrar sin-fe
        ";
    assert_snapshot!(findings("BR001", sketch), @"
    BR001 of-director.contoso.com  of-director.contoso.com is tied to lon-dir.contoso.com, which is no Front End pool.
    BR001 of-none.contoso.com  of-none.contoso.com is tied to no Front End pool.
    BR001 of-another-site.contoso.com  of-another-site.contoso.com is tied to sin-fe.contoso.com, which is not in its central site.
    ");
    assert_snapshot!(fixes("BR001", sketch), @"
    Use lon-fe.contoso.com
    Use lon-fe.contoso.com
    Use lon-fe.contoso.com
    ");
}

#[test]
fn two_appliances_in_a_branch_site_are_supported_and_servers_do_not_count() {
    let appliances = |n: usize| {
        let lines: Vec<String> = (1..=n).map(|n| format!("survivable-branch sba{n}\n  registrar lon-fe")).collect();
        branch(&lines.join("\n"))
    };
    assert_snapshot!(findings("BR005", &appliances(2)), @"");
    assert_snapshot!(findings("BR005", &appliances(3)), @"BR005 Oxford  Oxford has 3 Survivable Branch Appliances; 2 are supported.");
    let server = format!("{}    survivable-branch sbs\n      server\n      registrar lon-fe\n", appliances(2));
    assert_snapshot!(findings("BR005", &server), @"");
}

#[test]
fn each_way_to_serve_a_branch_has_its_size() {
    let mut table = String::new();
    let users_of = |kind: &str, users: &str| format!("  {kind}\n  registrar lon-fe\n{users}");
    let known = |users: u32| format!("  users {users}");
    for users in [24, 25, 1000, 1001, 2000, 2001] {
        let ways = [
            ("appliance", branch(&format!("survivable-branch a\n{}", users_of("appliance", &known(users))))),
            ("server", branch(&format!("survivable-branch a\n{}", users_of("server", &known(users))))),
            (
                "two appliances",
                branch(&format!(
                    "survivable-branch a\n{}\nsurvivable-branch b\n{}",
                    users_of("appliance", &known(users)),
                    users_of("appliance", &known(0))
                )),
            ),
            (
                "both",
                branch(&format!(
                    "survivable-branch a\n{}\nsurvivable-branch b\n{}",
                    users_of("appliance", &known(users)),
                    users_of("server", &known(0))
                )),
            ),
            (
                "half unknown",
                branch(&format!(
                    "survivable-branch a\n{}\nsurvivable-branch b\n{}",
                    users_of("appliance", &known(users)),
                    users_of("server", "")
                )),
            ),
        ];
        for (way, sketch) in ways {
            for (line, help) in findings("BR006", &sketch).lines().zip(helps("BR006", &sketch).lines()) {
                writeln!(table, "{way}: {line} {help}").unwrap();
            }
        }
    }
    assert_snapshot!(table, @"
    appliance: BR006 Oxford  Oxford has 24 users; an appliance is meant for 25 or more. Give the branch a resilient line instead.
    two appliances: BR006 Oxford  Oxford has 24 users; an appliance is meant for 25 or more. Give the branch a resilient line instead.
    both: BR006 Oxford  Oxford has 24 users; an appliance is meant for 25 or more. Give the branch a resilient line instead.
    appliance: BR006 Oxford  Oxford has 1001 users on one appliance; 1000 is the most. Use a Survivable Branch Server or a second appliance.
    appliance: BR006 Oxford  Oxford has 2000 users on one appliance; 1000 is the most. Use a Survivable Branch Server or a second appliance.
    appliance: BR006 Oxford  Oxford has 2001 users; 2000 is the most for a branch site. Make it a central site with a Standard Edition server or a pool.
    server: BR006 Oxford  Oxford has 2001 users; 2000 is the most for a branch site. Make it a central site with a Standard Edition server or a pool.
    two appliances: BR006 Oxford  Oxford has 2001 users; 2000 is the most for a branch site. Make it a central site with a Standard Edition server or a pool.
    both: BR006 Oxford  Oxford has 2001 users; 2000 is the most for a branch site. Make it a central site with a Standard Edition server or a pool.
    ");
}

#[test]
fn intervals_of_a_failover_that_is_off_do_not_matter() {
    let found = |failover: &str| {
        let sketch = branch(&format!("survivable-branch ox-sba\n  registrar lon-fe\n  voice-failover {failover}"));
        let codes = ["BR007", "BR008", "BR009"].map(|code| findings(code, &sketch));
        format!("{}\n{}", codes.concat(), findings_after_fixes("BR00", &sketch))
    };
    assert_snapshot!(found("none detect 0 failback 0"), @"
    BR007 ox-sba.contoso.com  Failover and failback of ox-sba.contoso.com are off.
    BR004 ox-sba.contoso.com  ox-sba.contoso.com has no gateway.
    BR008 ox-sba.contoso.com  ox-sba.contoso.com has no interval for failover nor for failback.
    ");
    assert_snapshot!(found("none detect 240 failback 120"), @"
    BR007 ox-sba.contoso.com  Failover and failback of ox-sba.contoso.com are off.
    BR004 ox-sba.contoso.com  ox-sba.contoso.com has no gateway.
    BR009 ox-sba.contoso.com  ox-sba.contoso.com fails over after 240 s and back after 120 s.
    ");
    assert_snapshot!(found("detect 0 failback 0"), @"
    BR008 ox-sba.contoso.com  ox-sba.contoso.com has no interval for failover nor for failback.
    BR004 ox-sba.contoso.com  ox-sba.contoso.com has no gateway.
    ");
    assert_snapshot!(found("detect 0 failback 60"), @"
    BR008 ox-sba.contoso.com  ox-sba.contoso.com has no interval for the detection of a failure.
    BR004 ox-sba.contoso.com  ox-sba.contoso.com has no gateway.
    BR009 ox-sba.contoso.com  ox-sba.contoso.com fails over after 120 s and back after 60 s.
    ");
    assert_snapshot!(found("detect 60 failback 0"), @"
    BR008 ox-sba.contoso.com  ox-sba.contoso.com has no interval for failback.
    BR004 ox-sba.contoso.com  ox-sba.contoso.com has no gateway.
    ");
    assert_snapshot!(found("detect 120 failback 119"), @"
    BR009 ox-sba.contoso.com  ox-sba.contoso.com fails over after 120 s and back after 119 s.
    BR004 ox-sba.contoso.com  ox-sba.contoso.com has no gateway.
    BR009 ox-sba.contoso.com  ox-sba.contoso.com fails over after 120 s and back after 119 s.
    ");
    assert_snapshot!(found("detect 120 failback 120"), @"BR004 ox-sba.contoso.com  ox-sba.contoso.com has no gateway.");
}

#[test]
fn missing_intervals_become_the_usual_ones_and_chosen_ones_stay() {
    let offered = |failover: &str| {
        fixes("BR00", &branch(&format!("survivable-branch ox-sba\n  registrar lon-fe\n  voice-failover {failover}")))
    };
    assert_snapshot!(offered("detect 0 failback 0"), @"safe: Use 120 s and 240 s");
    assert_snapshot!(offered("detect 60 failback 0"), @"safe: Use 60 s and 240 s");
    assert_snapshot!(offered("detect 0 failback 900"), @"safe: Use 120 s and 900 s");
    assert_snapshot!(offered("detect 900 failback 60"), @"Use 120 s and 240 s");
}

#[test]
fn what_is_told_of_every_appliance_is_told_once() {
    let sketch = branch(
        "survivable-branch ox-sba\n  registrar lon-fe\nsurvivable-branch ox-sbs\n  server\nsurvivable-branch ox-new",
    );
    assert_snapshot!(findings("BR01", &sketch), @"
    BR010 ox-sba.contoso.com  The users of ox-sba.contoso.com count for the capacity of lon-fe.contoso.com, and of the Edge servers and Directors before it.
    BR011 Oxford  Clients in Oxford have no DNS server there to ask while the line is cut.
    BR014 ox-sba.contoso.com  The computer account of ox-sba.contoso.com has to have this name as a servicePrincipalName.
    BR014 ox-new.contoso.com  The computer account of ox-new.contoso.com has to have this name as a servicePrincipalName.
    ");
}

#[test]
fn only_a_dns_server_of_the_branch_itself_stays_when_the_line_is_cut() {
    let found = |beside: &str| {
        findings("BR011", &format!("{}{beside}", branch("survivable-branch ox-sba\n  registrar lon-fe")))
    };
    assert_snapshot!(found("  dns-server lon-dns\n"), @"BR011 Oxford  Clients in Oxford have no DNS server there to ask while the line is cut.");
    assert_snapshot!(found("    firewall ox-fw\n"), @"BR011 Oxford  Clients in Oxford have no DNS server there to ask while the line is cut.");
    assert_snapshot!(found("    dns-server ox-dns\n"), @"");
}

#[test]
fn nobody_misses_xmpp_contacts_where_no_users_are_or_after_2015() {
    let found = |product: &str, users: &str| {
        findings(
            "BR012",
            &format!(
                "deployment contoso.com\n  product {product}\n{}  edge lon-edge\n    xmpp\n",
                branch(&format!("survivable-branch ox-sba\n  registrar lon-fe\n{users}"))
            ),
        )
    };
    assert_snapshot!(found("2013", "  users 1"), @"BR012 ox-sba.contoso.com  The users of ox-sba.contoso.com have no XMPP contacts.");
    assert_snapshot!(found("2015", "  users 0"), @"");
    assert_snapshot!(found("2019", "  users 1"), @"");
}

#[test]
fn a_video_gateway_is_no_way_to_the_telephone_network() {
    let found = |central: &str, at_branch: &str| {
        findings("BR013", &format!("{}{central}", branch(&format!("gateway ox-gw{at_branch}\n  trunk ox-gw"))))
    };
    assert_snapshot!(found("  gateway lon-cucm video\n", ""), @"BR013 Oxford  Oxford has a gateway, and its central site EMEA has none.");
    assert_snapshot!(found("  gateway lon-gw\n", ""), @"");
    assert_snapshot!(found("", " video"), @"");
}
