//! Trusted applications.

mod application_beside_paired_pool;
mod application_pool_without_next_hop;
mod application_with_distant_next_hop;
mod single_computer_application_pool;
mod single_computer_application_pool_of_several;

use crate::checks::Family;

pub(super) static FAMILY: Family = Family {
    letters: "TA",
    title: "Trusted applications",
    rules: &[
        &application_pool_without_next_hop::RULE,
        &single_computer_application_pool_of_several::RULE,
        &single_computer_application_pool::RULE,
        &application_with_distant_next_hop::RULE,
        &application_beside_paired_pool::RULE,
    ],
};
