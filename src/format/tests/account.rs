//! The documents of the vendor, read back: they hold all of a deployment but what is said to be left out.

use std::collections::BTreeSet;

use super::*;
use crate::edit::Creation;
use crate::model::{
    Computer, FileStore, Gateway, Role, RoleKind, Site, SiteRef, SqlHa, SqlInstance, Trunk, WebAppsServer,
};

pub(super) const ALL: [(Format, Evidence); 4] = [
    (Format::TopologyBuilder, Evidence::Shown),
    (Format::Published, Evidence::Shown),
    (Format::TopologyBuilder, Evidence::Guessed),
    (Format::Published, Evidence::Guessed),
];

/// Every kind of thing that no document shows, at once.
const RARE: &str = r"
deployment tailspin.example
  product 2015
  central-management lon-fe
site London
  front-end lon-fe
    computers 3
    features conferencing dialin voice
    mediation tls 5067-5069
    back-end lon-sql1\rtc mirror lon-sql2\rtc witness lon-sql3\wit
    file-store \\lon-fs\lync
    web internal lon-int external lon-web.tailspin.example
    edge lon-edge
    voice-failover detect 60 failback 90
  front-end lon2-fe
    computers 3
    back-end lon2-sql1\rtc
    file-store \\lon-fs\lync
  director lon-dir
    computers 2
    file-store \\lon-fs\lync
    web internal lon-dirint external lon-dirweb.tailspin.example
    edge lon-edge
  edge lon-edge
    computers 2
    external sip.tailspin.example webcon.tailspin.example av.tailspin.example
    federation
    nat
    next-hop lon-dir
    addresses lon-edge1 internal 10.0.0.1 external 10.1.0.1 10.1.0.2 10.1.0.3 public 192.0.2.3
    addresses lon-edge2 internal 10.0.0.2 external 10.1.0.4 10.1.0.5 10.1.0.6 public 192.0.2.6
  persistent-chat lon-chat
    computers lon-chat1 lon-chat2 active
    computers lon-chat3 standby
    display-name Rooms & more
    compliance
    next-hop lon-fe
    file-store \\lon-fs\chat
    chat-store lon-sql4\chat mirror lon-sql5\chat witness lon-sql3\wit
    chat-backup lon-sql6\chat mirror lon-sql7\chat
    compliance-store lon-sql4\comp
  trusted-application lon-app
    computers 2
    next-hop lon-fe
    application robot 6000
    application bridge 6001
  gateway lon-gw
    trunk lon-gw.tailspin.example to lon-fe:5067
    trunk second-trunk to lon-fe:5069 port 5070
branch-site Leeds of London
  city Leeds
  survivable-branch leeds-sba
    registrar lon-fe
    edge lon-edge
  gateway leeds-gw
    trunk leeds-gw.tailspin.example to leeds-sba
  mediation leeds-med
    computers 2
    next-hop lon-fe
pair lon-fe lon2-fe
";

/// Without their ids in the file, rows are found again by their names. Trunks are told apart by their ends, for in a
/// file all those of a gateway have its name; computers by their pools, for in a faulty design two have the same. What
/// a computer says of its interfaces has no order; things on one server spell its name in one way.
fn told_apart(document: &Document) -> Document {
    let topology = &document.topology;
    let mut told = document.clone();
    let mut put = |entity: Entity| told = after(&told, &Command::Put(entity));
    for (id, trunk) in topology.trunks.iter() {
        let ends = trunk.pool.map(|id| topology.name(id.into())).unwrap_or_default();
        let gateway = topology.name(trunk.gateway.into());
        let own = format!("{} of {gateway}:{}", trunk.name, trunk.gateway_port).to_lowercase();
        let name = format!("{own} {ends}:{}", trunk.pool_port);
        put((id, Trunk { name, ..trunk.clone() }).into());
    }
    for (id, share) in topology.file_stores.iter() {
        put((id, FileStore { server: share.server.key().as_str().into(), ..share.clone() }).into());
    }
    for (id, gateway) in topology.gateways.iter() {
        put((id, Gateway { fqdn: gateway.fqdn.key().as_str().into(), ..gateway.clone() }).into());
    }
    for (id, server) in topology.web_apps_servers.iter() {
        put((id, WebAppsServer { fqdn: server.fqdn.key().as_str().into(), ..server.clone() }).into());
    }
    for (id, sql) in topology.sql_instances.iter() {
        put((id, SqlInstance { fqdn: sql.fqdn.key().as_str().into(), ..sql.clone() }).into());
    }
    for (_, pool) in topology.pools.iter() {
        for (id, computer) in topology.computers_of(pool) {
            let fqdn = format!("{} of {}", computer.fqdn, pool.fqdn).as_str().into();
            let mut interfaces = computer.interfaces.clone();
            interfaces.sort_by_key(|interface| (interface.side, interface.number));
            put((id, Computer { fqdn, interfaces, ..computer.clone() }).into());
        }
    }
    told
}

