use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Place, field};

rule! {
    /// A Standard Edition server and its computer have different names.
    ///
    /// ## Why it matters
    /// The pool of a Standard Edition server is its computer. Certificates, DNS and the address of the local database
    /// are all made for that one name; under a second one nothing answers.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   standard-edition lon-se                 #! SE002
    ///     computers lon-server
    ///     single-computer
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   standard-edition lon-se
    /// ```
    /// ## Source
    /// `L:certificate-requirements-for-internal-servers`
    ///
    /// ## Fix
    /// The server takes the name of its computer, for the computer has that name in Active Directory already; all that
    /// names the server follows. A person decides where another computer goes by the server's name.
    code: "SE002", name: "standard-edition-under-two-names", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for server in cx.standard_edition_servers() {
        let fqdn = &server.pool.fqdn;
        let [id] = server.pool.computers.as_slice() else { continue };
        let Some(computer) = cx.topology().computers.get(*id) else { continue };
        if fqdn.is_empty() || computer.fqdn.is_empty() || fqdn.is(&computer.fqdn) {
            continue;
        }
        let name = computer.fqdn.as_str();
        let message = message!(
            "Standard Edition server {server} runs on a computer of another name, {name}.",
            server = server.name(),
            name
        );
        let found = out
            .report(&RULE, Place::from(server.id).field(field::FQDN), message)
            .related(*id, message!("its computer"))
            .help(message!("Use one name."));
        let title = message!("Rename the server to {name}", name);
        let command = Command::Rename { entity: server.id.into(), name: name.to_owned() };
        if cx.survey().pools_of_computer(fqdn).next().is_none() {
            found.fix(title, command);
        } else {
            found.suggest(title, command);
        }
    }
}
