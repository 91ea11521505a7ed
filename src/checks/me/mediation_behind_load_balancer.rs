use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{LoadBalancing, Place, field};

rule! {
    /// A Mediation pool of several servers does not use DNS load balancing.
    ///
    /// ## Why it matters
    /// Front End servers find the servers of a Mediation pool by DNS and choose among them themselves. A load balancer
    /// between the two is not supported; in front of gateways it may stand.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   mediation lon-med                       #! ME014
    ///     computers 2
    ///     load-balancing hardware
    ///     next-hop lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   mediation lon-med
    ///     computers 2
    ///     load-balancing dns
    ///     next-hop lon-fe
    /// ```
    /// ## Source
    /// `L:define-a-mediation-server-in-topology-builder`
    code: "ME014", name: "mediation-behind-load-balancer", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for mediation in cx.mediation_pools().filter(|mediation| mediation.n_computers() > 1) {
        if mediation.pool.load_balancing != Some(LoadBalancing::Hardware) {
            continue;
        }
        let message = message!("{pool} is reached through a load balancer.", pool = mediation.name());
        out.report(&RULE, Place::from(mediation.id).field(field::LOAD_BALANCING), message)
            .help(message!("Use DNS load balancing for the pool."))
            .offer_dns_load_balancing(&mediation);
    }
}
