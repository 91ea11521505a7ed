use super::{Draft, Refusal};
use crate::message;
use crate::model::{Id, Pool};
use crate::text::Code;

/// Sets both sides. Refuses what pairing cannot mean; what is merely unwise (one site, unequal back ends) is left to
/// the rules.
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
            return Err(Refusal::new(message!("{role} {pool} cannot be paired", role, pool = name(id)))
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
    let own = draft.get(pool)?.backup_pool.map(|_| pool);
    let naming = draft.topology().pools.iter().filter(|(_, other)| other.backup_pool == Some(pool));
    let sides: Vec<Id<Pool>> = naming.map(|(id, _)| id).chain(own).collect();
    if sides.is_empty() {
        return Err(Refusal::new(message!("{pool} has no backup pool", pool = draft.topology().name(pool.into()))));
    }
    sides.into_iter().try_for_each(|side| draft.edit(side, |side| side.backup_pool = None))
}

#[cfg(test)]
mod tests {
    use crate::edit::Command;
    use crate::edit::sample::Sample;
    use crate::model::RoleKind;

    #[test]
    fn both_sides_know_of_a_pair_and_of_its_end() {
        let mut sample = Sample::new();
        let (lon, par) = (sample.front_end("lon.contoso.com"), sample.front_end("par.contoso.com"));
        let backups = |sample: &Sample| [lon, par].map(|id| sample.row(id).backup_pool);
        sample.perform(Command::Pair([lon, par]));
        assert_eq!(backups(&sample), [Some(par), Some(lon)]);
        sample.perform(Command::Unpair(par));
        assert_eq!(backups(&sample), [None, None]);
    }

    #[test]
    fn a_pair_that_only_one_side_knows_can_be_completed_or_ended_from_either() {
        let mut sample = Sample::new();
        let (lon, par) = (sample.front_end("lon.contoso.com"), sample.front_end("par.contoso.com"));
        sample.edit(lon, |pool| pool.backup_pool = Some(par));
        for end in [lon, par] {
            let mut sample = sample.clone();
            sample.perform(Command::Unpair(end));
            assert_eq!(sample.row(lon).backup_pool, None);
        }
        sample.perform(Command::Pair([par, lon]));
        assert_eq!(sample.row(par).backup_pool, Some(lon));
    }

    #[test]
    fn what_cannot_be_a_pair_is_refused_by_the_rule_that_says_so() {
        let mut sample = Sample::new();
        let (lon, par) = (sample.front_end("lon.contoso.com"), sample.front_end("par.contoso.com"));
        let se = sample.standard_edition("se.contoso.com");
        let edge = sample.pool(RoleKind::Edge, "edge.contoso.com", &[], "");
        assert_eq!(sample.refusal(Command::Pair([lon, lon])), "DR001 lon.contoso.com cannot be its own backup");
        assert_eq!(
            sample.refusal(Command::Pair([lon, edge])),
            "DR016 Edge pool edge.contoso.com cannot be paired \
             (pair Front End pools or Standard Edition servers; other roles use several pools)"
        );
        assert_eq!(
            sample.refusal(Command::Pair([lon, se])),
            "DR004 lon.contoso.com and se.contoso.com are of different editions \
             (pair Enterprise pools with Enterprise pools, Standard Edition servers with their like)"
        );
        let ber = sample.front_end("ber.contoso.com");
        sample.perform(Command::Pair([lon, par]));
        assert_eq!(
            sample.refusal(Command::Pair([ber, par])),
            "DR003 lon.contoso.com is already the backup of par.contoso.com \
             (unpair those two first, or choose another pool)"
        );
        assert_eq!(sample.refusal(Command::Unpair(ber)), "ber.contoso.com has no backup pool");
    }
}
