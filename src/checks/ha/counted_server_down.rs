use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// A server that counts for the quorum is down while one that does not count runs.
    ///
    /// ## Why it matters
    /// In a larger pool only the first servers are counted. Each of them that is down brings the pool nearer to a stop,
    /// though the servers behind them run and the pool looks well staffed.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! HA009
    ///     computers 1 out hours
    ///     computers 8
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 8
    ///     computers 1 out hours
    /// ```
    /// ## Source
    /// `S:high-availability`; that the order of the topology is that of the first start (inferred)
    code: "HA009", name: "counted-server-down", severity: Warning, products: [ALL], since: "0.1.0",
}

use super::impaired_pools;

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for impaired in impaired_pools(cx) {
        let Some(needs) = impaired.needs(cx).filter(|needs| needs.is_met(impaired.is_running.iter().copied())) else {
            continue;
        };
        let Some(first) = needs.of_first else { continue };
        let (counted, others) = impaired.is_running.split_at(usize::from(first));
        if !counted.contains(&false) || !others.contains(&true) {
            continue;
        }
        let message = message!(
            "Servers that count for the quorum of {pool} are down: {n} of the first {first}.",
            n = counted.iter().filter(|&&is_running| !is_running).count(),
            first,
            pool = impaired.pool.name()
        );
        out.report(&RULE, impaired.place(), message)
            .help(message!("Take the servers behind the first {first} down first.", first));
    }
}
