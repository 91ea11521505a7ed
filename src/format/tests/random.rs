//! Properties of files of whole deployments: of new ones, and of such that were read and edited.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::account::{ALL, unaccounted};
use super::*;
use crate::edit::arbitrary::{Wish, wishes};
use crate::model::{Computer, Deployment, Fqdn, Role, SqlHa, Trunk};
use crate::sketch::arbitrary;

/// Few cases, and the same wherever it runs, unless `PROPTEST_CASES` and `PROPTEST_RNG_SEED` ask for others.
fn config() -> ProptestConfig {
    let asked = ProptestConfig::default();
    let is_asked_for_more = std::env::var_os("PROPTEST_CASES").is_some();
    let rng_seed = match asked.rng_seed {
        RngSeed::Random => RngSeed::Fixed(1),
        asked => asked,
    };
    ProptestConfig { cases: if is_asked_for_more { asked.cases } else { 24 }, rng_seed, ..asked }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_new_file_holds_all_but_what_its_account_says(numbers in prop::collection::vec(any::<u16>(), 0..600)) {
        let document = lawful(&arbitrary::document(&numbers));
        for (format, evidence) in ALL {
            let written = write_with(&document, format, evidence).unwrap();
            prop_assert_eq!(unaccounted(&document, &written.account, &written.bytes), [""; 0], "{:?} {:?}", format, evidence);
            let read = open(&written.bytes);
            prop_assert!(file(&read, format) == written.bytes, "what was read is written in another way");
        }
    }

    #[test]
    fn a_file_turned_into_the_other_format_and_back_keeps_its_numbers(numbers in prop::collection::vec(any::<u16>(), 0..600)) {
        let document = lawful(&arbitrary::document(&numbers));
        for (format, evidence) in ALL {
            let other = if format == Format::Published { Format::TopologyBuilder } else { Format::Published };
            let first = open(&write_with(&document, format, evidence).unwrap().bytes);
            let there = write_with(&first, other, evidence).unwrap();
            prop_assert_eq!(unaccounted(&first, &there.account, &there.bytes), [""; 0], "{:?} {:?}", other, evidence);
            let second = open(&there.bytes);
            let back = write_with(&second, format, evidence).unwrap();
            prop_assert_eq!(unaccounted(&second, &back.account, &back.bytes), [""; 0], "{:?} {:?}", format, evidence);
            prop_assert!(file(&open(&back.bytes), other) == there.bytes, "{other:?} {evidence:?} is another after the way back");
        }
    }

    #[test]
    fn an_edited_file_holds_all_but_what_its_account_says(
        numbers in prop::collection::vec(any::<u16>(), 0..600),
        session in wishes(),
    ) {
        let document = lawful(&arbitrary::document(&numbers));
        for (format, evidence) in ALL {
            let start = open(&write_with(&document, format, evidence).unwrap().bytes);
            prop_assert_eq!(faults_of_session(&start, &session), [""; 0], "{:?} {:?}", format, evidence);
        }
    }

    #[test]
    fn an_edited_file_of_the_product_holds_all_but_what_its_account_says(
        n in any::<prop::sample::Index>(),
        session in wishes(),
    ) {
        let files: Vec<_> = corpus().into_iter().chain(samples()).filter(|(name, _)| !name.starts_with("foreign")).collect();
        let (name, bytes) = &files[n.index(files.len())];
        prop_assert_eq!(faults_of_session(&open(bytes), &session), [""; 0], "{}", name);
    }

    #[test]
    fn whatever_the_design_a_file_is_written_and_read(
        numbers in prop::collection::vec(any::<u16>(), 0..600),
        n_alike in 1..4_usize,
    ) {
        let document = arbitrary::document_of_twins(&numbers, n_alike);
        for (format, evidence) in ALL {
            let bytes = write_with(&document, format, evidence).unwrap().bytes;
            prop_assert!(file(&open(&bytes), format) == bytes);
        }
    }
}

/// What is wrong with the file of a document that was read and edited; nothing where rows have other keys since.
fn faults_of_session(start: &Document, session: &[Wish]) -> Vec<String> {
    let mut edited = start.clone();
    for wish in session {
        if let Ok(patch) = wish.on(&edited).plan(&edited) {
            edited = patch.apply(&edited).unwrap();
        }
    }
    let edited = lawful(&told_by_name(&edited));
    // Computers and SQL instances have no key in a file but their names.
    if has_other_keys(start, &edited) {
        return Vec::new();
    }
    let written = write(&edited, own_format(start)).unwrap();
    let mut faults = unaccounted(&edited, &written.account, &written.bytes);
    let read = open(&written.bytes);
    for gone in start.topology.ids().filter(|id| !edited.topology.contains(*id)) {
        let is_by_name = matches!(gone, AnyId::Computer(_) | AnyId::SqlInstance(_));
        if !is_by_name && read.topology.contains(gone) {
            faults.push(format!("what is new has the number of {}", start.topology.name(gone)));
        }
    }
    if !faults.is_empty() {
        faults.push(difference(sketch::write(start).as_bytes(), sketch::write(&edited).as_bytes()).join("\n"));
    }
    faults
}

