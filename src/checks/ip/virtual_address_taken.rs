use super::{machine_addresses, owners};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{NetworkService, NetworkServiceKind, Place, field};

rule! {
    /// The address of a load balancer or a reverse proxy is that of a server.
    ///
    /// ## Why it matters
    /// What is meant for all servers reaches one, past the load balancer, or none: two devices answer for one address.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     addresses lon-edge internal 10.1.0.1
    ///   load-balancer hlb address 10.1.0.1 serves lon-edge #! IP003
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     addresses lon-edge internal 10.1.0.1
    ///   load-balancer hlb address 10.1.0.10 serves lon-edge
    /// ```
    /// ## Source
    /// `L:dns-requirements-for-front-end-pools`; reverse proxies and public addresses (inferred)
    code: "IP003", name: "virtual-address-taken", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let topology = cx.topology();
    let is_virtual = |kind| matches!(kind, NetworkServiceKind::LoadBalancer | NetworkServiceKind::ReverseProxy);
    let is_meant = |service: &NetworkService| is_virtual(service.kind) && !service.address.is_empty();
    let mut services = topology.network_services.iter().filter(|(_, service)| is_meant(service)).peekable();
    if services.peek().is_none() {
        return;
    }
    let public = topology.computers.iter().flat_map(|(id, computer)| {
        let addresses = computer.interfaces.iter().flat_map(|it| [&it.public_address, &it.public_address_v6]);
        addresses.map(move |address| (id.into(), &computer.fqdn, address))
    });
    let owners = owners(machine_addresses(cx).chain(public));
    for (id, service) in services {
        let rows = service.address.parse().map_or(&[][..], |address| owners.of(address));
        // A service on a computer of the topology is another fault.
        let is_same_machine = |name| !service.fqdn.is_empty() && service.fqdn.is(name);
        let Some(&(row, name)) = rows.iter().find(|(_, name)| !is_same_machine(name)) else {
            continue;
        };
        let message = message!(
            "The address of {service}, {address}, is that of {name} too.",
            service = service.name.as_str(),
            address = service.address.0.as_str(),
            name = name.as_str()
        );
        out.report(&RULE, Place::from(id).field(field::ADDRESS), message)
            .related(row, message!("has the same address"))
            .help(message!("Use an address that no server has."));
    }
}
