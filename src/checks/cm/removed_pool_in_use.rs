use std::collections::BTreeMap;

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Field, Id, Place, Pool, Role, field};
use crate::text::Message;

use super::removed_pools;

rule! {
    /// A pool is removed while another still refers to it in what is published.
    ///
    /// ## Why it matters
    /// Users, calls and media go over that reference until the moment of publication. Removed together with the pool,
    /// it fails for all of them at once, and the pairing leaves data behind that the backup service never cleans up.
    ///
    /// ## Example
    /// ```sketch published
    /// site EMEA
    ///   front-end lon-fe
    ///   front-end ber-fe
    ///   edge lon-edge
    ///     next-hop lon-fe
    /// ```
    /// ```sketch
    /// site EMEA
    ///   front-end ber-fe
    ///   edge lon-edge                           #! CM006
    ///     next-hop ber-fe
    /// ```
    /// ## Use instead
    /// ```sketch published
    /// site EMEA
    ///   front-end lon-fe
    ///   front-end ber-fe
    ///   edge lon-edge
    ///     next-hop ber-fe
    /// ```
    /// ```sketch
    /// site EMEA
    ///   front-end ber-fe
    ///   edge lon-edge
    ///     next-hop ber-fe
    /// ```
    /// ## Source
    /// (inferred)
    code: "CM006", name: "removed-pool-in-use", severity: Warning, products: [ALL], since: "0.1.0", when: Compared,
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let Some(published) = cx.published() else { return };
    let removed: BTreeMap<Id<Pool>, &Pool> = removed_pools(cx, published).into_iter().collect();
    if removed.is_empty() {
        return;
    }
    for (id, pool) in published.pools.iter().filter(|(id, _)| cx.topology().pools.contains(*id)) {
        for (to, at, what) in references(pool) {
            let Some(gone) = removed.get(&to) else { continue };
            let message = message!(
                "{gone} is removed while it is {what} of {pool} in what is published.",
                gone = gone.fqdn.as_str(),
                what,
                pool = pool.fqdn.as_str()
            );
            out.report(&RULE, Place::from(id).field(at), message)
                .help(message!("Publish the change of this reference first, then remove the pool."));
        }
    }
}

/// The pools that a pool depends on: where, and as what.
fn references(pool: &Pool) -> impl Iterator<Item = (Id<Pool>, Field, Message)> {
    let [backup, next_hop, edge] = [pool.backup_pool, pool.role.next_hop(), pool.role.edge_pool()];
    let hop = match pool.role {
        Role::SurvivableBranch(_) => message!("the backup Registrar"),
        _ => message!("the next hop"),
    };
    let references = [
        (backup, field::BACKUP_POOL, message!("the backup pool")),
        (next_hop, field::NEXT_HOP, hop),
        (edge, field::EDGE_POOL, message!("the Edge pool")),
    ];
    references.into_iter().filter_map(|(to, at, what)| Some((to?, at, what)))
}
