use crate::checks::{Cx, Findings, Tenant, rule};
use crate::message;
use crate::model::{NetworkServiceKind, Place, field};

rule! {
    /// A reverse proxy runs on a server of the product.
    ///
    /// ## Why it matters
    /// Both want port 443, and a proxy that faces the Internet opens the way to whatever else runs on its computer.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///   reverse-proxy rp fqdn lon-edge            #! ED037
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///   reverse-proxy rp fqdn lon-rp
    /// ```
    /// ## Source
    /// `L:server-collocation-in-an-enterprise-edition-front-end-pool-deployment`
    code: "ED037", name: "reverse-proxy-on-server", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let services = cx.topology().network_services.iter();
    for (id, proxy) in services.filter(|(_, service)| service.kind == NetworkServiceKind::ReverseProxy) {
        let computers = cx.survey().beside(id).iter().filter_map(|tenant| match *tenant {
            Tenant::Computer(pool, computer) => Some((pool, computer)),
            _ => None,
        });
        for (pool, computer) in computers {
            let message = message!(
                "Reverse proxy {proxy} runs on {server}, a computer of {pool}.",
                proxy = proxy.name.as_str(),
                server = proxy.fqdn.as_str(),
                pool = cx.pool(pool).fqdn.as_str()
            );
            out.report(&RULE, Place::from(id).field(field::FQDN), message)
                .related(computer, message!("the computer"))
                .help(message!("Put the reverse proxy on another machine."));
        }
    }
}
