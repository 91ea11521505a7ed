use crate::checks::{Cx, Findings, Tenant, rule};
use crate::message;
use crate::model::{Computer, Id, Place, RoleKind, field};

rule! {
    /// Two computers of one pool, or of pools of one role, have one name.
    ///
    /// ## Why it matters
    /// It is one machine, counted twice: a role is not installed on it for two pools, and a pool that counts it twice
    /// has one server less than it seems to have.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   mediation lon-med
    ///     computers med1 med2                     #! NA007
    ///   mediation ber-med
    ///     computers med2 med3                     #! NA007
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   mediation lon-med
    ///     computers med1 med2
    ///   mediation ber-med
    ///     computers med3 med4
    /// ```
    /// ## Source
    /// (inferred)
    ///
    /// ## Notes
    /// Which roles may share a machine is for the collocation rules.
    code: "NA007", name: "computer-name-taken", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (_, tenants) in cx.survey().machines().shared() {
        let computers: Vec<(RoleKind, Id<Computer>)> = tenants
            .iter()
            .filter_map(|tenant| match *tenant {
                Tenant::Computer(pool, computer) => Some((cx.pool(pool).role.kind(), computer)),
                _ => None,
            })
            .collect();
        for &(role, id) in &computers {
            let Some(&(_, other)) = computers.iter().find(|(kind, other)| *kind == role && *other != id) else {
                continue;
            };
            let message = message!("Another computer is called {name} too.", name = cx.topology().name(id.into()));
            out.report(&RULE, Place::from(id).field(field::FQDN), message)
                .related(other, message!("has the same name"))
                .help(message!("Rename one of the computers, or remove one."));
        }
    }
}
