use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;

use super::estate::Estate;
use super::*;
use crate::checks::Review;
use crate::deliverables::EXPORTERS;
use crate::format;
use crate::model::Document;
use crate::templates::{self, TEMPLATES};
use crate::vendor::{certificate::CERTIFICATE_ROWS, dns::DNS_ROWS, flow::FLOWS};
use crate::work::Cancel;

fn of(sketch: &str) -> Document {
    format::read(sketch.as_bytes()).unwrap().document
}

fn with_subject<T>(document: &Document, ask: impl FnOnce(&Subject<'_>) -> T) -> T {
    let review = Review::default();
    ask(&Subject::new(document, &review, "2026-01-31", "contoso", &Cancel::default()))
}

fn tables_of(document: &Document, tables: fn(&Estate<'_>) -> Vec<Table>) -> Vec<Table> {
    with_subject(document, |subject| tables(&Estate::of(subject.document)))
}

/// The lines of the first table that begin with that key, without what every reader of the test knows.
fn lines(document: &Document, tables: fn(&Estate<'_>) -> Vec<Table>, key: &str) -> String {
    let tables = tables_of(document, tables);
    let rows = tables.iter().flat_map(|table| &table.rows).filter(|row| row[0] == key);
    rows.map(|row| line(row)).collect::<Vec<_>>().join("\n")
}

/// What stands in a row behind its key.
fn line(row: &[String]) -> String {
    row[1..].iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(" | ")
}

fn page(document: &Document, exporter: &Exporter) -> String {
    String::from_utf8(with_subject(document, |subject| file(exporter, subject, "md")).unwrap()).unwrap()
}

#[test]
fn the_sheets_of_two_data_centres() {
    let document = templates::find("two-data-centres").unwrap().document();
    for exporter in EXPORTERS.iter().filter(|exporter| exporter.endings.contains(&"csv")) {
        insta::assert_snapshot!(exporter.word, page(&document, exporter));
    }
}

/// What the vendor's pages ask for, read from them again and not from our tables: the types of a record, the usages of
/// a certificate, the ports of a flow by protocol (`B` is either of TCP and UDP, `*` what the deployment says).
///
/// Sources: `S:dns`, `L:dns-requirements-for-front-end-pools`, `L:certificate-requirements-for-internal-servers`,
/// `L:certificate-requirements-for-external-user-access`, `L:ports-and-protocols-for-internal-servers`,
/// `S:ports-and-protocols`, `S:edge-environmental-requirements` and those that the tables name.
const PAGES: &str = "
DI01 A AAAA
DI02 A AAAA
DI03 A AAAA
DI04 A AAAA
DI05 A AAAA
DI06 A AAAA
DI08 A AAAA
DI09 A AAAA
DI10 A AAAA
DI11 A AAAA
DI12 A AAAA
DI13 A AAAA
DI14 A AAAA
DI15 A AAAA
DI16 A AAAA
DI20 SRV 5061
DI21 SRV 5060
DI22 A AAAA
DI23 A AAAA CNAME
DI24 A AAAA
DI25 SRV 123
DI26 SRV 5061
DI27 A AAAA
DI30 A AAAA
DI31 A AAAA
DI32 A AAAA
DI33 A AAAA
DI34 CNAME geo-record
DI40 pinpoint-zone
DE01 A AAAA
DE02 A AAAA
DE03 A AAAA
DE04 A AAAA
DE05 A AAAA CNAME
DE06 SRV *
DE07 SRV 5061
DE08 SRV 5269 A AAAA
DE09 A AAAA
DE10 A AAAA
DE11 A AAAA
DE12 A AAAA CNAME
DE13 A AAAA
DE14
DE15 CNAME geo-record
DE16 DNS-suffix
CE01 Default
CE02 WebServicesInternal
CE03 WebServicesExternal
CE04 Default
CE05 WebServicesInternal WebServicesExternal
CE06 Default
CE07 WebServicesInternal
CE08 WebServicesExternal
CE09 Default
CE10 Default
CE11 Default
CE12 Default
CE13 Default
CE14 Default
CE15
CE20 Internal
CE21 AccessEdgeExternal DataEdgeExternal AudioVideoAuthentication
CE22
CE23
CE24
CE25 OAuthTokenIssuer
FW01 T5061
FW02 T80 T443
FW03 T8057 T49152-65535 B49152-57500 B57501-65535
FW04 T5062-5066 T5071-5073 T5075 T5076
FW05 T5061 T444 T4443
FW06 T5090-5094 T5077 T135 T445
FW07 T445
FW08 T4443
FW09 T445
FW10 T5061 T444 T443 T445
FW11 T* U1434
FW12 T* U1434
FW13 T*
FW14 T*
FW15 T5022 U3343 T445 T135
FW16 T* U1434 T135 T445
FW17 T445
FW18 T5061 T444
FW19 T5070
FW20 T5061
FW21 T*
FW22 T*
FW23 B49152-57500
FW24 T5061 T444 T448 T5080
FW25 T*
FW26 T8011
FW27 T443 T881
FW28 T* U1434
FW29 T445
FW30 T*
FW31 T445
FW32 T443
FW33 T443
FW34 T5061 T*
FW35 T5061 T*
FW36 T5061 B49152-57500
FW37 B389 T3268 B88 B53 T80
FW50 T*
FW51 T5061
FW52 T*
FW53 T* U3478
FW54 T* B*
FW55 T5269
FW56 T80
FW57 B53
FW58 T443 T80
FW60 T5061
FW61 T5061
FW62 T8057
FW63 T5062
FW64 U3478 T443
FW65 T4443
FW66 T23456
FW67 T50001-50003
FW68 T4443 T8080
FW69 T443
FW70 B53
";

/// What the pages ask for under a key.
fn asked(key: &str) -> Option<Vec<&'static str>> {
    let line = PAGES.lines().find(|line| line.split(' ').next() == Some(key))?;
    Some(line.split(' ').skip(1).collect())
}

#[test]
fn every_key_is_one_of_the_pages_and_every_key_of_the_pages_is_known() {
    let rows = DNS_ROWS.iter().chain(CERTIFICATE_ROWS).map(|row| row.key);
    let known: Vec<&str> = rows.chain(FLOWS.iter().map(|flow| flow.row.key)).collect();
    let asked: Vec<&str> = PAGES.split_whitespace().filter(|word| is_key(word)).collect();
    assert_eq!(known, asked);
}

/// "DI01": two letters of a sheet and two digits.
fn is_key(word: &str) -> bool {
    let kinds = ["DI", "DE", "CE", "FW"];
    word.len() == 4 && kinds.contains(&&word[..2]) && word[2..].bytes().all(|byte| byte.is_ascii_digit())
}

#[test]
fn every_row_asks_what_the_pages_ask_for() {
    let mut used = std::collections::BTreeSet::new();
    for document in TEMPLATES.iter().map(crate::templates::Template::document).chain([all_kinds()]) {
        for tables in [dns::tables, certificates::tables, firewall::tables] {
            let tables = tables_of(&document, tables);
            for (table, row) in tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row))) {
                let cell = |title| &row[table.columns.iter().position(|column| *column == title).unwrap()];
                let key = cell("Key").as_str();
                let asked = asked(key).unwrap_or_else(|| panic!("{row:?}"));
                let is_asked = |word: &str| asked.contains(&word);
                match &key[..2] {
                    "CE" => assert!(asked.iter().all(|usage| cell("Type").contains(usage)), "{row:?}"),
                    "FW" => {
                        let protocol = match cell("Protocol").as_str() {
                            "TCP" => "T",
                            "UDP" => "U",
                            _ => "B",
                        };
                        for port in cell("Port").split(", ") {
                            let is_number = port.starts_with(|c: char| c.is_ascii_digit());
                            let is_free = is_asked(&format!("{protocol}*"));
                            let is_said = is_asked(&format!("{protocol}{port}"));
                            assert!(is_free || is_said || !is_number, "{port} in {row:?}");
                        }
                    }
                    _ => {
                        assert!(is_asked(&cell("Type").replace(' ', "-")), "{row:?}");
                        let port = cell("Port");
                        assert!(port.is_empty() || is_asked(port) || is_asked("*"), "{row:?}");
                    }
                }
                used.insert(key.to_owned());
            }
        }
    }
    let unused: Vec<_> = PAGES.split_whitespace().filter(|word| is_key(word) && !used.contains(*word)).collect();
    // DE14 is said beside the records that it is about.
    assert_eq!(unused, ["DE14"]);
}

