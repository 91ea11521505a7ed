use crate::checks::{Cx, Findings, MOST_OFFERED, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Id, Place, Trunk};
use crate::text::Message;

use super::gateways;

rule! {
    /// A gateway has no root trunk, or more than one.
    ///
    /// ## Why it matters
    /// Topology Builder makes one trunk with each gateway and keeps the two together: the gateway cannot be defined
    /// without it, and it goes only with the gateway. A document in which that is not so was edited by other means, and
    /// the product does not take it.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   gateway lon-gw                          #! ME004
    ///     trunk none
    ///   gateway lon-sbc                         #! ME004
    ///     trunk lon-sbc to lon-fe additional
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   gateway lon-gw
    ///     trunk lon-gw to lon-fe
    ///   gateway lon-sbc
    ///     trunk lon-sbc to lon-fe
    /// ```
    /// ## Source
    /// `L:define-a-gateway-in-topology-builder`
    ///
    /// ## Fix
    /// The only trunk of a gateway becomes its root trunk. Of several a person chooses.
    ///
    /// ## Notes
    /// The trunks of video gateways are a matter of VI004.
    code: "ME004", name: "gateway-without-single-root-trunk", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, gateway) in gateways(cx) {
        let trunks = cx.survey().trunks_of(id);
        let n_root = trunks.iter().filter(|(_, trunk)| trunk.is_root).count();
        let name = gateway.fqdn.as_str();
        let message = match n_root {
            1 => continue,
            0 if trunks.is_empty() => message!("{gateway} has no trunk.", gateway = name),
            0 => message!("None of the trunks of {gateway} is its root trunk.", gateway = name),
            n => message!("{gateway} has {n} root trunks.", gateway = name, n),
        };
        let found =
            out.report(&RULE, Place::from(id), message).help(message!("Give the gateway exactly one root trunk."));
        match trunks {
            [only] => {
                let (title, command) = make_root(only.0, trunks);
                found.fix(title, command);
            }
            _ => {
                let candidates = trunks.iter().filter(|(_, trunk)| trunk.is_root || n_root == 0).take(MOST_OFFERED);
                candidates
                    .map(|(id, _)| make_root(*id, trunks))
                    .fold(found, |found, (title, command)| found.suggest(title, command));
            }
        }
    }
}

/// Makes one of the trunks of a gateway the root trunk, and no other.
fn make_root(root: Id<Trunk>, trunks: &[(Id<Trunk>, &Trunk)]) -> (Message, Command) {
    let name = trunks.iter().find(|(id, _)| *id == root).map_or("", |(_, trunk)| trunk.name.as_str());
    let title = message!("Make {trunk} the root trunk", trunk = name);
    let steps = trunks
        .iter()
        .filter(|(id, trunk)| trunk.is_root != (*id == root))
        .map(|&(id, trunk)| Command::Put((id, Trunk { is_root: id == root, ..trunk.clone() }).into()))
        .collect();
    (title.clone(), Command::All { label: title, steps })
}
