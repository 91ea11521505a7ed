use std::collections::BTreeMap;

rule! {
    /// An upgrade domain holds so many servers that patching it stops the pool.
    ///
    /// ## Why it matters
    /// Lync Server 2013 is patched one upgrade domain at a time, all its servers together. With this one down, too few
    /// of the others are left for the quorum, and the whole pool stops in the middle of the update.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com
    ///   product 2013
    /// site EMEA
    ///   front-end lon-fe                        #! HA022
    ///     computers 2 upgrade-domain 1
    ///     computers 1 upgrade-domain 2
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   product 2013
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 1 upgrade-domain 1
    ///     computers 1 upgrade-domain 2
    ///     computers 1 upgrade-domain 3
    /// ```
    /// ## Source
    /// `L:upgrade-or-update-front-end-servers`; the arithmetic (inferred)
    code: "HA022", name: "upgrade-domain-over-quorum", severity: Warning, products: [L13], since: "0.1.0",
}

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::min_functional;

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.enterprise_pools() {
        let Some(needs) = min_functional(pool.n_computers(), cx.product_of(pool.pool)) else { continue };
        let domains: Vec<Option<u16>> = cx.computers_of(pool.id).map(|(_, computer)| computer.upgrade_domain).collect();
        let mut sizes: BTreeMap<u16, usize> = BTreeMap::new();
        for domain in domains.iter().flatten() {
            *sizes.entry(*domain).or_default() += 1;
        }
        for (domain, n) in sizes.into_iter().filter(|(_, n)| *n > 1) {
            if needs.is_met(domains.iter().map(|of| *of != Some(domain))) {
                continue;
            }
            let message = message!(
                "Upgrade domain {domain} of pool {pool} holds {n} of its servers; without them the pool stops.",
                domain,
                pool = pool.name(),
                n
            );
            out.report(&RULE, Place::from(pool.id).field(field::COMPUTERS), message)
                .help(message!("Spread the servers over more upgrade domains, or fail the pool over before patching."));
        }
    }
}
