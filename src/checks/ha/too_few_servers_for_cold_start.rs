use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::vendor::min_first_start;

rule! {
    /// Enough servers run to keep an Enterprise pool going, and too few to start it.
    ///
    /// ## Why it matters
    /// If the pool stops now, by a power cut or a mistake, the servers that are left do not bring it up again. Only a
    /// recovery from the loss of quorum does, and that may cost data of the last minutes.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! HA012
    ///     computers 4
    ///     computers 1 out hours
    ///     computers 1 out days
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 5
    ///     computers 1 out days
    /// ```
    /// ## Source
    /// `S:high-availability`
    code: "HA012", name: "too-few-servers-for-cold-start", severity: Warning, products: [ALL], since: "0.1.0",
}

use super::impaired_pools;

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for impaired in impaired_pools(cx) {
        let (n, running) = (impaired.is_running.len(), impaired.n_running());
        let start = min_first_start(n, cx.product_of(impaired.pool.pool)).map(usize::from);
        let (Some(needs), Some(start)) = (impaired.needs(cx), start) else { continue };
        if !needs.is_met(impaired.is_running.iter().copied()) || running >= start {
            continue;
        }
        let message = message!(
            "{running} of the {n} servers of pool {pool} run; to start from cold it takes {start}.",
            running,
            n,
            pool = impaired.pool.name(),
            start
        );
        out.report(&RULE, impaired.place(), message).help(message!(
            "Bring more servers up, or be ready to run Reset-CsPoolRegistrarState -ResetType QuorumLossRecovery."
        ));
    }
}