/// The design without what nobody can mean: a pool without servers, a range that ends before it begins, two addresses
/// of one interface, standby where nothing stands by, an application twice, a URL that is none, two listeners of one
/// name, two root trunks or two between the same ports.
fn lawful(document: &Document) -> Document {
    let topology = &document.topology;
    let mut lawful = document.clone();
    let mut put = |entity: Entity| lawful = after(&lawful, &Command::Put(entity));
    let mut deployment = topology.deployment().clone();
    deployment.simple_urls.meet.retain(|(_, url)| !url.is_empty());
    put((Deployment::ID, deployment).into());
    for (id, pool) in topology.pools.iter() {
        let mut pool = pool.clone();
        if pool.computers.is_empty() {
            let own = id.part("own");
            put((own, Computer::new(pool.fqdn.clone())).into());
            pool.computers.push(own);
        }
        for (id, computer) in topology.computers_of(&pool) {
            let mut computer = computer.clone();
            computer.standby &= matches!(pool.role, Role::PersistentChat(_));
            computer.interfaces.retain(|own| !own.address.is_empty() || !own.public_address.is_empty());
            computer.interfaces.sort_by_key(|own| (own.side, own.number));
            computer.interfaces.dedup_by_key(|own| (own.side, own.number));
            put((id, computer).into());
        }
        if let Some(ports) = pool.role.mediation_ports_mut() {
            for range in [&mut ports.tls, &mut ports.tcp].into_iter().flatten() {
                range.first = range.first.max(1);
                range.last = range.last.max(range.first);
            }
        }
        if let Role::TrustedApplication(settings) = &mut pool.role {
            let mut seen = HashSet::new();
            settings.applications.retain(|application| seen.insert(application.id.clone()));
        }
        put((id, pool).into());
    }
    let mut listeners = HashSet::new();
    for (n, (id, sql)) in topology.sql_instances.iter().enumerate() {
        let mut sql = sql.clone();
        if let SqlHa::AvailabilityGroup(group) = &mut sql.ha
            && !group.listener.is_empty()
            && !listeners.insert(group.listener.key())
        {
            group.listener = format!("{}-{n}", group.listener).as_str().into();
        }
        put((id, sql).into());
    }
    for gateway in topology.gateways.ids() {
        let of_gateway = topology.trunks.iter().filter(|(_, trunk)| trunk.gateway == gateway);
        let mut ends = HashSet::new();
        for (n, (id, trunk)) in of_gateway.enumerate() {
            let mut trunk = Trunk { is_root: n == 0, ..trunk.clone() };
            while !ends.insert((trunk.gateway_port, trunk.pool, trunk.pool_port)) {
                trunk.gateway_port = trunk.gateway_port.wrapping_add(1);
            }
            put((id, trunk).into());
        }
    }
    lawful
}

/// The same under names that tell rows apart: what has the name of another, or none, gets one of its own.
fn told_by_name(document: &Document) -> Document {
    let topology = &document.topology;
    let mut told = document.clone();
    let mut seen = HashSet::new();
    for (n, id) in topology.ids().enumerate() {
        let kind = match id {
            AnyId::Pool(_) | AnyId::Gateway(_) | AnyId::WebAppsServer(_) => "server",
            _ => topology.kind(id),
        };
        let name = topology.name(id);
        if seen.insert((kind, name.to_lowercase())) && !name.trim().is_empty() {
            continue;
        }
        let own = Fqdn::new(format!("own-{n}.contoso.com"));
        let mut entity = topology.entity(id).unwrap();
        match &mut entity {
            Entity::Pool(_, row) => Arc::make_mut(row).fqdn = own,
            Entity::Gateway(_, row) => Arc::make_mut(row).fqdn = own,
            Entity::WebAppsServer(_, row) => Arc::make_mut(row).fqdn = own,
            Entity::SqlInstance(_, row) => Arc::make_mut(row).fqdn = own,
            Entity::FileStore(_, row) => Arc::make_mut(row).server = own,
            Entity::Site(_, row) => Arc::make_mut(row).name = own.to_string(),
            Entity::BranchSite(_, row) => Arc::make_mut(row).name = own.to_string(),
            Entity::Computer(_, row) => Arc::make_mut(row).fqdn = own,
            _ => continue,
        }
        told = after(&told, &Command::Put(entity));
    }
    told
}

/// Whether a computer has come to another pool, or an instance has got another name or server: their keys in a file
/// are made of these.
fn has_other_keys(before: &Document, after: &Document) -> bool {
    let keys = |document: &Document| {
        let topology = &document.topology;
        let computers = topology
            .pools
            .iter()
            .flat_map(|(pool, row)| row.computers.iter().map(move |id| (AnyId::from(*id), format!("{pool:?}"))));
        let instances = topology.sql_instances.iter().map(|(id, row)| (id.into(), row.path()));
        computers.chain(instances).collect::<BTreeSet<_>>()
    };
    let (was, is) = (keys(before), keys(after));
    is.iter().any(|(id, key)| was.iter().any(|(old, was)| old == id && was != key))
}
