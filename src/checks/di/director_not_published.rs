use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{NetworkService, NetworkServiceKind, Place, field};

rule! {
    /// A Director's web services are not published by the reverse proxy.
    ///
    /// ## Why it matters
    /// Autodiscover and the addresses of meetings lead to the Director. A client outside gets no answer there unless
    /// the reverse proxy forwards its name, as it does for the pools.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///   director lon-dir.contoso.com          #! DI007
    ///     computers 2
    ///   reverse-proxy lon-rp serves lon-fe.contoso.com
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///   director lon-dir.contoso.com
    ///     computers 2
    ///   reverse-proxy lon-rp serves lon-fe.contoso.com lon-dir.contoso.com
    /// ```
    /// ## Source
    /// `L:scenarios-for-the-director`
    /// ## Notes
    /// Where no reverse proxy is known to serve anything, nothing is known of what is published.
    code: "DI007", name: "director-not-published", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let publishes =
        |service: &NetworkService| service.kind == NetworkServiceKind::ReverseProxy && !service.serves.is_empty();
    let proxies: Vec<_> = cx.topology().network_services.iter().filter(|(_, service)| publishes(service)).collect();
    if proxies.is_empty() {
        return;
    }
    for director in cx.director_pools() {
        if proxies.iter().any(|(_, proxy)| proxy.serves.contains(&director.id)) {
            continue;
        }
        let message = message!("No reverse proxy publishes the web services of {pool}.", pool = director.name());
        let reported = out
            .report(&RULE, Place::from(director.id).field(field::WEB_EXTERNAL), message)
            .help(message!("Publish the external name of the Director as well."));
        if let [(id, only)] = *proxies {
            let serves = only.serves.iter().copied().chain([director.id]).collect();
            let title = message!("Publish it by {proxy}", proxy = only.name.as_str());
            reported
                .related(id, message!("the reverse proxy"))
                .suggest(title, Command::Put((id, NetworkService { serves, ..only.clone() }).into()));
        }
    }
}
