use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, Role, TrustedApplication, field};

rule! {
    /// The next hop of an application pool is in another site, though there is one in its own.
    ///
    /// ## Why it matters
    /// Everything the application says goes to the other site and back, and the application is gone when the line
    /// between the two is cut.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   trusted-application lon-app             #! TA004
    ///     computers 2
    ///     next-hop sin-fe
    /// site APAC
    ///   front-end sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   trusted-application lon-app
    ///     computers 2
    ///     next-hop lon-fe
    /// site APAC
    ///   front-end sin-fe
    /// ```
    /// ## Source
    /// (inferred)
    code: "TA004", name: "application-with-distant-next-hop", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let topology = cx.topology();
    for application in cx.application_pools() {
        let Some(next_hop) = application.settings.next_hop else { continue };
        let Some(site) = topology.central_site(application.pool.site) else { continue };
        let is_here = topology.central_site(cx.pool(next_hop).site) == Some(site);
        if is_here || cx.survey().home_pools_in(site).is_empty() {
            continue;
        }
        let message = message!(
            "The next hop of {pool}, {next_hop}, is in another site.",
            pool = application.name(),
            next_hop = cx.pool(next_hop).fqdn.as_str()
        );
        out.report(&RULE, Place::from(application.id).field(field::NEXT_HOP), message)
            .related(next_hop, message!("the next hop"))
            .help(message!("Use a pool of the same site."))
            .offer_home_pools(cx, &application, |home| {
                Role::TrustedApplication(TrustedApplication { next_hop: Some(home), ..application.settings.clone() })
            });
    }
}
