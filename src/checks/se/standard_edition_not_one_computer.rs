use crate::checks::{Cx, Findings, PoolOf, rule};
use crate::edit::{Command, PoolCommand};
use crate::message;
use crate::model::{AnyId, FrontEnd, Place, Topology, field};
use crate::text::Message;

rule! {
    /// A Standard Edition server is not exactly one computer.
    ///
    /// ## Why it matters
    /// A Standard Edition server keeps its databases on its own disk, so there is nothing that a second computer could
    /// share with it. Its high availability is a partner: a second Standard Edition server in another data centre.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   standard-edition lon-se                 #! SE001
    ///     computers 2
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   standard-edition lon-se
    ///   standard-edition par-se
    /// pair lon-se par-se
    /// ```
    /// ## Source
    /// `S:create-and-publish-new-topology`
    ///
    /// ## Fix
    /// A server without a computer gets the one of its own name. Which of several computers stays, a person decides.
    code: "SE001", name: "standard-edition-not-one-computer", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for server in cx.standard_edition_servers() {
        let place = Place::from(server.id).field(field::COMPUTERS);
        let name = server.name();
        match server.n_computers() {
            1 => {}
            0 => {
                let found = out
                    .report(&RULE, place, message!("Standard Edition server {name} has no computer.", name))
                    .help(message!("Add the computer of that name."));
                if let Some((title, command)) = add_its_computer(cx.topology(), &server) {
                    found.fix(title, command);
                }
            }
            n => {
                let found = out
                    .report(&RULE, place, message!("Standard Edition server {name} has {n} computers.", name, n))
                    .help(message!("Use an Enterprise Edition pool for more than one."));
                if let Some((title, command)) = keep_its_computer(cx.topology(), &server) {
                    found.suggest(title, command);
                }
            }
        }
    }
}

fn add_its_computer(topology: &Topology, server: &PoolOf<'_, FrontEnd>) -> Option<(Message, Command)> {
    let id = server.id.part("its computer");
    let fqdn = server.pool.fqdn.clone();
    let title = message!("Add computer {name}", name = fqdn.as_str());
    if fqdn.is_empty() || topology.computers.contains(id) {
        return None;
    }
    Some((title, Command::Pool(PoolCommand::AddComputer { pool: server.id, id, fqdn, data_centre: None })))
}

/// Possible where exactly one of the computers has the server's name.
fn keep_its_computer(topology: &Topology, server: &PoolOf<'_, FrontEnd>) -> Option<(Message, Command)> {
    let (own, others): (Vec<_>, Vec<_>) =
        topology.computers_of(server.pool).partition(|(_, computer)| computer.fqdn.is(&server.pool.fqdn));
    let [(_, own)] = own.as_slice() else { return None };
    let title = message!("Keep computer {name} only", name = own.fqdn.as_str());
    Some((title, Command::Remove(others.into_iter().map(|(id, _)| AnyId::from(id)).collect())))
}
