//! Pool pairing.

mod backup_of_two_pools;
mod branch_of_paired_pool;
mod central_management_without_standby;
mod databases_not_replicated;
mod edge_next_hop_of_paired_pool;
mod equal_srv_priorities;
mod hasty_voice_failover;
mod newly_paired_pool;
mod one_sided_pairing;
mod only_edge_pool_of_pair;
mod other_backup_interval;
mod pair_across_regions;
mod pair_in_one_place;
mod pair_of_physical_and_virtual;
mod pair_of_two_editions;
mod pair_of_two_products;
mod pair_of_two_windows_versions;
mod pair_on_one_file_server;
mod pair_on_one_sql_server;
mod pair_over_slow_link;
mod pair_too_large_for_one_pool;
mod pair_with_mixed_back_ends;
mod pair_with_one_media_edge;
mod pair_with_unequal_back_ends;
mod pair_without_voice_failover;
mod paired_pool_over_half_capacity;
mod paired_pool_too_small_to_synchronise;
mod pairing_of_unpaired_role;
mod partner_lacks_features;
mod pool_backs_up_itself;
mod several_edge_pools;
mod simple_urls_of_one_pool;
mod standby_central_management;
mod unprotected_pair_traffic;
mod voice_failover_only;
mod voice_settings_not_replicated;

use crate::checks::{Cx, Family, Findings, PoolOf, Rule};
use crate::edit::Command;
use crate::message;
use crate::model::{DataCentre, FrontEnd, Id, Place, Pool, SqlInstance, field};
use crate::text::{Message, natural_cmp};

pub(super) static FAMILY: Family = Family {
    letters: "DR",
    title: "Pool pairing",
    rules: &[
        &pool_backs_up_itself::RULE,
        &one_sided_pairing::RULE,
        &backup_of_two_pools::RULE,
        &pair_of_two_editions::RULE,
        &pair_of_two_products::RULE,
        &pair_of_physical_and_virtual::RULE,
        &pair_of_two_windows_versions::RULE,
        &pair_with_mixed_back_ends::RULE,
        &pair_with_unequal_back_ends::RULE,
        &pair_in_one_place::RULE,
        &pair_across_regions::RULE,
        &pair_over_slow_link::RULE,
        &pair_too_large_for_one_pool::RULE,
        &paired_pool_over_half_capacity::RULE,
        &paired_pool_too_small_to_synchronise::RULE,
        &pairing_of_unpaired_role::RULE,
        &standby_central_management::RULE,
        &central_management_without_standby::RULE,
        &edge_next_hop_of_paired_pool::RULE,
        &unprotected_pair_traffic::RULE,
        &pair_without_voice_failover::RULE,
        &voice_failover_only::RULE,
        &hasty_voice_failover::RULE,
        &branch_of_paired_pool::RULE,
        &pair_on_one_sql_server::RULE,
        &pair_on_one_file_server::RULE,
        &only_edge_pool_of_pair::RULE,
        &simple_urls_of_one_pool::RULE,
        &newly_paired_pool::RULE,
        &voice_settings_not_replicated::RULE,
        &databases_not_replicated::RULE,
        &other_backup_interval::RULE,
        &partner_lacks_features::RULE,
        &pair_with_one_media_edge::RULE,
        &several_edge_pools::RULE,
        &equal_srv_priorities::RULE,
    ],
};

/// A pool that homes users and its backup pool of the same kind of use. The backup may not know of it yet.
pub(super) struct Pair<'a> {
    /// Names the other as its backup; of two that name each other, the first by name.
    pub pool: PoolOf<'a, FrontEnd>,
    pub backup: PoolOf<'a, FrontEnd>,
}

/// Every pair once, whether both sides are set or one only.
pub(super) fn pairs<'a>(cx: &Cx<'a>) -> Vec<Pair<'a>> {
    let pairs = cx.user_pools().filter_map(|pool| {
        let id = pool.pool.backup_pool.filter(|id| *id != pool.id)?;
        let backup = cx.pool(id);
        let backup = PoolOf { id, pool: backup, settings: backup.role.front_end()? };
        let by_name = || natural_cmp(backup.name(), pool.name()).then(backup.id.cmp(&pool.id));
        let is_told_by_the_other = backup.pool.backup_pool == Some(pool.id) && by_name().is_lt();
        (!is_told_by_the_other).then_some(Pair { pool, backup })
    });
    pairs.collect()
}

/// Whether a pool has a partner, whatever the partner says about it.
fn is_paired(pool: &PoolOf<'_, FrontEnd>) -> bool {
    pool.pool.backup_pool.is_some_and(|backup| backup != pool.id)
}

impl Pair<'_> {
    /// Where a fault of the pair as a whole is shown.
    fn place(&self) -> Place {
        Place::from(self.pool.id).field(field::BACKUP_POOL)
    }

    /// Parts the two.
    fn unpair(&self) -> (Message, Command) {
        let title = message!("Unpair {pool} and {backup}", pool = self.pool.name(), backup = self.backup.name());
        (title, Command::Unpair(self.pool.id))
    }

    /// Each pool with its partner.
    pub(super) fn sides(&self) -> [(&PoolOf<'_, FrontEnd>, &PoolOf<'_, FrontEnd>); 2] {
        [(&self.pool, &self.backup), (&self.backup, &self.pool)]
    }
}

/// The data centre that all computers of a pool stand in; none where one stands elsewhere or nobody knows.
fn only_data_centre(cx: &Cx<'_>, pool: Id<Pool>) -> Option<Id<DataCentre>> {
    let site = cx.pool(pool).site;
    let mut data_centres =
        cx.computers_of(pool).map(|(_, computer)| cx.topology().data_centre_of(computer.data_centre, site));
    let first = data_centres.next()??;
    data_centres.all(|data_centre| data_centre == Some(first)).then_some(first)
}

/// Reports every pair whose back ends are kept available in different ways.
fn report_unequal_back_ends(rule: &Rule, cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pair in cx.pairs() {
        let ha_of = |pool: &PoolOf<'_, FrontEnd>| cx.ha_of(&pool.settings.back_end);
        let (Some(ha), Some(other_ha)) = (ha_of(&pair.pool), ha_of(&pair.backup)) else { continue };
        if ha == other_ha {
            continue;
        }
        let message = message!(
            "The back end of {pool} is {way}, that of its backup pool {backup} is {other_way}.",
            pool = pair.pool.name(),
            way = ha.phrase(),
            backup = pair.backup.name(),
            other_way = other_ha.phrase(),
        );
        out.report(rule, Place::from(pair.pool.id).field(field::BACK_END), message)
            .related(pair.backup.id, message!("the backup pool"))
            .help(message!("Use one solution on both sides."));
    }
}

/// The instances that keep a pool's back end: its primary and its mirror.
fn copies(pool: &PoolOf<'_, FrontEnd>) -> impl Iterator<Item = Id<SqlInstance>> + use<> {
    [pool.settings.back_end.primary, pool.settings.back_end.mirror].into_iter().flatten()
}
