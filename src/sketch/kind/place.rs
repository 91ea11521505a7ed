//! `data-centre`, `link`, `site` and `branch-site`: where things stand.

use std::collections::BTreeSet;

use crate::model::{BranchSite, DataCentre, Id, Link, Location, Site, SiteRef, Topology};
use crate::sketch::error::SketchError;
use crate::sketch::item::{Item, Place};
use crate::sketch::lines::{Line, Word};
use crate::sketch::names::Named;
use crate::sketch::read::Reader;
use crate::sketch::words::{AttributeLines, Attributes, Words, free_text, said};
use crate::sketch::write::{Writer, Written};

impl Named for DataCentre {
    const KIND: &'static str = "data-centre";

    fn implied(word: &Word, reader: &mut Reader) -> Result<Option<Id<Self>>, SketchError> {
        let id = reader.names.add(&word.text);
        reader.data_centres.push(id);
        reader.rows.data_centres.insert(id, Self { name: word.text.clone(), region: String::new() });
        Ok(Some(id))
    }
}

impl Named for Site {
    const KIND: &'static str = "site";
}

impl Named for BranchSite {
    const KIND: &'static str = "branch-site";
}

impl Named for Link {
    const KIND: &'static str = "link";

    fn key_of_row(&self, topology: &Topology) -> String {
        link_key(self.ends.map(|end| topology.name(end.into())))
    }
}

/// The names of both ends as one, in whichever order they are said.
fn link_key(names: [String; 2]) -> String {
    let mut names = names.map(|name| name.to_lowercase());
    names.sort();
    names.join(" ")
}

static DATA_CENTRE: Attributes<DataCentre> =
    Attributes(&[&free_text("region", |row: &mut DataCentre| &mut row.region)]);

static LINK: Attributes<Link> = Attributes(&[
    &said("bandwidth", |row: &mut Link| &mut row.bandwidth),
    &said("latency", |row: &mut Link| &mut row.latency),
]);

static SITE: Attributes<Site> = Attributes(&[
    &free_text("description", |row: &mut Site| &mut row.description),
    &said("data-centres", |row: &mut Site| &mut row.data_centres),
    &said("call-admission-control", |row: &mut Site| &mut row.call_admission_control),
    &said("federation-route", |row: &mut Site| &mut row.federation_route),
    &said("xmpp-route", |row: &mut Site| &mut row.xmpp_route),
    &said("default-chat-pool", |row: &mut Site| &mut row.default_chat_pool),
]);

/// What follows the name of a branch site.
static BRANCH_SITE_HEADER: Attributes<BranchSite> = Attributes(&[&said("of", |row: &mut BranchSite| &mut row.parent)]);

static BRANCH_SITE: Attributes<BranchSite> =
    Attributes(&[&free_text("description", |row: &mut BranchSite| &mut row.description)]);

static LOCATION: Attributes<Location> = Attributes(&[
    &free_text("city", |row: &mut Location| &mut row.city),
    &free_text("state", |row: &mut Location| &mut row.state),
    &free_text("country", |row: &mut Location| &mut row.country_code),
]);

pub(in crate::sketch) fn read_data_centre(
    id: Id<DataCentre>,
    line: &Line,
    reader: &mut Reader,
) -> Result<(), SketchError> {
    let mut row = DataCentre { name: reader.name_in::<DataCentre>(line)?, region: String::new() };
    reader.read_header(Attributes(&[]), &mut row, line)?;
    reader.expect(line, id);
    AttributeLines::of(id, "under a data centre").read_all(DATA_CENTRE, &mut row, &line.children, reader)?;
    reader.rows.data_centres.insert(id, row);
    Ok(())
}

pub(in crate::sketch) fn read_link(line: &Line, reader: &mut Reader) -> Result<(), SketchError> {
    let mut words = Words::behind_first(line);
    let mut end = |reader: &mut Reader| {
        let nth = words.nth();
        let word = words.expect("the name of a data centre")?;
        Ok((reader.id(word, nth)?, word.text.clone()))
    };
    let [(a, name_of_a), (b, name_of_b)] = [end(reader)?, end(reader)?];
    let mut row = Link { ends: [a, b], bandwidth: None, latency: None };
    LINK.read_phrases(&mut row, &mut words, reader)?;
    words.finish()?;
    reader.nothing_under(line)?;
    let id = reader.names.add::<Link>(&link_key([name_of_a, name_of_b]));
    reader.expect(line, id);
    reader.links.push(id);
    reader.rows.links.insert(id, row);
    Ok(())
}

pub(in crate::sketch) fn read_site(id: Id<Site>, line: &Line, reader: &mut Reader) -> Result<(), SketchError> {
    let mut row = Site { name: reader.name_in::<Site>(line)?, ..Site::default() };
    reader.read_header(Attributes(&[]), &mut row, line)?;
    reader.expect(line, id);
    let mut lines = AttributeLines::of(id, "under a site");
    for line in attribute_lines(line) {
        if line.first().is("data-centres") {
            reader.said_data_centres.insert(id);
        }
        if !(lines.read(SITE, &mut row, line, reader)? || lines.read(LOCATION, &mut row.location, line, reader)?) {
            return Err(lines.unknown(line, SITE.words().chain(LOCATION.words()).chain(Place::Site(id).words())));
        }
    }
    reader.rows.sites.insert(id, row);
    Ok(())
}

