use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// An Enterprise pool has two Front End servers.
    ///
    /// ## Why it matters
    /// Two servers cannot outvote each other: soon after the back end is lost the pool stops, although both run. They
    /// are to be started together, or in the reverse order of the stop; otherwise only recovery from the loss of quorum
    /// helps. Two paired Standard Edition servers take as many computers and also survive the loss of a data centre.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! HA005
    ///     computers 2
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 3
    /// ```
    /// ## Source
    /// `L:topologies-and-components-for-front-end-servers-instant-messaging-and-presence`
    /// `S:high-availability`
    code: "HA005", name: "two-server-pool", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.enterprise_pools().filter(|pool| pool.n_computers() == 2) {
        let message =
            message!("Pool {pool} has two Front End servers and fails soon after its back end.", pool = pool.name());
        out.report(&RULE, Place::from(pool.id).field(field::COMPUTERS), message)
            .help(message!("Use three servers, or two paired Standard Edition servers."));
    }
}
