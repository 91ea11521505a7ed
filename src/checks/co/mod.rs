//! Collocation: what may not stand on one machine.

mod database_beside_exchange;
mod exchange_on_product_server;
mod mediation_twice_on_one_server;
mod roles_on_one_machine;
mod video_interop_beside_other_role;
mod web_apps_on_product_server;
mod witness_on_product_server;

use crate::checks::{Cx, Family};
use crate::model::{AnyId, Id, NetworkService, NetworkServiceKind, Pool, RoleKind};

pub(super) static FAMILY: Family = Family {
    letters: "CO",
    title: "Collocation",
    rules: &[
        &roles_on_one_machine::RULE,
        &web_apps_on_product_server::RULE,
        &video_interop_beside_other_role::RULE,
        &exchange_on_product_server::RULE,
        &mediation_twice_on_one_server::RULE,
        &database_beside_exchange::RULE,
        &witness_on_product_server::RULE,
    ],
};

/// The pools of the product that a machine serves on which a row stands, by name. What an unknown role is, nobody
/// knows.
fn product_pools_beside<'a>(cx: &Cx<'a>, row: impl Into<AnyId>) -> Vec<(Id<Pool>, &'a Pool)> {
    let pools = cx.survey().pools_beside(row).map(|id| (id, cx.pool(id)));
    let mut pools: Vec<_> = pools.filter(|(_, pool)| pool.role.kind() != RoleKind::Foreign).collect();
    pools.sort_by(|(_, a), (_, b)| a.fqdn.cmp(&b.fqdn));
    pools
}

/// The servers of Exchange Unified Messaging.
fn exchange_servers<'a>(cx: &Cx<'a>) -> impl Iterator<Item = (Id<NetworkService>, &'a NetworkService)> + use<'a> {
    cx.topology().network_services.iter().filter(|(_, service)| service.kind == NetworkServiceKind::ExchangeUm)
}
