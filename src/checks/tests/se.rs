use insta::assert_snapshot;

use super::{findings, findings_after_fixes, fixes};

#[test]
fn a_server_without_computer_gets_the_one_of_its_name() {
    let sketch = r"
        site EMEA
          standard-edition lon-se
            computers none
        ";
    assert_snapshot!(findings("SE001", sketch), @"SE001 lon-se.contoso.com  Standard Edition server lon-se.contoso.com has no computer.");
    assert_snapshot!(findings_after_fixes("SE001", sketch), @"");
}

#[test]
fn of_several_computers_the_one_of_the_servers_name_may_stay() {
    let sketch = r"
        site EMEA
          standard-edition lon-se
            computers lon-se lon-se2
          standard-edition ber-se
            computers ber1 ber2
        ";
    assert_snapshot!(findings("SE001", sketch), @"
    SE001 ber-se.contoso.com  Standard Edition server ber-se.contoso.com has 2 computers.
    SE001 lon-se.contoso.com  Standard Edition server lon-se.contoso.com has 2 computers.
    ");
    assert_snapshot!(fixes("SE001", sketch), @"Keep computer lon-se.contoso.com only");
}

#[test]
fn a_server_takes_the_name_of_its_computer_and_its_database_follows() {
    let sketch = r"
        site EMEA
          standard-edition lon-se
            computers lon-server
            single-computer
        ";
    assert_snapshot!(findings("SE002", sketch), @"SE002 lon-se.contoso.com  Standard Edition server lon-se.contoso.com runs on a computer of another name, lon-server.contoso.com.");
    assert_snapshot!(findings_after_fixes("SE002", sketch), @"");
    assert_snapshot!(findings_after_fixes("SE003", sketch), @"");
}

#[test]
fn a_server_is_not_renamed_unasked_where_another_computer_has_its_name() {
    let offered = fixes(
        "SE002",
        r"
        site EMEA
          standard-edition lon-se
            computers lon-server
            single-computer
          mediation lon-med
            computers lon-se
        ",
    );
    assert_snapshot!(offered, @"Rename the server to lon-server.contoso.com");
}

#[test]
fn an_instance_of_any_name_is_local_if_it_is_on_the_server() {
    let found = findings(
        "SE003",
        r"
        site EMEA
          standard-edition lon-se
            back-end LON-SE\users
          standard-edition ber-se
            back-end none
        ",
    );
    assert_snapshot!(found, @"");
}

#[test]
fn each_way_to_protect_a_local_database_is_a_fault_of_its_own() {
    let sketch = r"
        site EMEA
          standard-edition lon-se
            back-end lon-se\rtc mirror sql2\rtc witness sql3\rtc
          standard-edition ber-se
            back-end sqlcluster\rtc
          sql sqlcluster\rtc
            cluster
        ";
    assert_snapshot!(findings("SE003", sketch), @r"
    SE003 ber-se.contoso.com  The back end of Standard Edition server ber-se.contoso.com is on another server, sqlcluster.contoso.com\rtc.
    SE003 lon-se.contoso.com  The back end of Standard Edition server lon-se.contoso.com has a mirror.
    SE003 lon-se.contoso.com  The back end of Standard Edition server lon-se.contoso.com has a mirroring witness.
    ");
    assert_snapshot!(fixes("SE003", sketch), @"
    Keep it in the local instance
    Stop mirroring
    Stop mirroring
    ");
}

#[test]
fn a_partner_is_offered_where_there_is_one_choice() {
    let two = "site A\n  standard-edition a-se\nsite B\n  standard-edition b-se\n";
    assert_snapshot!(fixes("SE004", two), @"
    Pair it with a-se.contoso.com
    Pair it with b-se.contoso.com
    ");
    assert_snapshot!(fixes("SE004", &format!("{two}site C\n  standard-edition c-se\n")), @"");
    assert_snapshot!(fixes("SE004", "site A\n  standard-edition a-se\n  standard-edition b-se product 2019\n"), @"");
}

#[test]
fn the_web_services_of_a_server_go_by_its_name_however_it_is_written() {
    let sketch = r"
        site EMEA
          standard-edition lon-se
            web internal LON-SE external web.contoso.com
          standard-edition ber-se
            web internal ber-webint external ber-web.contoso.com
          front-end lon-fe
            web internal lon-webint
        ";
    assert_snapshot!(findings("SE005", sketch), @"SE005 ber-se.contoso.com  The internal web services of Standard Edition server ber-se.contoso.com are called ber-webint.contoso.com.");
    assert_snapshot!(findings_after_fixes("SE005", sketch), @"");
}

#[test]
fn a_server_keeps_its_own_users_chat_and_witnesses_and_nothing_else() {
    let found = findings(
        "SE006",
        r"
        site EMEA
          standard-edition lon-se
            archiving-store lon-se\arch
          front-end lon-fe
            back-end sql1\rtc mirror lon-se\mir witness lon-se\wit
            monitoring-store sql1\mon
          persistent-chat lon-chat
            chat-store lon-se\rtc
            compliance-store lon-se\rtc
            chat-backup lon-se\back
            compliance-backup lon-se\back
        ",
    );
    assert_snapshot!(found, @"
    SE006 lon-fe.contoso.com  The mirror of the back end of lon-fe.contoso.com is on a Standard Edition server, lon-se.contoso.com.
    SE006 lon-se.contoso.com  The archiving store of lon-se.contoso.com is on a Standard Edition server, lon-se.contoso.com.
    ");
}

#[test]
fn the_first_server_is_prepared_where_the_deployment_starts_with_one() {
    let found = |first: &str, plan: &str| {
        let sketch = format!(
            "deployment contoso.com\n  {first}\n  {plan}\nsite EMEA\n  standard-edition lon-se\n  front-end lon-fe\n"
        );
        (findings("SE007", &sketch), fixes("SE007", &sketch))
    };
    let (se, ee) = ("central-management lon-se", "central-management lon-fe");
    let (no, planned) = ("prepare-first-server no", "prepare-first-server planned");
    let (message, fix) = found(se, no);
    assert_snapshot!(message, @"SE007 contoso.com  The deployment starts with Standard Edition server lon-se.contoso.com, which is not going to be prepared.");
    assert_eq!(fix, "Plan to prepare it");
    let (message, fix) = found(ee, planned);
    assert_snapshot!(message, @"SE007 contoso.com  A first Standard Edition server is going to be prepared, but the deployment starts with lon-fe.contoso.com.");
    assert_eq!(fix, "Leave the step out");
    let fine =
        [(se, planned), (se, "prepare-first-server done"), (se, ""), (ee, no), (ee, ""), ("", planned), ("", no)];
    for (first, plan) in fine {
        assert_eq!(found(first, plan).0, "", "{first}, {plan}");
    }
}

#[test]
fn what_is_in_the_local_instance_is_not_moved_there() {
    let elsewhere = r"
        site EMEA
          standard-edition se1
            back-end sql1\rtc
        ";
    assert_snapshot!(fixes("SE003", elsewhere), @"Keep it in the local instance");
    let clustered = r"
        site EMEA
          standard-edition se1
            back-end se1\rtc
          sql se1\rtc
            cluster
        ";
    assert_ne!(findings("SE003", clustered), "");
    assert_snapshot!(fixes("SE003", clustered), @"");
}