/// Where a file departs from the account of its writing: what it reads back as differs from the model in what the
/// account lists, in what only Linchpin knows, and in nothing else.
pub(super) fn unaccounted(document: &Document, account: &Account, bytes: &[u8]) -> Vec<String> {
    let read = read(bytes).unwrap();
    let mut faults: Vec<String> = read.notices.iter().map(|notice| format!("says: {}", notice.message)).collect();
    let listed: Vec<LeftOut> = account.left_out.iter().cloned().chain(own(&document.topology)).collect();
    let whole: Vec<AnyId> = listed
        .iter()
        .filter(|item| item.fields.is_empty() && item.feature != Feature::WebComponents)
        .map(|item| item.row)
        .collect();
    let mut reduced = document.clone();
    for item in listed.iter().filter(|item| item.feature == Feature::TrunkName) {
        let AnyId::Trunk(id) = item.row else { panic!("{item:?}") };
        let topology = &document.topology;
        let name = topology.name(topology.trunks.get(id).unwrap().gateway.into());
        reduced = after(&reduced, &Command::Rename { entity: item.row, name });
    }
    for id in whole.iter().filter_map(|row| if let AnyId::Trunk(id) = row { Some(*id) } else { None }) {
        // Alone a root trunk cannot be removed.
        let trunk = document.topology.trunks.get(id).unwrap().clone();
        reduced = after(&reduced, &Command::Put((id, Trunk { is_root: false, ..trunk }).into()));
    }
    // An availability group is found again by the name it has in the file.
    for item in listed.iter().filter(|item| item.feature == Feature::SqlName) {
        let AnyId::SqlInstance(id) = item.row else { panic!("{item:?}") };
        let sql = document.topology.sql_instances.get(id).unwrap();
        let SqlHa::AvailabilityGroup(group) = &sql.ha else { panic!("{item:?}") };
        reduced =
            after(&reduced, &Command::Put((id, SqlInstance { fqdn: group.listener.clone(), ..sql.clone() }).into()));
    }
    for item in listed.iter().filter(|item| item.feature == Feature::Reference) {
        if let AnyId::Trunk(id) = item.row {
            let trunk = reduced.topology.trunks.get(id).unwrap().clone();
            reduced = after(&reduced, &Command::Put((id, Trunk { pool: None, ..trunk }).into()));
        }
    }
    // What was moved into a branch site that is not written does not go with that.
    let moved = listed.iter().filter(|item| item.feature == Feature::BranchSite && !item.fields.is_empty());
    let moved: Vec<AnyId> = moved.map(|item| item.row).collect();
    if !moved.is_empty() {
        let site = SiteRef::Central(document.topology.sites.ids().next().unwrap());
        reduced = after(&reduced, &Command::MoveToSite { entities: moved, site });
    }
    if !whole.is_empty() {
        reduced = after(&reduced, &Command::Remove(whole));
    }
    let has = |kind: &str, name: &str| {
        let topology = &document.topology;
        topology.ids().any(|id| topology.kind(id) == kind && topology.name(id).eq_ignore_ascii_case(name))
    };
    let differing = |a: &Document, b: &Document| {
        let comparison = compare(&told_apart(a).topology, &told_apart(b).topology);
        let back = |id: AnyId| comparison.matched.iter().find(|(_, after)| **after == id).map_or(id, |(old, _)| *old);
        let (mut fields_of, mut others) = (BTreeSet::new(), Vec::new());
        for change in &comparison.changes {
            match change {
                Change::Changed { id, fields, .. } => {
                    fields_of.extend(fields.iter().map(|field| (back(*id), field.path.clone())));
                }
                Change::Removed { kind, name, .. } => others.push(format!("{kind} {name} is gone")),
                // What goes with a pool that is left out may be in the file all the same.
                Change::Added { kind, name, .. } if has(kind, name) => {}
                Change::Added { kind, name, .. } => others.push(format!("{kind} {name} is new")),
            }
        }
        (fields_of, others)
    };
    let (by_cascade, _) = differing(document, &reduced);
    let (found, others) = differing(&reduced, &read.document);
    faults.extend(others);
    let is_same = |path: &str, field: &str| {
        path == field || path.starts_with(&format!("{field}.")) || field.starts_with(&format!("{path}."))
    };
    let fields = || listed.iter().flat_map(|item| item.fields.iter().map(move |field| (item.row, field, item)));
    for (row, path) in &found {
        if !fields().any(|(listed, field, _)| listed == *row && is_same(path, field)) {
            let topology = &document.topology;
            faults.push(format!("{path} of {} {} is not listed", topology.kind(*row), topology.name(*row)));
        }
    }
    for (row, field, item) in fields().filter(|(row, ..)| reduced.topology.contains(*row)) {
        let differs = |all: &BTreeSet<(AnyId, String)>| all.iter().any(|(id, path)| *id == row && is_same(path, field));
        // That nothing is chosen cannot differ.
        let is_nothing = item.feature == Feature::NoCentralManagement && item.name.is_empty();
        if !is_nothing && !differs(&found) && !differs(&by_cascade) {
            faults.push(format!("{field} of {:?} {} is in the file", item.feature, item.name));
        }
    }
    faults
}