/// The same against the notes that the tables were made from, where they are at hand.
#[test]
fn the_keys_are_those_of_the_notes() {
    let Some(samples) = std::env::var_os("LINCHPIN_SAMPLES") else {
        eprintln!("skipped: LINCHPIN_SAMPLES does not name a folder");
        return;
    };
    let path = std::path::Path::new(&samples).join("../domain/dns-certs-ports.md");
    let Ok(notes) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: there are no notes beside the samples");
        return;
    };
    let rows = notes.lines().filter_map(|line| line.strip_prefix("| "));
    let keys = rows.filter_map(|line| line.split(' ').next().filter(|key| is_key(key)));
    // These two say that there is nothing to enter and nothing to order.
    let keys: Vec<_> = keys.filter(|key| !["DI07", "CE26"].contains(key)).collect();
    let known: Vec<_> = PAGES.split_whitespace().filter(|word| is_key(word)).collect();
    let sorted = |mut keys: Vec<&str>| {
        keys.sort_unstable();
        keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(sorted(keys), sorted(known));
}

#[test]
fn every_table_has_a_cell_for_every_column_and_a_title_fit_for_a_workbook() {
    for template in TEMPLATES {
        for tables in ALL {
            let tables = tables_of(&template.document(), *tables);
            for table in &tables {
                assert!(table.title.len() <= 31 && !table.title.contains(['[', ']', ':', '*', '?', '/', '\\']));
                assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
                assert_eq!(table.columns, tables[0].columns, "a CSV file has one line of headings");
            }
        }
    }
}

