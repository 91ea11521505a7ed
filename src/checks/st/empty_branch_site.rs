use std::collections::HashSet;

use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Pool, RoleKind, SiteRef, Topology};

rule! {
    /// A branch site has neither a gateway, a Mediation pool nor a survivable branch appliance or server.
    ///
    /// ## Why it matters
    /// A branch site is there to keep telephony alive when its line to the central site is down. With none of these in
    /// it, it changes nothing: its users are served by the central site like everybody else.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Dublin                      #! ST007
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Dublin
    ///     survivable-branch dub-sba
    ///       registrar lon-fe
    ///     gateway dub-gw
    ///       trunk dub-gw to dub-sba
    /// ```
    /// ## Source
    /// `L:sites`
    code: "ST007", name: "empty-branch-site", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let taken = sites_with_branch_component(cx.topology());
    for (id, branch) in cx.topology().branch_sites.iter().filter(|(id, _)| !taken.contains(&SiteRef::Branch(*id))) {
        let found = out
            .report(&RULE, id, message!("Branch site {site} has no branch component.", site = &*branch.name))
            .help(message!("Add a survivable branch appliance or server or a gateway, or delete the site."));
        // A pool that does not belong here is moved first; deleting the site would take it along.
        if !cx.pools().any(|(_, pool)| pool.site == SiteRef::Branch(id)) {
            found.suggest(message!("Delete the branch site"), Command::Remove(vec![id.into()]));
        }
    }
}

/// The sites that have what makes a branch site one.
fn sites_with_branch_component(topology: &Topology) -> HashSet<SiteRef> {
    let is_meant = |pool: &Pool| matches!(pool.role.kind(), RoleKind::SurvivableBranch | RoleKind::Mediation);
    let pools = topology.pools.iter().filter(|(_, pool)| is_meant(pool)).map(|(_, pool)| pool.site);
    topology.gateways.iter().map(|(_, gateway)| gateway.site).chain(pools).collect()
}
