use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Deployment;

rule! {
    /// The deployment has several Edge pools.
    ///
    /// ## Why it matters
    /// When one site is lost, its users are to work from outside through the Edge pool of another. For that the Front
    /// End servers of every pool have to reach the Edge servers of every site, which firewalls rarely allow from the
    /// start.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                    #! DR036
    /// site EMEA
    ///   front-end lon-fe
    ///   edge lon-edge
    /// site APAC
    ///   front-end sin-fe
    ///   edge sin-edge
    /// ```
    /// ## Use instead
    /// Nothing is wrong with such a deployment.
    /// ```sketch
    /// deployment contoso.com
    /// site EMEA
    ///   front-end lon-fe
    ///   edge lon-edge
    /// ```
    /// ## Source
    /// `L:edge-server-disaster-recovery`; which ports (inferred)
    code: "DR036", name: "several-edge-pools", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let n = cx.edge_pools().count();
    if n < 2 || cx.user_pools().next().is_none() {
        return;
    }
    out.report(
        &RULE,
        Deployment::ID,
        message!("The deployment has {n} Edge pools, which every Front End server has to reach.", n),
    )
    .help(message!("Open the internal ports of each Edge pool to the Front End servers of all sites."));
}
