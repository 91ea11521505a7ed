//! Standard Edition servers.

mod standard_edition_not_one_computer;
mod standard_edition_under_two_names;
mod standard_edition_with_external_back_end;

use crate::checks::Family;

pub(super) static FAMILY: Family = Family {
    letters: "SE",
    title: "Standard Edition servers",
    rules: &[
        &standard_edition_not_one_computer::RULE,
        &standard_edition_under_two_names::RULE,
        &standard_edition_with_external_back_end::RULE,
    ],
};
