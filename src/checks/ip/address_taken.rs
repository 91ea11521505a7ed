use super::{machine_addresses, owners};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Fqdn, Place, field};

rule! {
    /// Two machines have one address.
    ///
    /// ## Why it matters
    /// Windows takes the address away from the machine that comes second, which may be another after every restart.
    /// Until somebody finds out, services come and go.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     computers lon-edge1 lon-edge2           #! IP002
    ///     addresses lon-edge1 internal 10.1.0.1
    ///     addresses lon-edge2 internal 10.1.0.1
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     computers lon-edge1 lon-edge2
    ///     addresses lon-edge1 internal 10.1.0.1
    ///     addresses lon-edge2 internal 10.1.0.2
    /// ```
    /// ## Source
    /// (inferred)
    code: "IP002", name: "address-taken", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let is_one_machine = |a: &Fqdn, b: &Fqdn| !a.is_empty() && a.is(b);
    for (address, rows) in owners(machine_addresses(cx)).shared() {
        for &(row, name) in rows {
            let mut others = rows.iter().filter(|(other, _)| *other != row);
            let Some(&(other, _)) = others.find(|(_, other)| !is_one_machine(name, other)) else { continue };
            let message = message!(
                "{name} has the address {address}, as has another machine.",
                name = name.as_str(),
                address = address.to_string()
            );
            out.report(&RULE, Place::from(row).field(field::ADDRESS), message)
                .related(other, message!("has the same address"))
                .help(message!("Give each machine an address of its own."));
        }
    }
}
