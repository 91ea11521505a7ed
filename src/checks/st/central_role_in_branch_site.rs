use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Place, SiteRef, field};

rule! {
    /// A pool of a role that only central sites have is in a branch site.
    ///
    /// ## Why it matters
    /// A branch site holds survivable branch appliances and servers, gateways and Mediation pools. Every other role
    /// expects the network and the Front End pool of a central site around it; Topology Builder has no place for it
    /// below a branch site.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Dublin
    ///     director dub-dir                      #! ST006
    ///     survivable-branch dub-sba
    ///       registrar lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   director dub-dir
    ///   branch-site Dublin
    ///     survivable-branch dub-sba
    ///       registrar lon-fe
    /// ```
    /// ## Source
    /// `L:supported-topologies`; trusted application pools (inferred)
    code: "ST006", name: "central-role-in-branch-site", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, pool) in cx.pools() {
        let facts = pool.role.kind().facts();
        let SiteRef::Branch(branch) = pool.site else { continue };
        if facts.in_branch_site {
            continue;
        }
        let message = message!(
            "{role} {pool} is in {site}, a branch site.",
            role = facts.title,
            pool = pool.fqdn.as_str(),
            site = cx.topology().site_name(pool.site),
        );
        let found = out
            .report(&RULE, Place::from(id).field(field::SITE), message)
            .related(branch, message!("the branch site"))
            .help(message!("Move it to a central site, or make the branch site a central site."));
        if let Some(parent) = cx.topology().central_site(pool.site) {
            let to = SiteRef::Central(parent);
            found.suggest(
                message!("Move it to {site}", site = cx.topology().site_name(to)),
                Command::MoveToSite { entities: vec![id.into()], site: to },
            );
        }
    }
}
