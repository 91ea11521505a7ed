use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// Too few servers of an Enterprise pool run to keep it going.
    ///
    /// ## Why it matters
    /// The pool has lost its quorum: the servers that still run stop their services, and every user of the pool is
    /// signed out.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! HA011
    ///     computers 1
    ///     computers 2 out hours
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 2
    ///     computers 1 out hours
    /// ```
    /// ## Source
    /// `S:high-availability`
    code: "HA011", name: "quorum-lost", severity: Error, products: [ALL], since: "0.1.0",
}

use super::impaired_pools;

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for impaired in impaired_pools(cx) {
        let Some(needs) = impaired.needs(cx) else { continue };
        if needs.is_met(impaired.is_running.iter().copied()) {
            continue;
        }
        let (pool, n, minimum) = (impaired.pool.name(), impaired.is_running.len(), needs.minimum);
        let running = impaired.n_running();
        let message = match needs.of_first {
            Some(first) => message!(
                "Pool {pool} has lost its quorum with {running} of {n} servers running; it takes {minimum} of the first {first}.",
                pool,
                running,
                n,
                minimum,
                first
            ),
            None => message!(
                "Pool {pool} has lost its quorum with {running} of {n} servers running; it takes {minimum}.",
                pool,
                running,
                n,
                minimum
            ),
        };
        let help = match impaired.pool.pool.backup_pool {
            Some(backup) => message!(
                "Bring servers back, or fail the pool over to {backup}.",
                backup = cx.pool(backup).fqdn.as_str()
            ),
            None => message!("Bring servers back."),
        };
        out.report(&RULE, impaired.place(), message).help(help);
    }
}
