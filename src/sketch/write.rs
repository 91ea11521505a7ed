//! From rows to lines: what differs from what is meant where nothing is said, in the order of the outline.

use std::collections::{BTreeMap, BTreeSet};

use super::kind::{deployment, place, pool, service, sheet, store, voice};
use super::names::{Named, ordinal};
use super::order::{by_name, numbers, trunks};
use super::words::phrase;
use crate::model::{AnyId, DataCentre, Document, Fqdn, Gateway, Id, Site, SiteRef, SqlInstance, Topology, Trunk};
use crate::text::natural_key;
use crate::vendor::Product;

/// Writes a document.
pub(super) fn write(document: &Document) -> String {
    let writer = Writer::new(&document.topology);
    write_with(document, &Writer { implied: store::implied(&writer), ..writer })
}

/// Writes a part of a deployment, every row in a line of its own. What is not in the part is still named.
pub(super) fn write_part(part: &Document, whole: &Topology) -> String {
    write_with(part, &Writer { whole, ..Writer::new(&part.topology) })
}

fn write_with(document: &Document, writer: &Writer<'_>) -> String {
    let topology = &document.topology;
    let mut groups = vec![vec![deployment::write(topology.deployment(), writer)]];
    let data_centres = writer.data_centres.iter().filter_map(|id| topology.data_centres.get(*id));
    groups.push(data_centres.map(|row| place::write_data_centre(row, writer)).collect());
    groups.push(by_name(&topology.links, topology).map(|(_, row)| place::write_link(row, writer)).collect());
    let mut contents = write_contents(writer);
    for (id, row) in by_name(&topology.sites, topology) {
        let inside = contents.remove(&SiteRef::Central(id)).unwrap_or_default();
        let branch_sites = write_branch_sites(Some(id), &mut contents, writer);
        groups.push(vec![place::write_site(id, row, writer).under(inside).under(branch_sites)]);
    }
    groups.extend(write_branch_sites(None, &mut contents, writer).into_iter().map(|line| vec![line]));
    groups.push(write_pairs(writer));
    groups.push(sorted(document.waivers.iter().map(|(key, waiver)| sheet::write_waiver(key, waiver, writer))));
    groups.push(sorted(document.sheet.pins().map(|(item, pin)| sheet::write_pin(item, pin, writer))));
    let paragraphs = groups.iter().filter(|group| !group.is_empty()).map(|group| {
        let mut text = String::new();
        group.iter().for_each(|line| line.write(0, &mut text));
        text
    });
    paragraphs.collect::<Vec<_>>().join("\n")
}

/// A document being written, and what its lines need to know of the whole.
pub(super) struct Writer<'a> {
    pub(super) topology: &'a Topology,
    /// What can be named.
    whole: &'a Topology,
    /// Rows that need no line, for they are as they are meant to be where they are only named.
    implied: BTreeSet<AnyId>,
    /// The default SIP domain.
    pub(super) domain: Fqdn,
    /// What pools run that do not say.
    pub(super) product: Product,
    /// Data centres in the order of their lines.
    pub(super) data_centres: Vec<Id<DataCentre>>,
    /// The trunks of each gateway in the order of their lines.
    pub(super) trunks: BTreeMap<Id<Gateway>, Vec<(Id<Trunk>, &'a Trunk)>>,
    /// Which of the rows of its name each row is, where there are several.
    numbers: BTreeMap<AnyId, usize>,
    /// The ports of mirroring endpoints that need not be said.
    pub(super) mirror_ports: BTreeMap<Id<SqlInstance>, u16>,
}

impl<'a> Writer<'a> {
    fn new(topology: &'a Topology) -> Self {
        Self {
            topology,
            whole: topology,
            implied: BTreeSet::new(),
            domain: topology.deployment().default_sip_domain.clone(),
            product: topology.deployment().product,
            data_centres: by_name(&topology.data_centres, topology).map(|(id, _)| id).collect(),
            trunks: trunks(topology),
            numbers: numbers(topology),
            mirror_ports: store::unsaid_mirror_ports(topology),
        }
    }

    /// The name of a row in words, so that no other row can be meant.
    pub(super) fn spell<T: Named>(&self, id: Id<T>) -> String {
        self.numbered(T::any(id), self.spell_alone(id))
    }

    /// The name of a row as a word.
    pub(super) fn spell_alone<T: Named>(&self, id: Id<T>) -> String {
        T::table(self.whole).get(id).map_or_else(|| "none".to_owned(), |row| row.spell(self))
    }

    /// Words that name a row, behind which of several it is.
    pub(super) fn numbered(&self, id: impl Into<AnyId>, words: String) -> String {
        match self.number(id) {
            1 => words,
            nth => format!("{} {words}", ordinal(nth)),
        }
    }

