use std::collections::BTreeMap;

use super::{MOST_NAMESAKES, web_pools};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Id, Place, Pool, field};

rule! {
    /// Two pools have one external web name.
    ///
    /// ## Why it matters
    /// The reverse proxy sends a name to one pool. Users of the other get the meeting content and the address book of a
    /// pool that does not know them.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                          #! NA014
    ///     web external web
    ///   front-end ber-fe                          #! NA014
    ///     web external web
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     web external lon-web
    ///   front-end ber-fe
    ///     web external ber-web
    /// ```
    /// ## Source
    /// `L:define-and-configure-a-front-end-pool-or-standard-edition-server`
    /// `L:dns-load-balancing`
    /// `S:create-and-publish-new-topology`
    code: "NA014", name: "external-web-name-taken", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let mut by_name: BTreeMap<String, Vec<(Id<Pool>, &Pool)>> = BTreeMap::new();
    for (id, pool, web) in web_pools(cx).filter(|(_, _, web)| !web.external_fqdn.is_empty()) {
        by_name.entry(web.external_fqdn.key()).or_default().push((id, pool));
    }
    for (name, pools) in by_name.iter().filter(|(_, pools)| pools.len() > 1) {
        for &(id, pool) in pools {
            let message = message!(
                "The external web name of {pool}, {name}, is that of another pool too.",
                pool = pool.fqdn.as_str(),
                name = name.as_str()
            );
            let mut found = out
                .report(&RULE, Place::from(id).field(field::WEB_EXTERNAL), message)
                .help(message!("Give each pool an external web name of its own."));
            for (other, _) in pools.iter().filter(|(other, _)| *other != id).take(MOST_NAMESAKES) {
                found = found.related(*other, message!("has the same external web name"));
            }
        }
    }
}
