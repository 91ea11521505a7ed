//! The deployment, its sites and branch sites.

mod branch_site_without_parent;
mod central_role_in_branch_site;
mod empty_branch_site;
mod no_central_site;
mod no_primary_sip_domain;
mod site_name_missing_or_taken;
mod site_without_front_end_pool;
mod stretched_pool;

use crate::checks::Family;

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
    ],
};
