//! `gateway` and its trunks.

use super::role::{spell_with_port, split_port};
use crate::model::{Address, Fqdn, Gateway, GatewayKind, Id, Pool, Role, SiteRef, Transport, Trunk};
use crate::sketch::error::SketchError;
use crate::sketch::lines::{Line, Word};
use crate::sketch::names::{Named, full_name, spell_host};
use crate::sketch::read::Reader;
use crate::sketch::words::{Attributes, Custom, Words, choice, said, unknown_word};
use crate::sketch::write::{Writer, Written};
use crate::vendor::names;

impl Named for Gateway {
    const KIND: &'static str = "gateway";

    fn key(word: &Word, domain: &Fqdn) -> String {
        full_name(word, domain)
    }

    fn spell(&self, writer: &Writer<'_>) -> String {
        spell_host(&self.fqdn, &writer.domain)
    }
}

impl Named for Trunk {
    const KIND: &'static str = "trunk";
}

/// What follows the name of a gateway.
static GATEWAY: Attributes<Gateway> = Attributes(&[
    &said("in", |row: &mut Gateway| &mut row.data_centre),
    &said("address", |row: &mut Gateway| &mut row.address),
    &choice(&[("video", GatewayKind::Video)], |row: &mut Gateway| &mut row.kind),
]);

/// What follows the name of a trunk; a port that is not said follows from the rest.
#[derive(Clone, Copy)]
struct Header {
    pool: Option<Id<Pool>>,
    pool_port: Option<u16>,
    transport: Transport,
    gateway_port: Option<u16>,
    is_root: bool,
}

static TRUNK: Attributes<Header> = Attributes(&[
    &Custom { word: "to", is_repeatable: false, read: read_pool_end, write: write_pool_end },
    &choice(&[("tls", Transport::Tls), ("tcp", Transport::Tcp)], |row: &mut Header| &mut row.transport),
    &said("port", |row: &mut Header| &mut row.gateway_port),
    &choice(&[("root", true), ("additional", false)], |row: &mut Header| &mut row.is_root),
]);

impl Header {
    fn unsaid(is_root: bool) -> Self {
        Self { pool: None, pool_port: None, transport: Transport::Tls, gateway_port: None, is_root }
    }
}

/// The port of the gateway's end where nothing is said.
const fn unsaid_gateway_port(transport: Transport) -> u16 {
    match transport {
        Transport::Tls => names::GATEWAY_TLS_PORT.value,
        Transport::Tcp => names::GATEWAY_TCP_PORT.value,
    }
}

/// The port of the pool's end where nothing is said: the first on which the pool takes that transport.
fn unsaid_pool_port(pool: Option<&Pool>, transport: Transport) -> u16 {
    let ports = pool.and_then(|pool| pool.role.mediation_ports());
    let interop =
        pool.and_then(|pool| if let Role::VideoInterop(settings) = &pool.role { Some(settings) } else { None });
    let (said, usual) = match transport {
        Transport::Tls => (
            ports
                .and_then(|ports| ports.tls)
                .map(|range| range.first)
                .or(interop.and_then(|settings| settings.tls_port)),
            names::MEDIATION_TLS_PORT.value,
        ),
        Transport::Tcp => (
            ports
                .and_then(|ports| ports.tcp)
                .map(|range| range.first)
                .or(interop.and_then(|settings| settings.tcp_port)),
            names::MEDIATION_TCP_PORT.value,
        ),
    };
    said.unwrap_or(usual)
}

/// `to POOL[:PORT]`.
fn read_pool_end(row: &mut Header, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
    let nth = words.nth();
    let (name, port) = split_port(words.expect("the name of a pool")?);
    row.pool = if name.is("none") { None } else { Some(reader.id(&name, nth)?) };
    row.pool_port = port;
    Ok(())
}

fn write_pool_end(row: &Header, _: &Header, writer: &Writer<'_>) -> Vec<String> {
    if row.pool.is_none() && row.pool_port.is_none() {
        return Vec::new();
    }
    let name = row.pool.map_or_else(|| "none".to_owned(), |pool| writer.spell(pool));
    vec![spell_with_port(&name, row.pool_port)]
}

/// Gives the trunks of a gateway their ids: those its lines name, one of its own name where there is no line.
pub(in crate::sketch) fn declare_trunks(
    gateway: Id<Gateway>,
    name: &str,
    line: &Line,
    reader: &mut Reader,
) -> Result<(), SketchError> {
    let mut trunks = Vec::new();
    for child in &line.children {
        if !child.first().is("trunk") {
            return Err(unknown_word(child.first(), "under a gateway", std::iter::once("trunk")));
        }
        let name = Words::behind_first(child).expect("the name of a trunk")?;
        if !name.is("none") {
            trunks.push(reader.names.add_part(gateway, &name.text));
        }
    }
    if line.children.is_empty() {
        trunks.push(reader.names.add_part(gateway, name));
    }
    reader.trunks.insert(gateway, trunks);
    Ok(())
}

