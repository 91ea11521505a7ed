use super::renamed_domains;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Deployment;

rule! {
    /// All published computers of a domain are in another domain now.
    ///
    /// ## Why it matters
    /// Renaming an Active Directory domain is not supported once the product is in it: services, certificates and the
    /// databases keep the old names, and nothing starts under the new ones.
    ///
    /// ## Example
    /// ```sketch published
    /// deployment contoso.com
    /// site EMEA
    ///   front-end lon-fe
    /// ```
    /// ```sketch
    /// deployment contoso.com                      #! NA019
    /// site EMEA
    ///   front-end lon-fe.fabrikam.com
    ///     computers lon-fe1.fabrikam.com lon-fe2.fabrikam.com lon-fe3.fabrikam.com
    /// ```
    /// ## Use instead
    /// ```sketch published
    /// deployment contoso.com
    /// site EMEA
    ///   front-end lon-fe
    /// ```
    /// ```sketch
    /// deployment contoso.com
    /// site EMEA
    ///   front-end lon-fe
    /// ```
    /// ## Source
    /// `S:system-requirements`
    code: "NA019", name: "domain-renamed", severity: Error, products: [ALL], since: "0.1.0", when: Compared,
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let Some(published) = cx.published() else { return };
    for (old, new) in renamed_domains(published, cx.topology()) {
        let message = message!("The computers of domain {old} are published, and are in {new} now.", old, new);
        out.report(&RULE, Deployment::ID, message)
            .help(message!("Keep the domain, or deploy anew in the other one and move the users."));
    }
}
