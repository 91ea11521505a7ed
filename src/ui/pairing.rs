//! Which Front End pools can be each other's backup, and the step that makes them so.

use crate::edit::Command;
use crate::message;
use crate::model::{Document, Id, Pool, Topology};
use crate::text::natural_key;
use crate::ui::inspector::pool_place;
use crate::ui::language::Language;
use crate::ui::widgets::Choice;

/// Makes a pool the backup of another. One that has a partner is parted from it in the same step.
pub(super) fn pairing(topology: &Topology, pool: Id<Pool>, partner: Id<Pool>) -> Command {
    let pair = Command::Pair([pool, partner]);
    match topology.pools.get(pool).and_then(|row| row.backup_pool) {
        None => pair,
        Some(before) if before == partner => pair,
        Some(_) => Command::All {
            label: message!(
                "Pair {a} with {b} instead",
                a = topology.name(pool.into()),
                b = topology.name(partner.into())
            ),
            steps: vec![Command::Unpair(pool), pair],
        },
    }
}

/// The other pools that home users: those that can be the partner first, each of the rest with the reason.
pub(super) fn partners(document: &Document, language: Language, pool: Id<Pool>) -> Vec<Choice<Id<Pool>>> {
    let topology = &document.topology;
    let now = topology.pools.get(pool).and_then(|row| row.backup_pool);
    let others = topology.pools.iter().filter(|(id, row)| *id != pool && row.role.front_end().is_some());
    let mut partners: Vec<_> = others
        .map(|(id, row)| {
            let choice = Choice::new(id, row.fqdn.as_str());
            match pairing(topology, pool, id).plan(document) {
                Ok(_) if now == Some(id) => choice.refused(language.text(&message!("its partner already"))),
                Ok(_) => choice.detail(pool_place(topology, row)),
                Err(refusal) => choice.refused(language.text(&refusal.message)),
            }
        })
        .collect();
    partners.sort_by_cached_key(|choice| (!choice.enabled, natural_key(&choice.text)));
    partners
}
