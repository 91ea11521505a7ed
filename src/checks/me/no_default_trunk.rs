use crate::checks::{Cx, Findings, MOST_OFFERED, rule};
use crate::message;
use crate::model::{Place, field};

use super::{mediating_pools, with_ports};

rule! {
    /// A pool that takes gateways has no default trunk of its own.
    ///
    /// ## Why it matters
    /// The default trunk is what calls take where no voice route names another. Topology Builder wants one as soon as a
    /// trunk leads to the pool.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! ME012
    ///   gateway lon-gw
    ///     trunk lon-gw to lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     mediation default-trunk lon-gw
    ///   gateway lon-gw
    ///     trunk lon-gw to lon-fe
    /// ```
    /// ## Source
    /// `L:multiple-trunk-support`
    ///
    /// ## Fix
    /// The only trunk to the pool becomes its default trunk. Of several a person chooses.
    code: "ME012", name: "no-default-trunk", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in mediating_pools(cx) {
        let trunks = cx.survey().trunks_to(pool.id);
        let message = match pool.settings.default_trunk {
            None if trunks.is_empty() => continue,
            None => message!("{pool} has trunks, and none is its default trunk.", pool = pool.name()),
            Some(default) if trunks.iter().any(|(id, _)| *id == default) => continue,
            Some(default) => message!(
                "The default trunk of {pool}, {trunk}, does not lead to it.",
                pool = pool.name(),
                trunk = cx.topology().name(default.into())
            ),
        };
        let found = out
            .report(&RULE, Place::from(pool.id).field(field::DEFAULT_TRUNK), message)
            .help(message!("Choose one of the pool's own trunks as its default trunk."));
        let choices = trunks.iter().take(MOST_OFFERED).map(|&(id, trunk)| {
            let title = message!("Make {trunk} the default trunk", trunk = trunk.name.as_str());
            (title, with_ports(&pool, |ports| ports.default_trunk = Some(id)))
        });
        match trunks {
            [] => {
                let title = message!("Clear the default trunk");
                found.fix(title, with_ports(&pool, |ports| ports.default_trunk = None));
            }
            [_] => {
                choices.fold(found, |found, (title, command)| found.fix(title, command));
            }
            _ => {
                choices.fold(found, |found, (title, command)| found.suggest(title, command));
            }
        }
    }
}
