use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Fqdn, Place, field};

rule! {
    /// The internal web services of a Standard Edition server have a name of their own.
    ///
    /// ## Why it matters
    /// There is no such setting on a Standard Edition server: its web services answer under the name of the server, and
    /// its certificate is made out for that. Clients sent to another name find nothing, or a certificate that does not
    /// fit.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   standard-edition lon-se                 #! SE005
    ///     web internal lon-webint
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   standard-edition lon-se
    ///     web internal lon-se
    /// ```
    /// ## Source
    /// `L:certificate-requirements-for-internal-servers`
    code: "SE005", name: "web-name-of-standard-edition", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for server in cx.standard_edition_servers() {
        let name = &server.settings.web.internal_fqdn;
        if name.is_empty() || name.is(&server.pool.fqdn) {
            continue;
        }
        let message = message!(
            "The internal web services of Standard Edition server {server} are called {name}.",
            server = server.name(),
            name = name.as_str()
        );
        let without = Command::amend(cx.topology(), server.id, |row| {
            if let Some(settings) = row.role.front_end_mut() {
                settings.web.internal_fqdn = Fqdn::default();
            }
        });
        out.report(&RULE, Place::from(server.id).field(field::WEB_INTERNAL), message)
            .help(message!("Use the name of the server."))
            .fix(message!("Use the name of the server"), without);
    }
}
