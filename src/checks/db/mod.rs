//! SQL back ends, mirroring, availability groups and clusters.

mod availability_group_of_one_node;
mod availability_group_without_listener;
mod chat_in_availability_group;
mod listener_on_other_port;
mod mirror_on_primary_server;
mod mirror_without_witness;
mod mirroring_across_domains;
mod mirroring_across_editions;
mod mirroring_across_versions;
mod mirroring_after_2015;
mod mirroring_port_in_use;
mod mirroring_without_port;
mod replica_not_ready_to_take_over;
mod replicas_of_different_instances;
mod sql_server_shared_by_pools;
mod witness_of_several_pairs;
mod witness_on_partner_server;
mod witness_without_mirror;

use crate::checks::{Cx, Family, StoreOf, StorePart};
use crate::edit::Command;
use crate::model::{AvailabilityGroup, Id, SqlHa, SqlInstance};
use crate::vendor::{MIRRORING_PORT, WITNESS_PORT};

pub(super) static FAMILY: Family = Family {
    letters: "DB",
    title: "SQL back ends, mirroring, AlwaysOn, clustering",
    rules: &[
        &sql_server_shared_by_pools::RULE,
        &mirroring_after_2015::RULE,
        &mirror_on_primary_server::RULE,
        &witness_without_mirror::RULE,
        &witness_on_partner_server::RULE,
        &mirroring_across_versions::RULE,
        &mirroring_across_editions::RULE,
        &mirroring_across_domains::RULE,
        &mirror_without_witness::RULE,
        &witness_of_several_pairs::RULE,
        &mirroring_without_port::RULE,
        &mirroring_port_in_use::RULE,
        &availability_group_without_listener::RULE,
        &listener_on_other_port::RULE,
        &replicas_of_different_instances::RULE,
        &availability_group_of_one_node::RULE,
        &replica_not_ready_to_take_over::RULE,
        &chat_in_availability_group::RULE,
    ],
};

/// The stores that have a mirror, with it.
fn mirrored<'a>(cx: &Cx<'a>) -> impl Iterator<Item = (StoreOf<'a>, Id<SqlInstance>)> + use<'a> {
    cx.stores().filter_map(|store| Some((store, store.store.mirror?)))
}

/// The part an instance plays in a mirrored store, and that store: the partner's part before the witness's.
fn mirroring_part<'a>(cx: &'a Cx<'_>, sql: Id<SqlInstance>) -> Option<(StorePart, StoreOf<'a>)> {
    let uses = cx.survey().uses_of(sql).iter().filter(|used| used.store.store.mirror.is_some());
    uses.min_by_key(|used| used.part).map(|used| (used.part, used.store))
}

/// The mirroring port that the vendor's tool offers for a part.
fn usual_port(part: StorePart) -> u16 {
    match part {
        StorePart::Primary | StorePart::Mirror => MIRRORING_PORT.value,
        StorePart::Witness => WITNESS_PORT.value,
    }
}

/// Gives an instance that mirroring port.
fn with_mirror_port(id: Id<SqlInstance>, sql: &SqlInstance, port: u16) -> Command {
    Command::amend(id, sql, SqlInstance { mirror_port: Some(port), ..sql.clone() })
}

/// The instances that an availability group keeps.
fn availability_groups<'a>(
    cx: &Cx<'a>,
) -> impl Iterator<Item = (Id<SqlInstance>, &'a SqlInstance, &'a AvailabilityGroup)> + use<'a> {
    cx.topology().sql_instances.iter().filter_map(|(id, sql)| match &sql.ha {
        SqlHa::AvailabilityGroup(group) => Some((id, sql, group)),
        SqlHa::None | SqlHa::FailoverCluster => None,
    })
}
