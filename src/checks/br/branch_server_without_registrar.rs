use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, Role, SurvivableBranch, field};

rule! {
    /// A branch appliance or server is not tied to a Front End pool of its central site.
    ///
    /// ## Why it matters
    /// The pool keeps the presence and the conferences of the branch's users and is the backup of their Registrar. An
    /// appliance without one cannot be defined; with a pool of another site its users depend on two lines instead of
    /// one.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford
    ///     survivable-branch ox-sba              #! BR001
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford
    ///     survivable-branch ox-sba
    ///       registrar lon-fe
    /// ```
    /// ## Source
    /// `L:define-a-survivable-branch-appliance-or-server`
    /// `L:supported-topologies`
    code: "BR001", name: "branch-server-without-registrar", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let topology = cx.topology();
    for branch in cx.branch_pools() {
        let home = branch.settings.registrar.map(|id| (id, cx.pool(id)));
        let central = topology.central_site(branch.pool.site);
        let message = match home {
            None => message!("{branch} is tied to no Front End pool.", branch = branch.name()),
            Some((_, home)) if home.role.front_end().is_none() => message!(
                "{branch} is tied to {pool}, which is no Front End pool.",
                branch = branch.name(),
                pool = home.fqdn.as_str()
            ),
            Some((_, home)) if central.is_some() && topology.central_site(home.site) != central => message!(
                "{branch} is tied to {pool}, which is not in its central site.",
                branch = branch.name(),
                pool = home.fqdn.as_str()
            ),
            Some(_) => continue,
        };
        let mut found = out.report(&RULE, Place::from(branch.id).field(field::NEXT_HOP), message);
        if let Some((id, _)) = home {
            found = found.related(id, message!("the pool"));
        }
        found
            .help(message!("Choose a Front End pool or Standard Edition server of the central site."))
            .offer_home_pools(cx, &branch, |home| {
                Role::SurvivableBranch(SurvivableBranch { registrar: Some(home), ..branch.settings.clone() })
            });
    }
}
