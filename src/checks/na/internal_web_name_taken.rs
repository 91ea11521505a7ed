use std::collections::BTreeMap;

use super::{MOST_NAMESAKES, web_pools};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Fqdn, Id, Place, Pool, field};

rule! {
    /// The internal web name of a pool is a name of another pool.
    ///
    /// ## Why it matters
    /// One name leads to one load balancer. Clients of the pool ask the servers of the other for the address book and
    /// for meetings, and are turned away.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                          #! NA015
    ///     web internal ber-fe
    ///   front-end ber-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     web internal lon-webint
    ///   front-end ber-fe
    /// ```
    /// ## Source
    /// `L:define-and-configure-a-front-end-pool-or-standard-edition-server`
    code: "NA015", name: "internal-web-name-taken", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let mut owners: BTreeMap<String, Vec<Id<Pool>>> = BTreeMap::new();
    let mut own = |id, name: &Fqdn| {
        if !name.is_empty() {
            owners.entry(name.key()).or_default().push(id);
        }
    };
    for (id, pool) in cx.pools() {
        own(id, &pool.fqdn);
    }
    for (id, _, web) in web_pools(cx) {
        own(id, &web.internal_fqdn);
        own(id, &web.external_fqdn);
    }
    for (id, pool, web) in web_pools(cx).filter(|(_, _, web)| !web.internal_fqdn.is_empty()) {
        let mut others = owners[&web.internal_fqdn.key()].iter().filter(|other| **other != id).peekable();
        if others.peek().is_none() {
            continue;
        }
        let message = message!(
            "The internal web name of {pool}, {name}, is a name of another pool too.",
            pool = pool.fqdn.as_str(),
            name = web.internal_fqdn.as_str()
        );
        let mut found = out
            .report(&RULE, Place::from(id).field(field::WEB_INTERNAL), message)
            .help(message!("Give each pool an internal web name of its own."));
        for other in others.take(MOST_NAMESAKES) {
            found = found.related(*other, message!("has the same name"));
        }
    }
}
