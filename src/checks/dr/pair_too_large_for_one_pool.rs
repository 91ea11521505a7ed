use crate::checks::{Cx, Findings, PoolOf, rule};
use crate::message;
use crate::model::{FrontEnd, Place, RoleKind, field};
use crate::vendor::{Figure, capacity};

rule! {
    /// A pool cannot carry its own users and those of its partner.
    ///
    /// ## Why it matters
    /// After a failover one pool serves the users of both. With too few servers for that, those who are in at all get a
    /// slow service, and the disaster has reached the pool that was spared.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 6
    ///     users 15000
    /// site APAC
    ///   front-end sin-fe                        #! DR013
    ///     computers 3
    ///     users 10000
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 6
    ///     users 15000
    /// site APAC
    ///   front-end sin-fe
    ///     computers 6
    ///     users 10000
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// `L:planning-for-front-end-pool-pairing`
    /// `S:disaster-recovery`
    code: "DR013", name: "pair-too-large-for-one-pool", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pair in cx.pairs() {
        for (pool, partner) in pair.sides() {
            let (Some(own), Some(taken_over)) = (pool.pool.users, partner.pool.users) else { continue };
            let Some(limit) = capacity_in_disaster(cx, pool) else { continue };
            let total = u64::from(own) + u64::from(taken_over);
            if total <= limit {
                continue;
            }
            let message = message!(
                "{pool} carries up to {limit} users and has {total} together with its partner {partner}.",
                pool = pool.name(),
                limit,
                total,
                partner = partner.name(),
            );
            out.report(&RULE, Place::from(pool.id).field(field::USERS), message)
                .related(partner.id, message!("its partner"))
                .help(message!("Add Front End servers, or move users to other pools."));
        }
    }
}

/// Users that a pool can serve while its partner is down. None for a pool without servers, which is another fault.
fn capacity_in_disaster(cx: &Cx<'_>, pool: &PoolOf<'_, FrontEnd>) -> Option<u64> {
    let of = |figure| capacity(figure, cx.product_of(pool.pool)).map(|limit| u64::from(limit.value));
    let n = pool.n_computers() as u64;
    match pool.pool.role.kind() {
        _ if n == 0 => None,
        RoleKind::StandardEdition => of(Figure::UsersPerStandardEditionWithPartner),
        _ => Some(of(Figure::UsersPerPool)?.min(n * of(Figure::UsersPerFrontEnd)?)),
    }
}