#[test]
fn every_template_reads_back_but_for_what_was_left_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("topologies");
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let document = open(&std::fs::read(&path).unwrap());
        for (format, evidence) in ALL {
            let written = write_with(&document, format, evidence).unwrap();
            let faults = unaccounted(&document, &written.account, &written.bytes);
            assert_eq!(faults, [""; 0], "{} as {format:?}, {evidence:?}", path.display());
        }
    }
}

#[test]
fn what_no_document_shows_is_left_out_or_comes_back_as_a_guess() {
    let document = sketch::read(RARE).unwrap().document;
    for (format, evidence) in ALL {
        let written = write_with(&document, format, evidence).unwrap();
        let has_guesses = |items: &[LeftOut]| items.iter().any(|item| item.feature.has_guess());
        match evidence {
            Evidence::Shown => assert_eq!(written.account.guessed, []),
            Evidence::Guessed => {
                assert!(!has_guesses(&written.account.left_out), "{:#?}", written.account.left_out);
                assert!(written.account.guessed.iter().all(|item| !item.feature.guess().is_empty()));
            }
        }
        assert_eq!(unaccounted(&document, &written.account, &written.bytes), [""; 0], "{format:?}, {evidence:?}");
    }
}

#[test]
fn a_file_with_guesses_is_kept_and_edited_like_any_other() {
    let document = sketch::read(RARE).unwrap().document;
    for format in [Format::TopologyBuilder, Format::Published] {
        let bytes = write_with(&document, format, Evidence::Guessed).unwrap().bytes;
        let opened = read(bytes.clone()).unwrap().document;
        assert!(write_with(&opened, format, Evidence::Shown).unwrap().bytes == bytes);
        let director = opened.topology.ids().find(|id| opened.topology.name(*id) == "lon-dir.tailspin.example");
        let removed = after(&opened, &Command::Remove(vec![director.unwrap()]));
        let again = read(write_with(&removed, format, Evidence::Shown).unwrap().bytes).unwrap().document;
        assert_eq!(compare(&removed.topology, &again.topology).changes, []);
    }
}

#[test]
fn guesses_come_into_a_file_that_had_none_and_mark_it() {
    let document = sketch::read(RARE).unwrap().document;
    for format in [Format::TopologyBuilder, Format::Published] {
        let plain = read(write_with(&document, format, Evidence::Shown).unwrap().bytes).unwrap().document;
        let topology = document.topology.clone();
        let grown = Document { topology, ..plain };
        let written = write_with(&grown, format, Evidence::Guessed).unwrap();
        assert!(written.account.guessed.iter().any(|item| item.feature == Feature::Pair));
        let again = read(written.bytes).unwrap().document;
        assert!(again.topology.pools.iter().any(|(_, pool)| pool.backup_pool.is_some()));
    }
}

