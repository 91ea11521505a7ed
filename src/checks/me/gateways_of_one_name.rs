use crate::checks::{Cx, Findings, Tenant, rule};
use crate::message;
use crate::model::{Gateway, Id, Place, field};

rule! {
    /// Two gateways have the same name or address.
    ///
    /// ## Why it matters
    /// A gateway is known by its name. The product takes it once, and everything that another pool or port needs is
    /// another trunk of the same gateway.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   gateway lon-gw                          #! ME018
    ///   gateway LON-gw                          #! ME018
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   gateway lon-gw
    ///   gateway ber-gw
    /// ```
    /// ## Source
    /// `L:m-n-trunk`; (inferred)
    ///
    /// ## Notes
    /// A video gateway may have the name of a gateway to the telephone network.
    code: "ME018", name: "gateways-of-one-name", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, gateway) in cx.topology().gateways.iter() {
        let is_alike = |tenant: &Tenant| match *tenant {
            Tenant::Gateway(other) => {
                cx.topology().gateways.get(other).filter(|other| other.kind == gateway.kind).map(|_| other)
            }
            _ => None,
        };
        let alike: Vec<Id<Gateway>> = cx.survey().beside(id).iter().filter_map(is_alike).collect();
        if alike.len() < 2 {
            continue;
        }
        let message = message!("{n} gateways are called {gateway}.", n = alike.len(), gateway = gateway.fqdn.as_str());
        out.report(&RULE, Place::from(id).field(field::FQDN), message)
            .help(message!("Keep one of them, with a trunk for each pool and port."))
            .related_to_others(id, alike, &message!("has the same name"));
    }
}
