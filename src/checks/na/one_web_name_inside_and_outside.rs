use super::web_pools;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// The web services of a pool have one name inside and outside.
    ///
    /// ## Why it matters
    /// Phones use the external name wherever they are. With one name, those inside are led past the reverse proxy to
    /// ports that expect other clients, and lose their session on the way in or out of the building.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                          #! NA017
    ///     web internal lon-web external lon-web
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     web internal lon-webint external lon-web
    /// ```
    /// ## Source
    /// (inferred)
    ///
    /// ## Notes
    /// Without an override the internal name is the pool's.
    code: "NA017", name: "one-web-name-inside-and-outside", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, pool, web) in web_pools(cx) {
        let internal = if web.internal_fqdn.is_empty() { &pool.fqdn } else { &web.internal_fqdn };
        let external = &web.external_fqdn;
        if external.is_empty() || !internal.is(external) {
            continue;
        }
        let message = message!(
            "The web services of {pool} have one name inside and outside, {name}.",
            pool = pool.fqdn.as_str(),
            name = external.as_str()
        );
        out.report(&RULE, Place::from(id).field(field::WEB_EXTERNAL), message)
            .help(message!("Give the external web services a name of their own."));
    }
}
