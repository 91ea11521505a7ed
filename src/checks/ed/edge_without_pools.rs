use std::collections::BTreeSet;

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Id, Pool};

rule! {
    /// No pool uses an Edge pool for media.
    ///
    /// ## Why it matters
    /// The pool lets users and partners sign in and chat at best: it relays the media of nobody. It was built for
    /// nothing, or somebody has forgotten to say for whom.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   edge lon-edge                             #! ED028
    ///     next-hop lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     edge lon-edge
    ///   edge lon-edge
    ///     next-hop lon-fe
    /// ```
    /// ## Source
    /// `L:define-your-edge-topology`; severity (inferred)
    code: "ED028", name: "edge-without-pools", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let used: BTreeSet<Id<Pool>> = cx.pools().filter_map(|(_, pool)| pool.role.edge_pool()).collect();
    for edge in cx.edge_pools().filter(|edge| !used.contains(&edge.id)) {
        let message = message!("No pool uses Edge pool {pool} for media.", pool = edge.name());
        out.report(&RULE, edge.id, message)
            .help(message!("Associate the Front End pools whose users work from outside with it."));
    }
}
