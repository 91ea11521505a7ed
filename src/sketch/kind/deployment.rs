//! `deployment`: what is true of the deployment as a whole.

use crate::model::{Deployment, Fqdn, SimpleUrls, SipDomain};
use crate::sketch::error::{Fault, SketchError};
use crate::sketch::lines::Line;
use crate::sketch::names::text_as_name;
use crate::sketch::read::Reader;
use crate::sketch::value::Atom;
use crate::sketch::words::{AttributeLines, Attributes, Custom, Words, choice, said};
use crate::sketch::write::{Writer, Written};
use crate::vendor::{Product, names};

/// What is meant where no line says anything.
const DOMAIN: &str = "contoso.com";
const PRODUCT: Product = Product::S15;

static ATTRIBUTES: Attributes<Deployment> = Attributes(&[
    &said("product", |row: &mut Deployment| &mut row.product),
    &Custom { word: "sip-domain", is_repeatable: true, read: read_sip_domains, write: write_sip_domains },
    &Custom { word: "meet", is_repeatable: true, read: read_meet_url, write: write_meet_urls },
    &said("dialin", |row: &mut Deployment| &mut row.simple_urls.dialin),
    &said("admin", |row: &mut Deployment| &mut row.simple_urls.admin),
    &said("central-management", |row: &mut Deployment| &mut row.central_management),
    &said("federation-route", |row: &mut Deployment| &mut row.federation_route),
    &said("xmpp-route", |row: &mut Deployment| &mut row.xmpp_route),
    &said("prepare-first-server", |row: &mut Deployment| &mut row.prepare_first_server),
    &said("geo-dns", |row: &mut Deployment| &mut row.geo_dns),
    &said("backup-sync", |row: &mut Deployment| &mut row.backup_sync_minutes),
]);

/// What follows the names of SIP domains.
static FLAGS: Attributes<SipDomain> = Attributes(&[
    &choice(&[("authoritative", true)], |row: &mut SipDomain| &mut row.authoritative),
    &choice(&[("sub-domains", true)], |row: &mut SipDomain| &mut row.allow_sub_domains),
]);

/// Reads what all other lines need to know, and makes the row where no line is about it.
pub(in crate::sketch) fn read_header(line: Option<&Line>, reader: &mut Reader) -> Result<(), SketchError> {
    reader.product = PRODUCT;
    let Some(line) = line else {
        reader.domain = DOMAIN.into();
        reader.rows.deployments.insert(Deployment::ID, unsaid(PRODUCT, &reader.domain));
        return Ok(());
    };
    let mut words = Words::behind_first(line);
    reader.domain = words.next().map(|word| Fqdn::new(word.text.clone())).unwrap_or_default();
    words.finish()?;
    if let Some(line) = line.children.iter().find(|line| line.first().is("product")) {
        reader.product = Product::parse(&mut Words::behind_first(line), reader)?;
    }
    Ok(())
}

/// Reads the line.
pub(in crate::sketch) fn read(line: &Line, reader: &mut Reader) -> Result<(), SketchError> {
    if !reader.rows.deployments.is_empty() {
        return Err(SketchError::new(line.first().at, Fault::Twice { word: "deployment" }));
    }
    reader.expect(line, Deployment::ID);
    let mut row = unsaid(PRODUCT, &reader.domain);
    row.simple_urls.meet.clear();
    let lines = AttributeLines::of(Deployment::ID, "under `deployment`");
    lines.read_all(ATTRIBUTES, &mut row, &line.children, reader)?;
    if !line.children.iter().any(|line| line.first().is("meet")) {
        row.simple_urls.meet = meet_urls(&row.sip_domains);
    }
    reader.rows.deployments.insert(Deployment::ID, row);
    Ok(())
}

/// The line of a deployment.
pub(in crate::sketch) fn write(row: &Deployment, writer: &Writer<'_>) -> Written {
    let unsaid = unsaid(PRODUCT, &row.default_sip_domain);
    let domain = &row.default_sip_domain;
    let head = if domain.is_empty() { String::new() } else { crate::sketch::lines::quoted_if_needed(domain.as_str()) };
    Written::new("deployment", &head).with(ATTRIBUTES.phrases(row, &unsaid, writer))
}

/// The deployment of one SIP domain of which nothing else was said.
fn unsaid(product: Product, domain: &Fqdn) -> Deployment {
    if domain.is_empty() { Deployment { product, ..Deployment::default() } } else { Deployment::new(product, domain) }
}

/// The vendor's Meet addresses for these domains.
fn meet_urls(domains: &[SipDomain]) -> Vec<(Fqdn, String)> {
    domains.iter().map(|domain| (domain.name.clone(), names::meet_url(domain.name.as_str()))).collect()
}

/// `none` takes back what was said so far, also the default domain; other names are further domains, and the default
/// one is in the list to begin with.
fn read_sip_domains(row: &mut Deployment, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
    if words.passes("none") {
        row.sip_domains.clear();
    }
    let mut names = Vec::new();
    while let Some(word) = words.peek().filter(|word| FLAGS.find(word).is_none()) {
        words.next();
        names.push(Fqdn::new(word.text.clone()));
    }
    let mut flags = SipDomain::default();
    FLAGS.read_phrases(&mut flags, words, reader)?;
    row.sip_domains.extend(names.into_iter().map(|name| SipDomain { name, ..flags.clone() }));
    Ok(())
}

fn write_sip_domains(row: &Deployment, unsaid: &Deployment, writer: &Writer<'_>) -> Vec<String> {
    let further = row.sip_domains.strip_prefix(unsaid.sip_domains.as_slice());
    let start = further.is_none().then(|| "none".to_owned());
    let spell = |domain: &SipDomain| {
        let name = Some(text_as_domain(domain.name.as_str()));
        let flags = FLAGS.phrases(domain, &SipDomain::default(), writer);
        name.into_iter().chain(flags).collect::<Vec<_>>().join(" ")
    };
    start.into_iter().chain(further.unwrap_or(&row.sip_domains).iter().map(spell)).collect()
}

/// The first line takes the place of the vendor's addresses; `none` adds nothing to it.
fn read_meet_url(row: &mut Deployment, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
    if words.passes("none") {
        return Ok(());
    }
    let domain = words.expect("a SIP domain")?;
    let url = String::parse(words, reader)?;
    row.simple_urls.meet.push((Fqdn::new(domain.text.clone()), url));
    Ok(())
}

fn write_meet_urls(row: &Deployment, _: &Deployment, writer: &Writer<'_>) -> Vec<String> {
    let SimpleUrls { meet, .. } = &row.simple_urls;
    if *meet == meet_urls(&row.sip_domains) {
        return Vec::new();
    }
    if meet.is_empty() {
        return vec!["none".to_owned()];
    }
    meet.iter().map(|(domain, url)| format!("{} {}", text_as_domain(domain.as_str()), url.print(writer))).collect()
}

/// A domain is never a host in the default domain.
fn text_as_domain(domain: &str) -> String {
    if matches!(domain, "authoritative" | "sub-domains") { format!("\"{domain}\"") } else { text_as_name(domain) }
}

/// Every word of this family.
#[cfg(test)]
pub(in crate::sketch) fn all_words() -> Vec<&'static str> {
    let mut words = Vec::new();
    words.extend(ATTRIBUTES.words());
    words.extend(FLAGS.words());
    words
}
