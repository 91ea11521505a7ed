//! `sql`, `file-store`, and the stores that pools name.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use super::pool;
use crate::model::{
    AnyId, AvailabilityGroup, DfsTarget, FileKind, FileStore, Fqdn, Id, MirrorMode, SiteRef, SqlHa, SqlInstance,
    SqlNode, StoreRef, StoreUse, Topology, UncPath,
};
use crate::sketch::error::SketchError;
use crate::sketch::lines::{Line, Word};
use crate::sketch::names::{Named, host_and_instance, path, spell_host, spell_instance, spell_path};
use crate::sketch::read::{Here, Reader};
use crate::sketch::value::Atom;
use crate::sketch::words::{AttributeLines, Attributes, Custom, Value, Words, choice, said};
use crate::sketch::write::{Writer, Written};
use crate::vendor::{MIRRORING_PORT, WITNESS_PORT};

impl Named for SqlInstance {
    const KIND: &'static str = "sql";

    fn key(word: &Word, domain: &Fqdn) -> String {
        let (host, instance) = host_and_instance(word, domain);
        instance_path(&host, &instance)
    }

    fn implied(word: &Word, reader: &mut Reader) -> Result<Option<Id<Self>>, SketchError> {
        let (host, instance) = host_and_instance(word, &reader.domain);
        Ok(implied_instance(host, &instance, reader))
    }

    fn spell(&self, writer: &Writer<'_>) -> String {
        spell_instance(&self.fqdn, &self.instance, &writer.domain)
    }
}

fn instance_path(host: &Fqdn, instance: &str) -> String {
    if instance.is_empty() { host.to_string() } else { format!(r"{host}\{instance}") }
}

fn implied_instance(host: Fqdn, instance: &str, reader: &mut Reader) -> Option<Id<SqlInstance>> {
    let row = SqlInstance::new(host, instance, reader.here.site?);
    let id = reader.names.add(&row.path());
    reader.rows.sql_instances.insert(id, SqlInstance { data_centre: reader.here.data_centre, ..row });
    Some(id)
}

/// The instance of that name, made where the line being read stands if there is none.
pub(super) fn instance(host: &Fqdn, instance: &str, reader: &mut Reader) -> Option<Id<SqlInstance>> {
    if let Some(id) = reader.names.own(&instance_path(host, instance), 1) {
        return Some(id);
    }
    let id = implied_instance(host.clone(), instance, reader)?;
    reader.made(id);
    Some(id)
}

/// What follows the principal of a store.
static STORE: Attributes<StoreRef> = Attributes(&[
    &said("mirror", |row: &mut StoreRef| &mut row.mirror),
    &said("witness", |row: &mut StoreRef| &mut row.witness),
    &said("share", |row: &mut StoreRef| &mut row.mirror_share),
    &choice(
        &[("synchronous", Some(MirrorMode::Synchronous)), ("asynchronous", Some(MirrorMode::Asynchronous))],
        |row: &mut StoreRef| &mut row.mirror_mode,
    ),
]);

impl Value for StoreRef {
    fn read(&mut self, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
        *self = Self::default();
        self.primary.read(words, reader)?;
        STORE.read_phrases(self, words, reader)
    }

    fn write(&self, unsaid: &Self, writer: &Writer<'_>) -> String {
        let primary = self.primary.write(&unsaid.primary, writer);
        let words: Vec<String> =
            std::iter::once(primary).chain(STORE.phrases(self, &Self::default(), writer)).collect();
        words.join(" ")
    }
}

/// The port of the mirroring endpoint of every instance that takes part in mirroring, where nothing else is said.
pub(in crate::sketch) fn unsaid_mirror_ports(topology: &Topology) -> BTreeMap<Id<SqlInstance>, u16> {
    let stores = || topology.pools.iter().flat_map(|(_, pool)| pool.role.stores()).map(|(_, store)| store);
    let witnesses = stores().filter_map(|store| store.witness).map(|id| (id, WITNESS_PORT.value));
    let mirrored = stores().filter(|store| store.mirror.is_some());
    let partners =
        mirrored.flat_map(|store| [store.primary, store.mirror]).flatten().map(|id| (id, MIRRORING_PORT.value));
    // Where an instance is both, the later of two equal keys stays.
    witnesses.chain(partners).collect()
}

static SQL_HEADER: Attributes<SqlInstance> = Attributes(&[&said("in", |row: &mut SqlInstance| &mut row.data_centre)]);

