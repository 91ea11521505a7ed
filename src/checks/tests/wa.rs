use std::fmt::Write;

use insta::assert_snapshot;

use super::{findings, fixes};

#[test]
fn presentations_are_missed_in_meetings_only() {
    let sketch = r"
        site EMEA
          front-end lon-fe
            features voice
          standard-edition lon-se
          director lon-dir
        ";
    assert_snapshot!(findings("WA001", sketch), @"WA001 lon-se.contoso.com  Meetings of lon-se.contoso.com have no Office Web Apps server.");
}

#[test]
fn a_discovery_address_is_https_a_host_and_the_path() {
    let mut table = String::new();
    for url in [
        "none",
        "http://lon-owa.contoso.com/hosting/discovery/",
        "https:/x",
        "https://lon-owa.contoso.com/hosting/discovery",
        "HTTPS://LON-OWA.contoso.com:444/Hosting/Discovery/",
        "https://lon-owa.contoso.com/hosting/discovery//",
        "https://lon-owa.contoso.com/hosting/",
        "https://lon-owa.contoso.com",
        "https:///hosting/discovery/",
        "https://owa.contoso.com/hosting/discovery/",
        "ünïcode/hosting/discovery/",
    ] {
        for external in ["", "\n    external"] {
            let sketch = format!("site EMEA\n  web-apps lon-owa\n    url {url}{external}\n");
            for (line, fix) in findings("WA002", &sketch).lines().zip(fixes("WA002", &sketch).lines()) {
                writeln!(table, "{url}{}: {line} ({fix})", external.trim_end_matches('\n').replace("\n    ", " "))
                    .unwrap();
            }
        }
    }
    assert_snapshot!(table, @"
    none: WA002 lon-owa.contoso.com  lon-owa.contoso.com has no discovery address. (safe: Use https://lon-owa.contoso.com/hosting/discovery/)
    none external: WA002 lon-owa.contoso.com  lon-owa.contoso.com has no discovery address. (Use https://lon-owa.contoso.com/hosting/discovery/)
    http://lon-owa.contoso.com/hosting/discovery/: WA002 lon-owa.contoso.com  The discovery address of lon-owa.contoso.com does not begin with https. (safe: Use https://lon-owa.contoso.com/hosting/discovery/)
    http://lon-owa.contoso.com/hosting/discovery/ external: WA002 lon-owa.contoso.com  The discovery address of lon-owa.contoso.com does not begin with https. (Use https://lon-owa.contoso.com/hosting/discovery/)
    https:/x: WA002 lon-owa.contoso.com  The discovery address of lon-owa.contoso.com does not begin with https. (safe: Use https://lon-owa.contoso.com/hosting/discovery/)
    https:/x external: WA002 lon-owa.contoso.com  The discovery address of lon-owa.contoso.com does not begin with https. (Use https://lon-owa.contoso.com/hosting/discovery/)
    https://lon-owa.contoso.com/hosting/discovery//: WA002 lon-owa.contoso.com  The discovery address of lon-owa.contoso.com does not end with /hosting/discovery/. (safe: Use https://lon-owa.contoso.com/hosting/discovery/)
    https://lon-owa.contoso.com/hosting/discovery// external: WA002 lon-owa.contoso.com  The discovery address of lon-owa.contoso.com does not end with /hosting/discovery/. (Use https://lon-owa.contoso.com/hosting/discovery/)
    https://lon-owa.contoso.com/hosting/: WA002 lon-owa.contoso.com  The discovery address of lon-owa.contoso.com does not end with /hosting/discovery/. (safe: Use https://lon-owa.contoso.com/hosting/discovery/)
    https://lon-owa.contoso.com/hosting/ external: WA002 lon-owa.contoso.com  The discovery address of lon-owa.contoso.com does not end with /hosting/discovery/. (Use https://lon-owa.contoso.com/hosting/discovery/)
    https://lon-owa.contoso.com: WA002 lon-owa.contoso.com  The discovery address of lon-owa.contoso.com does not end with /hosting/discovery/. (safe: Use https://lon-owa.contoso.com/hosting/discovery/)
    https://lon-owa.contoso.com external: WA002 lon-owa.contoso.com  The discovery address of lon-owa.contoso.com does not end with /hosting/discovery/. (Use https://lon-owa.contoso.com/hosting/discovery/)
    https:///hosting/discovery/: WA002 lon-owa.contoso.com  The discovery address of lon-owa.contoso.com names no host. (safe: Use https://lon-owa.contoso.com/hosting/discovery/)
    https:///hosting/discovery/ external: WA002 lon-owa.contoso.com  The discovery address of lon-owa.contoso.com names no host. (Use https://lon-owa.contoso.com/hosting/discovery/)
    https://owa.contoso.com/hosting/discovery/: WA002 lon-owa.contoso.com  The discovery address of lon-owa.contoso.com is on another host, owa.contoso.com. (safe: Use https://lon-owa.contoso.com/hosting/discovery/)
    ünïcode/hosting/discovery/: WA002 lon-owa.contoso.com  The discovery address of lon-owa.contoso.com does not begin with https. (safe: Use https://lon-owa.contoso.com/hosting/discovery/)
    ünïcode/hosting/discovery/ external: WA002 lon-owa.contoso.com  The discovery address of lon-owa.contoso.com does not begin with https. (Use https://lon-owa.contoso.com/hosting/discovery/)
    ");
}

#[test]
fn a_server_without_a_name_is_not_asked_for_an_address() {
    assert_snapshot!(findings("WA002", "site EMEA\n  web-apps \"\"\n    url none\n"), @"");
}

#[test]
fn a_server_of_a_branch_site_belongs_to_its_central_site() {
    let sketch = r"
        site EMEA
          front-end lon-fe
            web-apps ox-owa
          branch-site Oxford
            web-apps ox-owa
        site APAC
          front-end sin-fe
            web-apps lost-owa
        branch-site Nowhere
          web-apps lost-owa
        ";
    assert_snapshot!(findings("WA004", sketch), @"");
}
