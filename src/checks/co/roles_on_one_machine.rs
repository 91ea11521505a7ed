use crate::checks::{Cx, Findings, Tenant, rule};
use crate::message;
use crate::model::{Place, Pool, RoleKind, field};

rule! {
    /// One machine serves two pools whose roles cannot share it.
    ///
    /// ## Why it matters
    /// Setup installs on a machine what the topology says about its name, and these roles do not install beside each
    /// other: they open the same ports, or one belongs inside the network and the other outside.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! CO001
    ///   director lon-dir                        #! CO001
    ///     computers lon-fe3 lon-dir2
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   director lon-dir
    ///     computers lon-dir1 lon-dir2
    /// ```
    /// ## Source
    /// `L:server-collocation-in-an-enterprise-edition-front-end-pool-deployment`
    /// `L:server-collocation-in-a-standard-edition-server-deployment`
    ///
    /// ## Notes
    /// Persistent Chat may share a Standard Edition server, trusted applications any Front End server. Two pools of one
    /// role are a matter of NA007, an Edge server with another role of ED001, chat on a Front End server of PC002,
    /// Video Interop of CO003, and Mediation beside a collocated Mediation Server of CO005.
    code: "CO001", name: "roles-on-one-machine", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (_, tenants) in cx.survey().machines().shared() {
        let pools = tenants.iter().filter_map(|tenant| match *tenant {
            Tenant::Computer(pool, computer) => Some((pool, computer)),
            _ => None,
        });
        for (id, computer) in pools.clone() {
            let pool = cx.pool(id);
            let strangers =
                pools.clone().map(|(other, _)| (other, cx.pool(other))).filter(|(_, other)| !may_share(pool, other));
            let Some((other_id, other)) = strangers.min_by(|(_, a), (_, b)| a.fqdn.cmp(&b.fqdn)) else { continue };
            let title = |pool: &Pool| pool.role.kind().facts().title;
            let message = message!(
                "{computer} serves {pool} ({role}) and {other} ({other_role}).",
                computer = cx.topology().name(computer.into()),
                pool = pool.fqdn.as_str(),
                role = title(pool),
                other = other.fqdn.as_str(),
                other_role = title(other)
            );
            out.report(&RULE, Place::from(id).field(field::COMPUTERS), message)
                .related(computer, message!("the computer"))
                .related(other_id, message!("the other pool"))
                .help(message!("Use separate machines."));
        }
    }
}

/// Whether two pools may share a machine, or another rule says that they do not.
fn may_share(one: &Pool, other: &Pool) -> bool {
    let collocates = |pool: &Pool| pool.role.front_end().is_some_and(|settings| settings.mediation.is_some());
    let (a, b) = (one.role.kind(), other.role.kind());
    match (a.min(b), a.max(b)) {
        (RoleKind::FrontEnd | RoleKind::StandardEdition, RoleKind::PersistentChat | RoleKind::TrustedApplication)
        | (RoleKind::Edge | RoleKind::VideoInterop, _)
        | (_, RoleKind::Edge | RoleKind::VideoInterop | RoleKind::Foreign) => true,
        (RoleKind::FrontEnd | RoleKind::StandardEdition, RoleKind::Mediation) => collocates(one) || collocates(other),
        (a, b) => a == b,
    }
}
