//! Directors.

mod director_not_published;
mod director_with_other_role;
mod director_without_external_name;
mod idle_director;
mod names_point_at_director;
mod single_director;
mod too_few_directors;
mod too_many_directors;

use crate::checks::Family;

pub(super) static FAMILY: Family = Family {
    letters: "DI",
    title: "Directors",
    rules: &[
        &too_many_directors::RULE,
        &director_with_other_role::RULE,
        &director_without_external_name::RULE,
        &single_director::RULE,
        &idle_director::RULE,
        &director_not_published::RULE,
        &names_point_at_director::RULE,
        &too_few_directors::RULE,
    ],
};
