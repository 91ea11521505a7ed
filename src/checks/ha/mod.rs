//! Front End pools and quorum.

mod enterprise_pool_without_servers;
mod single_server_pool;

use crate::checks::Family;

pub(super) static FAMILY: Family = Family {
    letters: "HA",
    title: "Front End pools and quorum",
    rules: &[&enterprise_pool_without_servers::RULE, &single_server_pool::RULE],
};
