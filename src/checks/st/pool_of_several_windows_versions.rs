use std::collections::BTreeSet;

rule! {
    /// The servers of a pool run different versions of Windows Server.
    ///
    /// ## Why it matters
    /// All servers of a pool carry the same work and are patched by the same plan. The vendor supports one version of
    /// Windows Server in a pool; a mixed one is left without support until it is uniform.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com
    ///   product 2019
    /// site EMEA
    ///   front-end lon-fe                        #! ST015
    ///     computers 2 os 2016
    ///     computers 2 os 2019
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   product 2019
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 4 os 2019
    /// ```
    /// ## Source
    /// `S:system-requirements`
    code: "ST015", name: "pool-of-several-windows-versions", severity: Error, products: [S19, SE], since: "0.1.0",
}

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, pool) in cx.pools() {
        let versions: BTreeSet<_> = cx.computers_of(id).filter_map(|(_, computer)| computer.os).collect();
        if versions.len() < 2 {
            continue;
        }
        let versions: Vec<&str> = versions.iter().map(|version| version.title()).collect();
        let message = message!(
            "The servers of {pool} run different versions of Windows: {versions}.",
            pool = pool.fqdn.as_str(),
            versions = versions.join(" and ")
        );
        out.report(&RULE, Place::from(id).field(field::COMPUTERS), message)
            .help(message!("Use one version for all servers of the pool."));
    }
}
