//! What a file came with: it comes back byte for byte, and an edit changes only the lines that it touches.

use proptest::prelude::*;

use super::*;
use crate::edit::{Creation, PoolCommand};
use crate::model::{FileStore, PortRange, Role, RoleKind, SiteRef, SqlInstance, StoreRef, Trunk};

#[test]
fn what_nobody_edited_is_written_as_it_was_read() {
    for (name, bytes) in corpus().into_iter().chain(samples()) {
        let document = open(&bytes);
        assert!(file(&document, own_format(&document)) == bytes, "{name}");
        let again = open(&file(&document, Format::Native));
        assert!(again == document, "{name}");
        assert!(file(&again, own_format(&document)) == bytes, "{name} through a native file");
    }
}

#[test]
fn a_renamed_pool_changes_the_lines_that_name_it() {
    for (name, bytes) in corpus().into_iter().chain(samples()) {
        let document = open(&bytes);
        let topology = &document.topology;
        for (_, pool) in topology.pools.iter() {
            let lines = changed_lines(&document, &rename(&document, pool.fqdn.as_str(), "renamed.example"));
            let (gone, new): (Vec<&String>, Vec<&String>) = lines.iter().partition(|line| line.starts_with('-'));
            assert!(!gone.is_empty(), "{name}: {}", pool.fqdn);
            let follow = |line: &String| format!("+{}", line[1..].replace(pool.fqdn.as_str(), "renamed.example"));
            assert_eq!(gone.into_iter().map(follow).collect::<Vec<_>>(), new.into_iter().cloned().collect::<Vec<_>>());
        }
    }
}

#[test]
fn a_renamed_server_or_sql_host_changes_the_lines_that_name_it() {
    for (name, old) in [("Contoso.tbxml", "xfrontend2.contoso.com"), ("Contoso.tbxml", "xSQL1.contoso.com")] {
        let Some(document) = sample(name) else { return };
        let lines = changed_lines(&document, &rename(&document, old, "new.contoso.com"));
        assert_eq!(lines.len(), 2, "{lines:#?}");
        assert_eq!(lines[0][1..].replace(old, "new.contoso.com"), lines[1][1..]);
    }
}

#[test]
fn a_new_external_name_of_an_edge_pool_changes_its_ports() {
    let Some(document) = sample("Contoso.tbxml") else { return };
    let changed = change_pool(&document, "edgepool.contoso.com", |pool| {
        let Role::Edge(edge) = &mut pool.role else { panic!("not an Edge pool") };
        for service in [&mut edge.access, &mut edge.web_conferencing, &mut edge.av] {
            service.fqdn = "edge.contoso.com".into();
        }
    });
    let lines = changed_lines(&document, &changed);
    assert_eq!(lines.len(), 12, "{lines:#?}");
    assert!(lines.iter().all(|line| line[1..].starts_with("<Port ") && line.contains("ConfiguredFqdn")));
}

