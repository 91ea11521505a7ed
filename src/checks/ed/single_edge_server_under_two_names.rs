use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Place, field};

rule! {
    /// A single-computer Edge pool and its computer have different names.
    ///
    /// ## Why it matters
    /// For a single server the pool's name is the computer's. The internal certificate is made for one name, and setup
    /// looks for the computer by the other.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED030
    ///     computers lon-edge1
    ///     single-computer
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     computers lon-edge
    ///     single-computer
    /// ```
    /// ## Source
    /// `L:define-your-edge-topology`
    ///
    /// ## Fix
    /// The pool takes the name of its computer. A person decides where another computer goes by the pool's name.
    code: "ED030", name: "single-edge-server-under-two-names", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools().filter(|edge| !edge.pool.multi_server) {
        let fqdn = &edge.pool.fqdn;
        let mut computers = cx.computers_of(edge.id);
        let (Some((id, computer)), None) = (computers.next(), computers.next()) else { continue };
        if fqdn.is_empty() || computer.fqdn.is_empty() || fqdn.is(&computer.fqdn) {
            continue;
        }
        let name = computer.fqdn.as_str();
        let message = message!(
            "Single-computer Edge pool {pool} runs on a computer of another name, {name}.",
            pool = edge.name(),
            name
        );
        let found = out
            .report(&RULE, Place::from(edge.id).field(field::FQDN), message)
            .related(id, message!("its computer"))
            .help(message!("Use one name, or define a multiple-computer pool."));
        let title = message!("Rename the pool to {name}", name);
        let command = Command::Rename { entity: edge.id.into(), name: name.to_owned() };
        if cx.survey().pools_of_computer(fqdn).next().is_none() {
            found.fix(title, command);
        } else {
            found.suggest(title, command);
        }
    }
}
