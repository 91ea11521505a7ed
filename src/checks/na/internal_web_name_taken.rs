use super::{MOST_NAMESAKES, web_pools};
use crate::checks::{Cx, Findings, Groups, rule};
use crate::message;
use crate::model::{Place, WebServices, field};

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
    let own = cx.pools().map(|(id, pool)| (&pool.fqdn, (id, None)));
    let of_web = web_pools(cx).flat_map(|(id, _, web)| {
        let WebServices { internal_fqdn: internal, external_fqdn: external, .. } = web;
        [(internal, (id, Some(internal.as_str()))), (external, (id, None))]
    });
    let named = own.chain(of_web).filter(|(name, _)| !name.is_empty());
    let owners: Groups<_, _> = named.map(|(name, owner)| (name.folded(), owner)).collect();
    for (_, owners) in owners.shared() {
        for (id, name) in owners.iter().filter_map(|&(id, internal)| Some((id, internal?))) {
            let mut others = owners.iter().filter(|(other, _)| *other != id).peekable();
            if others.peek().is_none() {
                continue;
            }
            let pool = cx.pool(id).fqdn.as_str();
            let message =
                message!("The internal web name of {pool}, {name}, is a name of another pool too.", pool, name);
            let mut found = out
                .report(&RULE, Place::from(id).field(field::WEB_INTERNAL), message)
                .help(message!("Give each pool an internal web name of its own."));
            for &(other, _) in others.take(MOST_NAMESAKES) {
                found = found.related(other, message!("has the same name"));
            }
        }
    }
}
