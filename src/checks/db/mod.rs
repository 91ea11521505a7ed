//! SQL back ends, mirroring, availability groups and clusters.

mod asynchronous_mirror;
mod availability_group_before_2015;
mod availability_group_of_one_node;
mod availability_group_without_enterprise;
mod availability_group_without_listener;
mod back_end_in_other_data_centre;
mod back_end_mirror_in_other_data_centre;
mod back_end_without_redundancy;
mod central_management_into_availability_group;
mod chat_in_availability_group;
mod cluster_to_build_first;
mod cluster_under_name_of_node;
mod databases_beside_back_end;
mod databases_of_one_kind_in_instance;
mod databases_of_one_kind_on_server;
mod enterprise_pool_without_back_end;
mod impossible_instance_name;
mod instance_shared_with_others;
mod listener_on_other_port;
mod mirror_on_primary_server;
mod mirror_without_share;
mod mirror_without_witness;
mod mirroring_across_domains;
mod mirroring_across_editions;
mod mirroring_across_versions;
mod mirroring_after_2015;
mod mirroring_changed;
mod mirroring_port_in_use;
mod mirroring_without_port;
mod monitoring_without_reporting_services;
mod named_instance_without_port;
mod replica_not_ready_to_take_over;
mod replicas_of_different_instances;
mod report_server_in_availability_group;
mod shared_cluster_node;
mod sql_instance_shared_by_pools;
mod sql_port_in_use;
mod sql_server_on_product_server;
mod sql_server_shared_by_pools;
mod sql_server_without_full_name;
mod stores_kept_in_different_ways;
mod too_many_cluster_nodes;
mod transaction_logs_to_back_up;
mod two_ways_to_keep_a_store;
mod unsupported_sql_server;
mod unused_sql_store;
mod witness_of_several_pairs;
mod witness_on_partner_server;
mod witness_without_mirror;

use crate::checks::{Cx, Family, SqlUse, StoreOf, StorePart};
use crate::edit::Command;
use crate::model::{AnyId, AvailabilityGroup, Id, Pool, Role, SqlHa, SqlInstance, StoreRef, StoreUse};
use crate::vendor::{MIRRORING_PORT, WITNESS_PORT};

