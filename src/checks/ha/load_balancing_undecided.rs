use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{LoadBalancing, Place, field};

rule! {
    /// Nothing says how clients are spread over the servers of an Enterprise pool.
    ///
    /// ## Why it matters
    /// The choice decides what DNS has to hold: with DNS load balancing the pool's name has an address record for each
    /// server and the web services need another name; with a hardware load balancer it has one, for the virtual
    /// address. Web traffic goes through a load balancer either way.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! HA016
    ///     computers 3
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 3
    ///     load-balancing dns
    ///     web internal lon-web
    /// ```
    /// ## Source
    /// `L:load-balancing-requirements`
    code: "HA016", name: "load-balancing-undecided", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.enterprise_pools().filter(|pool| pool.n_computers() > 1 && pool.pool.load_balancing.is_none()) {
        let message = message!(
            "Nothing says how clients are spread over the {n} servers of pool {pool}.",
            n = pool.n_computers(),
            pool = pool.name(),
        );
        let choose =
            |load_balancing| Command::amend(cx.topology(), pool.id, |pool| pool.load_balancing = Some(load_balancing));
        out.report(&RULE, Place::from(pool.id).field(field::LOAD_BALANCING), message)
            .help(message!("Choose DNS load balancing with a load balancer for the web, or a load balancer for all."))
            .suggest(message!("Spread SIP by DNS"), choose(LoadBalancing::Dns))
            .suggest(message!("Spread everything by a hardware load balancer"), choose(LoadBalancing::Hardware));
    }
}
