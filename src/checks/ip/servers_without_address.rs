use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Computer, Interface, Place, Role, field};

rule! {
    /// The address of a server is not known when the deployment is published.
    ///
    /// ## Why it matters
    /// The sheets for DNS and firewalls are made of the addresses in the topology. Without them they have blanks, which
    /// somebody fills in by hand, or forgets.
    ///
    /// ## Example
    /// ```sketch to xml
    /// site EMEA
    ///   mediation lon-med                         #! IP010
    /// ```
    /// ## Use instead
    /// ```sketch to xml
    /// site EMEA
    ///   mediation lon-med
    ///     addresses lon-med primary 10.0.0.5
    /// ```
    /// ## Source
    /// (inferred)
    ///
    /// ## Notes
    /// Edge servers cannot be without addresses, which is for ED039.
    code: "IP010", name: "servers-without-address", severity: Warning, products: [ALL], since: "0.1.0", when: Publishing,
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, pool) in cx.pools().filter(|(_, pool)| !matches!(pool.role, Role::Edge(_))) {
        let n = cx.computers_of(id).filter(|(_, computer)| !has_address(computer)).count();
        if n == 0 {
            continue;
        }
        let message = message!(
            "The addresses of {n} of {all} servers of {pool} are not known.",
            n,
            all = pool.computers.len(),
            pool = pool.fqdn.as_str()
        );
        out.report(&RULE, Place::from(id).field(field::COMPUTERS), message)
            .help(message!("Enter the addresses, so that the sheets for DNS and firewalls have no blanks."));
    }
}

fn has_address(computer: &Computer) -> bool {
    computer.interfaces.iter().flat_map(Interface::addresses).any(|address| !address.is_empty())
}