#[test]
fn what_the_product_would_refuse_is_said() {
    let said = |sketch: &str, format| {
        let written = write_with(&sketch::read(sketch).unwrap().document, format, Evidence::Shown).unwrap();
        written.account.defects.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let whole = "deployment a.example\n  central-management fe\nsite A\n  front-end fe\n    back-end sql\n    file-store \\\\fs\\a\n";
    assert_eq!(said(whole, Format::Published), [""; 0]);
    assert_eq!(
        said(&whole.replace("  central-management fe\n", ""), Format::Published),
        ["no pool holds the Central Management store"]
    );
    assert_eq!(said(&whole.replace("  central-management fe\n", ""), Format::TopologyBuilder), [""; 0]);
    assert_eq!(
        said(&whole.replace("    back-end sql\n", ""), Format::TopologyBuilder),
        [
            "service UserServices of fe.a.example has no UserStore to work with",
            "service ApplicationServer of fe.a.example has no ApplicationStore to work with",
        ]
    );
    let twice = format!("{whole}  front-end FE.a.example\n    back-end sql2\n    file-store \\\\fs\\a\n");
    assert!(said(&twice, Format::Published).iter().any(|said| said == "two pools or servers are called fe.a.example"));
}

/// What is said of a design when it is written so, kind and name.
fn said(design: &str, format: Format, evidence: Evidence) -> Vec<String> {
    let document = sketch::read(design).unwrap().document;
    let written = write_with(&document, format, evidence).unwrap();
    assert_eq!(unaccounted(&document, &written.account, &written.bytes), [""; 0], "{design}");
    let mut said: Vec<_> =
        written.account.left_out.iter().map(|item| format!("{:?} {}", item.feature, item.name)).collect();
    // What every design below lacks.
    said.retain(|line| !["NoCentralManagement", "SimpleUrls", "Product"].iter().any(|common| line.starts_with(common)));
    said.sort();
    said
}

fn shown(design: &str) -> Vec<String> {
    said(design, Format::Published, Evidence::Shown)
}

/// A pool with what it cannot be without, and below it what a test is about.
fn beside(rest: &str) -> String {
    format!(
        "deployment a.example\nsite A\n  front-end fe\n    computers 2\n    mediation none\n    back-end sql\n    file-store \\\\fs\\a\n{rest}"
    )
}

#[test]
fn a_gateway_is_written_with_its_trunk_or_not_at_all() {
    let trunk_less = beside("  gateway gw\n");
    assert_eq!(shown(&trunk_less), ["GatewayWithoutTrunk gw.a.example"]);
    let to_nobody = beside("  gateway gw\n    trunk gw.a.example to fe\n");
    assert_eq!(shown(&to_nobody), ["GatewayWithoutTrunk gw.a.example"]);
    let one_of_two =
        beside("  mediation med\n    next-hop fe\n  gateway gw\n    trunk a to fe\n    trunk gw.a.example to med\n");
    assert_eq!(shown(&one_of_two), ["RootTrunk gw.a.example", "TrunkWithoutPool a"]);
}

#[test]
fn a_gateway_on_the_server_of_a_share_keeps_its_address() {
    let rest = "  mediation med\n    next-hop fe\n  file-store \\\\gw.a.example\\b\n  gateway gw address 10.0.0.9\n    trunk gw.a.example to med\n";
    assert_eq!(shown(&beside(rest)), [""; 0]);
}

#[test]
fn an_edge_pool_comes_with_its_next_hop() {
    let design = beside("  director dir\n  edge edge\n    external sip.a.example\n    next-hop dir\n");
    assert_eq!(shown(&design), ["NextHop edge.a.example", "Pool(Director) dir.a.example"]);
    let document = sketch::read(&design).unwrap().document;
    assert_eq!(write(&document, Format::TopologyBuilder).unwrap().account.defects, []);
}

#[test]
fn a_pool_that_does_not_do_what_another_wants_of_it_is_named() {
    let design = beside("  mediation med\n    next-hop fe\n    edge fe\n");
    assert_eq!(shown(&design), ["Reference fe.a.example of med.a.example"]);
}

#[test]
fn one_address_goes_with_one_name() {
    let names = "  edge edge\n    external sip.a.example\n    next-hop fe\n";
    let mut document = sketch::read(&beside(names)).unwrap().document;
    document = change_pool(&document, "edge.a.example", |pool| {
        let Role::Edge(edge) = &mut pool.role else { panic!("not an Edge pool") };
        (edge.access.port, edge.web_conferencing.port, edge.av.port) = (443, 443, 443);
    });
    let written = write(&document, Format::Published).unwrap();
    assert_eq!(unaccounted(&document, &written.account, &written.bytes), [""; 0]);
    document = change_pool(&document, "edge.a.example", |pool| {
        let Role::Edge(edge) = &mut pool.role else { panic!("not an Edge pool") };
        edge.av.fqdn = "av.a.example".into();
    });
    let written = write(&document, Format::Published).unwrap();
    assert!(written.account.left_out.iter().any(|item| item.feature == Feature::Pool(RoleKind::Edge)));
    assert_eq!(unaccounted(&document, &written.account, &written.bytes), [""; 0]);
}

#[test]
fn a_standard_edition_server_is_one_wherever_its_database_is() {
    for format in [Format::TopologyBuilder, Format::Published] {
        let design = "deployment a.example\nsite A\n  standard-edition se\n    back-end sql\\rtc\n    file-store \\\\se.a.example\\a\n";
        let written = file(&sketch::read(design).unwrap().document, format);
        assert!(matches!(pool(&open(&written), "se.a.example").1.role, Role::StandardEdition(_)));
        let design = "deployment a.example\nsite A\n  front-end fe\n    computers 2\n    back-end fe\\rtc\n    file-store \\\\fs\\a\n";
        let written = file(&sketch::read(design).unwrap().document, format);
        assert!(matches!(pool(&open(&written), "fe.a.example").1.role, Role::FrontEnd(_)));
    }
}

#[test]
fn upgrade_domains_chosen_by_hand_are_written_and_no_other_server_falls_into_one() {
    let design = "deployment a.example\nsite A\n  front-end fe\n    computers 2 upgrade-domain 3\n    computers fe3 fe4\n    back-end sql\n    file-store \\\\fs\\a\n";
    assert_eq!(shown(design), ["UpgradeDomain fe3.a.example", "UpgradeDomain fe4.a.example"]);
    let document = open(&file(&sketch::read(design).unwrap().document, Format::Published));
    let domains = |document: &Document| {
        let computers = document.topology.computers.iter();
        let mut all: Vec<_> = computers.map(|(_, row)| (row.fqdn.host().to_owned(), row.upgrade_domain)).collect();
        all.sort();
        all.into_iter().map(|(_, domain)| domain).collect::<Vec<_>>()
    };
    assert_eq!(domains(&document), [Some(3), Some(3), Some(4), Some(5)]);
    // Who takes a choice back gets a domain nobody has.
    let (id, computer) = document.topology.computers.iter().find(|(_, row)| row.fqdn.host() == "fe1").unwrap();
    let free = after(&document, &Command::Put((id, Computer { upgrade_domain: None, ..computer.clone() }).into()));
    let lines = changed_lines(&document, &free);
    assert_eq!(lines.len(), 2, "{lines:#?}");
    assert!(lines[1].contains(r#"FaultDomain="FaultDomain1" UpgradeDomain="UpgradeDomain6""#), "{lines:#?}");
}

#[test]
fn addresses_that_no_file_has_a_place_for_are_named_on_every_server() {
    let design = beside("    addresses fe1 primary fe80::1\n").replace("computers 2", "computers fe1 fe2");
    let mut document = sketch::read(&design).unwrap().document;
    let (id, mut computer) = document
        .topology
        .computers
        .iter()
        .find(|(_, row)| !row.interfaces.is_empty())
        .map(|(id, row)| (id, row.clone()))
        .unwrap();
    for own in &mut computer.interfaces {
        own.address_v6 = "fe80::1".into();
    }
    document = after(&document, &Command::Put((id, computer).into()));
    let written = write(&document, Format::Published).unwrap();
    assert!(
        written
            .account
            .left_out
            .iter()
            .any(|item| item.feature == Feature::Addresses && item.name == "1 of fe1.a.example")
    );
    assert_eq!(unaccounted(&document, &written.account, &written.bytes), [""; 0]);
}

#[test]
fn a_group_without_a_listener_and_a_pool_of_one_server_under_its_name_are_named() {
    let design = beside("").replace("back-end sql", "back-end ag\\rtc")
        + "  sql ag\\rtc\n    availability-group \"\" primary sql1.a.example\n";
    assert_eq!(shown(&design), [r"NoListener ag.a.example\rtc"]);
    let alone = beside("").replace("computers 2", "computers fe");
    assert_eq!(shown(&alone), ["Servers fe.a.example"]);
    assert_eq!(said(&alone, Format::TopologyBuilder, Evidence::Shown), [""; 0]);
}

#[test]
fn blanks_around_words_are_kept_and_those_of_whoever_set_the_file_are_not() {
    let mut document = tailspin();
    let id = document.topology.sites.ids().next().unwrap();
    let site = document.topology.sites.get(id).unwrap().clone();
    document = after(&document, &Command::Put((id, Site { description: " head office ".to_owned(), ..site }).into()));
    let written = text(&file(&document, Format::Published));
    let description = |text: &str| {
        let topology = open(text.as_bytes()).topology;
        topology.sites.iter().map(|(_, site)| site.description.clone()).find(|text| text.contains("office"))
    };
    assert_eq!(description(&written).as_deref(), Some(" head office "));
    let set = written.replace(" head office ", "\n      head office\n    ");
    assert_eq!(description(&set).as_deref(), Some("head office"));
}

#[test]
fn what_moves_into_a_branch_site_that_is_not_written_stays_where_it_was() {
    let branch = Id::from_uuid(uuid::Uuid::from_u128(9));
    for (name, bytes) in corpus().into_iter().filter(|(name, _)| name.starts_with("tailspin")) {
        let document = open(&bytes);
        let parent = document.topology.sites.ids().next().unwrap();
        let grown =
            after(&document, &Command::Create(Creation::BranchSite { id: branch, name: "Leeds".to_owned(), parent }));
        let gateway = find(&grown, "par-gw.tailspin.example");
        let moved = Command::MoveToSite { entities: vec![gateway], site: SiteRef::Branch(branch) };
        let moved = after(&grown, &moved);
        assert_eq!(changed_lines(&document, &moved), [""; 0], "{name}");
        let left_out = write(&moved, own_format(&document)).unwrap().account.left_out;
        assert!(left_out.iter().any(|item| item.row == gateway && item.fields == ["site"]), "{name}");
    }
}

#[test]
fn what_has_no_site_to_stay_in_goes_with_the_branch_site_that_is_not_written() {
    let branch = Id::from_uuid(uuid::Uuid::from_u128(9));
    for (name, bytes) in corpus().into_iter().filter(|(name, _)| name.starts_with("tailspin")) {
        let document = open(&bytes);
        let gateway = find(&document, "par-gw.tailspin.example");
        let AnyId::Gateway(id) = gateway else { panic!("{gateway:?}") };
        let SiteRef::Central(old) = document.topology.gateways.get(id).unwrap().site else { panic!("{name}") };
        let parent = document.topology.sites.ids().find(|site| *site != old).unwrap();
        let mut edited =
            after(&document, &Command::Create(Creation::BranchSite { id: branch, name: "Leeds".to_owned(), parent }));
        let moved = Command::MoveToSite { entities: vec![gateway], site: SiteRef::Branch(branch) };
        edited = after(&after(&edited, &moved), &Command::Remove(vec![old.into()]));
        let written = write(&edited, own_format(&document)).unwrap();
        assert_eq!(unaccounted(&edited, &written.account, &written.bytes), [""; 0], "{name}");
        assert!(written.account.left_out.iter().any(|item| item.row == gateway && item.fields.is_empty()), "{name}");
    }
}

#[test]
fn a_pool_without_servers_is_none() {
    let design = "deployment a.example\nsite A\n  front-end fe\n    back-end sql\n    file-store \\\\fs\\a\n";
    let mut document = sketch::read(design).unwrap().document;
    document = change_pool(&document, "fe.a.example", |pool| pool.computers.clear());
    let defects = write(&document, Format::TopologyBuilder).unwrap().account.defects;
    assert_eq!(defects.iter().map(ToString::to_string).collect::<Vec<_>>(), ["pool fe.a.example has no server"]);
}
