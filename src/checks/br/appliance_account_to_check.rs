use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, SurvivableBranchKind, field};

rule! {
    /// A Survivable Branch Appliance needs an account of its name in Active Directory.
    ///
    /// ## Why it matters
    /// The maker's technician joins the appliance to the domain by an account that exists already. The name here has to
    /// be the one in that account's servicePrincipalName, or the appliance never gets its configuration.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford
    ///     survivable-branch ox-sba              #! BR014
    ///       registrar lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford
    ///     survivable-branch ox-sbs
    ///       server
    ///       registrar lon-fe
    /// ```
    /// ## Source
    /// `L:define-a-survivable-branch-appliance-or-server`
    code: "BR014", name: "appliance-account-to-check", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for branch in cx.branch_pools().filter(|branch| branch.settings.kind == SurvivableBranchKind::Appliance) {
        let message = message!(
            "The computer account of {appliance} has to have this name as a servicePrincipalName.",
            appliance = branch.name()
        );
        out.report(&RULE, Place::from(branch.id).field(field::FQDN), message)
            .help(message!("Create the account before the appliance is installed, and compare the names."));
    }
}
