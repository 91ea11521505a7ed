use crate::checks::{Cx, Findings, Groups, rule};
use crate::message;
use crate::model::{Folded, Place, Trunk, field};

rule! {
    /// Two trunks have the same name.
    ///
    /// ## Why it matters
    /// Voice routes name trunks. Under one name they cannot be told apart, and Topology Builder refuses the second.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   gateway lon-gw1
    ///     trunk Telephones to lon-fe            #! ME005
    ///   gateway lon-gw2
    ///     trunk telephones to lon-fe            #! ME005
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   gateway lon-gw1
    ///     trunk Telephones to lon-fe
    ///   gateway lon-gw2
    ///     trunk Faxes to lon-fe
    /// ```
    /// ## Source
    /// `L:define-additional-trunks-in-topology-builder`; scope and case (inferred)
    ///
    /// ## Notes
    /// No known vendor document has a certain place for the name of a trunk. In a document that comes from one, trunks
    /// that bear the name of their gateway count as nameless.
    code: "ME005", name: "trunks-of-one-name", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let topology = cx.topology();
    let is_from_vendor = cx.document().origin.is_some();
    let has_name = |trunk: &Trunk| {
        let is_its_gateways = || {
            let gateway = topology.gateways.get(trunk.gateway);
            gateway.is_some_and(|gateway| gateway.fqdn.as_str().eq_ignore_ascii_case(&trunk.name))
        };
        !(trunk.name.is_empty() || is_from_vendor && is_its_gateways())
    };
    let named = topology.trunks.iter().filter(|(_, trunk)| has_name(trunk));
    let by_name: Groups<_, _> = named.map(|(id, trunk)| (Folded(&trunk.name), id)).collect();
    for (_, ids) in by_name.shared() {
        for &id in ids {
            let message = message!("{n} trunks are called {trunk}.", n = ids.len(), trunk = topology.name(id.into()));
            out.report(&RULE, Place::from(id).field(field::NAME), message)
                .help(message!("Give each trunk a name of its own."))
                .related_to_others(id, ids.iter().copied(), &message!("has the same name"));
        }
    }
}