/// `=cmd|' /C calc'!A0` and others that a spreadsheet would run, and what would break a line.
const NASTY: [&str; 8] = [
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "two\nlines \"quoted\", with comma",
    "a|b \\ <i>c</i>",
];

fn nasty() -> Table {
    Table::of("Nasty", &["Key", "Text"], NASTY, |text| ["k".to_owned(), text.to_owned()]).note("=1+1")
}

#[test]
fn a_cell_of_a_csv_file_is_neither_formula_nor_line() {
    let text = String::from_utf8(table::csv(&[nasty()])).unwrap();
    insta::assert_snapshot!(text.strip_prefix('\u{feff}').unwrap().replace('\r', "␍").replace('\t', "␉"), @r#"
    Key,Text␍
    k,'=cmd|' /C calc'!A0␍
    k,'+1␍
    k,'-1␍
    k,'@SUM(A1)␍
    k,'␉x␍
    k,"'␍x"␍
    k,"two
    lines ""quoted"", with comma"␍
    k,a|b \ <i>c</i>␍
    Note,'=1+1␍
    "#);
}

#[test]
fn a_cell_of_a_page_is_neither_markup_nor_line() {
    let document = of("site EMEA");
    let text = with_subject(&document, |subject| String::from_utf8(table::markdown(&[nasty()], subject)).unwrap());
    insta::assert_snapshot!(text.lines().skip_while(|line| !line.starts_with("| k")).collect::<Vec<_>>().join("\n"), @r#"
    | k | =cmd\|' /C calc'\!A0 |
    | k | +1 |
    | k | -1 |
    | k | @SUM(A1) |
    | k |  x |
    | k |  x |
    | k | two<br>lines "quoted", with comma |
    | k | a\|b \\ &lt;i&gt;c&lt;/i&gt; |

    =1+1
    "#);
}

/// A workbook as a spreadsheet reads it: its pages, and whether any cell is a formula.
fn read_back(bytes: Vec<u8>) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    names
        .into_iter()
        .map(|name| {
            let cells = book.worksheet_range(&name).unwrap();
            assert!(book.worksheet_formula(&name).unwrap().used_cells().next().is_none(), "a formula in {name}");
            let text = |cell: &Data| match cell {
                Data::String(text) => text.clone(),
                Data::Empty => String::new(),
                other => panic!("{other:?} is no text"),
            };
            (name, cells.rows().map(|row| row.iter().map(text).collect()).collect())
        })
        .collect()
}

#[test]
fn a_workbook_says_what_the_tables_say_and_no_formula() {
    let [(name, rows)] = read_back(workbook::write(&[nasty()], "2026-01-31").unwrap()).try_into().unwrap();
    assert_eq!(name, "Nasty");
    let texts: Vec<_> = rows[1..=NASTY.len()].iter().map(|row| row[1].replace("\r\n", "\n")).collect();
    let expected: Vec<_> = NASTY.iter().map(|text| (*text).to_owned()).collect();
    assert_eq!(texts, expected);

    for template in TEMPLATES {
        let document = template.document();
        let bytes = with_subject(&document, |subject| file(&SHEETS, subject, "xlsx")).unwrap();
        let tables = ALL.iter().flat_map(|tables| tables_of(&document, *tables)).filter(|it| !it.rows.is_empty());
        for (table, (name, rows)) in tables.zip(read_back(bytes)) {
            assert_eq!(table.title, name);
            assert_eq!(rows[0], table.columns);
            assert_eq!(rows[1..=table.rows.len()], table.rows, "{name}");
        }
    }
}

#[test]
fn a_pool_behind_a_load_balancer_has_one_record() {
    let document = of("
deployment contoso.com
  product 2015
site EMEA
  front-end lon-fe
    computers 3
    load-balancing hardware
    web internal lon-webint external lon-web.contoso.com
  load-balancer lb address 10.0.0.10 serves lon-fe
");
    insta::assert_snapshot!(lines(&document, dns::tables, "DI03"), @r"
    internal | contoso.com | lon-fe.contoso.com | A | 10.0.0.10 | the pool, behind a load balancer: Enterprise Edition Front End pool | no | planned
    ");
    insta::assert_snapshot!(lines(&document, dns::tables, "DI06"), @r"
    internal | contoso.com | lon-webint.contoso.com | A | 10.0.0.10 | internal web services of a pool behind a load balancer, under a name of their own: Enterprise Edition Front End pool | no | planned
    ");
    assert_eq!(lines(&document, dns::tables, "DI02"), "");
    assert_eq!(lines(&document, dns::tables, "DI05"), "");
}

#[test]
fn xmpp_is_of_the_products_that_have_it() {
    let sketch = |product: &str| {
        of(&format!(
            "
deployment contoso.com
  product {product}
site EMEA
  edge lon-edge
    computers 1
    external sip.contoso.com webcon.contoso.com av.contoso.com
    xmpp
"
        ))
    };
    insta::assert_snapshot!(lines(&sketch("2015"), dns::tables, "DE08"), @r"
    external | contoso.com | _xmpp-server._tcp.contoso.com | SRV | xmpp.contoso.com | 5269 | 0 | 0 | XMPP federation: lon-edge.contoso.com | yes | planned
    external | contoso.com | xmpp.contoso.com | A | lon-edge1.contoso.com (address not known) | XMPP federation: lon-edge.contoso.com | yes | planned
    ");
    insta::assert_snapshot!(lines(&sketch("2015"), certificates::tables, "CE22"), @r"
    Edge pool, outside | lon-edge1.contoso.com | XMPP, a part of the external Edge certificate | sip.contoso.com | contoso.com | public | Server Authentication | no | names to add to the external certificate (CE21)
    ");
    assert_eq!(lines(&sketch("2019"), dns::tables, "DE08"), "");
    assert_eq!(lines(&sketch("2019"), certificates::tables, "CE22"), "");
}

#[test]
fn behind_nat_the_public_addresses_are_entered() {
    let document = of("
deployment contoso.com
site EMEA
  edge lon-edge
    computers lon-edge1
    addresses lon-edge1 internal 10.0.1.1 external 192.0.2.1 192.0.2.2 192.0.2.3 public 203.0.113.1
    external access.contoso.com webcon.contoso.com av.contoso.com
    nat
");
    insta::assert_snapshot!(lines(&document, dns::tables, "DE03"), @r"
    external | contoso.com | av.contoso.com | A | 203.0.113.1 | the A/V Edge service: lon-edge.contoso.com | yes | planned
    ");
}

#[test]
fn a_mirror_on_another_port_is_two_flows() {
    let document = of(r"
deployment contoso.com
  product 2015
site EMEA
  front-end lon-fe
    computers 3
    back-end sql1\rtc mirror sql2\rtc witness sql3
  sql sql1\rtc
    port 1433
  sql sql2\rtc
    mirror-port 5023
");
    insta::assert_snapshot!(lines(&document, firewall::tables, "FW13"), @r"
    sql1.contoso.com\rtc | address not known: sql1.contoso.com | sql2.contoso.com\rtc | address not known: sql2.contoso.com | 5023 | TCP | source | inside | mirroring: back end of lon-fe.contoso.com
    sql2.contoso.com\rtc | address not known: sql2.contoso.com | sql1.contoso.com\rtc | address not known: sql1.contoso.com | 5022 | TCP | source | inside | mirroring: back end of lon-fe.contoso.com
    ");
    insta::assert_snapshot!(lines(&document, firewall::tables, "FW14"), @r"
    sql1.contoso.com\rtc, sql2.contoso.com\rtc | address not known: sql1.contoso.com, sql2.contoso.com | sql3.contoso.com | address not known: sql3.contoso.com | 7022 | TCP | source | inside | witness of mirroring: back end of lon-fe.contoso.com
    sql3.contoso.com | address not known: sql3.contoso.com | sql1.contoso.com\rtc | address not known: sql1.contoso.com | 5022 | TCP | source | inside | witness of mirroring: back end of lon-fe.contoso.com
    sql3.contoso.com | address not known: sql3.contoso.com | sql2.contoso.com\rtc | address not known: sql2.contoso.com | 5023 | TCP | source | inside | witness of mirroring: back end of lon-fe.contoso.com
    ");
    insta::assert_snapshot!(lines(&document, firewall::tables, "FW11"), @r"
    lon-fe.contoso.com | address not known: lon-fe1.contoso.com, lon-fe2.contoso.com, lon-fe3.contoso.com | sql1.contoso.com\rtc | address not known: sql1.contoso.com | 1433 | TCP | source | inside | back end
    lon-fe.contoso.com | address not known: lon-fe1.contoso.com, lon-fe2.contoso.com, lon-fe3.contoso.com | sql2.contoso.com\rtc | address not known: sql2.contoso.com | port of instance rtc, to be fixed | TCP | source | inside | back end
    lon-fe.contoso.com | address not known: lon-fe1.contoso.com, lon-fe2.contoso.com, lon-fe3.contoso.com | sql1.contoso.com, sql2.contoso.com | address not known: sql1.contoso.com, sql2.contoso.com | 1434 | UDP | source | inside | back end: SQL Browser
    ");
}

#[test]
fn a_stretched_chat_pool_talks_to_itself_between_data_centres() {
    let document = templates::find("stretched-chat").unwrap().document();
    let across = tables_of(&document, firewall::tables).pop().unwrap();
    let keys: std::collections::BTreeSet<_> = across.rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(keys, ["FW05", "FW07", "FW09", "FW10", "FW25", "FW26", "FW28", "FW29", "FW30"].into());
    let rows: Vec<_> = across.rows.iter().filter(|row| row[0] == "FW26").map(|row| line(row)).collect();
    insta::assert_snapshot!(rows.join("\n"), @r"
    chat.contoso.com | address not known: bos-chat1.contoso.com, bos-chat2.contoso.com, bos-chat3.contoso.com, bos-chat4.contoso.com | chat.contoso.com | address not known: nyc-chat1.contoso.com, nyc-chat2.contoso.com, nyc-chat3.contoso.com, nyc-chat4.contoso.com | 8011 | TCP | either side | between data centres | chat between the servers of the pool: Boston and New York
    ");
}

#[test]
fn what_is_not_there_is_not_made() {
    let document = of("site EMEA");
    let why = with_subject(&document, |subject| file(&FIREWALL, subject, "csv")).unwrap_err();
    assert_eq!(why, NotMade::nothing_to_list());
}

#[test]
fn no_cell_is_too_long_for_a_workbook() {
    let pools: String = (0..40).map(|n| format!("  front-end fe{n}\n    computers 20\n")).collect();
    let document = of(&format!("deployment contoso.com\nsite EMEA\n{pools}"));
    let tables = tables_of(&document, firewall::tables);
    let longest = tables.iter().flat_map(|table| &table.rows).flatten().map(String::len).max().unwrap();
    assert!(longest < 32_767, "{longest}");
    assert!(lines(&document, firewall::tables, "FW05").lines().count() > 1);
}

/// A little of everything that no template has.
fn all_kinds() -> Document {
    of(r"
deployment contoso.com
  product 2015
  meet contoso.com https://uc.contoso.com/meet
  dialin https://uc.contoso.com/dialin
  admin https://admin.contoso.com
site EMEA
  front-end hlb-fe
    computers 2
    load-balancing hardware
    features conferencing voice call-admission-control archiving
    web internal hlb-web external hlb-out
    web-apps owa
    archiving-store sql9\arc
    edge edge
  standard-edition se
    web external se-out
  front-end single-fe
    computers single-fe1
    web internal single-web external single-out
  mediation med
    computers 2
    load-balancing dns
    next-hop hlb-fe
  video-interop vis
    computers 2
    next-hop hlb-fe
  trusted-application apps
    computers 2
    next-hop hlb-fe
    application reception 6001
  edge edge
    computers 2
    load-balancing dns
    external edge.contoso.com
    federation
    xmpp
    next-hop hlb-fe
  edge fabrikam-edge
    external sip.fabrikam.com web.fabrikam.com av.fabrikam.com
    next-hop hlb-fe
  persistent-chat chat
    next-hop hlb-fe
    chat-store sql8\chat
    file-store \\fs\chat
  gateway gw
    trunk gw to med
  branch-site Oxford
    survivable-branch ox-sba
      registrar hlb-fe
  reverse-proxy rp fqdn rp address 203.0.113.30 serves hlb-fe se single-fe
  exchange-um um
")
}

fn file(exporter: &Exporter, subject: &Subject<'_>, ending: &str) -> Result<Vec<u8>, NotMade> {
    let Make::File(make) = exporter.make else { panic!("{} is several files", exporter.word) };
    make(subject, ending)
}

/// Every server of a sheet comes back from it: its pool, its role, its site, its addresses.
#[test]
fn a_sheet_of_servers_is_read_back() {
    for template in TEMPLATES {
        let sheet = csv_of(&template.document());
        let again = crate::format::read(sheet.clone().into_bytes()).unwrap();
        assert_eq!(again.format, None);
        let faults = again.notices.iter().filter(|notice| notice.at.is_some());
        assert_eq!(faults.collect::<Vec<_>>(), Vec::<&crate::diagnostic::Notice>::new(), "{}", template.name);
        let lines = |sheet: &str| sheet.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
        assert_eq!(lines(&csv_of(&again.document)), lines(&sheet), "{}", template.name);
    }
}

fn csv_of(document: &Document) -> String {
    String::from_utf8(with_subject(document, |subject| file(&SERVERS, subject, "csv")).unwrap()).unwrap()
}
