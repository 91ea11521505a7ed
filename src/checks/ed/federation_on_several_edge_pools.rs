use super::{MOST_CHOICES, with};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// Federation is enabled on more than one Edge pool.
    ///
    /// ## Why it matters
    /// Partners are answered over one route only, that of the federation route. A second pool that is published for
    /// federation takes their requests and has no way back for the answers.
    ///
    /// ## Example
    /// ```sketch
    /// deployment
    ///   federation-route lon-edge
    /// site EMEA
    ///   edge lon-edge
    ///     federation
    ///   edge ber-edge                             #! ED006
    ///     federation
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment
    ///   federation-route lon-edge
    /// site EMEA
    ///   edge lon-edge
    ///     federation
    ///   edge ber-edge
    /// ```
    /// ## Source
    /// `L:define-your-edge-topology`
    /// `TB:add-edge-server-options`
    /// `PS:Set-CsSite`; severity (inferred)
    code: "ED006", name: "federation-on-several-edge-pools", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let federated: Vec<_> = cx.edge_pools().filter(|edge| edge.settings.federation).collect();
    if federated.len() < 2 {
        return;
    }
    let route = cx.topology().deployment().federation_route;
    let route = federated.iter().find(|edge| Some(edge.id) == route);
    for edge in federated.iter().filter(|edge| route.is_none_or(|route| route.id != edge.id)) {
        let pool = edge.name();
        let message = match route {
            Some(route) => {
                message!("Federation is on for {pool}, while the route is {route}.", pool, route = route.name())
            }
            None => message!("Federation is on for {pool} and for another Edge pool.", pool),
        };
        let mut found = out
            .report(&RULE, Place::from(edge.id).field(field::FEDERATION), message)
            .help(message!("Keep federation on one pool, or leave this one unpublished and fail over by runbook."))
            .suggest(
                message!("Turn federation off for {pool}", pool),
                with(edge, |settings| settings.federation = false),
            );
        for other in federated.iter().filter(|other| other.id != edge.id).take(MOST_CHOICES) {
            found = found.related(other.id, message!("has federation too"));
        }
    }
}
