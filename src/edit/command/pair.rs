use super::{Draft, Refusal};
use crate::message;
use crate::model::{Id, Pool};
use crate::text::Code;

/// Sets both sides. Refuses what pairing cannot mean; what is merely unwise (one site, unequal back ends) is left to the
/// rules.
pub(super) fn pair(draft: &mut Draft<'_>, pools: [Id<Pool>; 2]) -> Result<(), Refusal> {
    let [a, b] = pools;
    let name = |id: Id<Pool>| draft.topology().name(id.into());
    if a == b {
        return Err(
            Refusal::new(message!("{pool} cannot be its own backup", pool = name(a))).by(Code::literal("DR001"))
        );
    }
    for id in pools {
        let pool = draft.get(id)?;
        if pool.role.front_end().is_none() {
            let role = pool.role.kind().facts().title;
            return Err(Refusal::new(message!("{pool} is a {role}, which is not paired", pool = name(id), role))
                .by(Code::literal("DR016"))
                .hint(message!("pair Front End pools or Standard Edition servers; other roles use several pools")));
        }
    }
    if draft.get(a)?.role.kind() != draft.get(b)?.role.kind() {
        return Err(Refusal::new(message!("{a} and {b} are of different editions", a = name(a), b = name(b)))
            .by(Code::literal("DR004"))
            .hint(message!("pair Enterprise pools with Enterprise pools, Standard Edition servers with their like")));
    }
    for (id, partner) in [(a, b), (b, a)] {
        if let Some(other) = draft.get(id)?.backup_pool
            && other != partner
        {
            return Err(Refusal::new(message!(
                "{other} is already the backup of {pool}",
                other = name(other),
                pool = name(id)
            ))
            .by(Code::literal("DR003"))
            .hint(message!("unpair those two first, or choose another pool")));
        }
    }
    draft.edit(a, |pool| pool.backup_pool = Some(b))?;
    draft.edit(b, |pool| pool.backup_pool = Some(a))
}

/// Clears the pool's side, and the side of everyone who names it.
pub(super) fn unpair(draft: &mut Draft<'_>, pool: Id<Pool>) -> Result<(), Refusal> {
    let partner = draft.get(pool)?.backup_pool;
    let Some(partner) = partner else {
        return Err(Refusal::new(message!("{pool} has no backup pool", pool = draft.topology().name(pool.into()))));
    };
    draft.edit(pool, |pool| pool.backup_pool = None)?;
    if draft.get(partner)?.backup_pool == Some(pool) {
        draft.edit(partner, |partner| partner.backup_pool = None)?;
    }
    Ok(())
}
