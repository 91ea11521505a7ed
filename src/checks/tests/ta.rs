use insta::assert_snapshot;

use super::{findings, fixes};

#[test]
fn a_single_computer_pool_cannot_grow_and_one_that_did_is_broken() {
    let found = |lines: &str| {
        findings(
            "TA00",
            &format!("site EMEA\n  front-end lon-fe\n  trusted-application lon-app\n    next-hop lon-fe\n{lines}"),
        )
    };
    assert_snapshot!(found("    single-computer\n    computers none\n"), @"TA003 lon-app.contoso.com  lon-app.contoso.com is a single-computer pool and can never grow.");
    assert_snapshot!(found("    single-computer\n    computers 1\n"), @"TA003 lon-app.contoso.com  lon-app.contoso.com is a single-computer pool and can never grow.");
    assert_snapshot!(found("    single-computer\n    computers 2\n"), @"TA002 lon-app.contoso.com  lon-app.contoso.com is a single-computer pool but has 2 computers.");
    assert_snapshot!(found("    computers 2\n"), @"");
    let sketch = "site EMEA\n  trusted-application lon-app\n    single-computer\n    computers 2\n";
    assert_snapshot!(fixes("TA002", sketch), @"Make it a multiple-computer pool");
}

#[test]
fn a_distant_next_hop_is_right_where_none_is_near() {
    let sketch = |here: &str| {
        format!(
            "site EMEA\n{here}  trusted-application lon-app\n    computers 2\n    next-hop sin-fe\nsite APAC\n  front-end sin-fe\n"
        )
    };
    assert_snapshot!(findings("TA004", &sketch("")), @"");
    assert_snapshot!(findings("TA004", &sketch("  standard-edition lon-se\n")), @"TA004 lon-app.contoso.com  The next hop of lon-app.contoso.com, sin-fe.contoso.com, is in another site.");
    assert_snapshot!(fixes("TA00", &sketch("  standard-edition lon-se\n")), @"Use lon-se.contoso.com");
}

#[test]
fn an_application_follows_its_users_where_another_works_with_the_partner() {
    let sketch = |more: &str| {
        format!(
            "site A\n  front-end a-fe\n  trusted-application a-app\n    computers 2\n    next-hop a-fe\n{more}\
             site B\n  front-end b-fe\n"
        )
    };
    let other = "  trusted-application b-app\n    computers 2\n    next-hop b-fe\n";
    assert_snapshot!(findings("TA005", &sketch("")), @"");
    assert_snapshot!(findings("TA005", &format!("{}pair a-fe b-fe\n", sketch(""))), @"TA005 a-app.contoso.com  a-app.contoso.com works with a-fe.contoso.com, and no application pool works with its partner b-fe.contoso.com.");
    assert_snapshot!(findings("TA005", &format!("{}pair a-fe b-fe\n", sketch(other))), @"");
}
