use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// An Enterprise pool has one server.
    ///
    /// ## Why it matters
    /// A pool gives high availability because other servers take over a failed one's load. Here nobody can.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com          #! HA006
    ///     computers 1
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     computers 3
    /// ```
    /// ## Source
    /// `L:topologies-and-components-for-front-end-servers-instant-messaging-and-presence`
    /// `S:high-availability`
    code: "HA006", name: "single-server-pool", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.enterprise_pools().filter(|pool| pool.n_computers() == 1) {
        let place = Place::from(pool.id).field(field::COMPUTERS);
        out.report(&RULE, place, message!("Pool {pool} has one server and no high availability.", pool = pool.name()))
            .help(message!("Add two servers, or use a pair of Standard Edition servers."));
    }
}
