use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, RoleKind, field};

use super::product_pools_beside;

rule! {
    /// A Video Interop server serves another pool too.
    ///
    /// ## Why it matters
    /// It transcodes video and needs the whole machine. Setup installs it on a machine of its own only.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   video-interop lon-vis                   #! CO003
    ///     computers lon-fe1
    ///     next-hop lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   video-interop lon-vis
    ///     next-hop lon-fe
    /// ```
    /// ## Source
    /// `S:topology-basics`
    /// `S:video-interop-server`
    code: "CO003", name: "video-interop-beside-other-role", severity: Error, products: [S15, S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for interop in cx.video_interop_pools() {
        for (computer_id, computer) in cx.computers_of(interop.id) {
            let pools = product_pools_beside(cx, computer_id);
            let other = pools.iter().find(|(_, pool)| pool.role.kind() != RoleKind::VideoInterop);
            let Some(&(other_id, other)) = other else { continue };
            let message = message!(
                "{computer} serves {pool} and {other}.",
                computer = computer.fqdn.as_str(),
                pool = interop.name(),
                other = other.fqdn.as_str()
            );
            out.report(&RULE, Place::from(interop.id).field(field::COMPUTERS), message)
                .related(computer_id, message!("the computer"))
                .related(other_id, message!("the other pool"))
                .help(message!("Use a machine of its own for Video Interop."));
        }
    }
}
