use super::web_pools;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::names::non_public_suffix;

rule! {
    /// An external web name is in no public domain.
    ///
    /// ## Why it matters
    /// Nobody outside can look the name up, and no public certification authority makes a certificate for it. Phones
    /// and guests stop at the first page.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                          #! NA016
    ///     web external lon-web.contoso.local
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     web external lon-web.contoso.com
    /// ```
    /// ## Source
    /// `S:create-and-publish-new-topology`; the list of suffixes (inferred)
    code: "NA016", name: "external-web-name-not-public", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, pool, web) in web_pools(cx) {
        let name = web.external_fqdn.as_str();
        let Some(suffix) = non_public_suffix(name) else { continue };
        let message = message!(
            "The external web name of {pool}, {name}, ends in .{suffix}, which public DNS does not know.",
            pool = pool.fqdn.as_str(),
            name,
            suffix
        );
        out.report(&RULE, Place::from(id).field(field::WEB_EXTERNAL), message)
            .help(message!("Use a name in a public domain."));
    }
}