static SQL: Attributes<SqlInstance> = Attributes(&[
    &said("version", |row: &mut SqlInstance| &mut row.version),
    &said("edition", |row: &mut SqlInstance| &mut row.edition),
    &said("mirror-port", |row: &mut SqlInstance| &mut row.mirror_port),
    &said("port", |row: &mut SqlInstance| &mut row.port),
    &Custom { word: "cluster", is_repeatable: false, read: read_cluster, write: write_cluster },
    &Custom {
        word: "availability-group",
        is_repeatable: false,
        read: read_availability_group,
        write: write_availability_group,
    },
    &Custom { word: "node", is_repeatable: true, read: read_node, write: write_nodes },
    &Custom { word: "reporting", is_repeatable: false, read: read_reporting, write: write_reporting },
    &said("shared", |row: &mut SqlInstance| &mut row.shared_with_others),
]);

/// What follows the listener of an availability group.
static AVAILABILITY_GROUP: Attributes<AvailabilityGroup> = Attributes(&[
    &said("port", |row: &mut AvailabilityGroup| &mut row.listener_port),
    &said("primary", |row: &mut AvailabilityGroup| &mut row.primary_node),
]);

/// What follows the name of a replica.
static NODE: Attributes<SqlNode> = Attributes(&[
    &choice(&[("synchronous", Some(true)), ("asynchronous", Some(false))], |row: &mut SqlNode| &mut row.synchronous),
    &choice(&[("automatic", Some(true)), ("manual", Some(false))], |row: &mut SqlNode| &mut row.automatic_failover),
    &choice(&[("readable", Some(true)), ("not-readable", Some(false))], |row: &mut SqlNode| &mut row.readable),
    &choice(&[("active", Some(true)), ("passive", Some(false))], |row: &mut SqlNode| &mut row.active),
]);

pub(in crate::sketch) fn read_sql(
    id: Id<SqlInstance>,
    site: SiteRef,
    line: &Line,
    reader: &mut Reader,
) -> Result<(), SketchError> {
    let (host, instance) = host_and_instance(Words::behind_first(line).expect("a name")?, &reader.domain);
    let mut row = SqlInstance::new(host, instance, site);
    reader.read_header(SQL_HEADER, &mut row, line)?;
    reader.expect(line, id);
    if line.children.iter().any(|child| child.first().is("mirror-port")) {
        reader.said_mirror_ports.insert(id);
    }
    AttributeLines::of(id, "under an SQL instance").read_all(SQL, &mut row, &line.children, reader)?;
    reader.rows.sql_instances.insert(id, row);
    Ok(())
}

fn read_cluster(row: &mut SqlInstance, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
    row.ha = SqlHa::FailoverCluster;
    while words.peek().is_some() {
        row.cluster_nodes.push(Fqdn::parse(words, reader)?);
    }
    Ok(())
}

fn write_cluster(row: &SqlInstance, _: &SqlInstance, writer: &Writer<'_>) -> Vec<String> {
    if row.ha != SqlHa::FailoverCluster {
        return Vec::new();
    }
    let nodes = row.cluster_nodes.iter().map(|node| spell_host(node, &writer.domain));
    vec![nodes.collect::<Vec<_>>().join(" ")]
}

fn read_availability_group(
    row: &mut SqlInstance,
    words: &mut Words<'_>,
    reader: &mut Reader,
) -> Result<(), SketchError> {
    let mut group = group_of(row);
    group.listener = Fqdn::parse(words, reader)?;
    AVAILABILITY_GROUP.read_phrases(&mut group, words, reader)?;
    row.ha = SqlHa::AvailabilityGroup(group);
    Ok(())
}

fn read_node(row: &mut SqlInstance, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
    let (fqdn, instance) = host_and_instance(words.expect("the name of a server")?, &reader.domain);
    let mut node = SqlNode { fqdn, instance, ..SqlNode::default() };
    NODE.read_phrases(&mut node, words, reader)?;
    let mut group = group_of(row);
    group.nodes.push(node);
    row.ha = SqlHa::AvailabilityGroup(group);
    Ok(())
}

/// The group that the lines so far were about, or a new one.
fn group_of(row: &SqlInstance) -> AvailabilityGroup {
    match &row.ha {
        SqlHa::AvailabilityGroup(group) => group.clone(),
        SqlHa::None | SqlHa::FailoverCluster => AvailabilityGroup::default(),
    }
}

fn write_availability_group(row: &SqlInstance, _: &SqlInstance, writer: &Writer<'_>) -> Vec<String> {
    let SqlHa::AvailabilityGroup(group) = &row.ha else { return Vec::new() };
    let listener = spell_host(&group.listener, &writer.domain);
    let phrases = AVAILABILITY_GROUP.phrases(group, &AvailabilityGroup::default(), writer);
    vec![std::iter::once(listener).chain(phrases).collect::<Vec<_>>().join(" ")]
}