#[test]
fn a_server_comes_and_goes_with_its_element() {
    for (name, bytes) in corpus().into_iter().chain(samples()) {
        let document = open(&bytes);
        let front_ends = document.topology.pools.iter().filter(|(_, pool)| matches!(pool.role, Role::FrontEnd(_)));
        let Some((pool, row)) = front_ends.map(|(id, row)| (id, row.clone())).next() else { continue };
        let id = Id::from_uuid(uuid::Uuid::from_u128(7));
        let add = PoolCommand::AddComputer { pool, id, fqdn: "one-more.example".into(), data_centre: None };
        let grown = after(&document, &Command::Pool(add));
        let lines = changed_lines(&document, &grown);
        let n = row.computers.len() + 1;
        assert!(
            lines[0].contains(&format!(
                r#"Fqdn="one-more.example" FaultDomain="FaultDomain{n}" UpgradeDomain="UpgradeDomain{n}""#
            )),
            "{name}: {lines:#?}"
        );
        // The server, its interfaces and the end of it.
        let n_lines = if row.role.mediation_ports().is_some() { 5 } else { 4 };
        assert_eq!(lines.len(), n_lines, "{name}: {lines:#?}");
        assert!(lines.iter().all(|line| line.starts_with('+')));
        assert_eq!(changed_lines(&document, &after(&grown, &Command::Remove(vec![id.into()]))), [""; 0], "{name}");

        let shrunk = after(&document, &Command::Remove(vec![row.computers[1].into()]));
        let lines = changed_lines(&document, &shrunk);
        assert!(lines.len() == n_lines && lines.iter().all(|line| line.starts_with('-')), "{name}: {lines:#?}");
        assert_eq!(differences(&shrunk.topology, &open(&file(&shrunk, own_format(&document))).topology), [""; 0]);

        let last = row.computers.len() - 1;
        let reordered = PoolCommand::MoveComputer { pool, computer: row.computers[last], to: 0 };
        let reordered = after(&document, &Command::Pool(reordered));
        assert_eq!(differences(&reordered.topology, &open(&file(&reordered, own_format(&document))).topology), [""; 0]);
    }
}

