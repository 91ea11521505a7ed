//! The Central Management store.

mod central_management_mirrored_apart;
mod central_management_on_other_role;
mod central_management_on_removed_pool;
mod central_management_on_unprotected_server;
mod edge_configured_from_file;
mod no_central_management;
mod removed_pool_in_use;

use std::collections::BTreeSet;

use crate::checks::run::Reported;
use crate::checks::{Cx, Family, MOST_OFFERED};
use crate::edit::Command;
use crate::message;
use crate::model::{Deployment, Id, Pool, RoleKind, Topology};
use crate::text::{Message, natural_cmp};

pub(super) static FAMILY: Family = Family {
    letters: "CM",
    title: "Central management",
    rules: &[
        &no_central_management::RULE,
        &central_management_on_other_role::RULE,
        &central_management_on_unprotected_server::RULE,
        &central_management_on_removed_pool::RULE,
        &removed_pool_in_use::RULE,
        &edge_configured_from_file::RULE,
        &central_management_mirrored_apart::RULE,
    ],
};

/// The pool that holds the Central Management store.
fn central_management<'a>(cx: &Cx<'a>) -> Option<(Id<Pool>, &'a Pool)> {
    let id = cx.topology().deployment().central_management?;
    Some((id, cx.pool(id)))
}

/// The choice of another pool for the store.
fn move_to(cx: &Cx<'_>, id: Id<Pool>, pool: &Pool) -> (Message, Command) {
    let title = message!("Keep the Central Management store on {pool}", pool = pool.fqdn.as_str());
    let row = Deployment { central_management: Some(id), ..cx.topology().deployment().clone() };
    (title, Command::Put((Deployment::ID, row).into()))
}

/// Offers the pools that fit, the first few by name.
fn offer_pools<'f>(found: Reported<'f>, cx: &Cx<'_>, fits: impl Fn(&Pool) -> bool) -> Reported<'f> {
    let mut pools: Vec<_> = cx.pools().filter(|(_, pool)| fits(pool)).collect();
    pools.sort_by(|(_, a), (_, b)| natural_cmp(a.fqdn.as_str(), b.fqdn.as_str()));
    pools.into_iter().take(MOST_OFFERED).fold(found, |found, (id, pool)| {
        let (title, command) = move_to(cx, id, pool);
        found.suggest(title, command)
    })
}

/// The pools that are published and not in the document any more, told by id and by name and role.
fn removed_pools<'a>(cx: &Cx<'a>, published: &'a Topology) -> Vec<(Id<Pool>, &'a Pool)> {
    let mut gone: Vec<_> = published.pools.iter().filter(|(id, _)| !cx.topology().pools.contains(*id)).collect();
    if !gone.is_empty() {
        let name = |pool: &Pool| -> (String, RoleKind) { (pool.fqdn.key(), pool.role.kind()) };
        let kept: BTreeSet<_> = cx.pools().map(|(_, pool)| name(pool)).collect();
        gone.retain(|(_, pool)| !kept.contains(&name(pool)));
    }
    gone
}
