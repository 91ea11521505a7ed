//! Office Web Apps.

mod conferencing_without_web_apps;
mod web_apps_in_other_site;
mod web_apps_without_discovery;

use crate::checks::Family;

pub(super) static FAMILY: Family = Family {
    letters: "WA",
    title: "Office Web Apps",
    rules: &[&conferencing_without_web_apps::RULE, &web_apps_without_discovery::RULE, &web_apps_in_other_site::RULE],
};