fn write_nodes(row: &SqlInstance, _: &SqlInstance, writer: &Writer<'_>) -> Vec<String> {
    let SqlHa::AvailabilityGroup(group) = &row.ha else { return Vec::new() };
    let spell = |node: &SqlNode| {
        let name = spell_instance(&node.fqdn, &node.instance, &writer.domain);
        let phrases = NODE.phrases(node, &SqlNode::default(), writer);
        std::iter::once(name).chain(phrases).collect::<Vec<_>>().join(" ")
    };
    group.nodes.iter().map(spell).collect()
}

fn read_reporting(row: &mut SqlInstance, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
    row.reporting_services = Fqdn::parse(words, reader)?.to_string();
    Ok(())
}

fn write_reporting(row: &SqlInstance, _: &SqlInstance, writer: &Writer<'_>) -> Vec<String> {
    let host = Fqdn::new(row.reporting_services.clone());
    if host.is_empty() { Vec::new() } else { vec![spell_host(&host, &writer.domain)] }
}

/// The line of an instance.
pub(in crate::sketch) fn write_sql(id: Id<SqlInstance>, row: &SqlInstance, writer: &Writer<'_>) -> Written {
    let mirror_port = writer.mirror_ports.get(&id).copied();
    let plain = SqlInstance::new(row.fqdn.clone(), row.instance.clone(), row.site);
    let header = SQL_HEADER.phrases(row, &plain, writer);
    let unsaid = SqlInstance { mirror_port, ..plain };
    Written::new("sql", &row.spell(writer)).and(header).with(SQL.phrases(row, &unsaid, writer))
}

impl Named for FileStore {
    const KIND: &'static str = "file-store";

    fn key(word: &Word, domain: &Fqdn) -> String {
        server_and_share(word, domain)
            .map_or_else(|| word.text.clone(), |(server, share)| format!(r"\\{server}\{share}"))
    }

    fn implied(word: &Word, reader: &mut Reader) -> Result<Option<Id<Self>>, SketchError> {
        let (server, share) = server_and_share(word, &reader.domain).ok_or_else(|| word.is_not(A_SHARE))?;
        let Here { site: Some(site), data_centre, .. } = reader.here else { return Ok(None) };
        let row = Self::new(server, share, site);
        let id = reader.names.add(&row.path());
        reader.rows.file_stores.insert(id, Self { data_centre, ..row });
        Ok(Some(id))
    }

    fn spell(&self, writer: &Writer<'_>) -> String {
        spell_path(&UncPath::new(self.path()), &writer.domain)
    }
}

const A_SHARE: &str = r"a share, as \\server\share";

fn server_and_share(word: &Word, domain: &Fqdn) -> Option<(Fqdn, String)> {
    let path = path(word, domain);
    let (server, share) = path.as_str().strip_prefix(r"\\").map(|path| path.split_once('\\').unwrap_or((path, "")))?;
    Some((server.into(), share.to_owned()))
}

static FILE_STORE_HEADER: Attributes<FileStore> =
    Attributes(&[&said("in", |row: &mut FileStore| &mut row.data_centre)]);

static FILE_STORE: Attributes<FileStore> = Attributes(&[
    &Custom { word: "kind", is_repeatable: false, read: read_file_kind, write: write_file_kind },
    &Custom { word: "target", is_repeatable: true, read: read_target, write: write_targets },
]);

static TARGET: Attributes<DfsTarget> = Attributes(&[&said("in", |row: &mut DfsTarget| &mut row.data_centre)]);

const FILE_KINDS: [(&str, FileKind); 5] = [
    ("das", FileKind::DirectAttached),
    ("san", FileKind::StorageAreaNetwork),
    ("nas", FileKind::NetworkAttached),
    ("dfs", FileKind::Dfs(Vec::new())),
    ("clustered", FileKind::Clustered),
];

pub(in crate::sketch) fn read_file_store(
    id: Id<FileStore>,
    site: SiteRef,
    line: &Line,
    reader: &mut Reader,
) -> Result<(), SketchError> {
    let word = Words::behind_first(line).expect("a share")?;
    let (server, share) = server_and_share(word, &reader.domain).ok_or_else(|| word.is_not(A_SHARE))?;
    let mut row = FileStore::new(server, share, site);
    reader.read_header(FILE_STORE_HEADER, &mut row, line)?;
    reader.expect(line, id);
    AttributeLines::of(id, "under a file store").read_all(FILE_STORE, &mut row, &line.children, reader)?;
    reader.rows.file_stores.insert(id, row);
    Ok(())
}

