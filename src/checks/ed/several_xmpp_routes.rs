use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{AnyId, Deployment, Id, Place, Pool, Site, field};
use crate::text::natural_cmp;

rule! {
    /// XMPP federation is to run over more than one Edge pool.
    ///
    /// ## Why it matters
    /// XMPP partners find the organisation at one Edge pool. Users whose messages leave over another get no answer.
    ///
    /// ## Example
    /// ```sketch
    /// deployment
    ///   xmpp-route lon-edge
    /// site EMEA
    ///   edge lon-edge
    ///     federation
    ///     xmpp
    /// site APAC                                   #! ED007
    ///   xmpp-route sin-edge
    ///   edge sin-edge
    ///     xmpp
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment
    ///   xmpp-route lon-edge
    /// site EMEA
    ///   edge lon-edge
    ///     federation
    ///     xmpp
    /// site APAC
    ///   xmpp-route lon-edge
    ///   edge sin-edge
    ///     xmpp
    /// ```
    /// ## Source
    /// `L:failing-over-the-edge-pool-used-for-xmpp-federation`
    /// `L:changes-in-lync-server-that-affect-edge-server-planning`; XMPP on a standby pool allowed (inferred)
    code: "ED007", name: "several-xmpp-routes", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let topology = cx.topology();
    let of_deployment = topology.deployment().xmpp_route.map(|route| (AnyId::from(Deployment::ID), route));
    let mut of_sites: Vec<_> =
        topology.sites.iter().filter_map(|(id, site)| Some((id, site, site.xmpp_route?))).collect();
    of_sites.sort_by(|(_, a, _), (_, b, _)| natural_cmp(&a.name, &b.name));
    let routes: Vec<(AnyId, Id<Pool>)> = match of_deployment {
        Some(route) => vec![route],
        None => of_sites.iter().map(|&(id, _, route)| (id.into(), route)).collect(),
    };
    let Some(&first) = routes.first() else { return };
    let second = routes.iter().copied().find(|(_, route)| *route != first.1);
    for &(id, site, route) in &of_sites {
        let other = if route == first.1 { second } else { Some(first) };
        let Some((elsewhere, other)) = other else { continue };
        let owner = match elsewhere {
            AnyId::Site(_) => message!("site {site}", site = topology.name(elsewhere)),
            _ => message!("the deployment"),
        };
        let message = message!(
            "The XMPP route of site {site} is {route}, that of {owner} is {other}.",
            site = site.name.as_str(),
            route = cx.pool(route).fqdn.as_str(),
            owner,
            other = cx.pool(other).fqdn.as_str()
        );
        let found = out
            .report(&RULE, Place::from(id).field(field::XMPP_ROUTE), message)
            .related(elsewhere, message!("has another route"))
            .help(message!("Keep one XMPP route for the whole organisation."));
        found.suggest(
            message!("Use {other} for site {site}", other = cx.pool(other).fqdn.as_str(), site = site.name.as_str()),
            Command::Put((id, Site { xmpp_route: Some(other), ..site.clone() }).into()),
        );
    }
}
