use insta::assert_snapshot;

use super::{applied, findings, findings_after_fixes, fixes, found_by, sketched};

#[test]
fn an_edge_or_mediation_pool_makes_no_central_site() {
    let found = findings(
        "ST003",
        r"
        site EMEA
          standard-edition lon-se
        site APAC
          edge sin-edge
          mediation sin-med
        ",
    );
    assert_snapshot!(found, @"ST003 APAC  Site APAC has neither a Front End pool nor a Standard Edition server.");
}

#[test]
fn a_site_without_a_name_is_told_from_one_with_a_taken_name() {
    let found = findings(
        "ST004",
        r#"
        site ""
          front-end lon-fe
        site Berlin
          branch-site ""
            gateway lon-gw
          branch-site berlin
            gateway ber-gw
        "#,
    );
    assert_snapshot!(found, @"
    ST004   A central site has no name.
    ST004 Berlin  Site Berlin shares its name with another site.
    ST004   A branch site has no name.
    ST004 berlin  Site berlin shares its name with another site.
    ");
}

#[test]
fn the_only_central_site_is_given_to_a_branch_site_without_asking() {
    let sketch = r"
        site EMEA
          front-end lon-fe
        branch-site Dublin
          gateway dub-gw
        ";
    assert_snapshot!(fixes("ST005", sketch), @"safe: Attach it to EMEA");
    assert_snapshot!(findings_after_fixes("ST005", sketch), @"");
}

#[test]
fn among_several_central_sites_a_person_chooses() {
    let offered = fixes(
        "ST005",
        r"
        site EMEA
          front-end lon-fe
        site APAC
          front-end sin-fe
        branch-site Dublin
          gateway dub-gw
        ",
    );
    let mut offered: Vec<&str> = offered.lines().collect();
    offered.sort_unstable();
    assert_snapshot!(offered.join("\n"), @"
    Attach it to APAC
    Attach it to EMEA
    ");
}

#[test]
fn a_pool_that_has_no_place_in_a_branch_site_moves_to_the_parent_if_there_is_one() {
    let sketch = r"
        site EMEA
          front-end lon-fe
          branch-site Dublin
            standard-edition dub-se
            mediation dub-med
        branch-site Cork
          edge crk-edge
        ";
    assert_snapshot!(findings("ST006", sketch), @"
    ST006 crk-edge.contoso.com  Edge pool crk-edge.contoso.com is in Cork, a branch site.
    ST006 dub-se.contoso.com  Standard Edition server dub-se.contoso.com is in Dublin, a branch site.
    ");
    assert_snapshot!(fixes("ST006", sketch), @"Move it to EMEA");
}

#[test]
fn a_branch_site_is_not_offered_for_deletion_together_with_a_pool() {
    let sketch = r"
        site EMEA
          front-end lon-fe
          branch-site Dublin
            standard-edition dub-se
          branch-site Cork
        ";
    assert_snapshot!(findings("ST007", sketch), @"
    ST007 Dublin  Branch site Dublin has no branch component.
    ST007 Cork  Branch site Cork has no branch component.
    ");
    assert_snapshot!(fixes("ST007", sketch), @"Delete the branch site");
}

#[test]
fn of_all_pools_only_a_chat_pool_may_be_stretched() {
    let found = findings(
        "ST008",
        r"
        data-centre London
        data-centre Slough
        site EMEA
          front-end lon-fe in London
          persistent-chat lon-chat
            computers 2 in London
            computers 2 in Slough
          edge lon-edge
            computers 1 in London
            computers 1 in Slough
        ",
    );
    assert_snapshot!(found, @"ST008 lon-edge.contoso.com  Edge pool lon-edge.contoso.com is stretched over the data centres London and Slough.");
}

#[test]
fn a_pool_is_not_stretched_because_nobody_knows_where_a_server_stands() {
    let found = findings(
        "ST008",
        r"
        data-centre London
        data-centre Slough
        site EMEA
          data-centres London Slough
          front-end lon-fe
            computers 2 in London
            computers 2
        ",
    );
    assert_snapshot!(found, @"");
}

#[test]
fn further_sip_domains_are_offered_as_the_primary_one() {
    let offered = fixes(
        "ST001",
        r"
        deployment
          sip-domain contoso.com fabrikam.com
        ",
    );
    assert_snapshot!(offered, @"
    Make contoso.com the primary SIP domain
    Make fabrikam.com the primary SIP domain
    ");
}

#[test]
fn the_mirror_of_a_back_end_is_of_the_domain_too_and_case_makes_no_domain() {
    let found = findings(
        "ST009",
        r#"
        site EMEA
          front-end lon-fe
            computers lon-fe1.contoso.com lon-fe2.CONTOSO.com "lon-fe3"
            back-end sql1.contoso.com\rtc mirror sql2.fabrikam.com\rtc witness sql3.fabrikam.com\wit
          front-end ber-fe
            computers ber-fe1.contoso.com
            back-end sql4.fabrikam.com\rtc
        "#,
    );
    assert_snapshot!(found, @"
    ST009 lon-fe.contoso.com  The mirror of the back end of lon-fe.contoso.com is in the domain fabrikam.com, the servers of the pool are in contoso.com.
    ST009 ber-fe.contoso.com  The back end of ber-fe.contoso.com is in the domain fabrikam.com, the servers of the pool are in contoso.com.
    ");
}

#[test]
fn only_what_is_joined_to_the_domain_suffers_from_a_single_label_and_each_machine_once() {
    let found = findings(
        "ST010",
        r#"
        site EMEA
          front-end lon-fe
            computers "lon-fe1"
            back-end sql1.contoso\rtc
            monitoring-store sql1.contoso\mon
            file-store \\fs1.contoso\lync
            web-apps owa.contoso
          edge lon-edge.contoso
          gateway gw.contoso
          load-balancer lb fqdn lb.contoso serves lon-fe
        "#,
    );
    assert_snapshot!(found, @r"
    ST010 sql1.contoso\mon  Server sql1.contoso is in the domain contoso, which is a single label.
    ST010 \\fs1.contoso\lync  Server fs1.contoso is in the domain contoso, which is a single label.
    ");
}

#[test]
fn a_pair_within_a_site_is_elsewhere_only_where_the_site_may_be_two_places() {
    let pair = "  front-end a-fe\n  front-end b-fe\npair a-fe b-fe\n";
    let found = |site: &str| findings("ST011", &format!("{site}{pair}"));
    assert_snapshot!(found("site EMEA\n"), @"");
    assert_snapshot!(found("data-centre A\nsite EMEA\n  data-centres A\n"), @"ST011 EMEA  No pool of site EMEA is paired with a pool in another place.");
    assert_snapshot!(found("data-centre A\ndata-centre B\nsite EMEA\n  data-centres A B\n"), @"");
}

#[test]
fn a_site_alone_has_no_partner_and_one_without_users_needs_none() {
    let found = findings(
        "ST011",
        r"
        site EMEA
          front-end lon-fe
          edge lon-edge
        site APAC
          edge sin-edge
        ",
    );
    assert_snapshot!(found, @"ST011 EMEA  No pool of site EMEA is paired with a pool in another place.");
}

#[test]
fn call_admission_control_stays_in_the_pool_that_a_person_chooses() {
    let sketch = r"
        site EMEA
          front-end a-fe
            features call-admission-control
          standard-edition b-se
            features call-admission-control
          front-end c-fe
        site APAC
          front-end d-fe
            features call-admission-control
        ";
    assert_snapshot!(findings("ST012", sketch), @"ST012 EMEA  2 pools of site EMEA run call admission control.");
    assert_snapshot!(fixes("ST012", sketch), @"
    Keep it in a-fe.contoso.com only
    Keep it in b-se.contoso.com only
    ");
    let document = sketched(sketch).document;
    for fix in &found_by("ST012", &document)[0].fixes {
        assert_eq!(found_by("ST012", &applied(fix, &document)), [], "{}", fix.title);
    }
}

#[test]
fn no_more_than_four_pools_are_offered() {
    let pools: String = (0..6).map(|n| format!("  front-end p{n}\n    features call-admission-control\n")).collect();
    assert_eq!(fixes("ST012", &format!("site EMEA\n{pools}")).lines().count(), 4);
}

#[test]
fn a_link_asks_for_admission_control_where_it_is_thin_and_calls_cross_it() {
    let found = |link: &str, site: &str, features: &str| {
        findings(
            "ST013",
            &format!(
                "data-centre A\ndata-centre B\ndata-centre C\nlink A B {link}\nsite EMEA\n  data-centres A\n  {site}\n  \
                 front-end a-fe\n    features {features}\nsite APAC\n  data-centres C\n  front-end c-fe\n"
            ),
        )
    };
    let thin = "bandwidth low";
    assert_snapshot!(found(thin, "", "voice"), @"ST013 EMEA  Site EMEA has voice or conferencing and a link of low bandwidth, and no call admission control.");
    assert_snapshot!(found(thin, "", "conferencing"), @"ST013 EMEA  Site EMEA has voice or conferencing and a link of low bandwidth, and no call admission control.");
    for (link, site, features) in [
        ("bandwidth high", "", "voice"),
        ("latency high", "", "voice"),
        (thin, "", "monitoring"),
        (thin, "", "voice call-admission-control"),
        (thin, "call-admission-control a-fe", "voice"),
    ] {
        assert_eq!(found(link, site, features), "", "{link} {site} {features}");
    }
}

#[test]
fn a_director_serves_its_own_site_and_the_branches_of_that() {
    let found = findings(
        "ST014",
        r"
        site EMEA
          director lon-dir
          front-end lon-fe
          edge lon-edge
            next-hop lon-dir
          branch-site Dublin
            mediation dub-med
              next-hop lon-dir
        site APAC
          edge sin-edge
            next-hop lon-fe
          trusted-application sin-app
            next-hop lon-dir
        branch-site Nowhere
          mediation now-med
            next-hop lon-dir
        ",
    );
    assert_snapshot!(found, @"ST014 sin-app.contoso.com  The next hop of sin-app.contoso.com is lon-dir.contoso.com, a Director of another site, EMEA.");
}

#[test]
fn unknown_windows_is_not_another_windows() {
    let found = findings(
        "ST015",
        r"
        deployment contoso.com
          product 2019
        site EMEA
          front-end lon-fe
            computers 2 os 2019
            computers 1
          edge lon-edge
            computers 1 os 2019
            computers 1 os 2016
          front-end old-fe product 2015
            computers 1 os 2012
            computers 1 os 2016
        ",
    );
    assert_snapshot!(found, @"ST015 lon-edge.contoso.com  The servers of lon-edge.contoso.com run different versions of Windows: Windows Server 2016 and Windows Server 2019.");
}

#[test]
fn what_comes_with_a_windows_of_its_own_is_not_asked_for_it() {
    let found = findings(
        "ST016",
        r"
        deployment contoso.com
          product 2019
        site EMEA
          front-end lon-fe
            computers 1 os 2012
            computers 1 os 2012r2
            computers 1 os 2016
            computers 1
          front-end old-fe product 2015
            computers 1 os 2008r2
          trusted-application lon-app
            computers lon-app os 2012
          branch-site Dublin
            survivable-branch dub-sba
              computers dub-sba os 2012
            survivable-branch dub-sbs
              server
              computers dub-sbs os 2012
        ",
    );
    assert_snapshot!(found, @"
    ST016 lon-fe.contoso.com  lon-fe.contoso.com has servers with Windows Server 2012 R2, on which Skype for Business Server 2019 is not supported.
    ST016 lon-fe.contoso.com  lon-fe.contoso.com has servers with Windows Server 2012, on which Skype for Business Server 2019 is not supported.
    ST016 dub-sbs.contoso.com  dub-sbs.contoso.com has servers with Windows Server 2012, on which Skype for Business Server 2019 is not supported.
    ");
}

#[test]
fn an_appliance_may_be_older_than_its_pool_and_not_newer() {
    let found = findings(
        "ST018",
        r"
        site EMEA
          front-end old-fe product 2013
          front-end mid-fe product 2015
          front-end new-fe product 2019
          video-interop lon-vis product 2019
            next-hop mid-fe
          mediation lon-med product 2019
            next-hop old-fe
          branch-site Dublin
            survivable-branch old-sba product 2015
              registrar new-fe
            survivable-branch new-sba product 2015
              registrar old-fe
            survivable-branch same-sba product se
              registrar new-fe
        ",
    );
    assert_snapshot!(found, @"ST018 new-sba.contoso.com  Survivable Branch Appliance new-sba.contoso.com works for old-fe.contoso.com, a pool of Lync Server 2013.");
}
