//! The deployment, its sites and branch sites.

mod attached_to_older_pool;
mod branch_site_without_parent;
mod call_admission_control_in_several_pools;
mod central_role_in_branch_site;
mod director_of_other_site;
mod empty_branch_site;
mod front_end_pool_across_domains;
mod no_central_site;
mod no_primary_sip_domain;
mod pool_of_several_windows_versions;
mod single_label_domain;
mod site_name_missing_or_taken;
mod site_without_disaster_recovery;
mod site_without_front_end_pool;
mod stretched_pool;
mod thin_link_without_call_admission_control;
mod unsupported_windows_version;

use std::collections::BTreeMap;

use crate::checks::{Cx, Family, PoolOf};
use crate::model::{FrontEnd, Id, Site, SiteRef};

pub(super) static FAMILY: Family = Family {
    letters: "ST",
    title: "Deployment, sites and branch sites",
    rules: &[
        &no_primary_sip_domain::RULE,
        &no_central_site::RULE,
        &site_without_front_end_pool::RULE,
        &site_name_missing_or_taken::RULE,
        &branch_site_without_parent::RULE,
        &central_role_in_branch_site::RULE,
        &empty_branch_site::RULE,
        &stretched_pool::RULE,
        &front_end_pool_across_domains::RULE,
        &single_label_domain::RULE,
        &site_without_disaster_recovery::RULE,
        &call_admission_control_in_several_pools::RULE,
        &thin_link_without_call_admission_control::RULE,
        &director_of_other_site::RULE,
        &pool_of_several_windows_versions::RULE,
        &unsupported_windows_version::RULE,
        &attached_to_older_pool::RULE,
    ],
};

/// The pools that home users, by central site.
fn user_pools_by_site<'a>(cx: &Cx<'a>) -> BTreeMap<Id<Site>, Vec<PoolOf<'a, FrontEnd>>> {
    let mut by_site: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for pool in cx.user_pools() {
        if let SiteRef::Central(site) = pool.pool.site {
            by_site.entry(site).or_default().push(pool);
        }
    }
    by_site
}
