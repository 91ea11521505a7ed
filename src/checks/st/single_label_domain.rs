use std::collections::BTreeSet;

use crate::checks::{Cx, Findings, Tenant, rule};
use crate::message;
use crate::model::{Folded, Place, Role, field};

rule! {
    /// A server is in a domain of a single label.
    ///
    /// ## Why it matters
    /// A domain such as `contoso`, without a dot, is not registered in DNS by itself and certificates for its names are
    /// not issued; the product supports no such domain, neither for the forest nor for one of its domains.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     computers lon-fe1.contoso             #! ST010
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.local
    ///     computers lon-fe1.contoso.local
    /// ```
    /// ## Source
    /// `L:dns-requirements-for-front-end-pool`
    /// `S:system-requirements`
    ///
    /// ## Notes
    /// Looks at servers of all roles but Edge, at SQL servers and at file servers. A name without any domain is another
    /// fault.
    code: "ST010", name: "single-label-domain", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let topology = cx.topology();
    let machines: BTreeSet<Folded<'_>> = cx.odd_names().iter().map(|named| named.fqdn.folded()).collect();
    for Folded(machine) in machines {
        let Some((_, domain)) = machine.split_once('.') else { continue };
        if domain.is_empty() || domain.contains('.') {
            continue;
        }
        let tenants = cx.survey().machines().of(Folded(machine)).iter();
        let tenant = tenants.filter(|tenant| is_in_domain(cx, **tenant)).min_by_key(|tenant| {
            let row = tenant.row();
            (topology.kind(row), topology.name(row))
        });
        let Some(&tenant) = tenant else { continue };
        let name_field = if matches!(tenant, Tenant::FileStore(_)) { field::SERVER } else { field::FQDN };
        let message =
            message!("Server {server} is in the domain {domain}, which is a single label.", server = machine, domain);
        out.report(&RULE, Place::from(tenant.row()).field(name_field), message)
            .help(message!("Use a domain of two labels or more, such as contoso.local."));
    }
}

/// Whether what stands there is joined to the domain of the product.
fn is_in_domain(cx: &Cx<'_>, tenant: Tenant) -> bool {
    match tenant {
        Tenant::Computer(pool, _) => !matches!(cx.pool(pool).role, Role::Edge(_)),
        Tenant::Sql(_) | Tenant::FileStore(_) => true,
        Tenant::WebApps(_) | Tenant::Gateway(_) | Tenant::Network(_) => false,
    }
}
