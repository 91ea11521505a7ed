use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// A Director has no external name for its web services.
    ///
    /// ## Why it matters
    /// Clients outside ask the Director first, by a name that the reverse proxy publishes. Without one they are sent to
    /// the pool's own name, which no DNS outside knows.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   director lon-dir.contoso.com          #! DI003
    ///     computers 2
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   director lon-dir.contoso.com
    ///     computers 2
    ///     web external lon-dirweb.contoso.com
    /// ```
    /// ## Source
    /// `L:define-optional-director-topologies-in-your-topology`
    code: "DI003", name: "director-without-external-name", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for director in cx.director_pools().filter(|director| director.settings.web.external_fqdn.is_empty()) {
        let message = message!("The web services of {pool} have no external name.", pool = director.name());
        out.report(&RULE, Place::from(director.id).field(field::WEB_EXTERNAL), message)
            .help(message!("Enter a name that no other pool has, and publish it outside."));
    }
}
