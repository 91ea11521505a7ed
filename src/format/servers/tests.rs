use proptest::prelude::*;

use super::*;
use crate::format;
use crate::sketch;

/// The example of the documentation.
const EXAMPLE: &str = include_str!("../../../docs/examples/servers-to-import.csv");

fn open(text: &str) -> Opened {
    let opened = format::read(text.as_bytes().to_vec()).unwrap();
    assert_eq!(opened.format, None, "a list is never written");
    opened
}

/// What is said about a list, but for what is said about every one.
fn said(text: &str) -> Vec<String> {
    let notice = |notice: &Notice| {
        let at = notice.at.map(|at| format!("{at}: ")).unwrap_or_default();
        assert!(notice.help.is_some(), "{}", notice.message);
        format!("{at}{}", notice.message)
    };
    open(text).notices.iter().skip(1).map(notice).collect()
}

#[test]
fn the_example_of_the_documentation_is_read_without_a_word() {
    assert_eq!(said(EXAMPLE), Vec::<String>::new());
    insta::assert_snapshot!(sketch::write(&open(EXAMPLE).document));
}

#[test]
fn the_documentation_names_every_column_and_every_role() {
    let page = include_str!("../../../docs/servers-csv.md");
    for column in Column::VARIANTS {
        assert!(page.contains(&format!("| {} |", column.heading())), "{}", column.heading());
    }
    let roles = RoleKind::VARIANTS.iter().map(|role| role.facts().title);
    for role in roles.chain(What::BESIDE_POOLS.iter().map(|(name, _)| *name)) {
        assert!(page.contains(&format!("`{role}`")), "{role}");
    }
}

#[test]
fn a_role_is_known_by_what_people_call_its_servers() {
    let roles = RoleKind::VARIANTS.iter().map(|role| (role.facts().title, What::Computer(*role)));
    for (name, what) in roles.clone().chain(What::BESIDE_POOLS) {
        assert_eq!(What::named(name), Some(what), "{name}");
    }
    for (name, role) in [
        ("Front End", RoleKind::FrontEnd),
        ("front end server", RoleKind::FrontEnd),
        ("Standard Edition", RoleKind::StandardEdition),
        ("Edge Server", RoleKind::Edge),
        ("DIRECTOR", RoleKind::Director),
        ("Mediation server", RoleKind::Mediation),
    ] {
        assert_eq!(What::named(name), Some(What::Computer(role)), "{name}");
    }
    assert_eq!(["server", "", "pool", "front"].map(What::named), [None; 4]);
}

#[test]
fn separators_marks_and_encodings_make_no_difference() {
    let document = open(EXAMPLE).document;
    let others = [
        format!("\u{feff}{EXAMPLE}"),
        EXAMPLE.replace('\n', "\r\n"),
        EXAMPLE.replace(',', ";"),
        format!("sep=;\r\n{}", EXAMPLE.replace(',', ";")),
        EXAMPLE.replace(", ", "; ").replace(',', "\t"),
        EXAMPLE.replacen("Server,Role", "\"server\" , ROLE", 1),
    ];
    for text in others {
        // In a cell a semicolon stands for a comma.
        assert_eq!(open(&text).document, document, "{}", text.lines().next().unwrap());
    }
    let utf16 =
        |order: fn(u16) -> [u8; 2]| format!("\u{feff}{EXAMPLE}").encode_utf16().flat_map(order).collect::<Vec<u8>>();
    for bytes in [utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)] {
        assert_eq!(format::read(bytes).unwrap().document, document);
    }
    let latin1 = [EXAMPLE.as_bytes(), b"\xfc"].concat();
    assert!(format::read(latin1).unwrap_err().to_string().ends_with(": byte 0xfc is not UTF-8"));
}

#[test]
fn each_bad_cell_is_said_with_its_place_and_the_rest_is_read() {
    let list = "\
Server,Role,Pool,Product,Site,Data centre,Platform,Windows,In reserve,Address inside,Rack,Site
fe1.contoso.com,Front,,,,,,,,,,
,Edge pool,,,London,,,,,,,
fe1.contoso.com,front-end,fe.contoso.com,2014,London,Docklands,wooden,Windows 95,perhaps,10.0.0,r1,
fe1.contoso.com,front-end,fe.contoso.com,,London,,,,,,,
fe2.contoso.com,mediation,fe.contoso.com,2019,Paris,,,,,,,,x
fe3.contoso.com,front-end,fe.contoso.com,2015,,,,,,,,
\"fe4.contoso.com
,front-end";
    insta::assert_snapshot!(said(list).join("\n"));
    let topology = open(list).document.topology;
    assert_eq!((topology.pools.len(), topology.computers.len()), (1, 3));
}

#[test]
fn stores_that_a_pool_cannot_have_and_paths_that_are_none_are_said() {
    let list = "\
Server,Role,Site,Back end,Share,Addresses outside
edge1,edge,London,sql1\\rtc,\\\\fs1\\share,131.107.0.1
fe1,front-end,London,sql1\\rtc,fs1,131.107.0.2
";
    insta::assert_snapshot!(said(list).join("\n"));
}

#[test]
fn of_a_list_of_nothing_but_faults_not_every_one_is_said() {
    let list = format!("Server,Role\n{}", "a,b\n".repeat(2000));
    let said = said(&list);
    assert_eq!(said.len(), MOST_NOTES + 1);
    assert_eq!(said.last().unwrap(), "1500 more cells could not be used");
}

#[test]
fn notes_under_the_lines_are_passed_over() {
    assert_eq!(said("Server,Role,Site\nfe1,front-end,London\nNote,\"Names, not addresses.\",\n"), Vec::<String>::new());
}

#[test]
fn a_table_of_something_else_is_no_list_of_servers() {
    for text in ["Name,Role\nx,y\n", "Server\nRole\n", "\"Server,Role\"\n"] {
        assert_eq!(sniff(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_under_the_headings_is_read(
        lines in prop::collection::vec(
            prop::collection::vec(
                prop_oneof![
                    "[ -~]{0,12}",
                    any::<String>(),
                    prop::sample::select(vec![
                        "fe1.contoso.com", "front-end", "Edge pool", "SQL Server", "Gateway", "survivable-branch", "London",
                        "Paris", "10.0.0.1", "::1, 10.0.0.2", "2015", "yes", r"\\fs1\share", r"sql1\rtc", "\"",
                    ]).prop_map(str::to_owned),
                ],
                0..18,
            ),
            0..20,
        ),
        separator in prop::sample::select(vec![",", ";", "\t"]),
    ) {
        let headings: Vec<_> = Column::VARIANTS.iter().map(|column| column.heading().to_owned()).collect();
        let all = std::iter::once(headings).chain(lines).map(|cells| cells.join(separator));
        let text = all.collect::<Vec<_>>().join("\n");
        if let Ok(opened) = format::read(text.into_bytes()) {
            opened.document.topology.each_reference(&mut |_, to| assert!(opened.document.topology.contains(to)));
        }
    }
}
