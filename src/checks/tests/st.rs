use insta::assert_snapshot;

use super::{findings, findings_after_fixes, fixes};

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
