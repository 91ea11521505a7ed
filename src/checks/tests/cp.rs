use insta::assert_snapshot;

use super::findings;

/// What is found in an Enterprise pool of that size with so many users.
fn found(of: &str, product: &str, n: usize, users: u32) -> String {
    let computers = if n == 0 { "none".to_owned() } else { n.to_string() };
    findings(
        of,
        &format!(
            "deployment contoso.com\n  product {product}\nsite EMEA\n  front-end lon-fe\n    computers {computers}\n    \
             users {users}\n"
        ),
    )
}

#[test]
fn servers_are_too_few_where_one_more_user_takes_one_more() {
    assert_snapshot!(found("CP001", "2015", 3, 19980), @"");
    assert_snapshot!(found("CP001", "2015", 3, 19981), @"CP001 lon-fe.contoso.com  Pool lon-fe.contoso.com has 19981 users and 3 servers; it takes 4.");
    assert_snapshot!(found("CP001", "2015", 0, 1), @"");
}

#[test]
fn a_server_to_spare_is_missed_only_where_there_are_enough_otherwise() {
    assert_snapshot!(found("CP00", "2015", 3, 13320), @"");
    assert_snapshot!(found("CP00", "2015", 3, 13321), @"CP002 lon-fe.contoso.com  Pool lon-fe.contoso.com has 13321 users; with one of its 3 servers down it carries 13320.");
    assert_snapshot!(found("CP00", "2015", 3, 19980), @"CP002 lon-fe.contoso.com  Pool lon-fe.contoso.com has 19980 users; with one of its 3 servers down it carries 13320.");
    assert_snapshot!(found("CP00", "2015", 3, 19981), @"CP001 lon-fe.contoso.com  Pool lon-fe.contoso.com has 19981 users and 3 servers; it takes 4.");
    assert_snapshot!(found("CP002", "2015", 1, 6000), @"");
    assert_snapshot!(found("CP002", "2015", 2, 6661), @"CP002 lon-fe.contoso.com  Pool lon-fe.contoso.com has 6661 users; with one of its 2 servers down it carries 6660.");
}

#[test]
fn a_pool_is_full_by_the_limit_of_its_product() {
    assert_snapshot!(found("CP003", "2015", 12, 80000), @"");
    assert_snapshot!(found("CP003", "2013", 12, 80001), @"CP003 lon-fe.contoso.com  Pool lon-fe.contoso.com has 80001 users; a pool holds up to 80000.");
    assert_snapshot!(found("CP004", "2015", 12, 200_000), @"");
    assert_snapshot!(found("CP004", "2019", 16, 106_000), @"");
    assert_snapshot!(found("CP004", "se", 16, 106_001), @"CP004 lon-fe.contoso.com  Pool lon-fe.contoso.com has 106001 users; a pool holds up to 106000.");
    assert_snapshot!(found("CP003", "2019", 16, 200_000), @"");
}

#[test]
fn branch_users_are_those_that_are_typed_or_those_of_the_appliances() {
    let found = |typed: &str, registrar: &str| {
        findings(
            "CP005",
            &format!(
                "site EMEA\n  front-end lon-fe\n    {typed}\n  branch-site Oxford\n    survivable-branch a-sba\n      \
                 {registrar}\n      users 100\n    survivable-branch b-sba\n      {registrar}\n      users 150\n"
            ),
        )
    };
    assert_snapshot!(found("", "registrar lon-fe"), @"CP005 lon-fe.contoso.com  250 users of branch sites are among those that lon-fe.contoso.com carries.");
    assert_snapshot!(found("branch-users 300", "registrar lon-fe"), @"CP005 lon-fe.contoso.com  300 users of branch sites are among those that lon-fe.contoso.com carries.");
    assert_snapshot!(found("branch-users 0", "registrar lon-fe"), @"");
    assert_snapshot!(found("", ""), @"");
}

#[test]
fn remote_users_come_in_by_edge_and_director() {
    let found = |product: &str, users: u32, edges: usize, directors: usize| {
        findings(
            "CP006",
            &format!(
                "deployment contoso.com\n  product {product}\nsite EMEA\n  front-end a-fe\n    edge lon-edge\n    \
                 remote-users 6000\n  front-end b-fe\n    edge lon-edge\n    remote-users {users}\n  edge lon-edge\n    \
                 computers {edges}\n    next-hop lon-dir\n  director lon-dir\n    computers {directors}\n"
            ),
        )
    };
    assert_snapshot!(found("2015", 6000, 1, 1), @"");
    assert_snapshot!(found("2015", 6001, 1, 1), @"
    CP006 lon-dir.contoso.com  12001 users from outside come in by lon-dir.contoso.com, which has 1 of the 2 servers that it takes.
    CP006 lon-edge.contoso.com  12001 users from outside come in by lon-edge.contoso.com, which has 1 of the 2 servers that it takes.
    ");
    assert_snapshot!(found("2015", 18001, 2, 3), @"CP006 lon-edge.contoso.com  24001 users from outside come in by lon-edge.contoso.com, which has 2 of the 3 servers that it takes.");
    assert_snapshot!(found("2019", 12000, 1, 1), @"");
    assert_snapshot!(found("2019", 12001, 1, 2), @"CP006 lon-edge.contoso.com  18001 users from outside come in by lon-edge.contoso.com, which has 1 of the 2 servers that it takes.");
    assert_snapshot!(findings("CP006", "site A\n  front-end a-fe\n    edge e\n    remote-users 99999\n  edge e\n    computers none\n    next-hop a-fe\n"), @"");
}

#[test]
fn a_pool_for_large_meetings_has_no_users() {
    let found = |users: &str, large: &str| {
        findings("CP007", &format!("site EMEA\n  standard-edition lon-se\n    {users}\n    large-meetings {large}\n"))
    };
    assert_snapshot!(found("users 1", "yes"), @"CP007 lon-se.contoso.com  Pool lon-se.contoso.com is meant for large meetings and homes users (1).");
    assert_eq!(found("users 0", "yes") + &found("", "yes") + &found("users 9", "no"), "");
}