pub(super) static FAMILY: Family = Family {
    letters: "DB",
    title: "SQL back ends, mirroring, AlwaysOn, clustering",
    rules: &[
        &enterprise_pool_without_back_end::RULE,
        &sql_server_on_product_server::RULE,
        &sql_instance_shared_by_pools::RULE,
        &sql_server_shared_by_pools::RULE,
        &databases_of_one_kind_in_instance::RULE,
        &databases_of_one_kind_on_server::RULE,
        &databases_beside_back_end::RULE,
        &unsupported_sql_server::RULE,
        &back_end_without_redundancy::RULE,
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
        &mirror_without_share::RULE,
        &transaction_logs_to_back_up::RULE,
        &mirroring_changed::RULE,
        &asynchronous_mirror::RULE,
        &back_end_mirror_in_other_data_centre::RULE,
        &availability_group_before_2015::RULE,
        &availability_group_without_enterprise::RULE,
        &availability_group_without_listener::RULE,
        &listener_on_other_port::RULE,
        &replicas_of_different_instances::RULE,
        &availability_group_of_one_node::RULE,
        &replica_not_ready_to_take_over::RULE,
        &chat_in_availability_group::RULE,
        &report_server_in_availability_group::RULE,
        &central_management_into_availability_group::RULE,
        &two_ways_to_keep_a_store::RULE,
        &stores_kept_in_different_ways::RULE,
        &cluster_under_name_of_node::RULE,
        &too_many_cluster_nodes::RULE,
        &shared_cluster_node::RULE,
        &cluster_to_build_first::RULE,
        &sql_server_without_full_name::RULE,
        &named_instance_without_port::RULE,
        &sql_port_in_use::RULE,
        &monitoring_without_reporting_services::RULE,
        &unused_sql_store::RULE,
        &back_end_in_other_data_centre::RULE,
        &instance_shared_with_others::RULE,
        &impossible_instance_name::RULE,
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
fn with_mirror_port(cx: &Cx<'_>, id: Id<SqlInstance>, port: u16) -> Command {
    Command::amend(cx.topology(), id, |sql| sql.mirror_port = Some(port))
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

/// The failover clusters.
fn failover_clusters<'a>(cx: &Cx<'a>) -> impl Iterator<Item = (Id<SqlInstance>, &'a SqlInstance)> + use<'a> {
    cx.topology().sql_instances.iter().filter(|(_, sql)| sql.ha == SqlHa::FailoverCluster)
}

/// Whether a store is the back end of an Enterprise pool.
fn is_enterprise_back_end(store: &StoreOf<'_>) -> bool {
    store.of == StoreUse::BackEnd && matches!(store.pool.role, Role::FrontEnd(_))
}

/// The back ends of Enterprise pools.
fn enterprise_back_ends<'a>(cx: &Cx<'a>) -> impl Iterator<Item = StoreOf<'a>> + use<'a> {
    cx.stores().filter(is_enterprise_back_end)
}

/// The other pools that keep their back end, or its mirror, on the server of an instance, as far as `is_meant` says so
/// of theirs. Partners are left out: sharing between them is a fault of the pair.
fn sharers<'a>(
    cx: &'a Cx<'_>,
    store: &StoreOf<'a>,
    sql: Id<SqlInstance>,
    is_meant: impl Fn(Id<SqlInstance>) -> bool + Copy,
) -> impl Iterator<Item = (StoreOf<'a>, StorePart)> {
    let mine = *store;
    let instances = cx.survey().instances_with(sql).filter(move |&other| is_meant(other));
    instances
        .flat_map(|instance| cx.survey().uses_of(instance))
        .filter(move |used| {
            let other = &used.store;
            let is_other_pool = other.id != mine.id && !are_partners((mine.id, mine.pool), (other.id, other.pool));
            used.part != StorePart::Witness && is_other_pool && is_enterprise_back_end(other)
        })
        .map(|used| (used.store, used.part))
}

/// Whether either of two pools names the other as its backup.
fn are_partners(one: (Id<Pool>, &Pool), other: (Id<Pool>, &Pool)) -> bool {
    one.1.backup_pool == Some(other.0) || other.1.backup_pool == Some(one.0)
}

/// Who keeps databases on an instance: its uses but those as a witness.
fn kept_on<'a>(cx: &'a Cx<'_>, sql: Id<SqlInstance>) -> impl Iterator<Item = &'a SqlUse<'a>> {
    cx.survey().uses_of(sql).iter().filter(|used| used.part != StorePart::Witness)
}

/// The kind of databases that a store holds, and what tells one set of them from another: pools that name the same
/// archiving or monitoring store share it, a chat pool has its own. None for a back end.
fn database_set(store: &StoreOf<'_>) -> Option<(StoreUse, AnyId)> {
    match store.of {
        StoreUse::BackEnd => None,
        StoreUse::Archiving | StoreUse::Monitoring => Some((store.of, store.store.primary?.into())),
        StoreUse::Chat | StoreUse::ChatBackup => Some((StoreUse::Chat, store.id.into())),
        StoreUse::ChatCompliance | StoreUse::ChatComplianceBackup => Some((StoreUse::ChatCompliance, store.id.into())),
    }
}

/// What is published of a store, where its pool is published already.
fn published_store<'a>(cx: &Cx<'a>, store: &StoreOf<'_>) -> Option<&'a StoreRef> {
    cx.published_of(store.id, store.pool)?.1.store(store.of)
}

/// The path of a published instance in lower case; ids may differ between the two documents.
fn published_key(cx: &Cx<'_>, sql: Option<Id<SqlInstance>>) -> Option<String> {
    Some(cx.published()?.sql_instances.get(sql?)?.path().to_lowercase())
}

/// Whether the instance is on a Standard Edition server.
fn is_local(cx: &Cx<'_>, sql: Id<SqlInstance>) -> bool {
    cx.survey().pools_beside(sql).any(|pool| matches!(cx.pool(pool).role, Role::StandardEdition(_)))
}
