//! Branch appliances and servers.

mod appliance_account_to_check;
mod branch_failback_before_failover;
mod branch_failover_off;
mod branch_failover_without_interval;
mod branch_gateway_without_central_one;
mod branch_server_in_central_site;
mod branch_server_without_gateway;
mod branch_server_without_registrar;
mod branch_site_without_dns;
mod branch_solution_of_wrong_size;
mod branch_users_on_central_pool;
mod too_many_appliances;
mod xmpp_with_branch_users;

use std::collections::BTreeMap;

use crate::checks::{Cx, Family, PoolOf};
use crate::edit::Command;
use crate::model::{BranchSite, Id, Pool, Role, SiteRef, SurvivableBranch, SurvivableBranchKind, VoiceFailover};

pub(super) static FAMILY: Family = Family {
    letters: "BR",
    title: "Branch appliances and servers",
    rules: &[
        &branch_server_without_registrar::RULE,
        &branch_server_in_central_site::RULE,
        &branch_server_without_gateway::RULE,
        &too_many_appliances::RULE,
        &branch_solution_of_wrong_size::RULE,
        &branch_failover_off::RULE,
        &branch_failover_without_interval::RULE,
        &branch_failback_before_failover::RULE,
        &branch_users_on_central_pool::RULE,
        &branch_site_without_dns::RULE,
        &xmpp_with_branch_users::RULE,
        &branch_gateway_without_central_one::RULE,
        &appliance_account_to_check::RULE,
    ],
};

/// The appliances and servers of each branch site that has some.
fn by_branch_site<'a>(cx: &Cx<'a>) -> BTreeMap<Id<BranchSite>, Vec<PoolOf<'a, SurvivableBranch>>> {
    let mut by_site: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for branch in cx.branch_pools() {
        if let SiteRef::Branch(site) = branch.pool.site {
            by_site.entry(site).or_default().push(branch);
        }
    }
    by_site
}

fn n_appliances(branches: &[PoolOf<'_, SurvivableBranch>]) -> usize {
    branches.iter().filter(|branch| branch.settings.kind == SurvivableBranchKind::Appliance).count()
}

/// The failover that Topology Builder offers for a branch.
fn usual_failover() -> VoiceFailover {
    SurvivableBranch::default().voice_failover
}

/// The appliance or server with another failover.
fn with_failover(of: &PoolOf<'_, SurvivableBranch>, voice_failover: VoiceFailover) -> Command {
    let role = Role::SurvivableBranch(SurvivableBranch { voice_failover, ..of.settings.clone() });
    Command::Put((of.id, Pool { role, ..of.pool.clone() }).into())
}
