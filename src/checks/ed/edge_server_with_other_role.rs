use crate::checks::{Cx, Findings, Tenant, rule};
use crate::message;
use crate::model::{NetworkServiceKind, Place, Role, field};
use crate::text::Message;

rule! {
    /// An Edge server carries another role too.
    ///
    /// ## Why it matters
    /// An Edge server stands in the perimeter and belongs to no domain. What runs beside it is open to attack from
    /// outside, and a role that needs the domain does not even install.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     computers lon-edge1                     #! ED001
    ///   trusted-application lon-app
    ///     computers lon-edge1
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     computers lon-edge1
    ///   trusted-application lon-app
    ///     computers lon-app1
    /// ```
    /// ## Source
    /// `L:supported-topologies`
    /// `L:supported-server-collocation-for-edge-components`
    code: "ED001", name: "edge-server-with-other-role", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools() {
        for (id, computer) in cx.computers_of(edge.id) {
            for &tenant in cx.survey().beside(id) {
                let Some(other) = role_of(cx, tenant) else { continue };
                let message = message!("Edge server {server} is {other} too.", server = computer.fqdn.as_str(), other);
                out.report(&RULE, Place::from(id).field(field::FQDN), message)
                    .related(tenant.row(), message!("the other role"))
                    .help(message!("Use another computer for the other role."));
            }
        }
    }
}

/// What else the machine is. Other rules speak of databases, Web Apps, gateways and reverse proxies.
fn role_of(cx: &Cx<'_>, tenant: Tenant) -> Option<Message> {
    match tenant {
        Tenant::Computer(id, _) => {
            let pool = cx.pool(id);
            let is_other = !matches!(pool.role, Role::Edge(_));
            is_other.then(|| message!("a computer of {pool}", pool = pool.fqdn.as_str()))
        }
        Tenant::FileStore(id) => {
            let path = cx.topology().name(id.into());
            Some(message!("the file server of {path}", path))
        }
        Tenant::Network(id) => {
            let service = cx.topology().network_services.get(id)?;
            let is_role = matches!(service.kind, NetworkServiceKind::Dns | NetworkServiceKind::CertificateAuthority);
            is_role.then(|| message!("{service}", service = service.name.as_str()))
        }
        Tenant::Sql(_) | Tenant::WebApps(_) | Tenant::Gateway(_) => None,
    }
}