#[test]
fn a_range_of_listening_ports_is_read_and_kept() {
    let single = text(&file(&tailspin(), Format::Published));
    let row = r#"InterfaceSide="Pstn" InterfaceNumber="1" Port="5067" Protocol="Tls""#;
    let ranged = single.replace(row, &format!(r#"{row} Range="3""#));
    let document = open(ranged.as_bytes());
    let ports = pool(&document, "lon-fe.tailspin.example").1.role.mediation_ports().unwrap().clone();
    assert_eq!(ports.tls, Some(PortRange { first: 5067, last: 5069 }));
    assert_eq!(ports.tcp, Some(PortRange::single(5068)));
    assert_eq!(text(&file(&document, Format::Published)), ranged);
}

#[test]
fn enterprise_voice_switched_off_and_on_again_leaves_no_trace() {
    for (name, bytes) in corpus().into_iter().chain(samples()) {
        let document = open(&bytes);
        let format = own_format(&document);
        let pools: Vec<_> = document
            .topology
            .pools
            .iter()
            .filter(|(_, pool)| pool.role.front_end().is_some_and(|settings| settings.features.voice))
            .map(|(_, pool)| pool.fqdn.to_string())
            .collect();
        for pool in pools {
            let switch = |document: &Document, voice| {
                change_pool(document, &pool, |pool| pool.role.front_end_mut().unwrap().features.voice = voice)
            };
            let off = switch(&document, false);
            let lines = changed_lines(&document, &off);
            assert_eq!(lines.len(), 3, "{name}: {lines:#?}");
            let reopened = open(&file(&off, format));
            assert!(file(&switch(&reopened, true), format) == bytes, "{name}");
        }
    }
}

#[test]
fn a_second_pool_is_written_in_full_and_goes_without_a_trace() {
    for (name, bytes) in corpus().into_iter().chain(samples()) {
        let document = open(&bytes);
        let format = own_format(&document);
        let (_, first) = document.topology.pools.iter().find(|(_, pool)| pool.role.front_end().is_some()).unwrap();
        let id = Id::from_uuid(uuid::Uuid::from_u128(77));
        let sql = Id::from_uuid(uuid::Uuid::from_u128(78));
        let create = [
            Creation::SqlInstance {
                id: sql,
                fqdn: "second-sql.example".into(),
                instance: "rtc".to_owned(),
                site: first.site,
                data_centre: None,
            },
            Creation::Pool {
                id,
                role: RoleKind::FrontEnd,
                fqdn: "second.example".into(),
                site: first.site,
                data_centre: None,
                computers: ["a.example", "b.example"].map(Into::into).to_vec(),
            },
        ];
        let label = message!("both");
        let steps = create.map(Command::Create).to_vec();
        let grown = after(&document, &Command::All { label, steps });
        let grown = change_pool(&grown, "second.example", |pool| {
            let settings = pool.role.front_end_mut().unwrap();
            settings.back_end = StoreRef::on(sql);
            settings.file_store = first.role.file_store();
            settings.edge_pool = first.role.edge_pool();
            pool.product = first.product;
        });
        let lines = changed_lines(&document, &grown);
        assert!(lines.iter().all(|line| line.starts_with('+')), "{name}: {lines:#?}");
        let reopened = read(file(&grown, format)).unwrap();
        assert_eq!(differences(&grown.topology, &reopened.document.topology), [""; 0], "{name}");
        let gone = Command::Remove(vec![
            find(&reopened.document, "second.example"),
            find(&reopened.document, r"second-sql.example\rtc"),
        ]);
        assert!(file(&after(&reopened.document, &gone), format) == bytes, "{name}");
    }
}

#[test]
fn a_deleted_pool_takes_its_services_and_what_depends_on_them_along() {
    for (name, bytes) in corpus().into_iter().chain(samples()) {
        let document = open(&bytes);
        for (id, pool) in document.topology.pools.iter() {
            let smaller = after(&document, &Command::Remove(vec![id.into()]));
            let written = file(&smaller, own_format(&document));
            let opened = read(written).unwrap();
            let n_dangling = |notices: &[Notice]| {
                notices.iter().filter(|notice| notice.message.to_string().contains("not in this file")).count()
            };
            let n_before = n_dangling(&read(bytes.clone()).unwrap().notices);
            assert!(n_dangling(&opened.notices) <= n_before, "{name} without {}: {:#?}", pool.fqdn, opened.notices);
            let mut lines = differences(&smaller.topology, &opened.document.topology);
            lines.retain(|line| !line.starts_with("deployment "));
            assert_eq!(lines, [""; 0], "{name} without {}", pool.fqdn);
        }
    }
}

#[test]
fn what_moves_to_another_site_arrives_there() {
    for (name, bytes) in corpus() {
        let document = open(&bytes);
        let sites: Vec<_> = document.topology.sites.ids().collect();
        for &site in &sites {
            for (id, pool) in document.topology.pools.iter() {
                let moved = Command::MoveToSite { entities: vec![id.into()], site: SiteRef::Central(site) };
                let Ok(patch) = moved.plan(&document) else { continue };
                let moved = patch.apply(&document).unwrap();
                let opened = open(&file(&moved, own_format(&document)));
                let mut lines = differences(&moved.topology, &opened.topology);
                // A share or an instance on the same computer moves along.
                lines.retain(|line| !line.contains(&format!("{}", pool.fqdn)) || line.starts_with("pool"));
                lines.retain(|line| !line.starts_with("site "));
                assert_eq!(lines, [""; 0], "{name}: {} to {site:?}", pool.fqdn);
            }
        }
    }
}

#[test]
fn what_is_not_known_stays_through_edits() {
    for (name, unknown) in [
        (
            "foreign.tbxml",
            &[
                r#" Zone="7""#,
                "<Elevation unit='m'>11 &amp; a bit</Elevation>",
                "<!-- branch offices follow -->",
                r#"<Service UniqueId="c0000000-0000-4000-8000-0000000005e7" RoleName="PersistentChatService""#,
                r#"Usage="Backup""#,
                r#"Mood="good""#,
                r#"UniqueId="sql-0""#,
            ][..],
        ),
        (
            "foreign.xml",
            &["<!-- kept by hand -->", "<Appendix />", r#"RoleName="ExternalServer" Instance="3""#, "SiteId=\"9\""][..],
        ),
    ] {
        let document = open(&std::fs::read(folder().join(name)).unwrap());
        let renamed = rename(&document, "lon-fe.tailspin.example", "ldn-fe.tailspin.example");
        let renamed = rename(&renamed, r"lon-sql.tailspin.example\rtc", r"ldn-sql.tailspin.example\rtc");
        let without = after(&renamed, &Command::Remove(vec![find(&renamed, "par-med.tailspin.example")]));
        let written = text(&file(&without, own_format(&document)));
        for unknown in unknown {
            assert!(written.contains(unknown), "{unknown} is gone from {name}");
        }
    }
}

#[test]
fn what_is_not_known_is_said_with_its_place() {
    let said = |name: &str| {
        let opened = read(std::fs::read(folder().join(name)).unwrap()).unwrap();
        let say = |notice: &Notice| format!("{} {}", notice.at.unwrap().line, notice.message);
        opened.notices.iter().map(say).collect::<Vec<_>>()
    };
    assert_eq!(
        said("foreign.tbxml"),
        ["529 the role PersistentChatService is not known", "532 the dependency of usage Backup is not known"]
    );
    assert_eq!(
        said("foreign.xml"),
        [
            "706 the role ExternalServer is not known",
            "710 service ExternalServer depends on a service that is not in this file"
        ]
    );
}

#[test]
fn references_to_nothing_are_resolved_and_said() {
    let mut text = text(&std::fs::read(folder().join("no-mark-lf.tbxml")).unwrap());
    let start = text.find("<Service ").unwrap();
    let end = text.find("</Service>").unwrap() + "</Service>".len();
    text.replace_range(start..end, "");
    let twice = text.find("<SqlInstance ").map(|at| text[at..].split_inclusive("/>").next().unwrap().to_owned());
    text = text.replacen("<SqlInstances>", &format!("<SqlInstances>{}", twice.unwrap()), 1);
    let opened = read(text.as_bytes()).unwrap();
    let said: Vec<_> = opened.notices.iter().map(|notice| notice.message.to_string()).collect();
    assert!(said.iter().any(|said| said.starts_with("two elements have the id ")), "{said:#?}");
    assert!(said.contains(&"service Registrar depends on a service that is not in this file".to_owned()), "{said:#?}");
    assert!(file(&opened.document, Format::TopologyBuilder) == text.as_bytes());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn damaged_files_are_read_or_refused(
        n in any::<prop::sample::Index>(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in prop::option::weighted(0.2, any::<prop::sample::Index>()),
    ) {
        let files = corpus();
        let (_, mut bytes) = files[n.index(files.len())].clone();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(opened) = read(bytes.clone()) {
            prop_assert!(file(&opened.document, opened.format.unwrap()) == bytes);
            let mut missing = Vec::new();
            let topology = &opened.document.topology;
            topology.each_reference(&mut |from, to| {
                if !topology.contains(to) {
                    missing.push((from, to));
                }
            });
            prop_assert_eq!(missing, []);
        }
    }

    #[test]
    fn attributes_of_any_text_are_read_and_written(
        n in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        value in "[a-z0-9é&\\\\{}.-]{0,8}",
    ) {
        let files = corpus();
        let (_, bytes) = &files[n.index(files.len())];
        let mut tree = xml::Tree::parse(bytes.as_slice()).unwrap();
        let mut nodes = vec![tree.root()];
        let mut next = 0;
        while next < nodes.len() {
            nodes.extend(tree.children(nodes[next]));
            next += 1;
        }
        let node = nodes[at.index(nodes.len())];
        let names: Vec<_> = tree.attributes(node).map(|own| own.name.to_owned()).filter(|name| !name.starts_with("xmlns")).collect();
        for name in names {
            tree.set_attribute(node, &name, &value).unwrap();
        }
        let bytes = tree.to_bytes();
        let opened = read(bytes.clone()).unwrap();
        prop_assert!(file(&opened.document, opened.format.unwrap()) == bytes);
        let again = open(&file(&opened.document, Format::Native));
        prop_assert_eq!(differences(&opened.document.topology, &again.topology), [""; 0]);
        prop_assert!(again == opened.document);
    }
}

#[test]
fn a_database_that_moves_to_a_server_that_is_there_takes_its_services_along() {
    for (name, bytes) in corpus().into_iter().filter(|(name, _)| name.starts_with("tailspin")) {
        let document = open(&bytes);
        let sql = find(&document, r"lon-sql.tailspin.example\rtc");
        let AnyId::SqlInstance(id) = sql else { panic!("{sql:?}") };
        let row = document.topology.sql_instances.get(id).unwrap().clone();
        let moved = SqlInstance { fqdn: "lon-ag.tailspin.example".into(), ..row };
        let moved = after(&document, &Command::Put((id, moved).into()));
        let again = open(&file(&moved, own_format(&document)));
        let (_, pool) = pool(&again, "lon-fe.tailspin.example");
        let back_end = pool.role.front_end().unwrap().back_end.primary.unwrap();
        assert_eq!(again.topology.name(back_end.into()), r"lon-ag.tailspin.example\rtc", "{name}");
    }
}

#[test]
fn what_is_not_known_follows_a_pool_to_its_new_number() {
    let document = open(&std::fs::read(folder().join("foreign.xml")).unwrap());
    let n_notices = read(file(&document, Format::Published)).unwrap().notices.len();
    let sites: Vec<_> = document.topology.sites.ids().collect();
    for (id, pool) in document.topology.pools.iter() {
        let other = sites.iter().map(|site| SiteRef::Central(*site)).find(|site| *site != pool.site).unwrap();
        let moved = after(&document, &Command::MoveToSite { entities: vec![id.into()], site: other });
        let notices = read(file(&moved, Format::Published)).unwrap().notices;
        assert_eq!(notices.len(), n_notices, "{}: {notices:#?}", pool.fqdn);
    }
}

#[test]
fn a_new_server_stands_where_it_was_put_among_servers_that_were_moved() {
    let document = open(&file(&tailspin(), Format::TopologyBuilder));
    let (id, row) = pool(&document, "lon-fe.tailspin.example");
    let new = Id::from_uuid(uuid::Uuid::from_u128(7));
    let mut edited = document.clone();
    for command in [
        PoolCommand::AddComputer { pool: id, id: new, fqdn: "new.example".into(), data_centre: None },
        PoolCommand::MoveComputer { pool: id, computer: row.computers[0], to: 2 },
        PoolCommand::MoveComputer { pool: id, computer: new, to: 1 },
    ] {
        edited = after(&edited, &Command::Pool(command));
    }
    let names = |document: &Document| {
        let (_, pool) = pool(document, "lon-fe.tailspin.example");
        document.topology.computers_of(&pool).map(|(_, row)| row.fqdn.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names(&edited)[1], "new.example");
    assert_eq!(names(&open(&file(&edited, Format::TopologyBuilder))), names(&edited));
}

#[test]
fn a_trunk_and_a_share_outlive_the_servers_they_leave() {
    for (name, bytes) in corpus().into_iter().filter(|(name, _)| name.starts_with("tailspin")) {
        let document = open(&bytes);
        let trunk = find(&document, "par-gw.tailspin.example");
        let AnyId::Gateway(old) = trunk else { panic!("{trunk:?}") };
        let AnyId::Gateway(new) = find(&document, "lon-gw.tailspin.example") else { panic!("no gateway") };
        let (id, row) = document.topology.trunks.iter().find(|(_, row)| row.gateway == old).unwrap();
        let moved = Trunk { gateway: new, is_root: false, ..row.clone() };
        let moved = after(&document, &Command::Put((id, moved).into()));
        let (share, row) = moved.topology.file_stores.iter().find(|(_, row)| row.server.host() == "lon-fs").unwrap();
        let row = FileStore { server: "lon-ag.tailspin.example".into(), ..row.clone() };
        let moved = after(&moved, &Command::Put((share, row).into()));
        let again = open(&file(&moved, own_format(&document))).topology;
        assert_eq!(again.trunks.len(), document.topology.trunks.len(), "{name}");
        assert_eq!(again.gateways.len(), document.topology.gateways.len() - 1, "{name}");
        assert!(again.file_stores.iter().any(|(_, row)| row.server.host() == "lon-ag"), "{name}");
    }
}
