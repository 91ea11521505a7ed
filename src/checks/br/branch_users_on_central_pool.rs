use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// The users of a branch appliance or server count for the capacity of the central site.
    ///
    /// ## Why it matters
    /// The appliance is their Registrar and nothing more: presence, conferences and access from outside come from the
    /// pool, the Directors and the Edge servers of the central site, which have to be sized for them too.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford
    ///     survivable-branch ox-sba              #! BR010
    ///       registrar lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford
    ///     gateway ox-gw
    ///       trunk ox-gw to lon-fe
    /// ```
    /// ## Source
    /// `L:capacity-planning-using-the-user-models`
    code: "BR010", name: "branch-users-on-central-pool", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for branch in cx.branch_pools() {
        let Some(home) = branch.settings.registrar else { continue };
        let message = message!(
            "The users of {branch} count for the capacity of {pool}, and of the Edge servers and Directors before it.",
            branch = branch.name(),
            pool = cx.pool(home).fqdn.as_str()
        );
        out.report(&RULE, Place::from(branch.id).field(field::USERS), message)
            .related(home, message!("carries them too"))
            .help(message!("Plan the central site for its own users and those of its branches."));
    }
}
