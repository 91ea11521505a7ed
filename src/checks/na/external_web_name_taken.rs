use super::{MOST_NAMESAKES, web_pools};
use crate::checks::{Cx, Findings, Groups, rule};
use crate::message;
use crate::model::{Place, field};

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
    let named = web_pools(cx).filter(|(_, _, web)| !web.external_fqdn.is_empty());
    let by_name: Groups<_, _> = named.map(|row| (row.2.external_fqdn.folded(), row)).collect();
    for (_, pools) in by_name.shared() {
        for &(id, pool, web) in pools {
            let message = message!(
                "The external web name of {pool}, {name}, is that of another pool too.",
                pool = pool.fqdn.as_str(),
                name = web.external_fqdn.as_str()
            );
            let mut found = out
                .report(&RULE, Place::from(id).field(field::WEB_EXTERNAL), message)
                .help(message!("Give each pool an external web name of its own."));
            for (other, ..) in pools.iter().filter(|(other, ..)| *other != id).take(MOST_NAMESAKES) {
                found = found.related(*other, message!("has the same external web name"));
            }
        }
    }
}
