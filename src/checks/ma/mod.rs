//! Monitoring and archiving.

mod archiving_on_one_side_of_pair;
mod archiving_without_store;
mod log_store_shared_by_pair;
mod log_store_without_redundancy;
mod monitoring_without_store;
mod reports_know_only_the_principal;

use crate::checks::{Cx, Family, PoolOf, StoreOf};
use crate::edit::Command;
use crate::model::{Features, FrontEnd, StoreUse};

pub(super) static FAMILY: Family = Family {
    letters: "MA",
    title: "Monitoring and archiving",
    rules: &[
        &monitoring_without_store::RULE,
        &archiving_without_store::RULE,
        &archiving_on_one_side_of_pair::RULE,
        &log_store_without_redundancy::RULE,
        &reports_know_only_the_principal::RULE,
        &log_store_shared_by_pair::RULE,
    ],
};

/// The stores of archiving and monitoring.
fn log_stores<'a>(cx: &Cx<'a>) -> impl Iterator<Item = StoreOf<'a>> + use<'a> {
    cx.stores().filter(|store| matches!(store.of, StoreUse::Archiving | StoreUse::Monitoring))
}

/// The pool with other features.
fn with_features(of: &PoolOf<'_, FrontEnd>, features: Features) -> Command {
    let mut pool = of.pool.clone();
    if let Some(settings) = pool.role.front_end_mut() {
        settings.features = features;
    }
    Command::Put((of.id, pool).into())
}
