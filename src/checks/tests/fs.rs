use insta::assert_snapshot;

use super::{findings, findings_against};

#[test]
fn directors_and_standard_edition_servers_need_a_file_store_and_others_do_not() {
    let found = findings(
        "FS001",
        "site EMEA\n  director dir\n  standard-edition se\n  mediation med\n  edge edge\n  front-end fe\n    file-store \\\\fs1\\lync",
    );
    assert!(
        found.contains("dir.contoso.com has no file store.") && found.contains("se.contoso.com has no file store.")
    );
    assert_eq!(found.lines().count(), 2, "{found}");
}

#[test]
fn a_target_of_a_namespace_is_on_a_front_end_server_too() {
    let sketch = r"
        site EMEA
          front-end fe
            computers fe1 fe2 fe3
          standard-edition se
          file-store \\contoso.com\lync
            kind dfs
            target \\fe1.contoso.com\lync
            target \\se.contoso.com\lync
          file-store \\se\share
        ";
    assert_snapshot!(findings("FS002", sketch), @r"FS002 \\contoso.com\lync  \\contoso.com\lync is on fe1.contoso.com, a Front End server of fe.contoso.com.");
}

#[test]
fn a_server_of_witnesses_is_no_database_server() {
    let sketch = |server: &str| {
        format!(
            r"
        site EMEA
          front-end fe
            back-end sql1\rtc mirror sql2\rtc witness sql3\wit
          sql sql4\unused
          file-store \\{server}\lync
        "
        )
    };
    for server in ["sql3", "sql4", "fs1"] {
        assert_eq!(findings("FS003", &sketch(server)), "");
    }
    assert_snapshot!(findings("FS003", &sketch("sql2")), @r"FS003 \\sql2.contoso.com\lync  \\sql2.contoso.com\lync is on sql2.contoso.com, a database server.");
}

#[test]
fn the_share_of_a_standard_edition_server_stands_beside_its_own_database() {
    let sketch = "site EMEA\n  standard-edition se\n    file-store \\\\se\\share";
    assert_eq!(findings("FS003", sketch), "");
    assert_eq!(findings("FS012", sketch), "");
}

#[test]
fn files_beside_a_database_are_lost_with_it_unless_one_of_them_is_redundant() {
    let codes = |back_end: &str, about: &str| {
        let sketch = format!(
            "site EMEA\n  front-end fe\n    back-end {back_end}\n    file-store \\\\sql1\\lync\n  file-store \\\\sql1\\lync\n{about}"
        );
        let found = findings("FS0", &sketch);
        ["FS003", "FS012"].into_iter().filter(|code| found.contains(code)).collect::<Vec<_>>()
    };
    assert_eq!(codes(r"sql1\rtc", ""), ["FS012"]);
    assert_eq!(codes(r"sql1\rtc", "    kind san\n"), ["FS012"]);
    assert_eq!(codes(r"sql1\rtc mirror sql2\rtc", ""), ["FS003"]);
    assert_eq!(codes(r"sql1\rtc", "    kind clustered\n"), ["FS003"]);
    assert_eq!(codes(r"sql1\rtc", "  sql sql1\\rtc\n    cluster\n"), ["FS003"]);
    assert!(codes(r"sql2\rtc", "").is_empty());
}

#[test]
fn files_of_one_pool_beside_the_database_of_another_are_not_lost_together() {
    let sketch = r"
        site EMEA
          front-end a
            back-end sql1\rtc
            file-store \\fs1\lync
          front-end b
            back-end sql2\rtc
            file-store \\sql1\lync
        ";
    assert_eq!(findings("FS012", sketch), "");
    assert!(!findings("FS003", sketch).is_empty());
}

