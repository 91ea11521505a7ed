use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::product_pools_beside;

rule! {
    /// An Office Web Apps server stands on a server of the product.
    ///
    /// ## Why it matters
    /// It refuses to be installed beside other programs, and takes the ports 80 and 443 that the web services of the
    /// pool need.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     web-apps lon-fe1
    ///   web-apps lon-fe1                        #! CO002
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     web-apps lon-owa
    ///   web-apps lon-owa
    /// ```
    /// ## Source
    /// `L:server-collocation-in-an-enterprise-edition-front-end-pool-deployment`
    code: "CO002", name: "web-apps-on-product-server", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, server) in cx.topology().web_apps_servers.iter() {
        let Some(&(pool_id, pool)) = product_pools_beside(cx, id).first() else { continue };
        let message = message!(
            "The Office Web Apps server {server} is a server of {pool}.",
            server = server.fqdn.as_str(),
            pool = pool.fqdn.as_str()
        );
        out.report(&RULE, Place::from(id).field(field::FQDN), message)
            .related(pool_id, message!("the pool"))
            .help(message!("Use a machine of its own for Office Web Apps."));
    }
}