fn read_file_kind(row: &mut FileStore, words: &mut Words<'_>, _: &mut Reader) -> Result<(), SketchError> {
    let what = "das, san, nas, dfs or clustered";
    let word = words.expect(what)?;
    let (_, kind) = FILE_KINDS.into_iter().find(|(known, _)| word.is(known)).ok_or_else(|| word.is_not(what))?;
    // A line before may have named a target.
    if !matches!((&row.kind, &kind), (Some(FileKind::Dfs(_)), FileKind::Dfs(_))) {
        row.kind = Some(kind);
    }
    Ok(())
}

fn write_file_kind(row: &FileStore, _: &FileStore, _: &Writer<'_>) -> Vec<String> {
    let is_it =
        |kind: &FileKind| row.kind.as_ref().is_some_and(|row| mem::discriminant(row) == mem::discriminant(kind));
    FILE_KINDS.iter().filter(|(_, kind)| is_it(kind)).map(|(word, _)| (*word).to_owned()).collect()
}

/// A target makes the share one of a DFS namespace.
fn read_target(row: &mut FileStore, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
    let mut target = DfsTarget { path: UncPath::parse(words, reader)?, data_centre: None };
    TARGET.read_phrases(&mut target, words, reader)?;
    match &mut row.kind {
        Some(FileKind::Dfs(targets)) => targets.push(target),
        kind => *kind = Some(FileKind::Dfs(vec![target])),
    }
    Ok(())
}

fn write_targets(row: &FileStore, _: &FileStore, writer: &Writer<'_>) -> Vec<String> {
    let Some(FileKind::Dfs(targets)) = &row.kind else { return Vec::new() };
    let spell = |target: &DfsTarget| {
        let phrases = TARGET.phrases(target, &DfsTarget::default(), writer);
        std::iter::once(target.path.print(writer)).chain(phrases).collect::<Vec<_>>().join(" ")
    };
    targets.iter().map(spell).collect()
}

/// The line of a share.
pub(in crate::sketch) fn write_file_store(row: &FileStore, writer: &Writer<'_>) -> Written {
    let unsaid = FileStore::new(row.server.clone(), row.share.clone(), row.site);
    Written::new("file-store", &row.spell(writer))
        .and(FILE_STORE_HEADER.phrases(row, &unsaid, writer))
        .with(FILE_STORE.phrases(row, &unsaid, writer))
}

/// The rows that need no line of their own: what a pool's line would make of their name is what they are.
pub(in crate::sketch) fn implied(writer: &Writer<'_>) -> BTreeSet<AnyId> {
    let topology = writer.topology;
    let mut is_as_implied = BTreeMap::<AnyId, bool>::new();
    for (_, row) in topology.pools.iter() {
        let here = pool::here(row, writer);
        for (store_use, store) in row.role.stores() {
            let in_second = matches!(store_use, StoreUse::ChatBackup | StoreUse::ChatComplianceBackup);
            let data_centre = if in_second { here.second_data_centre } else { here.data_centre };
            for id in store.instances() {
                let Some(sql) = topology.sql_instances.get(id) else { continue };
                let plain = SqlInstance::new(sql.fqdn.clone(), sql.instance.clone(), row.site);
                let mirror_port = writer.mirror_ports.get(&id).copied();
                let is_same = *sql == SqlInstance { data_centre, mirror_port, ..plain };
                *is_as_implied.entry(id.into()).or_insert(true) &= is_same;
            }
        }
        if let Some((id, share)) = row.role.file_store().and_then(|id| Some((id, topology.file_stores.get(id)?))) {
            let plain = FileStore::new(share.server.clone(), share.share.clone(), row.site);
            let is_same = *share == FileStore { data_centre: here.data_centre, ..plain };
            *is_as_implied.entry(id.into()).or_insert(true) &= is_same;
        }
        let web_apps = row.role.front_end().and_then(|settings| settings.web_apps);
        if let Some((id, server)) = web_apps.and_then(|id| Some((id, topology.web_apps_servers.get(id)?))) {
            let is_same = *server == super::service::unsaid(server.fqdn.clone(), row.site, here.data_centre);
            *is_as_implied.entry(id.into()).or_insert(true) &= is_same;
        }
    }
    // Which of several of one name is meant is counted by their lines.
    let is_implied = |(id, is_as_implied): &(AnyId, bool)| *is_as_implied && !writer.has_twins(*id);
    is_as_implied.into_iter().filter(is_implied).map(|(id, _)| id).collect()
}

/// Every word of this family.
#[cfg(test)]
pub(in crate::sketch) fn all_words() -> Vec<&'static str> {
    let mut words = Vec::new();
    words.extend(STORE.words());
    words.extend(SQL_HEADER.words());
    words.extend(SQL.words());
    words.extend(AVAILABILITY_GROUP.words());
    words.extend(NODE.words());
    words.extend(FILE_STORE_HEADER.words());
    words.extend(FILE_STORE.words());
    words.extend(TARGET.words());
    words
}
