use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// A pool uses an Office Web Apps server of another central site.
    ///
    /// ## Why it matters
    /// Pools of one site share such a server; across sites every page of every presentation takes the line between the
    /// two, and meetings lose their presentations when it is cut.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     web-apps lon-owa
    /// site APAC
    ///   front-end sin-fe                        #! WA004
    ///     web-apps lon-owa
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     web-apps lon-owa
    /// site APAC
    ///   front-end sin-fe
    ///     web-apps sin-owa
    /// ```
    /// ## Source
    /// `L:supported-topologies`; severity (inferred)
    code: "WA004", name: "web-apps-in-other-site", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let topology = cx.topology();
    for pool in cx.user_pools() {
        let Some(id) = pool.settings.web_apps else { continue };
        let Some(server) = topology.web_apps_servers.get(id) else { continue };
        let sites = [topology.central_site(pool.pool.site), topology.central_site(server.site)];
        let [Some(here), Some(there)] = sites else { continue };
        if here == there {
            continue;
        }
        let message = message!(
            "{pool} uses {server}, an Office Web Apps server of {site}.",
            pool = pool.name(),
            server = server.fqdn.as_str(),
            site = topology.name(there.into())
        );
        out.report(&RULE, Place::from(pool.id).field(field::WEB_APPS), message)
            .related(id, message!("the server"))
            .help(message!("Add an Office Web Apps server to the site of the pool."));
    }
}
