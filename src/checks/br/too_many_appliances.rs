use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Place;
use crate::vendor::{Figure, capacity};

use super::{by_branch_site, n_appliances};

rule! {
    /// A branch site has more Survivable Branch Appliances than are supported.
    ///
    /// ## Why it matters
    /// Two appliances in one site have been tested, more have not. A branch of that size is served better by a
    /// Survivable Branch Server or a pool of its own.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford                      #! BR005
    ///     survivable-branch ox-sba1
    ///       registrar lon-fe
    ///     survivable-branch ox-sba2
    ///       registrar lon-fe
    ///     survivable-branch ox-sba3
    ///       registrar lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford
    ///     survivable-branch ox-sba1
    ///       registrar lon-fe
    ///     survivable-branch ox-sba2
    ///       registrar lon-fe
    /// ```
    /// ## Source
    /// `L:branch-site-resiliency-solutions`
    /// `S:enterprise-voice-resiliency`
    code: "BR005", name: "too-many-appliances", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let Some(most) = capacity(Figure::AppliancesPerBranchSite, cx.product()) else { return };
    for (site, branches) in by_branch_site(cx) {
        let n = n_appliances(&branches);
        if n <= most.value as usize {
            continue;
        }
        let message = message!(
            "{site} has {n} Survivable Branch Appliances; {most} are supported.",
            site = cx.topology().name(site.into()),
            n,
            most = most.value
        );
        out.report(&RULE, Place::from(site), message)
            .help(message!("Use a Survivable Branch Server, or a pool in a site of its own."));
    }
}
