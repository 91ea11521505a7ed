use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, RoleKind, field};

rule! {
    /// A server has several network addresses of its own.
    ///
    /// ## Why it matters
    /// Services bind to one address and register it; clients and other servers that are given the other one find nobody
    /// there. The vendor does not support it for these roles. Two cards that are teamed are one address.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! HA021
    ///     computers 2
    ///     computers 1 multi-homed
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 3 multi-homed no
    /// ```
    /// ## Source
    /// `S:server-requirements`
    /// `S:system-requirements`
    code: "HA021", name: "multi-homed-server", severity: Error, products: [S15, S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, pool) in cx.pools() {
        let role = pool.role.kind();
        let is_meant = matches!(
            role,
            RoleKind::FrontEnd
                | RoleKind::StandardEdition
                | RoleKind::Director
                | RoleKind::PersistentChat
                | RoleKind::VideoInterop
        );
        if !is_meant {
            continue;
        }
        for (computer, row) in cx.computers_of(id).filter(|(_, row)| row.multi_homed == Some(true)) {
            let message = message!(
                "{server}, a server of {role} {pool}, has several network addresses of its own.",
                server = row.fqdn.as_str(),
                role = role.facts().title,
                pool = pool.fqdn.as_str()
            );
            out.report(&RULE, Place::from(id).field(field::COMPUTERS), message)
                .related(computer, message!("the server"))
                .help(message!("Use one address; several adapters are teamed."));
        }
    }
}
