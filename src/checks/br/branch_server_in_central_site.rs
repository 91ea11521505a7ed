use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, SiteRef, field};

rule! {
    /// A branch appliance or server stands in a central site.
    ///
    /// ## Why it matters
    /// Topology Builder defines them in branch sites only, and so does the product read them: call admission control,
    /// dial plans and users of the branch hang on the site.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   survivable-branch ox-sba                #! BR003
    ///     registrar lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford
    ///     survivable-branch ox-sba
    ///       registrar lon-fe
    /// ```
    /// ## Source
    /// `L:supported-topologies`
    code: "BR003", name: "branch-server-in-central-site", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for branch in cx.branch_pools().filter(|branch| matches!(branch.pool.site, SiteRef::Central(_))) {
        let site = branch.pool.site;
        let message = message!(
            "{branch} stands in {site}, a central site.",
            branch = branch.name(),
            site = cx.topology().site_name(site)
        );
        out.report(&RULE, Place::from(branch.id).field(field::SITE), message)
            .related(site, message!("the central site"))
            .help(message!("Move it to a branch site."));
    }
}