#[test]
fn a_director_of_another_site_may_use_the_share() {
    let sketch = |role: &str| {
        format!(
            "site EMEA\n  front-end fe\n    file-store \\\\fs1\\lync\nsite APAC\n  {role} other\n    file-store \\\\fs1\\lync"
        )
    };
    assert_eq!(findings("FS004", &sketch("director")), "");
    assert_snapshot!(findings("FS004", &sketch("standard-edition")), @r"FS004 \\fs1.contoso.com\lync  \\fs1.contoso.com\lync serves pools of 2 sites.");
}

#[test]
fn a_share_of_unknown_kind_may_be_redundant() {
    let found = |role: &str, about: &str| {
        let path = r"\\fs1\lync";
        let sketch = format!("site EMEA\n  {role} fe\n    file-store {path}\n  file-store {path}\n    {about}");
        findings("FS005", &sketch)
    };
    for silent in ["", "kind nas", "kind clustered", "kind dfs"] {
        assert_eq!(found("front-end", silent), "");
    }
    let dfs = |other: &str| format!("kind dfs\n    target \\\\fs1\\lync\n    target \\\\{other}\\lync");
    assert_eq!(found("front-end", &dfs("fs2")), "");
    assert!(!found("front-end", &dfs("FS1")).is_empty());
    assert!(!found("front-end", "kind san").is_empty());
    assert_eq!(found("standard-edition", "kind das"), "");
    assert_snapshot!(found("front-end", "kind das"), @r"FS005 fe.contoso.com  The file store of fe.contoso.com, \\fs1.contoso.com\lync, is on one server.");
}

#[test]
fn a_target_of_unknown_place_may_be_in_the_same_data_centre() {
    let found = |second: &str| {
        let sketch = format!(
            "site EMEA\n  data-centres London Paris\n  file-store \\\\contoso.com\\lync\n    kind dfs\n    \
             target \\\\fs1\\lync in London\n    target \\\\fs2\\lync {second}"
        );
        findings("FS006", &sketch)
    };
    assert_eq!(found(""), "");
    assert_snapshot!(found("in Paris"), @r"FS006 \\contoso.com\lync  The targets of \\contoso.com\lync stand in 2 data centres.");
}

#[test]
fn only_a_namespace_has_folders_below_its_share() {
    let found = |share: &str, about: &str| {
        findings("FS009", &format!("site EMEA\n  file-store \"\\\\fs1.contoso.com\\{share}\"\n    {about}"))
    };
    for silent in ["", "kind dfs"] {
        assert_eq!(found(r"root\lync", silent), "");
    }
    assert_snapshot!(found(r"root\lync", "kind san"), @r"FS009 \\fs1.contoso.com\root\lync  “root\lync”, a share on fs1.contoso.com, is called so with “\”, which Windows does not allow.");
    assert_snapshot!(found(r"root\", ""), @r"FS009 \\fs1.contoso.com\root\  A share on fs1.contoso.com has no name.");
    for wrong in ['/', ':', '*', '?', '<', '>', '|'] {
        assert!(!found(&format!("a{wrong}b"), "").is_empty(), "{wrong}");
    }
    assert_eq!(found("lync$ 2-b", ""), "");
}

#[test]
fn a_share_has_to_be_created_once() {
    let sketch = |share: &str| format!("site EMEA\n  file-store \\\\fs1\\{share}");
    assert_eq!(findings("FS011", &sketch("lync")), "", "nobody is about to publish");
    assert_eq!(findings_against("FS011", &sketch("Lync"), &sketch("lync")), "");
    assert_snapshot!(findings_against("FS011", &sketch("other"), &sketch("lync")), @r"FS011 \\fs1.contoso.com\lync  \\fs1.contoso.com\lync has to exist before the topology is published.");
}

#[test]
fn shares_without_a_name_are_not_one_share() {
    let found = findings("FS", "site EMEA\n  file-store \\\\fs1\\\n  file-store \\\\fs1\\\n");
    assert_snapshot!(found, @r"
    FS009 \\fs1.contoso.com\  A share on fs1.contoso.com has no name.
    FS009 \\fs1.contoso.com\  A share on fs1.contoso.com has no name.
    ");
}
