use super::is_paired;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::REPLICAS_PER_ROUTING_GROUP;

rule! {
    /// A paired Enterprise pool has fewer than three Front End servers.
    ///
    /// ## Why it matters
    /// The data of a user live on three servers of a pool. After pairing, three have to run at the same time once so
    /// that the data of the partner can be brought in; this pool never has so many.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DR015
    ///     computers 2
    /// site APAC
    ///   front-end sin-fe
    ///     computers 3
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 3
    /// site APAC
    ///   front-end sin-fe
    ///     computers 3
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// `L:topologies-and-components-for-front-end-servers-instant-messaging-and-presence`
    /// `S:high-availability`
    code: "DR015", name: "paired-pool-too-small-to-synchronise", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let needed = usize::from(REPLICAS_PER_ROUTING_GROUP);
    let too_small = 1..needed;
    for pool in cx.enterprise_pools().filter(is_paired) {
        let n = pool.n_computers();
        if !too_small.contains(&n) {
            continue;
        }
        let message = message!(
            "{pool} is paired and has {n} of the {needed} Front End servers that have to run together after pairing.",
            pool = pool.name(),
            n,
            needed,
        );
        out.report(&RULE, Place::from(pool.id).field(field::COMPUTERS), message)
            .help(message!("Use {needed} or more servers.", needed));
    }
}
