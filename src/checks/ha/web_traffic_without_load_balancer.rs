use std::collections::HashSet;

use super::web_farms;
use crate::checks::{Cx, Findings, Groups, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Address, Entity, Fqdn, Id, NetworkService, NetworkServiceKind, Pool};
use crate::text::Message;
use crate::vendor::names::{WEB_EXTERNAL_LISTENING, WEB_INTERNAL};

rule! {
    /// No load balancer serves a pool of several servers.
    ///
    /// ## Why it matters
    /// SIP can be spread by DNS, HTTP cannot: a web client knows nothing of the other servers, and its session lives on
    /// one. Without a load balancer the loss of that server takes address book, meeting content and mobile clients from
    /// its users, though the pool runs on.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! HA018
    ///     computers 3
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 3
    ///   load-balancer lon-lb serves lon-fe
    /// ```
    /// ## Source
    /// `L:dns-load-balancing`
    /// `S:load-balancing`
    /// `S:create-and-publish-new-topology`
    code: "HA018", name: "web-traffic-without-load-balancer", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let services = &cx.topology().network_services;
    let load_balancers = services.iter().filter(|(_, row)| row.kind == NetworkServiceKind::LoadBalancer);
    let served: HashSet<Id<Pool>> = load_balancers.clone().flat_map(|(_, row)| row.serves.iter().copied()).collect();
    let of_site: Groups<_, _> = load_balancers.map(|(id, row)| (row.site, (id, row))).collect();
    for farm in web_farms(cx).filter(|farm| !served.contains(&farm.id)) {
        let message = message!(
            "No load balancer spreads the web traffic of pool {pool} over its {n} servers.",
            pool = farm.pool.fqdn.as_str(),
            n = farm.pool.computers.len(),
        );
        let mut found = out.report(&RULE, farm.id, message).help(what_to_add());
        for &(id, row) in of_site.of(farm.pool.site) {
            let title = message!("Let {load_balancer} serve it", load_balancer = &*row.name);
            found = found.suggest(title, Command::amend(cx.topology(), id, |row| row.serves.push(farm.id)));
        }
        let new = farm.id.part("load balancer");
        if !services.contains(new) {
            let command = Command::Put(Entity::from((new, load_balancer_for(farm.id, farm.pool))));
            found.suggest(message!("Add a load balancer"), command);
        }
    }
}

fn what_to_add() -> Message {
    let (internal, external) = (WEB_INTERNAL.value, WEB_EXTERNAL_LISTENING.value);
    message!(
        "Add a load balancer for ports {http}, {https}, {external_http} and {external_https}; from 2015 on a supported \
         software one will do.",
        http = internal.http,
        https = internal.https,
        external_http = external.http,
        external_https = external.https,
    )
}

fn load_balancer_for(id: Id<Pool>, pool: &Pool) -> NetworkService {
    NetworkService {
        name: format!("{}-lb", pool.fqdn.host()),
        kind: NetworkServiceKind::LoadBalancer,
        site: pool.site,
        data_centre: None,
        fqdn: Fqdn::default(),
        address: Address::default(),
        serves: vec![id],
    }
}
