use std::net::IpAddr;

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::gateways;

rule! {
    /// A gateway listens on IPv6.
    ///
    /// ## Why it matters
    /// Media bypass, which lets the media of a call go from the telephone straight to the gateway, does not work over
    /// IPv6. All calls then pass the Mediation Server, which carries far fewer of them.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   gateway lon-gw address 2001:db8::40     #! ME019
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   gateway lon-gw address 10.0.0.40
    /// ```
    /// ## Source
    /// `L:overview-of-ip-address-types`
    code: "ME019", name: "gateway-on-ipv6", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, gateway) in gateways(cx) {
        let address =
            if gateway.address.is_empty() { gateway.fqdn.as_str().parse().ok() } else { gateway.address.parse() };
        let Some(IpAddr::V6(address)) = address else { continue };
        let at = if gateway.address.is_empty() { field::FQDN } else { field::ADDRESS };
        let message = message!(
            "{gateway} listens on {address}, and media bypass does not work over IPv6.",
            gateway = gateway.fqdn.as_str(),
            address = address.to_string()
        );
        out.report(&RULE, Place::from(id).field(at), message).help(message!("Use IPv4 if media bypass is wanted."));
    }
}
