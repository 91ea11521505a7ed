use super::{Of, place, simple_urls};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::NetworkServiceKind;
use crate::vendor::names::non_public_suffix;

rule! {
    /// A Meet or Dialin URL cannot be resolved outside, and users work from outside.
    ///
    /// ## Why it matters
    /// The address stands in every invitation. Guests, and colleagues on the road, cannot open it.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.local                #! UR014
    /// site EMEA
    ///   edge lon-edge.contoso.local
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    /// site EMEA
    ///   edge lon-edge.contoso.com
    /// ```
    /// ## Source
    /// `S:create-and-publish-new-topology`
    /// ## Notes
    /// There are users outside where there is an Edge pool, a reverse proxy or a pool with remote users.
    code: "UR014", name: "simple-url-not-public", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for url in simple_urls(cx.topology()).filter(|url| !matches!(url.of, Of::Admin)) {
        let host = url.host();
        if host.is_empty() || (host.contains('.') && non_public_suffix(host).is_none()) {
            continue;
        }
        if !has_users_outside(cx) {
            return;
        }
        let message = message!("The {what} is on {host}, which nobody outside resolves.", what = url.title(), host);
        out.report(&RULE, place(), message).help(message!("Use a name in a public domain."));
    }
}

fn has_users_outside(cx: &Cx<'_>) -> bool {
    cx.edge_pools().next().is_some()
        || cx.pools().any(|(_, pool)| pool.remote_users.is_some_and(|users| users > 0))
        || cx.topology().network_services.iter().any(|(_, service)| service.kind == NetworkServiceKind::ReverseProxy)
}
