//! Simple URLs: the web addresses that users know.

mod admin_url_in_unknown_domain;
mod no_dialin_url;
mod simple_url_begins_with_another;
mod simple_url_changed;
mod simple_url_in_other_domain;
mod simple_url_not_https;
mod simple_url_not_public;
mod simple_url_of_pool;
mod simple_url_of_sip_domain;
mod simple_url_used_twice;
mod simple_url_with_odd_characters;
mod simple_url_with_port;
mod sip_domain_without_meet_url;

use std::collections::BTreeMap;

use crate::checks::{Cx, Family};
use crate::edit::Command;
use crate::message;
use crate::model::{Deployment, Fqdn, Place, SimpleUrls, Topology, VendorFormat, field};
use crate::text::Message;

pub(super) static FAMILY: Family = Family {
    letters: "UR",
    title: "Simple URLs",
    rules: &[
        &sip_domain_without_meet_url::RULE,
        &no_dialin_url::RULE,
        &simple_url_not_https::RULE,
        &simple_url_with_port::RULE,
        &simple_url_of_pool::RULE,
        &simple_url_used_twice::RULE,
        &simple_url_begins_with_another::RULE,
        &simple_url_with_odd_characters::RULE,
        &simple_url_of_sip_domain::RULE,
        &simple_url_in_other_domain::RULE,
        &simple_url_changed::RULE,
        &admin_url_in_unknown_domain::RULE,
        &simple_url_not_public::RULE,
    ],
};

/// A simple URL that is set.
#[derive(Debug, Clone, Copy)]
pub struct Url<'a> {
    /// What it is for.
    pub of: Of<'a>,
    /// As typed.
    pub text: &'a str,
}

/// What a simple URL is for.
#[derive(Debug, Clone, Copy)]
pub enum Of<'a> {
    /// Meetings of a SIP domain.
    Meet(&'a Fqdn),
    /// The page with dial-in numbers.
    Dialin,
    /// The control panel.
    Admin,
}

/// Every simple URL that is set: Meet in the order of the deployment, Dialin, Admin.
pub fn simple_urls(topology: &Topology) -> impl Iterator<Item = Url<'_>> {
    let SimpleUrls { meet, dialin, admin } = &topology.deployment().simple_urls;
    let meet = meet.iter().map(|(domain, text)| Url { of: Of::Meet(domain), text });
    let others = [Url { of: Of::Dialin, text: dialin }, Url { of: Of::Admin, text: admin }];
    meet.chain(others).filter(|url| !url.text.is_empty())
}

/// Whether the simple URLs are another file's business: the published topology has none, so none are known.
fn are_unknown(cx: &Cx<'_>) -> bool {
    let is_published = cx.document().origin.as_ref().is_some_and(|origin| origin.format == VendorFormat::Published);
    is_published && simple_urls(cx.topology()).next().is_none()
}

fn place() -> Place {
    Place::from(Deployment::ID).field(field::SIMPLE_URLS)
}

/// The deployment with other simple URLs.
fn with(cx: &Cx<'_>, change: impl FnOnce(&mut SimpleUrls)) -> Command {
    let mut row = cx.topology().deployment().clone();
    change(&mut row.simple_urls);
    Command::Put((Deployment::ID, row).into())
}

/// The deployment with another text for that URL.
fn with_text(cx: &Cx<'_>, url: Url<'_>, text: String) -> Command {
    with(cx, |urls| match url.of {
        Of::Meet(domain) => urls
            .meet
            .iter_mut()
            .filter(|(of, old)| of == domain && old == url.text)
            .for_each(|(_, old)| old.clone_from(&text)),
        Of::Dialin => urls.dialin = text,
        Of::Admin => urls.admin = text,
    })
}

/// Whether a host is that domain or in it.
pub fn is_in(host: &str, domain: &Fqdn) -> bool {
    let domain = domain.as_str();
    let Some(before) = host.len().checked_sub(domain.len()) else { return false };
    !domain.is_empty()
        && host.is_char_boundary(before)
        && host[before..].eq_ignore_ascii_case(domain)
        && (before == 0 || host[..before].ends_with('.'))
}

impl<'a> Url<'a> {
    /// "Meet URL of contoso.com", as it reads in a sentence after "the".
    fn title(self) -> Message {
        match self.of {
            Of::Meet(domain) => message!("Meet URL of {domain}", domain = domain.as_str()),
            Of::Dialin => message!("Dialin URL"),
            Of::Admin => message!("Admin URL"),
        }
    }

    /// What stands before `://`; empty where nothing does.
    fn scheme(self) -> &'a str {
        self.text.split_once("://").map_or("", |(scheme, _)| scheme)
    }

    /// What follows `https://`.
    fn rest(self) -> &'a str {
        self.text.split_once("://").map_or(self.text, |(_, rest)| rest)
    }

    fn host_and_port(self) -> (&'a str, Option<&'a str>) {
        let host = self.rest().split('/').next().unwrap_or_default();
        host.split_once(':').map_or((host, None), |(host, port)| (host, Some(port)))
    }

    /// The host it leads to.
    pub fn host(self) -> &'a str {
        self.host_and_port().0
    }

    /// The labels of its path.
    fn path(self) -> impl Iterator<Item = &'a str> {
        self.rest().split('/').skip(1).filter(|label| !label.is_empty())
    }

    /// The address by which two are compared.
    fn key(self) -> String {
        self.rest().trim_end_matches('/').to_ascii_lowercase()
    }
}

/// The simple URLs at each address.
fn by_address(topology: &Topology) -> BTreeMap<String, Vec<Url<'_>>> {
    let mut found: BTreeMap<String, Vec<Url<'_>>> = BTreeMap::new();
    for url in simple_urls(topology) {
        found.entry(url.key()).or_default().push(url);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_in_its_domain_and_in_those_above_but_not_in_one_that_ends_alike() {
        let is_in = |host, domain: &str| is_in(host, &domain.into());
        assert!(is_in("meet.contoso.com", "contoso.com"));
        assert!(is_in("MEET.emea.contoso.com", "Contoso.com"));
        assert!(is_in("contoso.com", "contoso.com"));
        assert!(!is_in("mycontoso.com", "contoso.com"));
        assert!(!is_in("com", "contoso.com"));
        assert!(!is_in("meet.contoso.com", ""));
        assert!(!is_in("mé.com", ".com"));
    }

    #[test]
    fn an_address_is_taken_apart_whatever_it_lacks() {
        let parts = |text| {
            let url = Url { of: Of::Dialin, text };
            (url.scheme(), url.host_and_port(), url.path().collect::<Vec<_>>())
        };
        assert_eq!(parts("https://a.b/c/d/"), ("https", ("a.b", None), vec!["c", "d"]));
        assert_eq!(parts("http://a.b:444"), ("http", ("a.b", Some("444")), vec![]));
        assert_eq!(parts("a.b/c"), ("", ("a.b", None), vec!["c"]));
        assert_eq!(parts(""), ("", ("", None), vec![]));
    }
}
