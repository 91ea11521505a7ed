use insta::assert_snapshot;

use super::{findings, findings_after_fixes, findings_against, fixes, line, related, sketched};
use crate::checks::{Cx, check, run};
use crate::edit::Command;
use crate::model::{Computer, Document, Fqdn, Id};
use crate::work::Cancel;

#[test]
fn one_name_is_said_once_wherever_it_stands() {
    let found = findings(
        "NA001",
        r#"
        site EMEA
          standard-edition "lon-se"
          file-store "\\lon-se\share"
          gateway "gw1"
          gateway 10.0.0.9
          gateway "fd00::9"
          web-apps "owa"
          sql "sql1\rtc"
            availability-group "listener"
            node "sql2"
          reverse-proxy rp fqdn "proxy"
          edge edge1
            external "sip" webcon av
          front-end lon-fe
            web internal "webint" external "webext"
        "#,
    );
    assert_snapshot!(found, @r"
    NA001 lon-fe.contoso.com  webext, the external web name of lon-fe.contoso.com, has no domain.
    NA001 lon-fe.contoso.com  webint, the internal web name of lon-fe.contoso.com, has no domain.
    NA001 lon-se  lon-se has no domain.
    NA001 edge1.contoso.com  sip, the external Access name of edge1.contoso.com, has no domain.
    NA001 sql1\rtc  sql1 has no domain.
    NA001 sql1\rtc  listener, the listener of sql1\rtc, has no domain.
    NA001 sql1\rtc  sql2, the node of sql1\rtc, has no domain.
    NA001 gw1  gw1 has no domain.
    NA001 owa  owa has no domain.
    NA001 rp  proxy, the name of rp, has no domain.
    ");
}

#[test]
fn an_edge_pool_has_as_many_external_names_as_services_or_one() {
    let found = findings(
        "NA001",
        r"
        site EMEA
          edge edge1
            external none
          edge edge2
            external sip webcon none
          edge edge3
            external sip
        ",
    );
    assert_snapshot!(found, @"
    NA001 edge2.contoso.com  edge2.contoso.com has no external A/V name.
    NA001 edge1.contoso.com  edge1.contoso.com has no external Access name.
    ");
}

#[test]
fn what_cannot_be_without_a_name_is_said_to_have_none() {
    let mut document = sketched(
        r"
        site EMEA
          edge edge1
            external sip
          edge edge2
            external sip2 webcon2 none
          sql sql1
          file-store \\fs1\share
          gateway gw1
          web-apps owa
          load-balancer hlb
        ",
    )
    .document;
    for id in document.topology.ids().collect::<Vec<_>>() {
        let mut row = document.topology.entity(id).unwrap();
        row.walk_mut().each_name(&mut |name| *name = Fqdn::default());
        document = Command::Put(row).plan(&document).unwrap().apply(&document).unwrap();
    }
    let found = check(&document);
    let found: Vec<String> =
        found.iter().filter(|it| it.code.to_string() == "NA001").map(|it| it.message.to_string()).collect();
    assert_snapshot!(found.join("\n"), @"
    One Edge pool has no name.
    One Edge pool has no name.
    One computer has no name.
    One computer has no name.
    One SQL Server instance has no server name.
    One file share has no server name.
    One gateway has no name.
    One Office Web Apps server has no name.
    ");
}

#[test]
fn letters_digits_and_hyphens_make_a_name() {
    let found = findings(
        "NA002",
        r#"
        site EMEA
          gateway gw-1.contoso.com
          gateway gw_2.contoso.com
          gateway "gw 3.contoso.com"
          gateway gw/4.contoso.com
          gateway gwé.contoso.com
          gateway "fd00::5"
        "#,
    );
    assert_snapshot!(found, @"
    NA002 gw 3.contoso.com  gw 3.contoso.com has a character that host names do not have.
    NA002 gw_2.contoso.com  gw_2.contoso.com has a character that host names do not have.
    NA002 gw/4.contoso.com  gw/4.contoso.com has a character that host names do not have.
    ");
}

#[test]
fn a_label_has_1_to_63_characters_and_a_name_253() {
    let label = |n: usize| "a".repeat(n);
    let longest = format!("{}.{}.{}.{}", label(63), label(63), label(63), label(61));
    assert_eq!(longest.len(), 253);
    let gateways = |names: &[String]| {
        let lines: Vec<String> = names.iter().map(|name| format!("  gateway \"{name}\"")).collect();
        findings("NA003", &format!("site EMEA\n{}", lines.join("\n")))
    };
    assert_snapshot!(gateways(&[longest.clone(), "fd00::1".to_owned(), "10.0.0.1".to_owned()]), @"");
    assert_snapshot!(gateways(&[format!("{}.com", label(64))]), @"NA003 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com  aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com is no name that DNS can hold.");
    assert_eq!(gateways(&[format!("{longest}a")]).lines().count(), 1);
    for faulty in ["-gw.com", "gw-.com", "gw..com", ".com", "gw.com."] {
        assert_eq!(gateways(&[faulty.to_owned()]).lines().count(), 1, "{faulty}");
    }
}

#[test]
fn windows_computers_have_short_names_that_are_no_numbers() {
    let sketch = r"
        site EMEA
          mediation a23456789012345
          mediation a234567890123456
          mediation 12345
          trusted-application app-with-a-long-name
            computers app-with-a-long-name 54321
          other other-with-a-long-name
          gateway gateway-with-a-long-name
          sql sql-with-a-long-name
          mediation long-pool-name-of-two
            computers med1 med2a
        ";
    assert_snapshot!(findings("NA004", sketch), @"NA004 a234567890123456.contoso.com  The host name of a234567890123456.contoso.com is longer than 15 characters.");
    assert_snapshot!(findings("NA005", sketch), @"NA005 12345.contoso.com  The host name of 12345.contoso.com consists of digits only.");
}

#[test]
fn a_machine_of_two_roles_is_one_long_name() {
    let found = findings(
        "NA004",
        r"
        site EMEA
          standard-edition standard-edition-1
          persistent-chat standard-edition-1
        ",
    );
    assert_snapshot!(found, @"NA004 standard-edition-1.contoso.com  The host name of standard-edition-1.contoso.com is longer than 15 characters.");
}

#[test]
fn roles_that_share_a_server_may_share_its_name() {
    let found = findings(
        "NA006",
        r"
        site EMEA
          standard-edition se1
          persistent-chat SE1.contoso.com
          standard-edition se2
          trusted-application se2
          front-end fe1
          persistent-chat fe1
          trusted-application fe1
          mediation med1
          trusted-application med1
        ",
    );
    assert_snapshot!(found, @"
    NA006 fe1.contoso.com  Another pool is called fe1.contoso.com too.
    NA006 med1.contoso.com  Another pool is called med1.contoso.com too.
    NA006 med1.contoso.com  Another pool is called med1.contoso.com too.
    NA006 fe1.contoso.com  Another pool is called fe1.contoso.com too.
    NA006 fe1.contoso.com  Another pool is called fe1.contoso.com too.
    ");
}

#[test]
fn computers_of_several_roles_are_for_the_collocation_rules() {
    let found = findings(
        "NA007",
        r"
        site EMEA
          standard-edition se1
          persistent-chat se1
          mediation med
            computers med1 med2 MED1.contoso.com
          sql med2
        ",
    );
    assert_snapshot!(found, @"
    NA007 med1.contoso.com  Another computer is called med1.contoso.com too.
    NA007 MED1.contoso.com  Another computer is called MED1.contoso.com too.
    ");
}

#[test]
fn the_name_of_a_pool_is_no_computers() {
    let found = findings(
        "NA008",
        r"
        site EMEA
          front-end fe1
            computers fe1 fe2
          mediation med1
          front-end med1
            computers fe3 fe4
          edge fe2
            computers edge1 edge2
          director dir1
            computers dir2 dir3
        ",
    );
    assert_snapshot!(found, @"
    NA008 fe2.contoso.com  Pool fe2.contoso.com has the name of a computer of fe1.contoso.com.
    NA008 fe1.contoso.com  Pool fe1.contoso.com has the name of one of its computers.
    ");
}

#[test]
fn an_international_name_may_be_encoded() {
    let found = findings(
        "NA010",
        r"
        site EMEA
          gateway gw.XN--mnchen-3ya.de
          gateway münchen.de
          gateway gw-xn--a.de
          gateway é.de
        ",
    );
    assert_snapshot!(found, @"
    NA010 münchen.de  münchen.de is an internationalised domain name.
    NA010 gw.XN--mnchen-3ya.de  gw.XN--mnchen-3ya.de is an internationalised domain name.
    NA010 é.de  é.de is an internationalised domain name.
    ");
}

#[test]
fn a_gateway_may_be_known_by_its_address() {
    let found = findings(
        "NA011",
        r#"
        site EMEA
          gateway 10.0.0.1
          gateway "fd00::1"
          gateway 10.0.0.300
          web-apps 10.0.0.2
          web-apps "fd00::2"
          web-apps owa1.4contoso
        "#,
    );
    assert_snapshot!(found, @"
    NA011 10.0.0.300  10.0.0.300 is an address, not a name.
    NA011 10.0.0.2  10.0.0.2 is an address, not a name.
    NA011 fd00::2  fd00::2 is an address, not a name.
    ");
}

#[test]
fn each_sip_domain_is_a_domain_and_is_there_once() {
    let sketch = r#"
        deployment contoso.com
          sip-domain CONTOSO.com "local" sip_1.com münchen.de 10.0.0.1 -x.com
        "#;
    assert_snapshot!(findings("NA012", sketch), @"
    NA012 contoso.com  SIP domain -x.com is no name of a domain.
    NA012 contoso.com  SIP domain 10.0.0.1 is no name of a domain.
    NA012 contoso.com  SIP domain CONTOSO.com is listed twice.
    NA012 contoso.com  SIP domain local is no name of a domain.
    NA012 contoso.com  SIP domain münchen.de is no name of a domain.
    NA012 contoso.com  SIP domain sip_1.com is no name of a domain.
    ");
    assert_snapshot!(fixes("NA012", sketch), @"safe: Remove the second CONTOSO.com");
    let flagged = "deployment contoso.com\n  sip-domain contoso.com authoritative";
    assert_snapshot!(fixes("NA012", flagged), @"Remove the second contoso.com");
    assert_snapshot!(findings_after_fixes("NA012", "deployment contoso.com\n  sip-domain contoso.com"), @"");
}

#[test]
fn a_director_is_in_a_sip_domain_as_well_as_a_front_end_server() {
    let found = findings(
        "NA013",
        r#"
        deployment contoso.com
          sip-domain fabrikam.com northwind.com
        site EMEA
          front-end lon-fe.Fabrikam.com
            computers lon-fe1.Fabrikam.com "short"
          director dir.contoso.com
          mediation med.northwind.com
        "#,
    );
    assert_snapshot!(found, @"NA013 contoso.com  No Front End or Director server is in the SIP domain northwind.com.");
    assert_snapshot!(findings("NA013", "deployment contoso.com\nsite EMEA\n  edge lon-edge"), @"");
}

#[test]
fn web_names_are_those_of_one_pool() {
    let sketch = r"
        site EMEA
          front-end fe1
            web internal web1 external ext1
          standard-edition se1
            web internal se1 external EXT1.contoso.com
          director dir1
            web internal ext1 external ext2
          director dir2
            web internal mediation external ext3
          director dir3
            web internal web3
          director dir4
            web internal web3
          mediation mediation
        ";
    assert_snapshot!(findings("NA014", sketch), @"
    NA014 se1.contoso.com  The external web name of se1.contoso.com, EXT1.contoso.com, is that of another pool too.
    NA014 fe1.contoso.com  The external web name of fe1.contoso.com, ext1.contoso.com, is that of another pool too.
    ");
    assert_snapshot!(findings("NA015", sketch), @"
    NA015 dir2.contoso.com  The internal web name of dir2.contoso.com, mediation.contoso.com, is a name of another pool too.
    NA015 dir3.contoso.com  The internal web name of dir3.contoso.com, web3.contoso.com, is a name of another pool too.
    NA015 dir1.contoso.com  The internal web name of dir1.contoso.com, ext1.contoso.com, is a name of another pool too.
    NA015 dir4.contoso.com  The internal web name of dir4.contoso.com, web3.contoso.com, is a name of another pool too.
    ");
}

#[test]
fn without_an_override_the_internal_web_name_is_the_pools() {
    let found = findings(
        "NA017",
        r"
        site EMEA
          front-end fe1
            web external fe1
          front-end fe2
            web internal web2 external fe2
          front-end fe3
            web internal web3
          front-end fe4
            web internal web4 external WEB4.contoso.com
        ",
    );
    assert_snapshot!(found, @"
    NA017 fe1.contoso.com  The web services of fe1.contoso.com have one name inside and outside, fe1.contoso.com.
    NA017 fe4.contoso.com  The web services of fe4.contoso.com have one name inside and outside, WEB4.contoso.com.
    ");
}

/// What those rules find when a computer of a published pool gets another name in place.
fn findings_when_renamed(of: &str, sketch: &str, old: &str, new: &str) -> String {
    let [published, now] = renamed(sketch, old, new);
    findings_between(of, &published, &now)
}

/// The document, and the same with another name for one of its computers.
fn renamed(sketch: &str, old: &str, new: &str) -> [Document; 2] {
    let document = sketched(sketch).document;
    let is_it = |(_, computer): &(Id<Computer>, &Computer)| computer.fqdn.is(&old.into());
    let (id, _) = document.topology.computers.iter().find(is_it).unwrap();
    let rename = Command::Rename { entity: id.into(), name: new.to_owned() };
    let renamed = rename.plan(&document).unwrap().apply(&document).unwrap();
    [document, renamed]
}

fn findings_between(of: &str, published: &Document, now: &Document) -> String {
    let found = run(&Cx::new(now).compared_with(&published.topology), &Cancel::default()).unwrap();
    let of_rules = found.iter().filter(|it| it.code.to_string().starts_with(of));
    of_rules.map(|it| line(now, it)).collect::<Vec<_>>().join("\n")
}

const TWO_COMPUTERS: &str = "site EMEA\n  mediation med\n    computers med1 med2";

#[test]
fn a_computer_is_the_same_under_another_name() {
    let renamed = |new| findings_when_renamed("NA01", TWO_COMPUTERS, "med2.contoso.com", new);
    assert_snapshot!(renamed("med3.contoso.com"), @"NA018 med3.contoso.com  med2.contoso.com of med.contoso.com is published, and is called med3.contoso.com now.");
    assert_snapshot!(renamed("MED2.contoso.com"), @"");
    assert_snapshot!(renamed("med2.fabrikam.com"), @"NA018 med2.fabrikam.com  med2.contoso.com of med.contoso.com is published, and is called med2.fabrikam.com now.");
}

#[test]
fn a_computer_that_was_published_without_name_gets_one() {
    let named = sketched(TWO_COMPUTERS).document;
    let (id, _) = named.topology.computers.iter().next().unwrap();
    let mut row = named.topology.entity(id.into()).unwrap();
    row.walk_mut().each_name(&mut |name| *name = Fqdn::default());
    let nameless = Command::Put(row).plan(&named).unwrap().apply(&named).unwrap();
    assert_snapshot!(findings_between("NA018", &nameless, &named), @"");
    assert_snapshot!(findings_between("NA018", &named, &nameless), @"");
}

#[test]
fn computers_that_come_and_go_are_not_renamed() {
    let compared = |computers: &str| {
        let now = format!("site EMEA\n  mediation med\n    computers {computers}");
        findings_against("NA01", TWO_COMPUTERS, &now)
    };
    assert_snapshot!(compared("med1"), @"");
    assert_snapshot!(compared("med1 med2 med3"), @"");
    assert_snapshot!(compared("med2 med1"), @"");
    assert_snapshot!(compared("med3 med4"), @"");
    assert_snapshot!(compared("med3 med2"), @"NA018 med3.contoso.com  med1.contoso.com of med.contoso.com is published, and is called med3.contoso.com now.");
}

#[test]
fn a_domain_is_renamed_when_all_its_computers_are_in_another() {
    let compared = |computers: &str| {
        let now = format!("site EMEA\n  mediation med.fabrikam.com\n    computers {computers}");
        findings_against("NA01", TWO_COMPUTERS, &now)
    };
    assert_snapshot!(compared("med1.fabrikam.com med2.FABRIKAM.com med3.fabrikam.com"), @"NA019 contoso.com  The computers of domain contoso.com are published, and are in fabrikam.com now.");
    assert_snapshot!(compared("med1.fabrikam.com med4.fabrikam.com"), @"");
    assert_snapshot!(compared("med1.fabrikam.com med2.contoso.com"), @"");
}

#[test]
fn a_domain_that_was_there_before_is_no_new_name_of_another() {
    let before = "site EMEA\n  mediation med\n    computers med1 med1.fabrikam.com";
    let now = "site EMEA\n  mediation med\n    computers med1.fabrikam.com";
    assert_snapshot!(findings_against("NA019", before, now), @"");
}

#[test]
fn a_pool_is_in_the_domain_of_its_servers() {
    let found = findings(
        "NA020",
        r#"
        site EMEA
          mediation med1.fabrikam.com
            computers a1 a2
          mediation med2.fabrikam.com
            computers b1 b2.FABRIKAM.com
          mediation med3.fabrikam.com
            computers c1 "c2"
          mediation med4.fabrikam.com
            computers "d1" "d2"
          mediation "med5"
            computers e1 e2
          mediation med6.fabrikam.com
            computers f1
            single-computer
        "#,
    );
    assert_snapshot!(found, @"NA020 med1.fabrikam.com  Pool med1.fabrikam.com has its name in fabrikam.com, its servers are in contoso.com.");
}

#[test]
fn whoever_has_the_same_faulty_name_is_shown_and_the_row_itself_is_not() {
    let sketch = r"
        site EMEA
          front-end fe_1
            computers fe_1
            back-end fe_1\rtc
        ";
    assert_snapshot!(related("NA002", sketch), @r"fe_1.contoso.com: fe_1.contoso.com has the same name; fe_1.contoso.com\rtc has the same name");
}