    /// Which of the rows of its name it is, from 1.
    pub(super) fn number(&self, id: impl Into<AnyId>) -> usize {
        self.numbers.get(&id.into()).copied().unwrap_or(1)
    }

    /// Whether there are several of that name.
    pub(super) fn has_twins(&self, id: AnyId) -> bool {
        self.numbers.contains_key(&id)
    }
}

/// Lines as people sort them.
fn sorted(lines: impl Iterator<Item = Written>) -> Vec<Written> {
    let mut lines: Vec<Written> = lines.collect();
    lines.sort_by_cached_key(|line| natural_key(&line.text));
    lines
}

/// What stands in each site, in the order of the outline.
fn write_contents(writer: &Writer<'_>) -> BTreeMap<SiteRef, Vec<Written>> {
    let topology = writer.topology;
    let is_said = |id: AnyId| !writer.implied.contains(&id);
    let mut contents = BTreeMap::<_, Vec<Written>>::new();
    let mut add = |site, line| contents.entry(site).or_default().push(line);
    let mut pools: Vec<_> = by_name(&topology.pools, topology).collect();
    pools.sort_by_key(|(_, row)| row.role.kind());
    for (id, row) in pools {
        add(row.site, pool::write(id, row, writer));
    }
    for (id, row) in by_name(&topology.sql_instances, topology).filter(|(id, _)| is_said((*id).into())) {
        add(row.site, store::write_sql(id, row, writer));
    }
    for (_, row) in by_name(&topology.file_stores, topology).filter(|(id, _)| is_said((*id).into())) {
        add(row.site, store::write_file_store(row, writer));
    }
    for (id, row) in by_name(&topology.gateways, topology) {
        add(row.site, voice::write(id, row, writer));
    }
    for (_, row) in by_name(&topology.web_apps_servers, topology).filter(|(id, _)| is_said((*id).into())) {
        add(row.site, service::write_web_apps(row, writer));
    }
    let mut services: Vec<_> = by_name(&topology.network_services, topology).collect();
    services.sort_by_key(|(_, row)| row.kind);
    for (_, row) in services {
        add(row.site, service::write(row, writer));
    }
    contents
}

/// The branch sites of a central site, or those that have none.
fn write_branch_sites(
    parent: Option<Id<Site>>,
    contents: &mut BTreeMap<SiteRef, Vec<Written>>,
    writer: &Writer<'_>,
) -> Vec<Written> {
    let of_parent = by_name(&writer.topology.branch_sites, writer.topology).filter(|(_, row)| row.parent == parent);
    let mut write = |(id, row)| {
        let inside = contents.remove(&SiteRef::Branch(id)).unwrap_or_default();
        place::write_branch_site(row, writer).under(inside)
    };
    of_parent.map(&mut write).collect()
}

fn write_pairs(writer: &Writer<'_>) -> Vec<Written> {
    let mut said = BTreeSet::new();
    let mut lines = Vec::new();
    let mut pools: Vec<_> = writer.topology.pools.iter().collect();
    pools.sort_by_cached_key(|(id, row)| (natural_key(row.fqdn.as_str()), writer.number(*id)));
    for (id, row) in pools {
        let Some(partner) = row.backup_pool.filter(|_| pool::is_paired(id, row, writer)) else { continue };
        if said.insert(id) && said.insert(partner) || id == partner {
            lines.push(Written::new("pair", &format!("{} {}", writer.spell(id), writer.spell(partner))));
        }
    }
    lines
}

/// A line with those under it.
pub(super) struct Written {
    text: String,
    under: Vec<Self>,
}

impl Written {
    /// A line of a word and what follows it.
    pub(super) fn new(word: &str, rest: &str) -> Self {
        Self { text: phrase(word, rest), under: Vec::new() }
    }

    /// The line with more words behind it.
    pub(super) fn and(mut self, words: impl IntoIterator<Item = String>) -> Self {
        for word in words {
            self.text.push(' ');
            self.text.push_str(&word);
        }
        self
    }

    /// The line with further ones under it.
    pub(super) fn with(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        self.under.extend(lines.into_iter().map(|text| Self { text, under: Vec::new() }));
        self
    }

    /// The line with further ones, and those under them, under it.
    pub(super) fn under(mut self, lines: impl IntoIterator<Item = Self>) -> Self {
        self.under.extend(lines);
        self
    }

    fn write(&self, depth: usize, text: &mut String) {
        text.extend(std::iter::repeat_n("  ", depth));
        text.push_str(&self.text);
        text.push('\n');
        self.under.iter().for_each(|line| line.write(depth + 1, text));
    }
}