pub(in crate::sketch) fn read_branch_site(
    id: Id<BranchSite>,
    parent: Option<Id<Site>>,
    line: &Line,
    reader: &mut Reader,
) -> Result<(), SketchError> {
    let name = reader.name_in::<BranchSite>(line)?;
    let mut row = BranchSite { name, parent, ..BranchSite::default() };
    reader.read_header(BRANCH_SITE_HEADER, &mut row, line)?;
    reader.expect(line, id);
    let mut lines = AttributeLines::of(id, "under a branch site");
    for line in attribute_lines(line) {
        if !(lines.read(BRANCH_SITE, &mut row, line, reader)?
            || lines.read(LOCATION, &mut row.location, line, reader)?)
        {
            let known = BRANCH_SITE.words().chain(LOCATION.words()).chain(Place::BranchSite(id).words());
            return Err(lines.unknown(line, known));
        }
    }
    reader.rows.branch_sites.insert(id, row);
    Ok(())
}

/// The lines under a site that are about the site itself.
fn attribute_lines(line: &Line) -> impl Iterator<Item = &Line> {
    line.children.iter().filter(|child| Item::of(child.first()).is_none())
}

/// The data centres that something of the site stands in.
pub(in crate::sketch) fn used_data_centres(topology: &Topology, site: Id<Site>) -> BTreeSet<Id<DataCentre>> {
    let site = SiteRef::Central(site);
    let pools = topology.pools.iter().filter(|(_, pool)| pool.site == site);
    let computers = pools.flat_map(|(_, pool)| topology.computers_of(pool)).map(|(_, row)| row.data_centre);
    let sql = topology.sql_instances.iter().map(|(_, row)| (row.site, row.data_centre));
    let shares = topology.file_stores.iter().map(|(_, row)| (row.site, row.data_centre));
    let gateways = topology.gateways.iter().map(|(_, row)| (row.site, row.data_centre));
    let web_apps = topology.web_apps_servers.iter().map(|(_, row)| (row.site, row.data_centre));
    let services = topology.network_services.iter().map(|(_, row)| (row.site, row.data_centre));
    let others = sql.chain(shares).chain(gateways).chain(web_apps).chain(services);
    computers.chain(others.filter(|(at, _)| *at == site).map(|(_, data_centre)| data_centre)).flatten().collect()
}

/// The line of a data centre.
pub(in crate::sketch) fn write_data_centre(row: &DataCentre, writer: &Writer<'_>) -> Written {
    let unsaid = DataCentre { name: row.name.clone(), region: String::new() };
    Written::new("data-centre", &row.spell(writer)).with(DATA_CENTRE.phrases(row, &unsaid, writer))
}

/// The line of a link.
pub(in crate::sketch) fn write_link(row: &Link, writer: &Writer<'_>) -> Written {
    let unsaid = Link { ends: row.ends, bandwidth: None, latency: None };
    let ends = row.ends.iter().map(|end| writer.spell(*end));
    let words: Vec<String> = ends.chain(LINK.phrases(row, &unsaid, writer)).collect();
    Written::new("link", &words.join(" "))
}

/// The line of a site, with what it says of the site itself.
pub(in crate::sketch) fn write_site(id: Id<Site>, row: &Site, writer: &Writer<'_>) -> Written {
    let used = used_data_centres(writer.topology, id);
    let data_centres = writer.data_centres.iter().copied().filter(|id| used.contains(id)).collect();
    let unsaid = Site { name: row.name.clone(), data_centres, ..Site::default() };
    Written::new("site", &row.spell(writer))
        .with(LOCATION.phrases(&row.location, &unsaid.location, writer))
        .with(SITE.phrases(row, &unsaid, writer))
}

/// The line of a branch site under its central site, if it has one, with what it says of the branch site itself.
pub(in crate::sketch) fn write_branch_site(row: &BranchSite, writer: &Writer<'_>) -> Written {
    let unsaid = BranchSite { name: row.name.clone(), parent: row.parent, ..BranchSite::default() };
    Written::new("branch-site", &row.spell(writer))
        .with(LOCATION.phrases(&row.location, &unsaid.location, writer))
        .with(BRANCH_SITE.phrases(row, &unsaid, writer))
}

/// Every word of this family.
#[cfg(test)]
pub(in crate::sketch) fn all_words() -> Vec<&'static str> {
    let mut words = Vec::new();
    words.extend(DATA_CENTRE.words());
    words.extend(LINK.words());
    words.extend(SITE.words());
    words.extend(BRANCH_SITE_HEADER.words());
    words.extend(BRANCH_SITE.words());
    words.extend(LOCATION.words());
    words
}
