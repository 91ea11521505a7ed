use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::vendor::REPLICAS_PER_ROUTING_GROUP;

rule! {
    /// Fewer than three servers of a larger Enterprise pool run.
    ///
    /// ## Why it matters
    /// A user's data are kept on three servers. The first users that are moved to a pool need all three of them; with
    /// fewer the move ends in errors, or leaves users who cannot sign in.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! HA013
    ///     computers 2
    ///     computers 2 out hours
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 3
    ///     computers 1 out hours
    /// ```
    /// ## Source
    /// `S:high-availability`
    code: "HA013", name: "too-few-servers-to-move-users", severity: Warning, products: [ALL], since: "0.1.0",
}

use super::impaired_pools;

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let replicas = usize::from(REPLICAS_PER_ROUTING_GROUP);
    for impaired in impaired_pools(cx) {
        let (n, running) = (impaired.is_running.len(), impaired.n_running());
        if n < replicas || running >= replicas {
            continue;
        }
        let message = message!(
            "Pool {pool} has {running} of its {n} servers running; the first users to be moved to it need {replicas}.",
            running,
            n,
            pool = impaired.pool.name(),
            replicas
        );
        out.report(&RULE, impaired.place(), message)
            .help(message!("Move no users to the pool before {replicas} servers run.", replicas));
    }
}
