//! Standard Edition servers.

mod first_server_wrongly_prepared;
mod foreign_store_on_standard_edition;
mod standard_edition_not_one_computer;
mod standard_edition_under_two_names;
mod standard_edition_with_external_back_end;
mod too_many_users_on_standard_edition;
mod unpaired_standard_edition;
mod web_name_of_standard_edition;

use crate::checks::Family;

pub(super) static FAMILY: Family = Family {
    letters: "SE",
    title: "Standard Edition servers",
    rules: &[
        &standard_edition_not_one_computer::RULE,
        &standard_edition_under_two_names::RULE,
        &standard_edition_with_external_back_end::RULE,
        &unpaired_standard_edition::RULE,
        &web_name_of_standard_edition::RULE,
        &foreign_store_on_standard_edition::RULE,
        &first_server_wrongly_prepared::RULE,
        &too_many_users_on_standard_edition::RULE,
    ],
};
