use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Deployment;

rule! {
    /// The deployment has no central site.
    ///
    /// ## Why it matters
    /// Pools, stores and branch sites belong to a central site; a deployment without one can hold nothing that serves
    /// users.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                    #! ST002
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    /// site EMEA
    ///   front-end lon-fe
    /// ```
    /// ## Source
    /// `L:supported-topologies`
    code: "ST002", name: "no-central-site", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    if cx.topology().sites.is_empty() {
        out.report(&RULE, Deployment::ID, message!("The deployment has no central site."))
            .help(message!("Add a central site."));
    }
}
