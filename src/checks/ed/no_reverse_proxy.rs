use super::first_edge_pools;
use crate::checks::{Cx, Findings, rule};
use crate::edit::{Command, Creation};
use crate::message;
use crate::model::{Deployment, NetworkServiceKind};
use crate::vendor::names::{WEB_EXTERNAL_LISTENING, WEB_EXTERNAL_PUBLISHED};

rule! {
    /// There are Edge pools and no reverse proxy.
    ///
    /// ## Why it matters
    /// Edge servers carry no web traffic. Without a reverse proxy users outside have no meeting content, no address
    /// book and no phone apps, and guests cannot open the link of a meeting.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                      #! ED036
    /// site EMEA
    ///   edge lon-edge
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    /// site EMEA
    ///   edge lon-edge
    ///   reverse-proxy lon-rp
    /// ```
    /// ## Source
    /// `L:supported-topologies`
    /// `S:topology-basics`
    ///
    /// ## Notes
    /// No vendor document knows reverse proxies, so the rule speaks of every imported deployment with an Edge pool
    /// until one is drawn.
    code: "ED036", name: "no-reverse-proxy", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let kind = NetworkServiceKind::ReverseProxy;
    let is_there = cx.topology().network_services.iter().any(|(_, service)| service.kind == kind);
    if is_there || cx.edge_pools().next().is_none() {
        return;
    }
    let (listening, published) = (WEB_EXTERNAL_LISTENING.value, WEB_EXTERNAL_PUBLISHED.value);
    let help = message!(
        "Add a reverse proxy that forwards port {https} to {to_https} and {http} to {to_http}.",
        https = published.https,
        to_https = listening.https,
        http = published.http,
        to_http = listening.http
    );
    let message = message!("There are Edge pools and no reverse proxy: nothing publishes the web services.");
    let mut found = out.report(&RULE, Deployment::ID, message).help(help);
    for edge in first_edge_pools(cx) {
        found = found.suggest(
            message!("Add a reverse proxy beside {pool}", pool = edge.name()),
            Command::Create(Creation::NetworkService {
                id: edge.id.part("reverse proxy"),
                kind,
                name: kind.title().to_owned(),
                site: edge.pool.site,
            }),
        );
    }
}
