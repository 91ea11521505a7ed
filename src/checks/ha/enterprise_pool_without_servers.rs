use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// An Enterprise pool has no Front End server.
    ///
    /// ## Why it matters
    /// The pool is a name without anything behind it; it cannot be published.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com          #! HA001
    ///     computers none
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     computers 3
    /// ```
    /// ## Source
    /// `L:define-and-configure-a-front-end-pool-or-standard-edition-server`
    code: "HA001", name: "enterprise-pool-without-servers", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.enterprise_pools().filter(|pool| pool.n_computers() == 0) {
        let place = Place::from(pool.id).field(field::COMPUTERS);
        out.report(&RULE, place, message!("Pool {pool} has no Front End server.", pool = pool.name()))
            .help(message!("Add at least one computer."));
    }
}
