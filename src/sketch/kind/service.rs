//! `web-apps`, and the services of the network that a deployment needs beside it.

use crate::model::{Address, DataCentre, Fqdn, Id, NetworkService, NetworkServiceKind, SiteRef, WebAppsServer};
use crate::sketch::error::SketchError;
use crate::sketch::lines::{Line, Word};
use crate::sketch::names::{Named, full_name, spell_host};
use crate::sketch::read::{Here, Reader};
use crate::sketch::words::{AttributeLines, Attributes, said};
use crate::sketch::write::{Writer, Written};
use crate::vendor::names::wac_discovery_url;

impl Named for WebAppsServer {
    const KIND: &'static str = "web-apps";

    fn key(word: &Word, domain: &Fqdn) -> String {
        full_name(word, domain)
    }

    fn implied(word: &Word, reader: &mut Reader) -> Result<Option<Id<Self>>, SketchError> {
        let Here { site: Some(site), data_centre, .. } = reader.here else { return Ok(None) };
        let fqdn = full_name(word, &reader.domain);
        let id = reader.names.add(&fqdn);
        reader.rows.web_apps_servers.insert(id, unsaid(Fqdn::new(fqdn), site, data_centre));
        Ok(Some(id))
    }

    fn spell(&self, writer: &Writer<'_>) -> String {
        spell_host(&self.fqdn, &writer.domain)
    }
}

impl Named for NetworkService {
    const KIND: &'static str = "network-service";
}

static WEB_APPS_HEADER: Attributes<WebAppsServer> =
    Attributes(&[&said("in", |row: &mut WebAppsServer| &mut row.data_centre)]);

static WEB_APPS: Attributes<WebAppsServer> = Attributes(&[
    &said("url", |row: &mut WebAppsServer| &mut row.discovery_url),
    &said("external", |row: &mut WebAppsServer| &mut row.is_external),
]);

static NETWORK_SERVICE: Attributes<NetworkService> = Attributes(&[
    &said("in", |row: &mut NetworkService| &mut row.data_centre),
    &said("fqdn", |row: &mut NetworkService| &mut row.fqdn),
    &said("address", |row: &mut NetworkService| &mut row.address),
    &said("serves", |row: &mut NetworkService| &mut row.serves),
]);

/// A server of which only the name is said.
pub(super) fn unsaid(fqdn: Fqdn, site: SiteRef, data_centre: Option<Id<DataCentre>>) -> WebAppsServer {
    let discovery_url = wac_discovery_url(fqdn.as_str());
    WebAppsServer { fqdn, site, data_centre, discovery_url, is_external: false }
}

pub(in crate::sketch) fn read_web_apps(
    id: Id<WebAppsServer>,
    site: SiteRef,
    line: &Line,
    reader: &mut Reader,
) -> Result<(), SketchError> {
    let mut row = unsaid(Fqdn::new(reader.name_in::<WebAppsServer>(line)?), site, None);
    reader.read_header(WEB_APPS_HEADER, &mut row, line)?;
    reader.expect(line, id);
    AttributeLines::of(id, "under a Web Apps server").read_all(WEB_APPS, &mut row, &line.children, reader)?;
    reader.rows.web_apps_servers.insert(id, row);
    Ok(())
}

pub(in crate::sketch) fn write_web_apps(row: &WebAppsServer, writer: &Writer<'_>) -> Written {
    let unsaid = unsaid(row.fqdn.clone(), row.site, None);
    Written::new("web-apps", &row.spell(writer))
        .and(WEB_APPS_HEADER.phrases(row, &unsaid, writer))
        .with(WEB_APPS.phrases(row, &unsaid, writer))
}

fn plain(name: String, kind: NetworkServiceKind, site: SiteRef) -> NetworkService {
    NetworkService {
        name,
        kind,
        site,
        data_centre: None,
        fqdn: Fqdn::default(),
        address: Address::default(),
        serves: Vec::new(),
    }
}

pub(in crate::sketch) fn read(
    id: Id<NetworkService>,
    kind: NetworkServiceKind,
    site: SiteRef,
    line: &Line,
    reader: &mut Reader,
) -> Result<(), SketchError> {
    let mut row = plain(reader.name_in::<NetworkService>(line)?, kind, site);
    reader.read_header(NETWORK_SERVICE, &mut row, line)?;
    reader.nothing_under(line)?;
    reader.expect(line, id);
    reader.rows.network_services.insert(id, row);
    Ok(())
}

pub(in crate::sketch) fn write(row: &NetworkService, writer: &Writer<'_>) -> Written {
    let unsaid = plain(row.name.clone(), row.kind, row.site);
    Written::new(row.kind.token(), &row.spell(writer)).and(NETWORK_SERVICE.phrases(row, &unsaid, writer))
}

/// Every word of this family.
#[cfg(test)]
pub(in crate::sketch) fn all_words() -> Vec<&'static str> {
    let mut words = Vec::new();
    words.extend(WEB_APPS_HEADER.words());
    words.extend(WEB_APPS.words());
    words.extend(NETWORK_SERVICE.words());
    words
}
