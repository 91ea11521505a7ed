use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Mediation, Place, Role, field};

rule! {
    /// A Mediation pool has no next hop.
    ///
    /// ## Why it matters
    /// Calls from the gateways end at the Mediation Server, for it does not know which Front End pool to hand them to.
    /// Topology Builder does not let its wizard end without one.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     mediation none
    ///   mediation lon-med                       #! ME002
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     mediation none
    ///   mediation lon-med
    ///     next-hop lon-fe
    /// ```
    /// ## Source
    /// `L:define-a-mediation-server-in-topology-builder`
    code: "ME002", name: "mediation-without-next-hop", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for mediation in cx.mediation_pools().filter(|mediation| mediation.settings.next_hop.is_none()) {
        let place = Place::from(mediation.id).field(field::NEXT_HOP);
        out.report(&RULE, place, message!("{pool} has no next hop.", pool = mediation.name()))
            .help(message!("Choose the Front End pool that it works for."))
            .offer_home_pools(cx, &mediation, |home| {
                Role::Mediation(Mediation { next_hop: Some(home), ..mediation.settings.clone() })
            });
    }
}
