use super::{is_short, report_names};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::AnyId;

rule! {
    /// A host has no name, or its name has no domain.
    ///
    /// ## Why it matters
    /// Certificates, DNS records and the topology all go by the full name. The vendor's tool does not take another, and
    /// a server that has one is not found by those of other domains.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end "lon-fe"                        #! NA001
    ///     computers lon-fe1 lon-fe2 lon-fe3
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     computers lon-fe1 lon-fe2 lon-fe3
    /// ```
    /// ## Source
    /// `L:define-your-edge-topology`
    /// `S:system-requirements`
    code: "NA001", name: "name-without-domain", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let help = message!("Add the domain to the name.");
    report_names(&RULE, cx, out, |_, name| is_short(name), |name| message!("{name} has no domain.", name), &help);
    for named in cx.odd_names().iter().filter(|named| named.fqdn.is_empty() && named.is_needed) {
        let message = match (named.place.entity, named.what) {
            (AnyId::Pool(id), Some(what)) => match cx.pool(id).fqdn.as_str() {
                "" => continue,
                pool => message!("{pool} has no {what}.", pool, what),
            },
            (_, Some(_)) => continue,
            (AnyId::Pool(id), None) => {
                message!("One {role} has no name.", role = cx.pool(id).role.kind().facts().title)
            }
            (AnyId::Computer(_), None) => message!("One computer has no name."),
            (AnyId::SqlInstance(_), None) => message!("One SQL Server instance has no server name."),
            (AnyId::FileStore(_), None) => message!("One file share has no server name."),
            (AnyId::Gateway(_), None) => message!("One gateway has no name."),
            (_, None) => message!("One Office Web Apps server has no name."),
        };
        out.report(&RULE, named.place, message).help(message!("Enter a fully qualified name."));
    }
}