/// Reads a gateway with its trunks.
pub(in crate::sketch) fn read(
    id: Id<Gateway>,
    site: SiteRef,
    line: &Line,
    reader: &mut Reader,
) -> Result<(), SketchError> {
    let fqdn = Fqdn::new(reader.name_in::<Gateway>(line)?);
    let name = fqdn.to_string();
    let mut row = plain(fqdn, site);
    reader.read_header(GATEWAY, &mut row, line)?;
    reader.rows.gateways.insert(id, row);
    let n_made = reader.n_made();
    let mut trunks = reader.trunks.remove(&id).unwrap_or_default().into_iter();
    let mut is_root = true;
    if line.children.is_empty() {
        for trunk in trunks.by_ref() {
            reader.made(trunk);
            insert_trunk(trunk, name.clone(), id, Header::unsaid(true), reader);
        }
    }
    reader.expect_since(n_made, line, id);
    for child in &line.children {
        let mut words = Words::behind_first(child);
        if words.passes("none") {
            words.finish()?;
            continue;
        }
        let name = words.expect("the name of a trunk")?.text.clone();
        let mut header = Header::unsaid(is_root);
        is_root = false;
        TRUNK.read_phrases(&mut header, &mut words, reader)?;
        words.finish()?;
        reader.nothing_under(child)?;
        if let Some(trunk) = trunks.next() {
            insert_trunk(trunk, name, id, header, reader);
            reader.expect(child, trunk);
        }
    }
    Ok(())
}

fn insert_trunk(id: Id<Trunk>, name: String, gateway: Id<Gateway>, header: Header, reader: &mut Reader) {
    let Header { pool, pool_port, transport, gateway_port, is_root } = header;
    let unsaid_pool_port = unsaid_pool_port(pool.and_then(|pool| reader.rows.pools.get(&pool)), transport);
    let row = Trunk {
        name,
        gateway,
        gateway_port: gateway_port.unwrap_or(unsaid_gateway_port(transport)),
        transport,
        pool,
        pool_port: pool_port.unwrap_or(unsaid_pool_port),
        is_root,
    };
    reader.rows.trunks.insert(id, row);
}

fn plain(fqdn: Fqdn, site: SiteRef) -> Gateway {
    Gateway { fqdn, site, kind: GatewayKind::default(), data_centre: None, address: Address::default() }
}

/// The line of a gateway, with its trunks.
pub(in crate::sketch) fn write(id: Id<Gateway>, row: &Gateway, writer: &Writer<'_>) -> Written {
    let trunks: Vec<&Trunk> = writer.trunks.get(&id).into_iter().flatten().map(|(_, trunk)| *trunk).collect();
    let plain_trunk = Trunk {
        name: row.fqdn.to_string(),
        gateway: id,
        gateway_port: unsaid_gateway_port(Transport::Tls),
        transport: Transport::Tls,
        pool: None,
        pool_port: unsaid_pool_port(None, Transport::Tls),
        is_root: true,
    };
    let lines = match trunks.as_slice() {
        [] => vec!["trunk none".to_owned()],
        [only] if **only == plain_trunk => Vec::new(),
        _ => trunks.iter().enumerate().map(|(place, trunk)| write_trunk(trunk, place == 0, writer)).collect(),
    };
    Written::new("gateway", &row.spell(writer))
        .and(GATEWAY.phrases(row, &plain(row.fqdn.clone(), row.site), writer))
        .with(lines)
}

fn write_trunk(row: &Trunk, is_first: bool, writer: &Writer<'_>) -> String {
    let pool = row.pool.and_then(|pool| writer.topology.pools.get(pool));
    let header = Header {
        pool: row.pool,
        pool_port: (row.pool_port != unsaid_pool_port(pool, row.transport)).then_some(row.pool_port),
        transport: row.transport,
        gateway_port: (row.gateway_port != unsaid_gateway_port(row.transport)).then_some(row.gateway_port),
        is_root: row.is_root,
    };
    let phrases = TRUNK.phrases(&header, &Header::unsaid(is_first), writer);
    ["trunk".to_owned(), row.spell(writer)].into_iter().chain(phrases).collect::<Vec<_>>().join(" ")
}

/// Every word of this family.
#[cfg(test)]
pub(in crate::sketch) fn all_words() -> Vec<&'static str> {
    let mut words = Vec::new();
    words.extend(GATEWAY.words());
    words.extend(TRUNK.words());
    words
}
