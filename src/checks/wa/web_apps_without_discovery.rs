use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Place, WebAppsServer, field};
use crate::text::Message;
use crate::vendor::names::wac_discovery_url;

rule! {
    /// The discovery address of an Office Web Apps server is missing or malformed.
    ///
    /// ## Why it matters
    /// Front End servers ask that address what the server can do. When nothing sensible answers, presentations are not
    /// shown, and each meeting says so only to whoever tries.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   web-apps lon-owa                        #! WA002
    ///     url http://lon-owa.contoso.com/hosting/discovery/
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   web-apps lon-owa
    ///     url https://lon-owa.contoso.com/hosting/discovery/
    /// ```
    /// ## Source
    /// `S:create-and-publish-new-topology`; https (inferred)
    /// `TB:add-office-web-apps-server`; the host of a server inside (inferred)
    /// `SAMPLE:tbxml`
    ///
    /// ## Fix
    /// A server inside gets the address that Topology Builder would enter. One outside may be published under another
    /// name.
    code: "WA002", name: "web-apps-without-discovery", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, server) in cx.topology().web_apps_servers.iter().filter(|(_, server)| !server.fqdn.is_empty()) {
        let Some(message) = fault(server) else { continue };
        let found = out
            .report(&RULE, Place::from(id).field(field::DISCOVERY_URL), message)
            .help(message!("Enter https, the name of the server and /hosting/discovery/."));
        let discovery_url = wac_discovery_url(server.fqdn.as_str());
        let title = message!("Use {url}", url = discovery_url.as_str());
        let command = Command::Put((id, WebAppsServer { discovery_url, ..server.clone() }).into());
        if server.is_external {
            found.suggest(title, command);
        } else {
            found.fix(title, command);
        }
    }
}

fn fault(server: &WebAppsServer) -> Option<Message> {
    const SCHEME: &str = "https://";
    const PATH: &str = "/hosting/discovery";
    let (name, url) = (server.fqdn.as_str(), server.discovery_url.trim());
    if url.is_empty() {
        return Some(message!("{server} has no discovery address.", server = name));
    }
    let Some(scheme) = url.get(..SCHEME.len()).filter(|scheme| scheme.eq_ignore_ascii_case(SCHEME)) else {
        return Some(message!("The discovery address of {server} does not begin with https.", server = name));
    };
    let rest = &url[scheme.len()..];
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    if !path.strip_suffix('/').unwrap_or(path).eq_ignore_ascii_case(PATH) {
        return Some(message!(
            "The discovery address of {server} does not end with {path}/.",
            server = name,
            path = PATH
        ));
    }
    let host = authority.split_once(':').map_or(authority, |(host, _)| host);
    if host.is_empty() {
        return Some(message!("The discovery address of {server} names no host.", server = name));
    }
    if !server.is_external && !host.eq_ignore_ascii_case(name) {
        return Some(message!("The discovery address of {server} is on another host, {host}.", server = name, host));
    }
    None
}
