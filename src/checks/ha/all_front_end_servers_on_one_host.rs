use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// All servers of an Enterprise pool depend on one host.
    ///
    /// ## Why it matters
    /// When that host or rack fails, or is taken down for its own maintenance, the whole pool stops at once. What the
    /// quorum was to protect from has been put in one place.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! HA010
    ///     computers 3 virtual host hv1
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 1 virtual host hv1
    ///     computers 1 virtual host hv2
    ///     computers 1 virtual host hv3
    /// ```
    /// ## Source
    /// (inferred)
    code: "HA010", name: "all-front-end-servers-on-one-host", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.enterprise_pools().filter(|pool| pool.n_computers() > 1) {
        let mut hosts = cx.computers_of(pool.id).map(|(_, computer)| computer.host.as_str());
        let Some(host) = hosts.next().filter(|host| !host.is_empty()) else { continue };
        if !hosts.all(|other| other.eq_ignore_ascii_case(host)) {
            continue;
        }
        let message = message!("All servers of pool {pool} are on one host, {host}.", pool = pool.name(), host);
        out.report(&RULE, Place::from(pool.id).field(field::COMPUTERS), message)
            .help(message!("Spread the servers over several hosts."));
    }
}
