use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::InterfaceSide;

rule! {
    /// A Mediation server has an address for gateways that its machine cannot have.
    ///
    /// ## Why it matters
    /// The service binds to the address and does not start without it: no call comes in from the telephone network, and
    /// none goes out.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   mediation lon-med
    ///     computers lon-med1 multi-homed no       #! IP011
    ///     addresses lon-med1 primary 10.0.0.5 pstn 10.9.0.5
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   mediation lon-med
    ///     computers lon-med1 multi-homed
    ///     addresses lon-med1 primary 10.0.0.5 pstn 10.9.0.5
    /// ```
    /// ## Source
    /// `S:server-requirements`; how it is told (inferred)
    ///
    /// ## Notes
    /// The topology does not know what addresses a machine has. The rule speaks where the computer is said to have one
    /// only, and the two that are typed differ.
    code: "IP011", name: "gateway-address-not-on-server", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (pool, _) in cx.pools().filter(|(_, pool)| pool.role.mediation_ports().is_some()) {
        for (id, computer) in cx.computers_of(pool).filter(|(_, row)| row.multi_homed == Some(false)) {
            let address = |side| computer.interface(side, 1).and_then(|interface| interface.address.parse());
            let (Some(pstn), Some(primary)) = (address(InterfaceSide::Pstn), address(InterfaceSide::Primary)) else {
                continue;
            };
            if pstn == primary || pstn.is_unspecified() || primary.is_unspecified() {
                continue;
            }
            let message = message!(
                "{server} listens for gateways at {pstn}, and its only address is {primary}.",
                server = computer.fqdn.as_str(),
                pstn = pstn.to_string(),
                primary = primary.to_string()
            );
            out.report(&RULE, Place::from(id).field(field::ADDRESS), message)
                .help(message!("Use one address for both, or give the server a second."));
        }
    }
}
