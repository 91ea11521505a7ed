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
    assert_snapshot!(findings_after_fixes("SE00", sketch), @"");
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
    assert_snapshot!(findings("SE00", sketch), @"SE002 lon-se.contoso.com  Standard Edition server lon-se.contoso.com runs on a computer of another name, lon-server.contoso.com.");
    assert_snapshot!(findings_after_fixes("SE00", sketch), @"");
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
