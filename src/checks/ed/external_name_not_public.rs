use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Place;
use crate::vendor::names::non_public_suffix;

rule! {
    /// An external name of an Edge pool is in no public domain.
    ///
    /// ## Why it matters
    /// Nobody outside can look the name up, and no public certification authority makes a certificate for it.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED033
    ///     external sip.contoso.local webcon av
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     external sip webcon av
    /// ```
    /// ## Source
    /// `S:edge-environmental-requirements`; list and severity (inferred)
    code: "ED033", name: "external-name-not-public", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools() {
        for (service, named) in edge.settings.services().into_iter().take(edge.settings.n_names()) {
            let Some(suffix) = non_public_suffix(named.fqdn.as_str()) else { continue };
            let message = message!(
                "The {service} name of {pool}, {name}, ends in .{suffix}, which public DNS does not know.",
                service = service.title(),
                pool = edge.name(),
                name = named.fqdn.as_str(),
                suffix
            );
            out.report(&RULE, Place::from(edge.id).field(service.field()), message)
                .help(message!("Use a name in a public domain."));
        }
    }
}
